"""What a person does with a document whose seal is in doubt, or that waits for an official's own signature."""

import hashlib

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events
from netralitas.documents.actions import files
from netralitas.documents.models import Document, Rendition
from netralitas.documents.sealing import bsre
from netralitas.documents.sealing.base import NotReady, OutcomeUnknown
from netralitas.errors import DomainError

State = Rendition.State


def sign_by_hand(document: Document, *, nik: str, passphrase: str, by: Actor) -> None:
    """Sign one waiting document with the official's BSrE certificate; NIK and passphrase are forgotten with the call.

    *Refuses* when signing by hand is not the setting, when somebody else holds the document, and what BSrE refuses.
    *Records* `documents.signed_by_official`, or `documents.seal_uncertain`.
    """
    sealer = files.sealer_now()
    if not isinstance(sealer, bsre.BsreByHand):
        raise DomainError("Portal ini tidak diatur untuk tanda tangan pejabat satu per satu.")
    try:
        sealer.make_ready()
    except NotReady as reason:
        raise DomainError(str(reason)) from reason
    attempt = files.claim(document, by=by)
    if attempt is None:
        raise DomainError("Dokumen ini sudah selesai atau sedang dikerjakan. Muat ulang halaman ini.")
    outcome = files.make(
        document, attempt, sealer, by=by,
        seal=lambda content, at: sealer.sign(content, nik=nik, passphrase=passphrase, at=at),
    )  # fmt: skip
    if outcome is not files.Outcome.STORED:
        raise DomainError(_why(document, outcome))
    record(events.SIGNED_BY_OFFICIAL, by=by, subject=document, number=document.number)


def _why(document: Document, outcome: files.Outcome) -> str:
    if outcome is files.Outcome.UNCERTAIN:
        return "Hasilnya belum diketahui. Jangan ulangi; periksa dahulu di layanan eSign, lalu selesaikan di sini."
    return Rendition.objects.get(document=document).error or "Berkas belum dapat dibuat. Coba lagi beberapa saat lagi."


@transaction.atomic
def accept_answer(document: Document, *, answered: bytes, by: Actor) -> None:
    """Take the sealed file that was found at the service, after the same checks as an answer in time.

    *Refuses* a document that is not in doubt, and a file that is not ours or not sealed by BSrE over the whole file.
    *Records* `documents.seal_accepted`.
    """
    rendition = _in_doubt(document)
    sent = answered[: rendition.rendered_size or 0]
    if settings.BSRE_KEEPS_BYTES and hashlib.sha256(sent).hexdigest() != rendition.rendered_sha256:
        raise DomainError("Berkas ini bukan kelanjutan berkas yang dikirim untuk dokumen ini. Belum ada yang berubah.")
    at = rendition.sent_at or rendition.updated_at
    try:
        sealed = bsre.checked(answered, None, sealer=bsre.sealer().name, at=at)
    except OutcomeUnknown as problem:
        raise DomainError(f"Berkas ini tidak dapat diterima: {problem}. Belum ada yang berubah.") from problem
    record(events.SEAL_ACCEPTED, by=by, subject=document, number=document.number)
    files.keep(document, rendition.attempts, sealed, rendition.rendered_at or at)


@transaction.atomic
def send_again(document: Document, *, reason: str, by: Actor) -> None:
    """Let a document be sealed anew, after a person made sure that the service did not seal it.

    *Refuses* a document that is not in doubt. *Records* `documents.seal_sent_again` with what was found.
    """
    rendition = _in_doubt(document)
    Rendition.objects.filter(pk=rendition.pk, state=State.UNCERTAIN).update(
        state=State.FAILED, attempts=0, sent_at=None, leased_until=None, error="", updated_at=Now()
    )
    record(events.SEAL_SENT_AGAIN, by=by, subject=document, number=document.number, reason=reason[:200])


def _in_doubt(document: Document) -> Rendition:
    rendition = Rendition.objects.select_for_update().filter(document=document).first()
    if rendition is None or rendition.state != State.UNCERTAIN:
        raise DomainError("Dokumen ini tidak sedang menunggu pemeriksaan. Muat ulang halaman ini.")
    return rendition
