"""What can be printed of a unit, and in which order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, Q, QuerySet, Value

from netralitas.access.scopes import Scope
from netralitas.accounts.queries.doors import with_door
from netralitas.documents import plain
from netralitas.documents.models import Drawing
from netralitas.documents.queries import plain as plain_queries
from netralitas.registry.models import Opd, Staff
from netralitas.ui import formats
from pledges.models import Campaign, Obligation, Signature

BY_RANK, BY_NAME = "jabatan", "nama"
ORDERS = {
    BY_RANK: ("staff__rank_key", "staff__name_key", "pk"),
    BY_NAME: ("staff__name_key", "pk"),
}


UNIT_ORDER = ("unit__opd__kind__order", "unit__opd__protocol_order", "unit__path")
_NO_REASONS = ("stamped", "purged")
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
    on_paper: int
    missing: int

    @property
    def listed(self) -> int:
        """How many stand on the list of signers."""
        return self.signed + self.on_paper


class Row(NamedTuple):
    """One certificate to print, and the unit it was signed in."""

    document_id: int
    unit_id: int


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
    signed, on_paper = (Count("pk", Q(state=state)) for state in Obligation.SIGNED_STATES)
    return Amounts(**rows.aggregate(signed=signed, on_paper=on_paper, missing=missing))


def certificate_rows(campaign: Campaign, unit: Opd | None, order: str, *, by_unit: bool = False) -> list[Row]:
    """Signatures that hold now under a unit (None: everywhere), in printing order; one query."""
    rows = Signature.objects.valid().filter(campaign=campaign, revision=F("obligation__revision"))
    if unit:
        rows = rows.filter(unit__path__startswith=unit.path)
    first = UNIT_ORDER if by_unit else ()
    return [Row(*row) for row in rows.order_by(*first, *ORDERS[order]).values_list("document_id", "unit_id")]


class SignerId(NamedTuple):
    """Whoever signed: the signature's id, or the obligation's when it was signed on paper (*basah*)."""

    is_on_paper: bool
    pk: int


def signer_ids(campaign: Campaign, unit: Opd, order: str) -> list[SignerId]:
    """Everybody who signed under a unit and whose signature holds, in the order of names; one query."""
    signed = Signature.objects.valid().filter(campaign=campaign, unit__path__startswith=unit.path)
    signed = signed.filter(revision=F("obligation__revision"))
    on_paper = Obligation.objects.filter(campaign=campaign, state=Obligation.State.SIGNED_PAPER).under(unit)
    keys = {"rank": F("staff__rank_key"), "name": F("staff__name_key")}
    rows = [
        found.order_by().annotate(on_paper=Value(is_on_paper, IntegerField()), **keys)
        .values_list("on_paper", "pk", *(key for key in keys))
        for is_on_paper, found in ((0, signed), (1, on_paper))
    ]  # fmt: skip
    by = ("rank", "name", "on_paper", "pk") if order == BY_RANK else ("name", "on_paper", "pk")
    return [SignerId(bool(is_on_paper), pk) for is_on_paper, pk, *_ in rows[0].union(rows[1], all=True).order_by(*by)]


def signers(ids: list[SignerId]) -> Iterator[Signature | Obligation]:
    """Signatures, and obligations signed on paper, with what a list shows, in this order; two queries for each 300."""
    signed = Signature.objects.defer("facts_ciphertext")
    signed = signed.select_related("unit", "obligation", "document__row_key", "document__drawing")
    on_paper = Obligation.objects.select_related("unit", "staff")
    for start in range(0, len(ids), 300):
        some = ids[start : start + 300]
        found = {
            is_on_paper: rows.in_bulk([one.pk for one in some if one.is_on_paper is is_on_paper])
            for is_on_paper, rows in ((False, signed), (True, on_paper))
        }
        yield from (found[one.is_on_paper][one.pk] for one in some)


def file_words(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Unit and name of the signer by document, for names of files; one query a thousand."""
    words: dict[int, tuple[str, str]] = {}
    for start in range(0, len(ids), 1000):
        rows = Signature.objects.filter(document_id__in=ids[start : start + 1000])
        words |= {pk: (unit, name) for pk, unit, name in rows.values_list("document_id", "unit__name", "staff__name")}
    return words


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


def plain_sentences(campaign: Campaign, unit: Opd) -> list[str]:
    """How many certificates under a unit could not be stamped, by cause; one query."""
    signatures = Signature.objects.valid().filter(campaign=campaign, unit__path__startswith=unit.path)
    drawings = Drawing.objects.filter(document__in=signatures.values("document"))
    return plain.sentences(plain_queries.reasons_among(drawings.exclude(plain_reason="")))


def run_words(counted: Counter) -> str:
    """What a print run says of itself when it is done, from its counts; no query."""
    words = [f"{formats.number(counted.total() - counted['purged'])} sertifikat"]
    words += plain.sentences({reason: count for reason, count in counted.items() if reason not in _NO_REASONS})
    if counted["purged"]:
        words.append(f"{formats.number(counted['purged'])} dilewati karena data pribadinya sudah dihapus")
    return "; ".join(words) + "."
