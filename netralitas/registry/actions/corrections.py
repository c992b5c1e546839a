"""Asking for a correction of one's own data, and answering it."""

from django.db import transaction

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.registry import events
from netralitas.registry.models import Correction, Staff

MOST_OPEN = 5


@transaction.atomic
def ask(*, staff: Staff, about: str, text: str, by: Actor) -> Correction:
    """Ask operator and BKPSDM to put own data right.

    *Refuses* an empty text, and more than five unanswered ones. *Records* `registry.correction_asked`, without the
    text: it may hold numbers.
    """
    Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    text = names.clean(text)[:500]
    if not text:
        raise DomainError("Tulis data yang benar menurut Bapak/Ibu. Belum ada yang dikirim.")
    if Correction.objects.open().filter(staff=staff).count() >= MOST_OPEN:
        raise DomainError(f"Masih ada {MOST_OPEN} permintaan yang belum dijawab. Tunggu jawabannya, lalu kirim lagi.")
    correction = Correction.objects.create(staff=staff, about=about, text=text)
    record(
        events.CORRECTION_ASKED, by=by, subject=staff, opd_id=staff.unit.opd_id, person=staff.full_name,
        about=correction.get_about_display().lower(),
    )  # fmt: skip
    return correction


@transaction.atomic
def answer(correction: Correction, *, state: str, answer: str, by: Actor) -> Correction:
    """Say what became of a request; the person reads the answer under *Data saya*.

    *Refuses* an answered request, and to keep the data without an explanation. *Records*
    `registry.correction_answered`.
    """
    correction = Correction.objects.select_for_update(of=("self",)).select_related("staff__unit").get(pk=correction.pk)
    if correction.state != Correction.State.ASKED:
        raise DomainError("Permintaan ini sudah dijawab. Tidak ada yang berubah.")
    answer = names.clean(answer)[:500]
    if state not in {Correction.State.DONE, Correction.State.KEPT}:
        raise DomainError("Pilih jawabannya. Belum ada yang berubah.")
    if state == Correction.State.KEPT and not answer:
        raise DomainError("Jelaskan mengapa datanya tetap. Belum ada yang berubah.")
    correction.state, correction.answer = state, answer
    correction.answered_at, correction.answered_by = database_time(), by.label
    correction.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record(
        events.CORRECTION_ANSWERED, by=by, subject=correction.staff, opd_id=correction.staff.unit.opd_id,
        person=correction.staff.full_name, outcome=correction.get_state_display().lower(),
    )  # fmt: skip
    return correction
