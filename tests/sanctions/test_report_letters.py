"""Surat penerusan before there is a case: begun from the report, issued, checked by anybody, walled like the report."""

import io
from datetime import date

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from netralitas.audit.models import Event
from netralitas.documents import rendering, shown
from netralitas.documents.actions import letters
from netralitas.documents.models import Document, Letter
from netralitas.documents.queries.letters import visible_to
from netralitas.errors import DomainError
from netralitas.registry.models import Assignment
from sanctions.actions import assignments, cases, reports
from sanctions.actions.cases import Accusation
from sanctions.actions.report_letters import begin
from sanctions.letters.reports import ABOUT_REPORT
from sanctions.models import Case
from sanctions.queries.dossiers import sources
from sanctions.queries.reports import reports_for
from tests.cast import make_account, make_staff, make_unit
from tests.pledges import pdf_tools
from tests.sanctions.matters import ACTED_ON, BY, act, let_in, make_case, make_report

pytestmark = pytest.mark.django_db
DAY, REPORTER = date(2026, 3, 5), "Pelapor Sangat Rahasia"


@pytest.fixture
def report(siti, handler, inspector):
    """A report about Siti that nobody made a case of, told by somebody at the desk."""
    return make_report(
        siti, outcome="perlu_keterangan", acts=[act()], acted_on=ACTED_ON, place="Lapangan rekaan",
        reporter={"nama": REPORTER},
    )  # fmt: skip


@pytest.fixture
def letter(report, by):
    """The issued letter to Bawaslu."""
    return letters.issue(letter=begin(report, receiver="bawaslu", by=by), number="800/PN/1", dated_on=DAY, by=by)


def _become_case(report, siti) -> Case:
    reports.triage(report, outcome="diperiksa", reason="Cukup", by=BY)
    accusation = Accusation(ACTED_ON, [act()])
    return cases.open_case(
        reports=[report], accused=[siti], accusation=accusation, title="Pokok", opened_on=DAY, by=BY
    )  # fmt: skip


def test_letter_tells_the_report_and_never_who_told(letter, report, tmp_path):
    facts = letter.document.facts()
    file = tmp_path / "surat.pdf"
    file.write_bytes(rendering.render(Document.Kind.LETTER, facts))
    text = " ".join(pdf_tools.text(file).split())

    assert shown.missing_from(pdf_tools.text(file), Document.Kind.LETTER, facts) == []
    for words in ("Siti Aminah", report.number, "Badan Pengawas Pemilihan Umum", "RAHASIA", "Lapangan rekaan"):
        assert words in text
    assert "belum diperiksa dan bukan pelanggaran yang terbukti" in text
    assert REPORTER not in text + str(letter.content())


def test_anybody_checks_the_letter_and_learns_no_name(letter, report, client):
    page = client.get(reverse("documents:verify-code", args=[letter.document.code])).text

    assert "800/PN/1" in page
    assert "Surat dinas" in page
    for secret in ("Siti", "Penerusan laporan", report.number):
        assert secret not in page


@pytest.mark.parametrize("receiver", ["gubernur", "pemda", "pembina", "pengawas"])
def test_other_receivers_are_drafted_too(report, receiver, by):
    content = begin(report, receiver=receiver, by=by).content()

    assert content["values"]["alasan"]
    assert bool(content["addressee"]) is (receiver in {"gubernur", "pengawas"})


def test_report_about_the_office_itself_goes_on_the_kop_of_the_inspectorate(office, itda, handler, inspector, by):
    report = make_report(make_staff("Rekan BKPSDM", office), outcome="perlu_keterangan")

    draft = begin(report, receiver="gubernur", by=by)

    assert "INSPEKTORAT" in draft.office.upper()
    assert list(visible_to(inspector)) == [draft]
    assert not visible_to(handler).exists()


def test_unknown_receiver_and_report_that_became_a_case_are_refused(report, siti, handler, by):
    with pytest.raises(DomainError, match="kepada siapa"):
        begin(report, receiver="siapa", by=by)
    with pytest.raises(DomainError, match="sudah menjadi perkara"):
        begin(make_case(siti).reports.get(), receiver="bawaslu", by=by)
    assert not Letter.objects.exists()


def _walled(siti, dinas_a, dinas_b) -> dict[str, object]:
    """Accounts that must not know, by why; each may open the register of letters."""
    acting = make_staff("Plt Rekaan", dinas_b)
    Assignment.objects.create(
        staff=acting, unit=dinas_a, title="Plt. Kepala", kind=Assignment.Kind.PLT, starts_on=DAY
    )  # fmt: skip
    return {
        "named": make_account("Siti", "bkpsdm", staff=siti),
        "own office": make_account("Rekan", "bkpsdm", staff=make_staff("Rekan Siti", dinas_a)),
        "holds a post there": make_account("Plt dinas", "bkpsdm", staff=acting),
        "nobody behind": make_account("Tanpa orang", "bkpsdm"),
        "examiner": make_account("Pemeriksa", "pemeriksa", staff=make_staff("Pemeriksa Lain", dinas_b)),
        "auditor": make_account("Auditor", "inspektorat", staff=make_staff("Auditor Rekaan", dinas_b)),
    }


def test_who_must_not_see_the_report_sees_no_trace_of_its_letter(
    report, letter, siti, dinas_a, dinas_b, sign_in, handler
):
    register = reverse("documents:letters")
    pages = [register, f"{register}?cari=800", reverse("home")]
    names = ("letter", "letter-pdf", "letter-edit", "letter-void", "letter-scan", "letter-number")
    own = [reverse(f"documents:{name}", args=[letter.public_id]) for name in names]
    own.append(reverse("sanctions:report-letters", args=[report.public_id]))
    for why, user in _walled(siti, dinas_a, dinas_b).items():
        client = sign_in(user)
        assert not visible_to(user).exists(), why
        for address in own:
            assert client.get(address).status_code in {403, 404}, (why, address)
        for address in pages:
            assert "800/PN" not in client.get(address, follow=True).text, (why, address)
        assert "800/PN" not in _cells(client.get(f"{register}?unduh=xlsx")), why

    client = sign_in(handler)  # negative control: the same pages show it to the register
    assert "800/PN" in client.get(register).text
    assert "800/PN" in _cells(client.get(f"{register}?unduh=xlsx"))


def _cells(response) -> str:
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])


def test_log_of_the_letter_is_hidden_with_the_report(report, letter, dinas_a, dinas_b, sign_in):
    walled = make_account("Auditor A", "inspektorat", staff=make_staff("Auditor A", dinas_a))
    free = make_account("Auditor B", "inspektorat", staff=make_staff("Auditor B", dinas_b))
    address = reverse("audit:events")

    hidden = sign_in(walled).get(address).text
    assert "800/PN/1" not in hidden
    assert report.number not in hidden
    assert report.number in sign_in(free).get(address).text
    told = [one.details for one in Event.objects.filter(event__startswith="documents.letter")]
    assert "Siti" not in str(told)
    assert {one["letter"] for one in told} <= {"Surat dinas", "Surat Penerusan Laporan"}


def test_wall_of_the_case_falls_on_report_and_letter(report, letter, siti, handler):
    """Somebody of the secretariat who steps back from the case loses the report and its letters with it."""
    case = _become_case(report, siti)
    assert list(visible_to(handler)) == [letter]

    assignments.step_back(case, staff=handler.staff_link.staff, statement="Ipar terlapor", by=BY)

    assert not reports_for(handler).exists()
    assert not visible_to(handler).exists()


def test_file_of_the_later_case_begins_with_the_letter(report, letter, siti):
    titles = [one.title for one in sources(_become_case(report, siti))]

    assert titles[1] == f"Surat Penerusan Laporan {report.number}"


def test_pages_lead_from_the_report_to_the_letter_and_back_to_triage(report, handler, sign_in, by):
    client = sign_in(handler)
    at = reverse("sanctions:report-letters", args=[report.public_id])
    assert at in client.get(reverse("sanctions:report", args=[report.public_id])).text

    edit = client.post(at, {"tujuan": "bawaslu"}, follow=True)

    draft = Letter.objects.get(subject_type=ABOUT_REPORT, subject_key=report.public_id)
    assert edit.request["PATH_INFO"] == reverse("documents:letter-edit", args=[draft.public_id])
    assert at in client.get(draft.get_absolute_url()).text
    letters.issue(letter=draft, number="800/PN/7", dated_on=DAY, by=by)
    assert "800/PN/7" in client.get(reverse("sanctions:report", args=[report.public_id])).text


def test_triage_takes_the_number_of_the_letter_and_needs_one(report, letter, handler, sign_in):
    client, triage = sign_in(handler), reverse("sanctions:report-triage", args=[report.public_id])
    given = {"outcome": "ke_instansi", "reason": "Wewenang instansi lain"}

    assert 'value="800/PN/1"' in client.get(triage).text
    assert "Isi nomor surat penerusannya" in client.post(triage, given).text
    client.post(triage, given | {"letter_number": "800/PN/1"})

    report.refresh_from_db()
    assert report.state == "ke_instansi"


def test_unknown_receiver_on_the_page_is_a_plain_sentence(report, handler, sign_in):
    at = reverse("sanctions:report-letters", args=[report.public_id])

    assert "Pilih kepada siapa" in sign_in(handler).post(at, {"tujuan": "x"}, follow=True).text


def test_examiner_of_another_case_writes_no_letter_of_a_report(report, dinas_b, handler, sign_in):
    staff = make_staff("Pemeriksa", dinas_b)
    let_in(make_case(make_staff("Orang Lain", make_unit("Dinas Z"))), staff, "pemeriksa", "pengawasan")
    client = sign_in(make_account("Pemeriksa", "pemeriksa", staff=staff))

    address = reverse("sanctions:report-letters", args=[report.public_id])
    assert client.post(address, {"tujuan": "bawaslu"}).status_code == 403
    assert not Letter.objects.exists()
