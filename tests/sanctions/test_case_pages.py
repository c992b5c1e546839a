"""The pages of a case by hand: opening, steps, the BAP editor, the LHP; bad input comes back whole."""

import pytest
from django.urls import reverse

from sanctions.models import Case, CasePerson, Examination, InvestigationReport
from tests.cast import make_staff
from tests.sanctions import matters, outcomes
from tests.sanctions.matters import ACTED_ON, act, bring_to, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(handler, sign_in):
    return sign_in(handler)


def at(name: str, row: object) -> str:
    return reverse(f"sanctions:{name}", args=[row.public_id])


def test_case_is_opened_from_its_report(client, siti, handler):
    report = make_report(siti, acted_on=ACTED_ON)
    assert at("case-new", report) in client.get(at("report", report)).text
    posted = {
        "title": "Pokok rekaan", "opened_on": "2026-03-02", "named": [siti.pk], "acted_on": "2026-02-10",
        "acts": ["D-02"],
    }  # fmt: skip

    page = client.post(at("case-new", report), posted | {"acted_on": "2020-01-01"})
    assert "Belum berlaku pada tanggal itu: D-02" in page.text
    assert "Pokok rekaan" in page.text
    assert "belum terdata" in client.post(at("case-new", report), posted | {"numbers": "123"}).text

    assert client.post(at("case-new", report), posted).status_code == 302
    case = Case.objects.get()
    assert client.get(at("case", case)).status_code == 200
    assert f"Perkara {case.number}" in client.get(at("report", report)).text


def test_summons_goes_by_the_form(client, accused):
    bring_to(accused, "pemeriksaan")
    posted = {
        "letter_number": "1", "letter_date": "2026-03-04", "exam_on": "2026-03-09", "exam_at": "09:00", "place": "Aula",
    }  # fmt: skip

    late = client.post(at("step-panggil", accused), posted | {"exam_on": "2026-03-30"})
    assert "paling lambat 13 Maret 2026" in late.text
    assert client.post(at("step-panggil", accused), posted).status_code == 302
    assert "Panggilan I untuk" in client.post(
        at("step-panggil", accused), posted | {"letter_date": "2026-03-05", "exam_on": "2026-03-06"}
    ).text  # fmt: skip
    assert "terbit lewat tenggat" in client.get(at("step-panggil", accused)).text


def answers(rows: list[tuple[str, str]]) -> dict[str, str]:
    found = {"tj-TOTAL_FORMS": str(len(rows)), "tj-INITIAL_FORMS": "0"}
    for number, (question, answer) in enumerate(rows):
        found |= {f"tj-{number}-tanya": question, f"tj-{number}-jawab": answer}
    return found


def test_bap_editor_keeps_rows_drops_empty_ones_and_offers_more(client, accused):
    bring_to(accused, "panggilan_1")
    head = {"held_on": "2026-03-09", "held_at": "09:00", "place": "Aula", "examiners": [], "closing": "Selesai"}
    rows = [("Pertama?", "Ya"), ("", ""), ("Kedua?", "Tidak <b>tebal</b>")]

    client.post(at("step-bap", accused), head | answers(rows))
    page = client.get(at("step-bap", accused))
    client.post(at("step-bap", accused), head | {"tj-TOTAL_FORMS": "ribuan", "tj-INITIAL_FORMS": "0"})
    bap = Examination.objects.get()

    assert [row["tanya"] for row in bap.content["tanya_jawab"]] == ["Pertama?", "Kedua?"]
    assert "tj-4-tanya" in page.text
    shown = client.get(at("examination", bap)).text
    assert "Tidak &lt;b&gt;tebal&lt;/b&gt;" in shown
    assert "Pilih pemeriksanya" in client.post(at("examination-finish", bap), {"outcome": "ditandatangani"}).text
    team = accused.case.assignments.first().name
    client.post(at("step-bap", accused), head | answers(rows) | {"examiners": [team]})
    assert client.post(at("examination-finish", bap), {"outcome": "ditandatangani"}).status_code == 302
    again = client.post(at("step-bap", accused), head | answers(rows), follow=True)
    assert "tidak dapat dicatat" in again.text
    assert CasePerson.objects.get().state == "bap"


def test_lhp_by_the_form(client, accused):
    bring_to(accused, "bap")
    one = accused.allegations.get()
    words = {"fakta": "F", "analisis": "A", "kesimpulan": "K", "pertimbangan": "", "proposed_level": "berat"}

    client.post(at("step-lhp", accused), words)
    lhp = InvestigationReport.objects.get()
    posted = {"number": "700/1", "dated_on": "2026-03-20"}
    assert "Simpulkan setiap dugaan" in client.post(at("investigation-report-finish", lhp), posted).text
    client.post(at("step-lhp", accused), words | {f"putusan-{one.public_id}": "terbukti"})
    assert "checked" in client.get(at("step-lhp", accused)).text
    assert client.post(at("investigation-report-finish", lhp), posted).status_code == 302
    assert "Terbukti" in client.get(at("investigation-report", lhp)).text
    assert client.get(at("case-person", accused)).status_code == 200


def test_person_page_shows_what_was_frozen(client, accused, siti):
    page = client.get(at("case-person", accused)).text

    assert "Guru Ahli Muda" in page
    assert "Ini bukan pelanggaran" in page
    posted = {"acted_on": "2026-02-11", "acts": ["D-06"], "impact": "", "description": ""}
    assert client.post(at("allegation-add", accused), posted).status_code == 302
    assert "Pilih sedikitnya satu" in client.post(at("allegation-add", accused), posted | {"acts": []}).text
    added = accused.allegations.get(act=act("D-06"))
    assert client.post(at("allegation-withdraw", added), {"reason": "Keliru"}).status_code == 302
    assert "Keliru" in client.get(at("case-person", accused)).text
    assert client.post(at("person-track", accused), {"track": "kode_etik", "reason": "Bakal calon"}).status_code == 302


def test_others_are_added_and_step_back_is_kept(client, case, dinas_b):
    other = make_staff("Orang Kedua", dinas_b)
    posted = {"numbers": other.nip, "acted_on": "2026-02-10", "acts": ["D-02"]}
    assert client.post(at("case-person-add", case), posted).status_code == 302
    assert "sudah menjadi terlapor" in client.post(at("case-person-add", case), posted).text

    closed = client.post(at("case-step-back", case), {"statement": "Sepupu terlapor"}, follow=True)
    assert "tidak lagi tampil" in closed.text
    assert client.get(at("case", case)).status_code == 404


def _offered(client, person) -> set[str]:
    matter = client.get(reverse("sanctions:case", args=[person.case.public_id])).context["matters"][0]
    return {way.row.code for way in matter.ways}


@pytest.mark.parametrize(("is_proven", "wanted"), [(True, {"ajukan"}), (False, {"tidak_terbukti"})])
def test_page_after_the_lhp_offers_what_was_found_only(accused, handler, sign_in, is_proven, wanted):
    matters.bring_to(accused, "bap")
    matters.report_on(accused, is_proven=is_proven)

    assert _offered(sign_in(handler), accused) == wanted


def test_page_before_the_official_says_what_is_missing(accused, handler, sign_in):
    matters.bring_to(accused, "lhp")
    client, address = sign_in(handler), reverse("sanctions:step-ajukan", args=[accused.public_id])

    assert "Tugaskan dahulu pejabat yang berwenang" in client.get(address).text
    outcomes.name_official(accused.case)
    assert "Tugaskan dahulu pejabat" not in client.get(address).text
