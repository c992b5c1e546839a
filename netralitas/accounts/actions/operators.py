"""Serah terima: an operator's role goes to the next person in one step."""

from datetime import date

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
from netralitas.registry.models import Staff


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
