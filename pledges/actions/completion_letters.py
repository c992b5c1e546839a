"""Issuing the letters of completion through the register of letters: one statement a snapshot, one answer a review."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions import letters
from netralitas.documents.models import Letter
from netralitas.documents.queries.letters import of_subject
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Assignment, Opd
from netralitas.registry.queries.heads import head_on, head_title
from netralitas.registry.queries.letter_signers import signer_of
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui import formats
from pledges import completion_letters as kinds
from pledges import events
from pledges.letterheads import letterhead_of
from pledges.models import Completion, CompletionSnapshot, Review, Statement

_REPLACED = "Diganti: angkanya dibekukan ulang"
_ON_SCREEN = "Diganti: dinyatakan di layar"


@transaction.atomic
def print_statement(completion: Completion, *, seen: str, by: Actor) -> Letter:
    """Issue the statement as a paper to be signed and stamped by hand; a second time gives the same letter.

    *Refuses* numbers that were replaced or stated, and an OPD without head. *Records* `pledges.statement_printed`
    and what issuing a letter records.
    """
    completion = Completion.objects.select_for_update(of=("self",)).select_related("campaign", "opd__kind").get(
        pk=completion.pk
    )  # fmt: skip
    snapshot = completion.snapshots.latest("pk")
    if completion.state != Completion.State.AWAITING_STATEMENT or snapshot.public_id != seen:
        raise DomainError("Angkanya sudah dibekukan ulang atau sudah dinyatakan. Muat ulang halaman ini.")
    if letter := valid_letter(kinds.ABOUT_SNAPSHOT, snapshot.public_id):
        return letter
    today = timezone.localdate(database_time())
    post = head_on(completion.opd, today)
    if post is None:
        raise DomainError(
            "Pimpinan Perangkat Daerah ini belum tercatat. Mintalah BKPSDM menetapkannya, lalu cetak suratnya."
        )
    record(
        events.STATEMENT_PRINTED, by=by, subject=completion, opd_id=completion.opd_id, opd=completion.opd.name,
        fingerprint=snapshot.fingerprint,
    )  # fmt: skip
    return _issued(snapshot, completion, post, on=today, dated_on=None, way="", by=by)


def issue_stated(statement: Statement, completion: Completion, post: Assignment, *, by: Actor) -> Letter:
    """Issue the statement given on screen, in place of a paper printed before; inside its transaction."""
    void_all(statement.snapshot, reason=_ON_SCREEN, by=by)
    way = (
        "Pernyataan ini diberikan di layar dengan akun pimpinan Perangkat Daerah sendiri pada "
        f"{formats.moment(statement.recorded_at)}."
    )
    on = statement.signed_on
    return _issued(statement.snapshot, completion, post, on=on, dated_on=on, way=way, by=by)


def issue_acceptance(review: Review, completion: Completion, *, number: str, dated_on: date, by: Actor) -> Letter:
    """Issue Bakesbangpol's letter of *Lengkap* to the head; inside the transaction of the review."""
    statement, office = review.statement, kesbangpol()
    snapshot = statement.snapshot
    said = "Addendum" if completion.is_addendum else "Surat Pernyataan Kelengkapan"
    values = {
        "perangkat_daerah": completion.opd.name, "kegiatan": completion.campaign.title, "sidik": snapshot.fingerprint,
        "pernyataan": f"{said} {statement.post} tanggal {formats.day(statement.signed_on)}",
        "keadaan": formats.moment(snapshot.taken_at), "jumlah": kinds.counts_table(snapshot), "catatan": review.note,
    }  # fmt: skip
    pemda = current_pemda()
    signer = signer_of(office, dated_on) if office else {"name": "." * 40, "title": "Kepala Bakesbangpol"}
    kop = letterhead_of(office) if office else {
        "pemda": pemda.name.upper(), "lines": ["BADAN KESATUAN BANGSA DAN POLITIK"], "address": "", "emblem": ""
    }  # fmt: skip
    draft = letters.draft(
        kind=kinds.ACCEPTANCE, values=values, kop=kop, signer=signer, copies=["Sekretaris Daerah", "Kepala BKPSDM"],
        addressee=[head_title(completion.opd), f"di {pemda.place}"], subject_type=kinds.ABOUT_REVIEW,
        subject_key=review.public_id, opd_id=completion.opd_id, by=by,
    )  # fmt: skip
    return letters.issue(letter=draft, number=number, dated_on=dated_on, by=by)


@transaction.atomic
def enter_number(completion: Completion, *, number: str, dated_on: date, by: Actor) -> None:
    """Enter the statement's number from the agenda, once.

    *Refuses* a round without issued statement, and what `letters.enter_number` refuses. *Records* the same.
    """
    snapshot = completion.snapshots.latest("pk")
    letter = valid_letter(kinds.ABOUT_SNAPSHOT, snapshot.public_id)
    if letter is None:
        raise DomainError("Surat pernyataannya belum terbit, jadi belum ada yang diberi nomor.")
    letters.enter_number(letter=letter, number=number, dated_on=dated_on, by=by)


def void_all(snapshot: CompletionSnapshot, *, by: Actor, reason: str = _REPLACED) -> None:
    """Void the letters of a snapshot that another one, or another way of stating, replaces."""
    while letter := valid_letter(kinds.ABOUT_SNAPSHOT, snapshot.public_id):
        letters.void(letter=letter, reason=reason, by=by)


def valid_letter(subject_type: str, key: str) -> Letter | None:
    """The issued letter about one subject that was not voided; one query."""
    return of_subject(subject_type, key).filter(document__isnull=False, document__voidance__isnull=True).first()


def kesbangpol() -> Opd | None:
    """The office that reviews; one query."""
    units = Opd.objects.active().filter(kind_id="KESBANGPOL").select_related("opd", "parent", "kind")
    return units.order_by("path").first()


def _issued(
    snapshot: CompletionSnapshot, completion: Completion, post: Assignment, *, on: date, dated_on: date | None,
    way: str, by: Actor,
) -> Letter:  # fmt: skip
    values = kinds.statement_values(snapshot, completion, post.staff, str(post)) | {"cara": way}
    draft = letters.draft(
        kind=kinds.STATEMENT, values=values, kop=letterhead_of(completion.opd), signer=signer_of(completion.opd, on),
        subject_type=kinds.ABOUT_SNAPSHOT, subject_key=snapshot.public_id, opd_id=completion.opd_id, by=by,
    )  # fmt: skip
    return letters.issue(letter=draft, dated_on=dated_on, by=by)
