"""SK of teams and of the other tracks, and the paper of a further BAP: begun from the case, printed whole."""

from datetime import date

import pytest
from django.urls import reverse

from netralitas.documents import rendering, shown
from netralitas.documents.actions import letters
from netralitas.documents.letters import kind_of
from netralitas.documents.models import Document
from sanctions.actions.letters import begin
from sanctions.queries.letter_values import codes_for
from tests.cast import make_staff
from tests.pledges import pdf_tools
from tests.sanctions.matters import bring_to, let_in, make_case, make_team, supplement
from tests.sanctions.outcomes import bring, make_council, name_official

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 23)


def printed(letter, by, tmp_path) -> str:
    """The text of the letter's PDF, its open fields filled in; everything its facts hold is on the paper."""
    known, kind = letter.content()["values"], kind_of(letter.kind)
    gaps = {one.name: "Isi rekaan" for one in kind.fields if one.required and not known.get(one.name)}
    letters.revise(letter=letter, values=gaps, by=by)
    facts = letters.issue(letter=letter, number=f"800/{letter.kind}", dated_on=DAY, by=by).document.facts()
    file = tmp_path / "surat.pdf"
    file.write_bytes(rendering.render(Document.Kind.LETTER, facts))
    text = pdf_tools.text(file)
    assert shown.missing_from(text, Document.Kind.LETTER, facts) == []
    return " ".join(text.split())


@pytest.fixture
def contract_worker(dinas_b, handler):
    return make_case(make_staff("Joko Kontrak", dinas_b, category="THL", nip="", position="Operator")).persons.get()


@pytest.fixture
def village_head(dinas_b, handler):
    staff = make_staff("Kades Rekaan", dinas_b, category="KADES", nip="", position="Kepala Desa Rekaan")
    return make_case(staff, acts=("DS-04",)).persons.get()


def test_sk_of_the_examiners_names_the_team_before_they_declared(accused, by, tmp_path):
    make_team(accused.case)
    conflicted = make_staff("Berbenturan Rekaan", make_staff("X", accused.unit).unit)
    let_in(accused.case, conflicted, "atasan_langsung", is_free=False)

    text = printed(begin(accused, "sk_tim", by=by), by, tmp_path)

    assert "PEMBENTUKAN TIM PEMERIKSA" in text
    assert "Ketua Rekaan" in text
    assert "Berbenturan" not in text
    assert "Peraturan Pemerintah Nomor 94 Tahun 2021" in text
    assert "RAHASIA" in text


def test_sk_of_the_council_belongs_to_kode_etik_only(siti, handler, by, tmp_path):
    person = make_case(siti, acts=("KE-02",)).persons.get()
    make_council(person.case)

    assert person.track == "kode_etik"
    codes = codes_for(person, ["sk_tim", "sk_majelis", "bap_tambahan", "sk_kontrak", "sk_desa"])
    assert codes == ["sk_majelis"]
    text = printed(begin(person, "sk_majelis", by=by), by, tmp_path)
    assert "Anggota 2" in text
    assert "Nomor 42 Tahun 2004" in text


def test_sk_of_a_contract_takes_its_basis_from_the_catalogue(contract_worker, by, tmp_path):
    bring(contract_worker, "lhp")
    name_official(contract_worker.case)

    letter = begin(contract_worker, "sk_kontrak", by=by)

    values = letter.content()["values"]
    assert values["dasar_sanksi"] == "SE MenPANRB 01/2023; kontrak kerja"
    assert values["identitas"] == "THL, Operator"
    assert not values.get("hukuman")
    text = printed(letter, by, tmp_path)
    assert "Joko Kontrak, THL, Operator" in text
    assert "Memperhatikan" in text


def test_sk_of_a_contract_says_the_measure_once_it_was_entered(contract_worker, by):
    bring(contract_worker, "diputus", code="NON-2")

    values = begin(contract_worker, "sk_kontrak", by=by).content()["values"]
    assert values["hukuman"] == "Pemutusan hubungan kerja"


def test_sk_of_a_village_head(village_head, by, tmp_path):
    bring(village_head, "lhp")

    letter = begin(village_head, "sk_desa", by=by)

    assert letter.content()["values"]["dasar_sanksi"].startswith("UU 6/2014")
    text = printed(letter, by, tmp_path)
    assert "Kades Rekaan, Kepala Desa, Kepala Desa Rekaan" in text
    assert "rekomendasi" not in text.casefold()  # an optional sentence without its field is left out


def test_paper_of_a_further_bap_tells_the_second_hearing_and_names_the_first(accused, by, tmp_path):
    bring_to(accused, "bap")
    supplement(accused)

    text = printed(begin(accused, "bap_tambahan", by=by), by, tmp_path)
    first = begin(accused, "bap", by=by).content()["values"]["tanya_jawab"]["rows"]
    report = begin(accused, "lhp", by=by).content()["values"]["dasar"]

    assert "Siapa yang mengunggah?" in text
    assert "Nomor BAP/1/2026 tanggal 9 Maret 2026" in text
    assert "Ada saksi baru" in text
    assert first == [["1", "Apakah sehat?", "Sehat, keterangan rekaan."]]
    assert report[-2:] == [
        "Berita Acara Pemeriksaan Nomor BAP/1/2026 tanggal 9 Maret 2026",
        "Berita Acara Pemeriksaan Tambahan 1 Nomor BAP/2/2026 tanggal 13 Maret 2026",
    ]


def test_wording_that_a_lawyer_must_confirm_says_so_until_it_is_issued(accused, by, handler, sign_in):
    client = sign_in(handler)
    letter = begin(accused, "sk_tim", by=by)

    assert "Perlu penegasan Bagian Hukum" in client.get(letter.get_absolute_url()).text
    assert "Perlu penegasan" in client.get(reverse("documents:letter-template", args=["sk_desa"])).text
    assert "Perlu penegasan" not in client.get(reverse("documents:letter-template", args=["panggilan_1"])).text
