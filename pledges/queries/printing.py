"""What can be printed of a unit, and in which order."""

from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from netralitas.access.scopes import Scope
from netralitas.accounts.queries.doors import with_door
from netralitas.documents.models import Document
from netralitas.registry.models import Opd, Staff
from pledges.models import Campaign, Obligation, Signature

BY_RANK, BY_NAME = "jabatan", "nama"
ORDERS = {
    BY_RANK: ("staff__rank_key", "staff__name_key", "pk"),
    BY_NAME: ("staff__name_key", "pk"),
}


_OUTSIDE = (Obligation.State.EXCLUDED, Obligation.State.MOVED)


def units_to_open(units: QuerySet[Opd], public_id: str) -> tuple[QuerySet[Opd], Opd | None]:
    """Of some units those without an open unit link, under the named one if it is among them; one query."""
    place = units.filter(public_id=public_id.replace("\0", "")).first() if public_id else None
    lacking = with_door(units.filter(is_active_in_pledge=True)).filter(door="tutup")
    return (lacking.filter(path__startswith=place.path) if place else lacking), place


@dataclass(frozen=True)
class Amounts:
    """How many certificates and slips a unit with its sub-units would print."""

    signed: int
    missing: int


def printable(scope: Scope) -> QuerySet[Signature]:
    """Signatures that hold now, of units in a scope, with their papers."""
    return (
        Signature.objects.within(scope)
        .valid()
        .filter(revision=F("obligation__revision"))
        .select_related("staff", "unit", "campaign", "document__file", "document__rendition", "document__voidance")
        .defer("facts_ciphertext", "document__facts_ciphertext")
    )


def amounts(campaign: Campaign, unit: Opd) -> Amounts:
    """One query."""
    rows = Obligation.objects.filter(campaign=campaign).under(unit)
    missing = Count("pk", ~Q(state__in=[*Obligation.SIGNED_STATES, *_OUTSIDE]))
    return Amounts(**rows.aggregate(signed=Count("pk", Q(state=Obligation.State.SIGNED)), missing=missing))


def document_ids(campaign: Campaign, unit: Opd, order: str) -> list[int]:
    """Documents of the signatures under a unit, in printing order; one query."""
    rows = Signature.objects.valid().filter(campaign=campaign, unit__path__startswith=unit.path)
    rows = rows.filter(revision=F("obligation__revision"))
    return list(rows.order_by(*ORDERS[order]).values_list("document_id", flat=True))


def document(pk: int) -> Document:
    """One document with what its facts need; one query."""
    return Document.objects.select_related("row_key").get(pk=pk)


def slip_units(campaign: Campaign, unit: Opd, *, with_signed: bool) -> list[int]:
    """Units under a unit in which somebody gets a slip, the OPD first, then the tree; one query."""
    rows = _slip_obligations(campaign, with_signed=with_signed).under(unit)
    return list(rows.order_by("unit__path").values_list("unit_id", flat=True).distinct())


def slip_staff(campaign: Campaign, unit: Opd, *, with_signed: bool) -> list[Staff]:
    """Who gets a slip in exactly this unit, by rank, with personal links; two queries."""
    rows = _slip_obligations(campaign, with_signed=with_signed).filter(unit=unit)
    return list(Staff.objects.filter(pk__in=rows.values("staff_id")).select_related("personal_link").in_order())


def slip_staff_ids(campaign: Campaign, unit: Opd, *, with_signed: bool) -> list[int]:
    """Ids of all who get a slip under a unit; one query."""
    rows = _slip_obligations(campaign, with_signed=with_signed).under(unit)
    return list(rows.values_list("staff_id", flat=True))


def _slip_obligations(campaign: Campaign, *, with_signed: bool) -> QuerySet[Obligation]:
    rows = Obligation.objects.filter(campaign=campaign)
    return rows.obliged() if with_signed else rows.missing()
