"""Persons behind the number, for those who may see names: who has signed and who is missing."""

from django.db.models import Case, F, Prefetch, Q, QuerySet, Value, When

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope, scope_of
from netralitas.registry.models import Opd
from pledges.models import Campaign, Obligation, Signature

State = Obligation.State

# counts as "belum" in every roll-up (product.md 4.3)
WAITING_STATES = (State.WAITING, State.UNREACHABLE, State.UNWILLING, State.CANCELLED)


def unwilling_scope(user: User) -> Scope:
    """Where *belum bersedia* may be told apart: the OPD of its kepala, all of it for BKPSDM; elsewhere it is *belum*.

    A kepala who has another office besides sees it in the own OPD only (product.md 4.3). No query of its own.
    """
    return scope_of(user, Permission.UNWILLING_VIEW)


def with_told_state(rows: QuerySet[Obligation], seeing: Scope) -> QuerySet[Obligation]:
    """The same rows, each with `told_state`: *belum bersedia* only inside a scope, so that no order or filter tells."""
    if seeing.is_all:
        return rows.annotate(told_state=F("state"))
    secret = Q(state=State.UNWILLING) & ~Q(unit__in=Opd.objects.within(seeing).values("pk"))
    return rows.annotate(told_state=Case(When(secret, then=Value(State.WAITING.value)), default=F("state")))


def people(campaign: Campaign, *, signers: Scope, missing: Scope) -> QuerySet[Obligation]:
    """Obligations with person and unit: signed ones inside one scope, all others inside the other; one query.

    Persons merged into another row are left out.
    """
    rows = Obligation.objects.filter(campaign=campaign).exclude(state=State.MOVED)
    if signers != missing:
        signed = Q(state__in=Obligation.SIGNED_STATES)
        rows = (rows.within(signers).filter(signed) | rows.within(missing).filter(~signed)).distinct()
    else:
        rows = rows.within(missing)
    return rows.select_related("staff", "unit")


def with_signatures(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """The same rows, each with its valid signatures, the last first; one query more."""
    valid = Signature.objects.valid().order_by("-revision").defer("facts_ciphertext")
    return rows.prefetch_related(Prefetch("signatures", valid, to_attr="valid_signatures"))


def add_signatures_of_merged(rows: list[Obligation]) -> None:
    """Give those who signed under a row merged into theirs that signature; one query, none when nobody did."""
    lacking = {row.staff_id: row for row in rows if row.state == State.SIGNED and row.signed is None}
    if not lacking:
        return
    campaigns = {row.campaign_id for row in rows}
    found = Signature.objects.valid().filter(campaign__in=campaigns, staff__merged_into__in=list(lacking))
    for signature in found.select_related("staff").defer("facts_ciphertext"):
        lacking[signature.staff.merged_into_id].signed = signature


def without_contact(rows: QuerySet[Obligation]) -> int:
    """How many of them have neither phone nor e-mail; one query."""
    return rows.filter(staff__phone="", staff__email="").count()


def shown_state(obligation: Obligation, *, is_over: bool, may_see_unwilling: bool) -> str:
    """The code of the state as this viewer sees it; *lewat batas waktu* is computed here and stored nowhere."""
    state = obligation.state
    if state == State.UNWILLING and not may_see_unwilling:
        state = State.WAITING
    return "lewat" if is_over and state == State.WAITING else str(state)
