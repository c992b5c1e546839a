"""Usulan perubahan as each side sees them, and who may settle them."""

from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope, scope_of
from netralitas.registry.models import Opd, Proposal, Staff, Transfer

_RELATED = ("staff__unit__opd", "other__unit__opd")


def visible(scope: Scope) -> QuerySet[Proposal]:
    """Proposals about persons inside a scope, with persons and units; one query."""
    return Proposal.objects.within(scope).select_related(*_RELATED)


def may_decide(user: User, proposal: Proposal) -> bool:
    """The second person: never the proposer; what an operator proposed is for BKPSDM.

    What BKPSDM proposed is for another account of BKPSDM or of Bakesbangpol. No query beyond the roles.
    """
    if proposal.state != Proposal.State.PROPOSED or proposal.proposer_key == user.username:
        return False
    if not scope_of(user, Permission.PROPOSAL_DECIDE).covers(proposal.staff.unit):
        return False
    return not proposal.is_from_opd or scope_of(user, Permission.STAFF_EDIT).is_all


def may_withdraw(user: User, proposal: Proposal) -> bool:
    """The proposer, or another operator of the same place, until it is applied. No query beyond the roles."""
    is_to_come = proposal.state == Proposal.State.ACCEPTED and proposal.applied_at is None
    if proposal.state != Proposal.State.PROPOSED and not is_to_come:
        return False
    return scope_of(user, Permission.STAFF_EDIT).covers(proposal.staff.unit)


def of_person(person: Staff) -> QuerySet[Proposal]:
    """Everything proposed about a person, the newest first; one query."""
    return Proposal.objects.filter(staff=person).select_related(*_RELATED).order_by("-pk")


def identity_of(person: Staff) -> list[Staff]:
    """The other rows of the same person, with units; one query."""
    rows = Staff.objects.of_one_identity(person).exclude(pk=person.pk)
    return list(rows.select_related("unit__opd").order_by("pk"))


def open_changes(opd: Opd) -> int:
    """How many proposals and transfers of an OPD wait for somebody; two queries."""
    scope = Scope(paths=(opd.path,))
    units = Opd.objects.within(scope).values("pk")
    transfers = Transfer.objects.waiting()
    moving = transfers.filter(from_unit__in=units) | transfers.filter(to_unit__in=units)
    return Proposal.objects.within(scope).open().count() + moving.count()
