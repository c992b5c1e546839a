"""Kedudukan: who is away for a time, who is back, and who should leave the count (product.md 4.3)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.registry import events
from netralitas.registry.actions import proposals
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Proposal, Staff, StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES, OUT_STATUSES
from netralitas.ui.formats import day as in_words


@transaction.atomic
def hinder(person: Staff, *, status: str, starts_on: date, ends_on: date | None, ground: Ground, by: Actor) -> Proposal:
    """Note that a person is away for a time; the person stays in the denominator, so nobody else need confirm.

    *Refuses* a standing that is no absence, dates the wrong way round, somebody who left, an open proposal.
    *Records* `registry.staff_away` and, when the day has come, the change of standing.
    """
    if status not in HINDERED_STATUSES:
        raise DomainError("Pilih jenis halangan dari daftar. Belum ada yang berubah.")
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("Tanggal akhir mendahului tanggal mulai. Belum ada yang berubah.")
    if ends_on is not None and ends_on < timezone.localdate():
        raise DomainError("Masa halangan ini sudah lewat, sehingga tidak mengubah apa-apa.")
    _refuse_those_who_left(person)
    proposal = Proposal.objects.create(
        kind=Proposal.Kind.STANDING, staff=person, status=status, starts_on=starts_on, ends_on=ends_on,
        state=Proposal.State.ACCEPTED, proposed_by=by.label, proposer_key=by.key, settled_at=timezone.now(),
        settled_by=by.label, **ground.fields(),
    )  # fmt: skip
    until = f"sampai {in_words(ends_on)}" if ends_on else "tanpa tanggal akhir"
    record(
        events.STAFF_AWAY, by=by, subject=person, opd_id=person.unit.opd_id, person=person.full_name,
        status=StaffStatus(status).label, period=f"sejak {in_words(starts_on)} {until}", reason=proposal.reason,
    )  # fmt: skip
    proposals.apply_now(proposal, by=by)
    return proposal


@transaction.atomic
def return_to_duty(person: Staff, *, on: date, reason: str, by: Actor) -> Staff:
    """Make a person active again: back from leave, or wrongly taken out. Counting somebody needs no second person.

    *Refuses* a day to come and a merged row. *Records* a StaffEvent and `registry.staff_status_changed`.
    """
    if on > timezone.localdate():
        raise DomainError("Tanggal aktif kembali belum tiba. Catat pada harinya; belum ada yang berubah.")
    return staff_actions.change_status(person, status=StaffStatus.ACTIVE, on=on, reason=reason, by=by)


@transaction.atomic
def propose_exit(person: Staff, *, status: str, on: date, ground: Ground, is_from_opd: bool, by: Actor) -> Proposal:
    """Propose that a person leaves the denominator from a day; until a second person confirms, the person counts.

    *Refuses* a standing that takes nobody out, somebody who left already, a missing reason, a second open proposal.
    *Records* `registry.proposal_made`.
    """
    if status not in OUT_STATUSES:
        raise DomainError("Pilih alasan tidak termasuk wajib dari daftar. Belum ada yang berubah.")
    _refuse_those_who_left(person)
    return proposals.propose(
        kind=Proposal.Kind.STANDING, staff=person, status=status, starts_on=on, ground=ground,
        is_from_opd=is_from_opd, by=by,
    )  # fmt: skip


def _refuse_those_who_left(person: Staff) -> None:
    if person.merged_into_id:
        raise DomainError("Data ini sudah digabung dengan data lain. Catat perubahan pada data yang dipakai.")
    if person.status in OUT_STATUSES:
        raise DomainError(
            f"{person.full_name} sudah tercatat {person.get_status_display().lower()} dan tidak termasuk wajib."
        )
