"""The evidence locker: taking in, drawing the copy, looking, taking the original, handing over, verifying."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions.numbering import next_number
from netralitas.documents.uploads import asking, keeping
from netralitas.documents.uploads.kinds import Kind, shown_name
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger import actions as ledger
from netralitas.ledger import vault
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry
from sanctions import events
from sanctions.models import Case, CustodyEntry, Exhibit, Report, ViewingCopy
from sanctions.queries import evidence as queries

Act = CustodyEntry.Act
_TRIES = 3  # of a copy that takes too long


@dataclass(frozen=True)
class Arrival:
    """A file as somebody handed it in: its bytes, its name, what it is, where it comes from."""

    content: bytes
    name: str
    kind: Kind
    title: str
    origin: str = ""
    captured_on: date | None = None


def receive(arrival: Arrival, *, home: Report | Case, by: Actor) -> Exhibit:
    """Take a file in for a report or a case: hash, number, encrypted original, first link of the chain.

    *Refuses* a file that is there already and a date to come. *Records* `sanctions.exhibit_received` and a `case`
    entry in the ledger that holds nothing but the hash. The viewing copy follows in the background.
    """
    row_key, key = vault.fresh_key()
    stored = keeping.store(arrival.content, key)
    try:
        with transaction.atomic():
            row_key.save()
            return _take_in(arrival, home, stored, row_key.pk, by)
    except BaseException:
        keeping.drop(stored)
        raise


def _take_in(arrival: Arrival, home: Report | Case, stored: str, row_key_id: int, by: Actor) -> Exhibit:
    """Guard and write; in the caller's transaction."""
    now = database_time()
    type(home).objects.select_for_update().get(pk=home.pk)
    digest = hashlib.sha256(arrival.content).hexdigest()
    where = {"report": home} if isinstance(home, Report) else {"case": home}
    if twin := Exhibit.objects.filter(sha256=digest, **where).first():
        raise DomainError(f"Berkas yang sama sudah tersimpan sebagai {twin.number}.", code="sama")
    if arrival.captured_on and arrival.captured_on > now.date():
        raise DomainError("Tanggal pengambilannya belum tiba. Belum ada yang tersimpan.", code="tanggal")
    exhibit = Exhibit.objects.create(
        number=f"BB/{now.year}/{next_number(f'bukti-{now.year}'):04d}", kind=arrival.kind, title=arrival.title,
        origin=arrival.origin, captured_on=arrival.captured_on, file_name=shown_name(arrival.name) or "berkas",
        size=len(arrival.content), sha256=digest, stored_name=stored, row_key_id=row_key_id, received_at=now,
        received_by=by.label, **where,
    )  # fmt: skip
    _link(exhibit, Act.RECEIVED, f"SHA-256 {digest}", by)
    record(events.EXHIBIT_RECEIVED, by=by, subject=home, exhibit=exhibit.number, number=home.number)
    jobs.enqueue("sanctions.draw_copy", exhibit=exhibit.public_id)
    ledger.append(Entry.Kind.CASE, {"exhibit": f"sha256:{digest}"})
    return exhibit


def draw_copy(exhibit: Exhibit, *, by: Actor) -> ViewingCopy | None:
    """Have the viewing copy drawn, once; what cannot be drawn is said so and the original stays.

    A copy that took too long on a busy server is tried again by the sweep, None until then. *Refuses* when this server
    cannot look at files now. *Records* a link in the chain; done before, it changes nothing.
    """
    if done := ViewingCopy.objects.filter(exhibit=exhibit).first():
        return done
    copy = asking.redraw(_original(exhibit), Kind(exhibit.kind))
    if copy.problem in {"sibuk", "kurung"}:
        raise DomainError(f"Salinan dibuat kemudian: {asking.PROBLEMS[copy.problem]}.", code=copy.problem)
    if not copy.problem:
        keeping.store_copy(exhibit.stored_name, copy, exhibit.key())
    with transaction.atomic():
        Exhibit.objects.select_for_update().get(pk=exhibit.pk)
        if done := ViewingCopy.objects.filter(exhibit=exhibit).first():
            return done
        note = f"Tidak dapat dipratinjau: {asking.PROBLEMS[copy.problem]}" if copy.problem else ""
        tries = exhibit.custody.filter(act=Act.COPIED).count() + 1
        _link(exhibit, Act.COPIED, note, by)
        if copy.problem == "waktu" and tries < _TRIES:
            return None
        digest = "" if copy.problem else hashlib.sha256(copy.content).hexdigest()
        return ViewingCopy.objects.create(
            exhibit=exhibit, problem=copy.problem, pages=copy.pages, sha256=digest, drawn_at=database_time()
        )


def draw_waiting(*, by: Actor) -> None:
    """Draw every copy that is still missing, oldest first.

    *Refuses* nothing. *Records* a link in each chain.
    """
    for exhibit in Exhibit.objects.filter(viewing_copy__isnull=True).order_by("pk"):
        with suppress(DomainError):  # a lost or erased original holds up nobody
            draw_copy(exhibit, by=by)


@transaction.atomic
def look(exhibit: Exhibit, *, by: Actor) -> tuple[bytes, str]:
    """The viewing copy and its content type.

    *Refuses* when there is none, or when it is not the one that was drawn. *Records* a link in the chain.
    """
    queries.require_copy(exhibit)
    content, media = keeping.read_copy(exhibit.stored_name, exhibit.key())
    if hashlib.sha256(content).hexdigest() != exhibit.viewing_copy.sha256:
        raise DomainError("Salinan ini bukan yang dibuat portal. Hubungi admin sistem.", code="berubah")
    _link(exhibit, Act.VIEWED, "", by)
    return content, media


@transaction.atomic
def take_original(exhibit: Exhibit, *, reason: str, by: Actor) -> bytes:
    """The untouched file for a reason.

    *Refuses* without a reason and when the file is gone. *Records* `sanctions.exhibit_taken`, a link in the chain.
    """
    if not reason.strip():
        raise DomainError("Tuliskan alasannya. Berkas asli belum diunduh.", code="alasan")
    content = _original(exhibit)
    _link(exhibit, Act.DOWNLOADED, reason.strip(), by)
    record(
        events.EXHIBIT_TAKEN, by=by, subject=home_of(exhibit), exhibit=exhibit.number, number=home_of(exhibit).number
    )
    return content


@transaction.atomic
def hand_over(exhibit: Exhibit, *, recipient: str, letter: str, by: Actor) -> CustodyEntry:
    """Note that a copy of the original went to another body, by which letter or berita acara.

    *Refuses* without recipient or letter. *Records* `sanctions.exhibit_handed_over`, a link in the chain.
    """
    if not recipient.strip() or not letter.strip():
        raise DomainError("Isi penerima dan nomor suratnya. Belum ada yang dicatat.", code="penerima")
    home = home_of(exhibit)
    record(events.EXHIBIT_HANDED_OVER, by=by, subject=home, exhibit=exhibit.number, number=home.number, letter=letter)
    return _link(exhibit, Act.HANDED_OVER, f"Kepada {recipient.strip()}, surat {letter.strip()}", by)


@transaction.atomic
def verify(exhibit: Exhibit, *, by: Actor) -> bool:
    """Compare the kept original with the hash of its arrival, and the chain with itself; returns whether both hold.

    *Refuses* nothing. *Records* `sanctions.exhibit_verified`, a link in the chain with the result.
    """
    try:
        is_same = hashlib.sha256(_original(exhibit)).hexdigest() == exhibit.sha256
    except DomainError:
        is_same = False
    is_chained = queries.chain_of(exhibit)[1]
    words = "utuh" if is_same and is_chained else "TIDAK utuh: "
    words += "" if is_same else "berkas asli berubah atau hilang. "
    words += "" if is_chained else "rantai penguasaan berubah."
    _link(exhibit, Act.VERIFIED, words.strip(), by)
    record(events.EXHIBIT_VERIFIED, by=by, subject=home_of(exhibit), exhibit=exhibit.number, result=words.strip())
    return is_same and is_chained


def home_of(exhibit: Exhibit) -> models.Model:
    """The report or case an exhibit came in for."""
    return exhibit.report or exhibit.case


def _original(exhibit: Exhibit) -> bytes:
    return keeping.read_original(exhibit.stored_name, exhibit.key())


def _link(exhibit: Exhibit, act: Act, note: str, by: Actor) -> CustodyEntry:
    """Add a link; the lock on the exhibit keeps the chain in one line."""
    Exhibit.objects.select_for_update().get(pk=exhibit.pk)
    last = exhibit.custody.order_by("-position").first()
    entry = CustodyEntry(
        exhibit=exhibit, position=last.position + 1 if last else 1, act=act, note=note[:400],
        recorded_at=database_time(), recorded_by=by.label, recorded_by_key=by.key,
        previous_sha256=last.sha256 if last else "",
    )  # fmt: skip
    entry.sha256 = entry.computed_sha256()
    entry.save()
    return entry
