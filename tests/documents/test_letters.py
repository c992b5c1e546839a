"""Letters: drafted from what a room hands down, issued and frozen, numbered once, void, verified, rendered."""

import hashlib
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse

from netralitas.audit.models import Event
from netralitas.documents import letters as registry
from netralitas.documents import papers, rendering, shown
from netralitas.documents.actions import letter_templates, letters
from netralitas.documents.letters import Secrecy
from netralitas.documents.models import Document, IssuedFile, Letter
from netralitas.documents.queries.letters import of_subject, visible_to
from netralitas.documents.uploads.keeping import Scan
from netralitas.errors import DomainError, SealedRowError
from netralitas.jobs.testing import run_all
from netralitas.ledger.models import RowKey
from netralitas.ledger.vault import Erased
from tests.documents import letter_cases as cases
from tests.pledges import pdf_tools

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def kind(monkeypatch):
    """The kind of these tests, declared for the time of one."""

    def declare(**changes):
        made = cases.kind(**changes)
        monkeypatch.setitem(registry._kinds, made.code, made)
        return made

    declare()
    return declare


@pytest.fixture
def draft(kind, by):
    """A draft with everything required."""

    def make(**changes):
        given = {
            "kind": "uji", "values": cases.values(), "kop": cases.KOP, "signer": cases.SIGNER, "by": by,
            "addressee": ["Kepala Dinas Pendidikan", "di Serang"], "copies": ["Bupati"], "subject_type": "uji.hal",
            "subject_key": "abc",
        }  # fmt: skip
        return letters.draft(**(given | changes))

    return make


def test_draft_is_issued_and_frozen(draft, by):
    letter = letters.issue(letter=draft(), number=" 800/12 ", dated_on=DAY, by=by)

    facts = letter.document.facts()
    assert (letter.state, letter.full_number, letter.date) == ("terbit", "800/12", DAY)
    assert facts["title"] == "Pemberitahuan Kepala Dinas"
    assert facts["signers"][0]["heading"] == ["Plt. KEPALA BADAN,"]
    assert facts["blocks"][1]["rows"] == [{"label": "Jabatan", "text": "Kepala Dinas Pendidikan", "blocks": []}]
    assert list(of_subject("uji.hal", "abc")) == [letter]
    assert [event.event for event in Event.objects.order_by("pk")] == [
        "documents.letter_drafted", "documents.letter_issued",
    ]  # fmt: skip


def test_issued_letter_cannot_be_changed(draft, by):
    letter = letters.issue(letter=draft(), number="800/12", dated_on=DAY, by=by)

    letter.title = "Lain"
    with pytest.raises(SealedRowError):
        Letter.objects.get(pk=letter.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(title="Lain")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM documents_letter WHERE id = %s", [letter.pk])
    for refused in (
        lambda: letters.revise(letter=letter, values={"nama": "Lain"}, by=by),
        lambda: letters.discard(letter=letter, by=by),
        lambda: letters.issue(letter=letter, by=by),
    ):
        with pytest.raises(DomainError, match="sudah terbit"):
            refused()


def test_draft_may_change_and_go(draft, by):
    """The negative control of the seal: before it is issued the same row changes and goes."""
    letter = letters.revise(letter=draft(), values={"nama": "Camat", "catatan": ""}, copies=[], by=by)

    assert letter.title == "Pemberitahuan Camat"
    assert letter.content()["copies"] == []
    letters.discard(letter=letter, by=by)
    assert not Letter.objects.exists()


def test_missing_values_are_named(draft, by):
    letter = draft(values={"nama": "Camat"})

    with pytest.raises(DomainError, match="masih kosong: Jabatan, Jumlah"):
        letters.issue(letter=letter, number="1", dated_on=DAY, by=by)
    assert not Document.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("lain", "x"), ("batas", "kemarin"), ("jumlah", "bukan tabel")])
def test_value_that_cannot_be_read_is_refused(draft, name, value):
    with pytest.raises(DomainError):
        draft(values=cases.values(**{name: value}))
    assert not Letter.objects.exists()


def test_number_comes_by_the_pattern_of_the_wording(kind, draft, by):
    kind(number_pattern="200.1/{nomor}/KBP/{bulan}/{tahun}")

    first, second = (letters.issue(letter=draft(), dated_on=DAY, by=by) for _ in range(2))

    assert [first.number, second.number] == ["200.1/1/KBP/XI/2026", "200.1/2/KBP/XI/2026"]
    with pytest.raises(DomainError, match="tanggal"):
        letters.issue(letter=draft(), by=by)


def test_number_left_blank_is_entered_once(draft, by):
    letter = letters.issue(letter=draft(), by=by)
    assert letter.state == "tanpa_nomor"

    letters.enter_number(letter=letter, number="800/13", dated_on=DAY, by=by)

    letter = Letter.objects.with_state().get(pk=letter.pk)
    assert (letter.state, letter.shown_number, letter.date) == ("terbit", "800/13", DAY)
    with pytest.raises(DomainError, match="sudah dicatat"):
        letters.enter_number(letter=letter, number="800/14", dated_on=DAY, by=by)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_letternumber SET number = 'x'")


def test_number_taken_is_refused_until_that_letter_is_void(draft, by):
    first = letters.issue(letter=draft(), number="800/15", dated_on=DAY, by=by)
    second = draft()
    with pytest.raises(DomainError, match="sudah dipakai"):
        letters.issue(letter=second, number="800/15", dated_on=DAY, by=by)

    letters.void(letter=first, reason="salah ketik", by=by)

    assert letters.issue(letter=second, number="800/15", dated_on=DAY, by=by).number == "800/15"
    other = draft(kop=cases.KOP | {"lines": ["DINAS LAIN"]})
    assert letters.issue(letter=other, number="800/15", dated_on=DAY, by=by).number == "800/15"


def test_void_letter_stays_void(draft, by):
    letter = letters.issue(letter=draft(), by=by)
    with pytest.raises(DomainError, match="alasan"):
        letters.void(letter=letter, reason=" ", by=by)
    letters.void(letter=letter, reason="keliru", by=by)

    with pytest.raises(DomainError, match="sudah dibatalkan"):
        letters.void(letter=letter, reason="lagi", by=by)
    with pytest.raises(DomainError, match="dibatalkan"):
        letters.enter_number(letter=letter, number="1", dated_on=DAY, by=by)
    assert Letter.objects.with_state().get(pk=letter.pk).state == "dibatalkan"


def test_scan_belongs_to_an_issued_letter(draft, by):
    letter = draft()
    scan = Scan("uploads/uji", "0" * 64, "pdf", 2)
    with pytest.raises(DomainError, match="konsep"):
        letters.keep_scan(letter=letter, scan=scan, by=by)
    letters.issue(letter=letter, by=by)

    assert letters.keep_scan(letter=letter, scan=scan, by=by).page_count == 2


def test_audit_that_fails_takes_the_letter_along(draft, by, monkeypatch):
    letter = draft()

    def fail(*args, **options):
        raise RuntimeError

    monkeypatch.setattr(letters, "record", fail)
    with pytest.raises(RuntimeError):
        letters.issue(letter=letter, number="1", dated_on=DAY, by=by)

    assert Letter.objects.get().document is None
    assert not Document.objects.exists()


def test_paper_shows_every_word_and_the_check(draft, by, tmp_path):
    hostile = "Kepala <b>Dinas</b> {{ settings }} {nip}"
    letter = letters.issue(
        letter=draft(values=cases.values(nama=hostile, uraian="Alinea satu.\n\n1. butir\n2. butir")), number="800/16",
        dated_on=DAY, by=by,
    )  # fmt: skip
    facts = letter.document.facts()

    file = tmp_path / "surat.pdf"
    file.write_bytes(rendering.render(Document.Kind.LETTER, facts))
    text = pdf_tools.text(file)

    assert shown.missing_from(text, Document.Kind.LETTER, facts) == []
    assert hostile in text
    assert facts["register"] in text
    changed = facts | {"number": "800/17"}
    assert shown.missing_from(text, Document.Kind.LETTER, changed) == ["800/17"]
    assert papers.sheet_of(Document.Kind.LETTER, facts).size == "F4"


def test_public_page_shows_kind_number_date_and_validity_only(kind, draft, by, client):
    kind(public_label="Surat dinas")
    letter = letters.issue(letter=draft(), by=by)
    letters.enter_number(letter=letter, number="800/18", dated_on=DAY, by=by)
    address = reverse("documents:verify-code", args=[letter.document.code])

    page = client.get(address).content.decode()

    assert "Surat dinas" in page
    assert "800/18" in page
    assert "23 November 2026" in page
    for secret in ("Kepala Dinas", "Pemberitahuan", "Budi", "BADAN KESATUAN", "Surat Uji"):
        assert secret not in page
    assert "Cocok" not in client.post(address, {"tertulis": "Kepala Dinas"}).content.decode()
    letters.void(letter=letter, reason="keliru", by=by)
    assert "dibatalkan" in client.get(address).content.decode()


def test_erased_letter_keeps_its_row_without_its_words(draft, by):
    letter = letters.issue(letter=draft(), by=by)
    RowKey.objects.filter(pk=letter.row_key_id).delete()

    letter = Letter.objects.with_state().get(pk=letter.pk)

    assert letter.state == "tanpa_nomor"
    with pytest.raises(Erased):
        letter.content()


def test_walls_of_a_kind_hold_on_every_page(kind, draft, by, kesbang, sign_in):
    letter = draft()
    names = ("letter", "letter-file", "letter-pdf", "letter-edit", "letter-issue", "letter-number", "letter-scan",
             "letter-void", "letter-discard")  # fmt: skip
    client: Client = sign_in(kesbang)
    assert client.get(reverse("documents:letter", args=[letter.public_id])).status_code == 200
    assert list(visible_to(kesbang)) == [letter]

    kind(visible=lambda user, rows: rows.none())

    assert list(visible_to(kesbang)) == []
    for name in names:
        address = reverse(f"documents:{name}", args=[letter.public_id])
        assert client.get(address).status_code == 404, name
        assert client.post(address).status_code in {404, 405}, name
    assert "Pemberitahuan" not in client.get(reverse("documents:letters")).content.decode()


def test_list_costs_the_same_for_one_and_thirty(draft, kesbang, sign_in, django_assert_max_num_queries):
    client = sign_in(kesbang)
    for _ in range(30):
        draft()
    with django_assert_max_num_queries(14):
        assert "Pemberitahuan" in client.get(reverse("documents:letters")).content.decode()


def test_wording_in_force_when_drafted_is_kept(kind, draft, by):
    before = draft()
    letter_templates.write_version(
        cases.kind(), subject="Hal baru {nama}", body=cases.BODY, heading="", number_pattern="", paper="A4", note="uji",
        by=by,
    )  # fmt: skip

    assert letters.issue(letter=before, by=by).document.facts()["title"] == "Pemberitahuan Kepala Dinas"
    assert letters.issue(letter=draft(), by=by).document.facts()["title"] == "Hal baru Kepala Dinas"


def test_stored_file_is_sealed_valid_and_printed_with_others(draft, by, kesbang, sign_in):
    letter = letters.issue(letter=draft(), number="800/20", dated_on=DAY, by=by)
    client, printed = sign_in(kesbang), reverse("documents:letters-print")
    assert client.get(printed).status_code == 302  # nothing is stored yet
    run_all("documents.render_due")
    address = reverse("documents:letter-pdf", args=[letter.public_id])

    content = client.get(address).content

    file = IssuedFile.objects.get(document=letter.document_id)
    assert (hashlib.sha256(content).hexdigest(), file.sealer) == (file.sha256, "lokal")
    assert b"/ByteRange" in content
    assert client.get(printed).content.startswith(b"%PDF-")


def test_secret_letters_are_never_printed_together(kind, draft, by, kesbang, sign_in):
    kind(secrecy=Secrecy.SECRET)
    letters.issue(letter=draft(), by=by)
    run_all("documents.render_due")

    assert sign_in(kesbang).get(reverse("documents:letters-print")).status_code == 302
    assert Event.objects.get(event="documents.letter_drafted").details["letter"] == "Surat dinas"


def test_page_of_an_erased_letter_says_so(draft, by, kesbang, sign_in):
    letter, sketch = letters.issue(letter=draft(), by=by), draft()
    RowKey.objects.all().delete()
    client = sign_in(kesbang)

    assert "sudah dihapus" in client.get(letter.get_absolute_url()).content.decode()
    for name in ("letter-pdf", "letter-edit"):
        assert client.get(reverse(f"documents:{name}", args=[sketch.public_id])).status_code == 404
