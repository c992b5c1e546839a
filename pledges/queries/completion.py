"""Where each Perangkat Daerah stands, from its data to *Lengkap*: the one answer every page and paper gives."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.registry.models import Opd
from pledges.models import Campaign, Completion, Counter
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
        if self.main:
            return str(self.main.state)
        is_ready = self.obliged and (not self.waiting or self.is_over)
        return State.AWAITING_STATEMENT.value if is_ready and self.data.state == "data_verified" else self.data.state

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


def standings(campaign: Campaign, opds: Iterable[Opd]) -> list[Standing]:
    """Each OPD as given, in that order; seven queries whatever their number."""
    wanted = list(opds)
    keys = [opd.pk for opd in wanted]
    rounds: dict[int, list[Completion]] = defaultdict(list)
    for one in Completion.objects.filter(campaign=campaign, opd__in=keys).order_by("number"):
        rounds[one.opd_id].append(one)
    sums = {
        "left": Coalesce(Sum("waiting"), 0),
        "all": Coalesce(Sum(F("waiting") + F("signed") + F("paper") + F("hindered")), 0),
    }
    cells = Counter.objects.filter(campaign=campaign, unit__opd__in=keys).order_by().values("unit__opd")
    left = {row["unit__opd"]: (row["left"], row["all"]) for row in cells.annotate(**sums)}
    is_over = campaign.state != Campaign.State.OPEN or campaign.closes_at <= timezone.now()
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
