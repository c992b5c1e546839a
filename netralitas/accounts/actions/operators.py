"""Serah terima: an operator's role goes to the next person in one step; a reminder before a surat tugas ends."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.accounts import events
from netralitas.accounts.actions import accounts, passwords, roles
from netralitas.accounts.models import BY_LETTER, Activation, HandOver, RoleAssignment, StaffLink
from netralitas.accounts.queries.open_work import open_work_of
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.jobs.models import Message
from netralitas.registry.models import Staff
from netralitas.ui import formats

REMIND_DAYS = (3, 14)  # before the last day of a surat tugas
_ENDING = "accounts/duty_ends"


@transaction.atomic
def hand_over(
    *, assignment: RoleAssignment, successor: Staff, email: str, letter_number: str, ends_on: date, by: Actor
) -> HandOver:
    """Revoke the old operator's role, end the sessions, and give the role to the successor from today.

    The successor's account is made when there is none; the activation leaves by e-mail when there is an address.
    *Refuses* a role that is no operator's or was revoked, the same person, and all that giving a role refuses.
    *Records* accounts.role_handed_over beside what its steps record.
    """
    locked = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user", "unit__opd")
    old = locked.get(pk=assignment.pk)
    if old.role not in BY_LETTER or old.revoked_at is not None:
        raise DomainError("Peran ini sudah tidak dapat diserahterimakan. Muat ulang daftarnya.")
    if StaffLink.objects.filter(user=old.user, staff=successor).exists():
        raise DomainError("Penggantinya orang yang sama. Untuk memperpanjang, cabut lalu beri peran lagi.")
    waiting = open_work_of(old.unit)
    roles.revoke_role(assignment=old, reason=f"serah terima kepada {successor.full_name}", by=by)
    old.refresh_from_db(fields=["revoked_at", "revoked_by"])
    user = _account_of(successor, email, by)
    new = roles.give_role(
        user=user, role=old.role, unit=old.unit, letter_number=letter_number, starts_on=timezone.localdate(),
        ends_on=ends_on, by=by,
    )  # fmt: skip
    made = HandOver.objects.create(old=old, new=new, open_work=waiting, handed_over_by=by.label)
    audit.record(
        events.HANDED_OVER, by=by, subject=made, opd_id=old.unit.opd_id, role=old.definition.label,
        place=old.unit.name, old=old.user.display_name, new=user.display_name,
    )  # fmt: skip
    return made


def _account_of(successor: Staff, email: str, by: Actor) -> User:
    link = StaffLink.objects.filter(staff=successor).select_related("user").first()
    user = link.user if link else accounts.create_account(
        staff=successor, name="", email=email or successor.email, by=by
    )  # fmt: skip
    if user.email and not user.has_usable_password() and user.is_active:
        passwords.make_activation(user=user, way=Activation.Way.EMAIL, by=by)
    return user


@transaction.atomic
def remind_ending(*, by: Actor) -> int:
    """Tell operators whose surat tugas ends within two weeks, and once more within three days; returns how many.

    *Refuses* nothing; somebody whose next surat tugas is entered already is left alone. *Records*
    `accounts.endings_told` when there was any.
    """
    today = timezone.localdate()
    soon = RoleAssignment.objects.in_force().of_present_staff().filter(
        role__in=BY_LETTER, ends_on__lte=today + timedelta(days=max(REMIND_DAYS)), user__is_active=True
    ).exclude(user__email="").select_related("user", "unit")  # fmt: skip
    told = sum(_tell(assignment, today) for assignment in soon if not _goes_on(assignment))
    if told:
        audit.record(events.ENDINGS_TOLD, by=by, count=told)
    return told


def _goes_on(assignment: RoleAssignment) -> bool:
    """Whether the same person has the same role there for longer."""
    longer = RoleAssignment.objects.filter(
        user=assignment.user, role=assignment.role, unit=assignment.unit, revoked_at=None
    )
    return longer.filter(ends_on__gt=assignment.ends_on).exists()


def _tell(assignment: RoleAssignment, today: date) -> bool:
    step = min(days for days in REMIND_DAYS if assignment.ends_on <= today + timedelta(days=days))
    facts = {"assignment": assignment.public_id, "step": step}
    told = Message.objects.filter(template=_ENDING, recipient_key=assignment.user.username)
    if told.filter(context__assignment=assignment.public_id, context__step=step).exists():
        return False
    jobs.send(
        _ENDING, recipient_type="access.user", recipient_key=assignment.user.username, **facts,
        place=assignment.unit.name, ends=formats.day(assignment.ends_on),
    )  # fmt: skip
    return True
