"""Where the registry places each person for a campaign: unit, recap row, kind, and whether the person must sign."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from netralitas.registry.models import Assignment, Staff
from netralitas.registry.models.staff import ASN, HINDERED_STATUSES, OUT_STATUSES, VILLAGE
from pledges.models import Campaign, Obligation, PledgeText

State = Obligation.State
Audience = PledgeText.Audience

_BATCH = 5000
_COLUMNS = (
    "pk", "unit_id", "unit__recap_unit_id", "unit__opd_id", "category", "jenjang", "status",
    "unit__is_active_in_pledge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """One person as the registry sees it now; `reason` says why the person is excluded or hindered."""

    staff_id: int
    unit_id: int
    recap_unit_id: int
    opd_id: int
    category: str
    jenjang: str
    audience: str
    is_opd_head: bool
    state: str  # WAITING, HINDERED or EXCLUDED
    reason: str


def audience_of(category: str) -> str:
    """Which text a kind of employee signs."""
    if category in ASN:
        return Audience.ASN.value
    return Audience.VILLAGE.value if category in VILLAGE else Audience.NON_ASN.value


def audiences_of(campaign: Campaign) -> list[str]:
    """The texts a campaign needs, in the order of the choices."""
    needed = {audience_of(category) for category in campaign.categories}
    return [audience for audience in Audience.values if audience in needed]


def newcomers(campaign: Campaign) -> Q:
    """Who joins the roster of a campaign: kinds that must sign, in units that take part."""
    return Q(category__in=campaign.categories, unit__is_active_in_pledge=True)


def placements(campaign: Campaign, day: date, staff_ids: Iterable[int] | None = None) -> Iterator[Placement]:
    """Where each person stands: of `staff_ids`, or all who join a new roster; two queries, one more per 5,000 ids."""
    heads = heads_on(day)
    columns = Staff.objects.order_by("pk").values_list(*_COLUMNS)
    if staff_ids is None:
        yield from (_placed(row, campaign, heads) for row in columns.filter(newcomers(campaign)).iterator(_BATCH))
        return
    wanted = sorted(set(staff_ids))
    for start in range(0, len(wanted), _BATCH):
        for row in columns.filter(pk__in=wanted[start : start + _BATCH]):
            yield _placed(row, campaign, heads)


def heads_on(day: date) -> set[int]:
    """Staff ids of those who lead a unit with a recap row on a day, one a unit; one query."""
    heads = Assignment.objects.leading(day).filter(unit__has_recap_row=True)
    return set(heads.values_list("staff_id", flat=True))


def _placed(row: tuple, campaign: Campaign, heads: set[int]) -> Placement:
    pk, unit, recap, opd, category, jenjang, status, takes_part = row
    state, reason = _standing(campaign, category, status, takes_part)
    return Placement(pk, unit, recap or opd, opd, category, jenjang, audience_of(category), pk in heads, state, reason)


def _standing(campaign: Campaign, category: str, status: str, takes_part: bool) -> tuple[str, str]:
    """product.md 4.3: who left is out of the denominator, who is away stays in it."""
    if status in OUT_STATUSES:
        return State.EXCLUDED.value, status
    if not takes_part:
        return State.EXCLUDED.value, Obligation.UNIT_LEFT_OUT
    if category not in campaign.categories:
        return State.EXCLUDED.value, Obligation.CATEGORY_LEFT_OUT
    if status in HINDERED_STATUSES:
        return State.HINDERED.value, status
    return State.WAITING.value, ""


def drifted_staff_ids(campaign: Campaign, day: date) -> list[int]:
    """Persons whose obligation does not say what the registry says, and who has none yet; three queries.

    Compares instead of reading new history rows: ids may be committed out of order, and units, recap rows
    and heads of OPD move people without a row in the history of staff.
    """
    head = Assignment.objects.leading(day).filter(unit__has_recap_row=True, staff=OuterRef("staff"))
    moved = (
        Obligation.objects.filter(campaign=campaign)
        .exclude(state=State.MOVED)
        .alias(heads_now=Exists(head))
        .filter(_differs(campaign))
        .values_list("staff_id", flat=True)
    )
    return sorted({*moved, *_newcomer_ids(campaign)})


def _differs(campaign: Campaign) -> Q:
    elsewhere = ~Q(unit=F("staff__unit")) | ~Q(recap_unit=F("staff__unit__recap_unit"))
    reclassed = ~Q(category=F("staff__category")) | ~Q(jenjang=F("staff__jenjang")) | ~Q(is_opd_head=F("heads_now"))
    is_out = (
        Q(staff__status__in=OUT_STATUSES)
        | Q(staff__unit__is_active_in_pledge=False)
        | ~Q(staff__category__in=campaign.categories)
    )
    is_away = Q(staff__status__in=HINDERED_STATUSES)
    left = is_out & ~Q(state=State.EXCLUDED)
    away = ~is_out & is_away & Q(state__in=[State.WAITING, State.UNREACHABLE, State.UNWILLING, State.CANCELLED])
    back = ~is_out & ~is_away & Q(state__in=[State.EXCLUDED, State.HINDERED]) & ~Q(state_reason="")
    back_but_away = ~is_out & is_away & Q(state=State.EXCLUDED) & ~Q(state_reason="")
    return elsewhere | reclassed | left | away | back | back_but_away


def _newcomer_ids(campaign: Campaign) -> QuerySet:
    known = Obligation.objects.filter(campaign=campaign, staff=OuterRef("pk"))
    rows = Staff.objects.filter(newcomers(campaign)).exclude(status__in=OUT_STATUSES)
    return rows.filter(~Exists(known)).values_list("pk", flat=True)
