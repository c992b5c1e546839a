"""The evidence locker: what comes in, who may open it, the chain of hands, and what an original costs."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.models import Access, Event
from netralitas.documents.uploads import asking, keeping
from netralitas.documents.uploads.asking import Copy
from netralitas.documents.uploads.kinds import Kind
from netralitas.errors import DomainError, SealedRowError
from netralitas.jobs.testing import run_all
from netralitas.ledger.models import Entry
from sanctions.actions import evidence as actions
from sanctions.actions.evidence import Arrival
from sanctions.models import CustodyEntry, Exhibit, ViewingCopy
from sanctions.queries import evidence as queries
from tests.cast import make_account, make_staff
from tests.documents.uploads.samples import picture, scan_jpeg, scan_pdf
from tests.sanctions.matters import let_in, make_case, make_report

pytestmark = pytest.mark.django_db
BY = Actor.command("uji")
_PAGES = ("exhibit", "exhibit-look", "exhibit-original", "exhibit-verify", "exhibit-hand-over")


def arrive(home, content: bytes = b"", name: str = "tangkapan.jpg", kind: Kind = Kind.PICTURE, **rest) -> Exhibit:
    arrival = Arrival(content=content or scan_jpeg(), name=name, kind=kind, title="Tangkapan layar", **rest)
    return actions.receive(arrival, home=home, by=BY)


def drawn(exhibit: Exhibit) -> Exhibit:
    run_all()
    return Exhibit.objects.select_related("viewing_copy").get(pk=exhibit.pk)


def chain(exhibit: Exhibit) -> list[str]:
    return list(exhibit.custody.order_by("position").values_list("act", flat=True))


@pytest.fixture
def report(siti, handler, inspector):
    return make_report(siti)


# --- coming in


def test_exhibit_is_hashed_numbered_sealed_and_proven(report):
    exhibit = arrive(report, name="../../foto\u202egpj.jpg")

    assert exhibit.sha256 == hashlib.sha256(scan_jpeg()).hexdigest()
    assert exhibit.number.startswith("BB/")
    assert exhibit.file_name == "foto_gpj.jpg"
    assert chain(exhibit) == ["diterima"]
    entry = Entry.objects.get(kind="case")
    assert exhibit.sha256 in entry.body
    assert report.number not in entry.body
    assert Event.objects.get(event="sanctions.exhibit_received").subject_key == report.public_id
    with pytest.raises(SealedRowError):
        Exhibit.objects.filter(pk=exhibit.pk).update(sha256="0" * 64)


def test_same_file_comes_in_once_for_a_report(report, case):
    arrive(report)

    with pytest.raises(DomainError, match="sudah tersimpan sebagai BB/"):
        arrive(report)

    assert arrive(case).case == case
    assert Exhibit.objects.count() == 2


def test_refused_arrival_leaves_no_file(report, settings):
    folder = settings.PRIVATE_DIR / "uploads"
    arrive(report)
    before = set(folder.glob("*"))

    with pytest.raises(DomainError):
        arrive(report)

    assert set(folder.glob("*")) == before


def test_original_lies_encrypted_and_dies_with_its_key(report):
    exhibit = drawn(arrive(report))

    assert actions.take_original(exhibit, reason="Uji forensik", by=BY) == scan_jpeg()
    with pytest.raises(DomainError, match="tidak ditemukan"):
        keeping.read_original(exhibit.stored_name)
    exhibit.row_key.delete()
    with pytest.raises(DomainError, match="sudah dihapus"):
        actions.take_original(Exhibit.objects.get(pk=exhibit.pk), reason="Uji forensik", by=BY)


# --- the copy


def test_copy_is_drawn_in_the_background_once(report):
    exhibit = drawn(arrive(report))

    actions.draw_copy(exhibit, by=BY)

    assert chain(exhibit) == ["diterima", "disalin"]
    content, media = actions.look(exhibit, by=BY)
    assert media == "image/jpeg"
    assert content != scan_jpeg()
    assert chain(exhibit)[-1] == "dilihat"


def test_what_cannot_be_drawn_stays_as_original(report):
    exhibit = drawn(arrive(report, b"%PDF-1.4\nrusak", "a.pdf", Kind.PDF))

    assert "Tidak dapat dipratinjau" in queries.copy_state(exhibit)
    with pytest.raises(DomainError, match="Berkas asli tersimpan"):
        actions.look(exhibit, by=BY)
    assert actions.take_original(exhibit, reason="Diperiksa di laboratorium", by=BY) == b"%PDF-1.4\nrusak"


def test_lost_original_holds_up_no_other_copy(report):
    lost, good = arrive(report), arrive(report, scan_pdf(), "a.pdf", Kind.PDF)
    keeping.drop(lost.stored_name)

    actions.draw_waiting(by=BY)

    assert list(ViewingCopy.objects.values_list("exhibit", flat=True)) == [good.pk]


def test_copy_that_takes_too_long_is_tried_three_times(report, monkeypatch):
    exhibit = arrive(report)
    monkeypatch.setattr(asking, "redraw", lambda content, kind: Copy(problem="waktu"))

    for _ in range(4):
        actions.draw_waiting(by=BY)

    assert chain(exhibit) == ["diterima", "disalin", "disalin", "disalin"]
    assert "20 detik" in queries.copy_state(drawn(exhibit))


@pytest.mark.parametrize("problem", ["sibuk", "kurung"])
def test_server_that_cannot_look_now_leaves_the_copy_to_come(report, monkeypatch, problem):
    exhibit = arrive(report)
    monkeypatch.setattr(asking, "redraw", lambda content, kind: Copy(problem=problem))

    actions.draw_waiting(by=BY)

    assert chain(exhibit) == ["diterima"]
    assert queries.copy_state(exhibit) == queries.PENDING


def test_exchanged_copy_is_not_shown(report):
    exhibit = drawn(arrive(report))
    other = drawn(arrive(report, scan_pdf(), "a.pdf", Kind.PDF))
    exhibit.viewing_copy.sha256 = other.viewing_copy.sha256

    with pytest.raises(DomainError, match="bukan yang dibuat portal"):
        actions.look(exhibit, by=BY)


# --- the chain


def test_chain_tells_every_hand_and_verifies(report):
    exhibit = drawn(arrive(report))
    actions.look(exhibit, by=BY)
    actions.take_original(exhibit, reason="Dilampirkan pada LHP", by=BY)
    actions.hand_over(exhibit, recipient="Bawaslu", letter="800/9/2026", by=BY)

    assert actions.verify(exhibit, by=BY)

    assert chain(exhibit) == ["diterima", "disalin", "dilihat", "diunduh", "diserahkan", "diperiksa"]
    entries, is_whole = queries.chain_of(exhibit)
    assert is_whole
    assert "Dilampirkan pada LHP" in entries[3].note


@pytest.mark.parametrize("field", ["note", "recorded_by", "act"])
def test_changed_link_breaks_the_chain(report, field):
    exhibit = drawn(arrive(report))
    entries, _ = queries.chain_of(exhibit)

    setattr(entries[0], field, "lain")

    assert not queries.is_whole(entries)


def test_missing_link_breaks_the_chain(report):
    entries, is_whole = queries.chain_of(drawn(arrive(report)))

    assert is_whole
    assert not queries.is_whole(entries[1:])
    assert not queries.is_whole([])


def test_changed_original_is_told(report):
    exhibit = drawn(arrive(report))
    keeping.drop(exhibit.stored_name)

    assert not actions.verify(exhibit, by=BY)

    assert "TIDAK utuh" in exhibit.custody.order_by("position").last().note


def test_link_is_never_changed(report):
    exhibit = arrive(report)

    with pytest.raises(SealedRowError):
        CustodyEntry.objects.filter(exhibit=exhibit).update(note="lain")


@pytest.mark.parametrize(("given", "code"), [({"reason": " "}, "alasan")])
def test_original_without_a_reason_is_refused(report, given, code):
    exhibit = arrive(report)

    with pytest.raises(DomainError) as refusal:
        actions.take_original(exhibit, by=BY, **given)

    assert refusal.value.code == code
    assert chain(exhibit) == ["diterima"]


# --- walls


@pytest.mark.parametrize("page", _PAGES)
def test_walled_exhibit_looks_like_none(sign_in, siti, dinas_a, report, page):
    exhibit = drawn(arrive(report))
    client = sign_in(make_account("BKPSDM dari Dinas A", "bkpsdm", staff=make_staff("Sahabat", dinas_a)))
    ask = client.get if page in {"exhibit", "exhibit-hand-over"} else client.post

    walled = ask(reverse(f"sanctions:{page}", args=[exhibit.public_id]), {})
    missing = ask(reverse(f"sanctions:{page}", args=["2" * 16]), {})

    assert walled.status_code == missing.status_code == 404
    assert chain(exhibit) == ["diterima", "disalin"]


def test_examiner_opens_what_belongs_to_the_case_and_its_reports_only(siti, case, examiner, examiner_staff):
    of_case, of_report = arrive(case), arrive(case.reports.get())
    elsewhere = arrive(make_report(siti))

    assert not queries.exhibits_for(examiner).exists()
    let_in(case, examiner_staff, "pemeriksa", "pengawasan")

    again = type(examiner).objects.get(pk=examiner.pk)
    assert set(queries.exhibits_for(again)) == {of_case, of_report}
    assert elsewhere not in queries.exhibits_for(again)


def test_conflict_declared_in_the_case_closes_its_reports_evidence_too(siti, case, handler):
    exhibit = arrive(case.reports.get())
    assert exhibit in queries.exhibits_for(handler)

    let_in(case, handler.staff_link.staff, "pemeriksa", "kepegawaian", is_free=False)

    assert not queries.exhibits_for(type(handler).objects.get(pk=handler.pk)).exists()


def test_inspectorate_has_no_evidence_of_others(case, inspector):
    arrive(case)

    assert not queries.exhibits_for(inspector).exists()


# --- pages


def test_handler_adds_looks_downloads_and_hands_over(sign_in, handler, report):
    client = sign_in(handler)
    given = {
        "title": "Unggahan akun X",
        "origin": "Lampiran surat",
        "file": SimpleUploadedFile("a.png", picture("PNG")),
    }

    added = client.post(reverse("sanctions:report-exhibit-new", args=[report.public_id]), given, follow=True)
    exhibit = drawn(Exhibit.objects.get())
    page = client.get(reverse("sanctions:report", args=[report.public_id]))
    looked = client.post(reverse("sanctions:exhibit-look", args=[exhibit.public_id]))
    original = client.post(reverse("sanctions:exhibit-original", args=[exhibit.public_id]), {"reason": "Lampiran LHP"})
    handed = client.post(
        reverse("sanctions:exhibit-hand-over", args=[exhibit.public_id]),
        {"recipient": "Bawaslu", "letter": "800/9/2026"}, follow=True,
    )  # fmt: skip

    assert "sedang disiapkan" in added.text
    assert exhibit.number in page.text
    assert "data:image/jpeg;base64," in looked.text
    assert original.content == picture("PNG")
    assert original["Content-Type"] == "application/octet-stream"
    assert original["Content-Disposition"].startswith("attachment")
    assert Access.objects.get(what="sanctions.exhibit_original").reason == "Lampiran LHP"
    assert "Kepada Bawaslu" in handed.text


def test_original_is_not_handed_out_by_reading_or_without_a_reason(sign_in, handler, report):
    exhibit, client = arrive(report), sign_in(handler)
    address = reverse("sanctions:exhibit-original", args=[exhibit.public_id])

    assert client.get(address).status_code == 405
    refused = client.post(address, {"reason": ""}, follow=True)

    assert "Berkas asli belum diunduh" in refused.text
    assert chain(exhibit) == ["diterima"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("a.svg", b"<svg/>", "bukan"), ("a.png", b"<html>", "tidak diterima"), ("a.jpg", scan_pdf(), "akhiran"),
     ("a.zip", b"PK\x03\x04", "bukan"), ("a.png", b"", "kosong")],
)  # fmt: skip
def test_file_that_is_not_taken_is_refused_and_nothing_stays(sign_in, handler, report, name, content, words):
    given = {"title": "Bukti", "file": SimpleUploadedFile(name, content)}

    page = sign_in(handler).post(reverse("sanctions:report-exhibit-new", args=[report.public_id]), given)

    assert page.status_code == 200
    assert words in page.text
    assert not Exhibit.objects.exists()


def test_list_of_a_case_asks_as_many_queries_for_many(sign_in, handler, case):
    client, address = sign_in(handler), reverse("sanctions:case-exhibits", args=[case.public_id])
    arrive(case)
    client.get(address)
    asked = _counted(client, address)
    for number in range(10):
        arrive(case, scan_jpeg() + bytes(number + 1))

    assert _counted(client, address) == asked


def test_case_about_another_office_is_another_case(siti, handler, dinas_b):
    mine, other = make_case(siti), make_case(make_staff("Orang B", dinas_b))
    exhibit = arrive(other)

    assert list(queries.exhibits_for(handler).of_case(mine)) == []
    assert list(queries.exhibits_for(handler).of_case(other)) == [exhibit]


def _counted(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
