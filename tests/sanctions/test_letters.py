"""Papers of a case: begun from the file, behind the same wall as the case, written by secretariat and team only."""

from datetime import date

import pytest
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.documents import rendering, shown
from netralitas.documents.actions import letters
from netralitas.documents.actions.letter_templates import refuse_faults
from netralitas.documents.letters import kind_of
from netralitas.documents.models import Document, Letter
from netralitas.documents.queries.letter_templates import default_of
from netralitas.documents.queries.letters import visible_to
from netralitas.errors import DomainError
from sanctions.actions.letters import begin
from sanctions.letters import kinds
from tests.cast import make_account, make_staff
from tests.pledges import pdf_tools
from tests.sanctions.matters import bring_to, let_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 23)


@pytest.mark.parametrize("kind", kinds.ALL, ids=lambda kind: kind.code)
def test_default_wording_can_be_filled(kind):
    default = default_of(kind)

    refuse_faults(kind, subject=default.subject, body=default.body, heading=default.heading, number_pattern="")


def test_summons_is_begun_from_the_case(accused, by):
    bring_to(accused, "panggilan_1")

    letter = begin(accused, "panggilan_1", by=by)

    content = letter.content()
    assert content["values"]["nama"].startswith("Siti Aminah")
    assert content["values"]["hari_tanggal"] == "Senin, 9 Maret 2026"
    assert content["values"]["tempat_periksa"] == "Ruang rapat rekaan"
    assert content["signers"][0]["heading"] == ["Ketua Tim Pemeriksa,"]
    assert (letter.subject_type, letter.subject_key) == ("sanctions.caseperson", accused.public_id)
    assert letters.issue(letter=letter, number="800/3/1/2026", dated_on=date(2026, 3, 4), by=by).document


@pytest.mark.parametrize(
    ("code", "state"), [("panggilan_2", "panggilan_2"), ("ba_tidak_hadir", "tidak_hadir"), ("bap", "bap"),
                        ("lhp", "lhp"), ("nota_dinas", "lhp"), ("sk_hukuman", "lhp")],
)  # fmt: skip
def test_paper_shows_what_the_case_knows(code, state, accused, by, tmp_path):
    bring_to(accused, state)
    letter = begin(accused, code, by=by)
    open_fields = {one.name: "Isi rekaan" for one in kind_of(code).fields if one.required and one.kind != "table"}
    known = letter.content()["values"]
    letters.revise(letter=letter, values={n: v for n, v in open_fields.items() if not known.get(n)}, by=by)

    issued = letters.issue(letter=letter, number=f"800/{code}", dated_on=DAY, by=by)

    facts = issued.document.facts()
    file = tmp_path / "surat.pdf"
    file.write_bytes(rendering.render(Document.Kind.LETTER, facts))
    text = pdf_tools.text(file)
    assert shown.missing_from(text, Document.Kind.LETTER, facts) == []
    assert "RAHASIA" in text
    assert "Siti Aminah" in text


def test_lhp_and_bap_carry_the_words_of_the_case(accused, by):
    bring_to(accused, "lhp")

    lhp, bap = begin(accused, "lhp", by=by).content()["values"], begin(accused, "bap", by=by).content()["values"]

    assert lhp["fakta"] == "Fakta rekaan"
    assert lhp["kesimpulan_dugaan"]["rows"][0][2] == "Ya"
    assert "bukan pelanggaran" in lhp["ikrar"]
    assert bap["tanya_jawab"]["rows"] == [["1", "Apakah sehat?", "Sehat, keterangan rekaan."]]


def test_paper_of_another_track_is_refused(accused, by):
    with pytest.raises(DomainError, match="jalur"):
        begin(accused, "sanksi_moral", by=by)
    with pytest.raises(DomainError, match="jalur"):
        begin(accused, "tidak_ada", by=by)
    assert not Letter.objects.exists()


def test_row_of_the_register_names_nobody(accused, by):
    letter = begin(accused, "surat_penerusan", by=by)

    clear = " ".join([letter.title, letter.addressed_to, letter.office, letter.number])
    assert "Siti" not in clear
    assert letter.addressed_to == ""


def test_walls_of_the_case_are_walls_of_its_papers(accused, by, handler, sign_in, dinas_a, dinas_b, kesbang, inspektur):
    letter = letters.issue(letter=_complete(begin(accused, "surat_penerusan", by=by), by), by=by)
    of_siti = make_account("Siti Aminah", "bkpsdm", staff=accused.staff)
    of_her_office = make_account("Rekan", "bkpsdm", staff=make_staff("Rekan Rekaan", dinas_a))
    stranger = make_account("Orang Lain", "pemeriksa", staff=make_staff("Orang Lain", dinas_b))

    assert list(visible_to(handler)) == [letter]
    for walled in (of_siti, of_her_office, stranger, kesbang, inspektur):
        client = sign_in(walled)
        assert list(visible_to(walled)) == []
        for name in ("letter", "letter-pdf", "letter-number", "letter-void", "letter-scan"):
            assert client.get(reverse(f"documents:{name}", args=[letter.public_id])).status_code == 404
        assert client.get(reverse("sanctions:person-letters", args=[accused.public_id])).status_code in {403, 404}


def test_council_reads_and_the_team_writes(accused, by, sign_in, dinas_b):
    letter = begin(accused, "surat_penerusan", by=by)
    member, examiner = (make_staff(name, dinas_b) for name in ("Majelis Rekaan", "Pemeriksa Rekaan"))
    let_in(accused.case, member, "majelis")
    let_in(accused.case, examiner, "pemeriksa", "pengawasan")
    reader = sign_in(make_account("Majelis Rekaan", "pemeriksa", staff=member))
    writer = sign_in(make_account("Pemeriksa Rekaan", "pemeriksa", staff=examiner))
    page, edit = (reverse(f"documents:{name}", args=[letter.public_id]) for name in ("letter", "letter-edit"))

    assert (reader.get(page).status_code, reader.get(edit).status_code) == (200, 403)
    assert (writer.get(page).status_code, writer.get(edit).status_code) == (200, 200)
    start = reverse("sanctions:person-letters", args=[accused.public_id])
    assert reader.post(start, {"jenis": "nota_dinas"}).status_code == 403
    assert writer.post(start, {"jenis": "nota_dinas"}).status_code == 302


def _complete(letter: Letter, by: object) -> Letter:
    return letters.revise(letter=letter, values={"alasan": "Kewenangan Bawaslu."}, by=by)


def test_log_of_letters_says_no_more_than_the_public_may_know(accused, by):
    letter = begin(accused, "panggilan_1", by=by)
    letters.discard(letter=letter, by=by)

    told = [event.details["letter"] for event in Event.objects.filter(event__startswith="documents.letter")]
    assert told == ["Surat dinas", "Surat dinas"]
    assert Event.objects.get(event="sanctions.paper_begun").subject_key == accused.case.public_id
