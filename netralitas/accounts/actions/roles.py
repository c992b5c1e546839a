"""Giving and revoking roles, also when units merge; open sessions end, so the next request already follows."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.roles import OPERATOR_OPD, ROLES, Role, ScopeKind
from netralitas.accounts import events
from netralitas.accounts.actions.sessions import end_sessions
from netralitas.accounts.models import BY_LETTER, RoleAssignment, StaffLink
from netralitas.accounts.queries.operators import holders
from netralitas.accounts.queries.roles import period_of, place_of
from netralitas.accounts.queries.unit_roles import fates
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.registry.models import Opd


@transaction.atomic
def give_role(
    *, user: User, role: str, unit: Opd | None, letter_number: str, starts_on: date, ends_on: date | None, by: Actor
) -> RoleAssignment:
    """Give an account a role over a part of the pemda for a time.

    *Refuses* oneself; an unknown role; a unit missing or too many; dates the wrong way round; an operator without
    surat tugas or end date, from another Perangkat Daerah, or beyond the number one may have; a role already held
    there. *Records* accounts.role_given.
    """
    definition = _definition(role)
    _refuse_oneself(user, by)
    _check_place(definition, unit)
    _check_dates(definition, letter_number, starts_on, ends_on)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise DomainError("Akun ini dikunci. Buka dahulu kuncinya.")
    held = RoleAssignment.objects.filter(user=user, role=role, unit=unit, revoked_at__isnull=True)
    if held.exclude(ends_on__lt=starts_on).exists():
        raise DomainError(f"Peran {definition.label} sudah diberikan untuk waktu itu. Cabut dahulu yang lama.")
    if unit is not None and definition.code in BY_LETTER:
        _check_operator(user, definition, unit, starts_on, ends_on)
    assignment = RoleAssignment.objects.create(
        user=user, role=role, unit=unit, letter_number=letter_number.strip(),
        starts_on=starts_on, ends_on=ends_on, given_by=by.label,
    )  # fmt: skip
    end_sessions(user)
    audit.record(
        events.ROLE_GIVEN, by=by, subject=user, opd_id=unit.opd_id if unit else None, role=definition.label,
        place=place_of(assignment), account=user.display_name, period=period_of(assignment),
    )  # fmt: skip
    return assignment


@transaction.atomic
def revoke_role(*, assignment: RoleAssignment, reason: str, by: Actor) -> None:
    """Take a role away at once; the row stays as history.

    *Refuses* one's own role and one that was revoked before. *Records* accounts.role_revoked.
    """
    fresh = RoleAssignment.objects.select_for_update().get(pk=assignment.pk)
    user = assignment.user
    _refuse_oneself(user, by)
    if fresh.revoked_at is not None:
        raise DomainError("Peran ini sudah dicabut sebelumnya.")
    fresh.revoked_at, fresh.revoked_by = timezone.now(), by.label
    fresh.save(update_fields=["revoked_at", "revoked_by"])
    end_sessions(user)
    audit.record(
        events.ROLE_REVOKED, by=by, subject=user, opd_id=assignment.unit.opd_id if assignment.unit else None,
        role=assignment.definition.label, place=place_of(assignment), account=user.display_name,
        reason=reason.strip() or "tanpa keterangan",
    )  # fmt: skip


def follow_merge(unit: Opd, into: Opd, *, by: Actor) -> None:
    """Move or end every role at the merged unit, as foretold (queries.unit_roles).

    Called inside the merge, when the persons belong to the successor already. *Refuses* a role of one's own: nobody
    widens one's own reach. *Records* accounts.role_revoked for each, and accounts.role_given for each that goes along.
    """
    for fate in fates(unit, into):
        row = fate.assignment
        revoke_role(assignment=row, reason=f"unit digabung ke {into.name}", by=by)
        if not fate.against:
            give_role(
                user=row.user, role=row.role, unit=into, letter_number=row.letter_number,
                starts_on=max(row.starts_on, timezone.localdate()), ends_on=row.ends_on, by=by,
            )  # fmt: skip


def _definition(role: str) -> Role:
    definition = ROLES.get(role)
    if definition is None or definition.scope is ScopeKind.OWN:
        raise DomainError("Pilih peran dari daftar.")
    return definition


def _refuse_oneself(user: User, by: Actor) -> None:
    if by.user_id is not None and by.user_id == user.pk:
        raise DomainError("Peran sendiri tidak dapat diatur sendiri. Mintalah admin sistem lain.")


def _check_place(role: Role, unit: Opd | None) -> None:
    if role.scope is ScopeKind.ALL and unit is not None:
        raise DomainError(f"Peran {role.label} berlaku untuk seluruh pemda. Kosongkan unitnya.")
    if role.scope is not ScopeKind.ALL and unit is None:
        raise DomainError(f"Peran {role.label} memerlukan unit. Pilih Perangkat Daerah atau unitnya.")
    if unit is not None and unit.closed_on is not None:
        raise DomainError("Unit ini sudah ditutup. Pilih unit yang masih ada.")


def _check_operator(user: User, role: Role, unit: Opd, starts_on: date, ends_on: date | None) -> None:
    link = StaffLink.objects.filter(user=user).select_related("staff__unit").first()
    if link and link.staff.unit.opd_id != unit.opd_id:
        raise DomainError(
            f"{user.display_name} pegawai Perangkat Daerah lain. Operator diambil dari unit kerja itu sendiri."
        )
    if role.code != OPERATOR_OPD.code:
        return
    Opd.objects.select_for_update().get(pk=unit.pk)  # two admins at once are counted one after the other
    names, most = holders(unit, starts_on, ends_on, besides=user), settings.OPERATORS_PER_OPD
    if len(names) >= most:
        raise DomainError(
            f"{unit.name} sudah mempunyai {most} operator untuk waktu itu: {', '.join(names)}. "
            "Pakai Serah Terima, atau cabut salah satunya dahulu."
        )


def _check_dates(role: Role, letter_number: str, starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise DomainError("Tanggal akhir mendahului tanggal mulai.")
    if ends_on is not None and ends_on < timezone.localdate():
        raise DomainError("Tanggal akhir sudah lewat.")
    if role.code in BY_LETTER and not letter_number.strip():
        raise DomainError(f"Peran {role.label} memerlukan nomor surat tugas.")
    if role.code in BY_LETTER and ends_on is None:
        raise DomainError(f"Peran {role.label} memerlukan tanggal akhir menurut surat tugas.")
