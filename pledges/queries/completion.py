"""Where each Perangkat Daerah stands, from its data to *Lengkap*: the one answer every page and paper gives."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.registry.models import Opd, Proposal, Transfer
from pledges.models import Campaign, Completion, Counter, RosterStatement
from pledges.queries import verifications
from pledges.queries.verifications import Standing as DataStanding

State = Completion.State
STATES = (
    "data_unverified", "data_verified", "change_proposed", State.AWAITING_STATEMENT.value, State.AWAITING_REVIEW.value,
    State.RETURNED.value, State.COMPLETE.value,
)  # fmt: skip
_ADDENDUM = {
    State.AWAITING_STATEMENT: "menunggu pernyataan", State.AWAITING_REVIEW: "menunggu verifikasi",
    State.RETURNED: "dikembalikan",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One Perangkat Daerah in one campaign: its data, its rounds (the statement first, then addenda), who is left."""

    opd: Opd
    data: DataStanding
    rounds: list[Completion] = field(default_factory=list)
    waiting: int = 0
    obliged: int = 0
    is_over: bool = False  # the window has closed: whoever has not signed will not

    @property
    def main(self) -> Completion | None:
        """The statement's round."""
        return self.rounds[0] if self.rounds else None

    @property
    def round(self) -> Completion | None:
        """The newest round: the statement, or the last addendum."""
        return self.rounds[-1] if self.rounds else None

    @property
    def state(self) -> str:
        """The code of the state (wording.md): that of the statement once it is begun, before that of the data.

        With verified data and nobody left to sign, what is missing is the head's statement.
        """
        is_ready = bool(self.obliged) and (not self.waiting or self.is_over)
        return _state(self.main.state if self.main else "", self.data.state, is_ready=is_ready)

    @property
    def accepted_at(self) -> datetime | None:
        """When Bakesbangpol found it complete."""
        return self.main.state_at if self.main and self.main.state == State.COMPLETE else None

    @property
    def since(self) -> datetime | None:
        """Since when the newest round stands as it does."""
        return self.round.state_at if self.round else None

    @property
    def remark(self) -> str:
        """`addendum ke-1 menunggu verifikasi`, or "" when there is no addendum."""
        if not self.round or not self.round.is_addendum:
            return ""
        return f"addendum ke-{self.round.number} {_ADDENDUM.get(self.round.state, 'diterima')}"


def _state(main: str, data: str, *, is_ready: bool) -> str:
    """The one rule behind every page."""
    if main:
        return str(main)
    return State.AWAITING_STATEMENT.value if is_ready and data == "data_verified" else data


@dataclass(frozen=True)
class Place:
    """Where one Perangkat Daerah stands, without the rest: the code of its state, and since when it is *Lengkap*."""

    state: str
    accepted_at: datetime | None


def places(campaign: Campaign, opds: Iterable[int]) -> dict[int, Place]:
    """The same states for many pages and thousands of persons, by the pk of the OPD (sub-units left out); one query."""
    of_opd = {"opd": OuterRef("pk")}
    main = Completion.objects.filter(campaign=campaign, number=0, **of_opd)
    # by the units of each OPD, so that the index is used: a join read every counter once for each OPD
    units = Opd.objects.filter(opd=OuterRef(OuterRef("pk"))).values("pk")
    cells = Counter.objects.filter(campaign=campaign, unit__in=units)
    stated = RosterStatement.objects.filter(**of_opd).order_by("-pk").values("stated_at")[:1]
    proposed = Proposal.objects.open().filter(Q(staff__unit__opd=OuterRef("pk")) | Q(other__unit__opd=OuterRef("pk")))
    moving = Transfer.objects.waiting().filter(
        Q(from_unit__opd=OuterRef("pk")) | Q(to_unit__opd=OuterRef("pk"))
    )  # fmt: skip
    rows = Opd.objects.top().filter(pk__in=list(opds)).order_by().annotate(
        main_state=Subquery(main.values("state")), main_at=Subquery(main.values("state_at")),
        has_waiting=Exists(cells.filter(waiting__gt=0)), has_obliged=Exists(cells.filter(_ANYBODY)),
        asked_at=F("roster_due__asked_at"), stated_at=Subquery(stated), is_changing=Exists(proposed) | Exists(moving),
    )  # fmt: skip
    columns = ("pk", "main_state", "main_at", "has_waiting", "has_obliged", "asked_at", "stated_at", "is_changing")
    is_over = _is_over(campaign)
    return {pk: _place(*rest, is_over=is_over) for pk, *rest in rows.values_list(*columns)}


def _place(
    main: str | None, at: datetime | None, has_waiting: bool, has_obliged: bool, asked_at: datetime | None,
    stated_at: datetime | None, is_changing: bool, *, is_over: bool,
) -> Place:  # fmt: skip
    is_verified = stated_at is not None and (asked_at is None or stated_at >= asked_at)
    data = "change_proposed" if is_changing else "data_verified" if is_verified else "data_unverified"
    state = _state(main or "", data, is_ready=has_obliged and (not has_waiting or is_over))
    return Place(state, at if state == State.COMPLETE else None)


def _is_over(campaign: Campaign) -> bool:
    return campaign.state != Campaign.State.OPEN or campaign.closes_at <= timezone.now()


_LEFT = Coalesce(Sum("waiting"), 0)
_ALL = Coalesce(Sum(F("waiting") + F("signed") + F("paper") + F("hindered")), 0)
_ANYBODY = Q(waiting__gt=0) | Q(signed__gt=0) | Q(paper__gt=0) | Q(hindered__gt=0)


def standings(campaign: Campaign, opds: Iterable[Opd]) -> list[Standing]:
    """Each OPD as given, in that order; seven queries whatever their number."""
    wanted = list(opds)
    keys = [opd.pk for opd in wanted]
    rounds: dict[int, list[Completion]] = defaultdict(list)
    for one in Completion.objects.filter(campaign=campaign, opd__in=keys).order_by("number"):
        rounds[one.opd_id].append(one)
    cells = Counter.objects.filter(campaign=campaign, unit__opd__in=keys).order_by().values("unit__opd")
    left = {row["unit__opd"]: (row["left"], row["all"]) for row in cells.annotate(left=_LEFT, all=_ALL)}
    is_over = _is_over(campaign)
    return [
        Standing(data.opd, data, rounds[data.opd.pk], *left.get(data.opd.pk, (0, 0)), is_over)
        for data in verifications.standings(wanted)
    ]


def standing_of(campaign: Campaign, opd: Opd) -> Standing:
    """One OPD; seven queries."""
    return standings(campaign, [opd])[0]


def to_do_count(user: User) -> int:
    """How many rounds wait for this person: to review, to state, to put right; one query, none for others.

    A head's are those prepared for a statement, an operator's those returned, Bakesbangpol's the queue.
    """
    wanted = Q()
    for permission, states in _MINE:
        if scope := scope_of(user, permission):
            inside = Q() if scope.is_all else Q(opd__in=Opd.objects.within(scope).values("pk"))
            wanted |= Q(inside, state__in=states) if inside else Q(state__in=states)
    if not wanted:
        return 0
    return Completion.objects.filter(wanted, campaign__state__in=[Campaign.State.OPEN, Campaign.State.CLOSED]).count()


_MINE = (
    (Permission.COMPLETION_REVIEW, (State.AWAITING_REVIEW,)),
    (Permission.COMPLETION_STATE, (State.AWAITING_STATEMENT,)),
    (Permission.COMPLETION_PREPARE, (State.RETURNED,)),
)
