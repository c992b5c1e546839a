"""How far each Perangkat Daerah has come, as letters say it: counts by unit and by kind, never names."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Sum

from netralitas.registry.models import Opd, StaffCategory
from netralitas.ui import formats
from pledges.models import Campaign, Counter

FEWEST = 5  # smaller groups are put together in letters to others
_SUMS = {
    name: Sum(column)
    for name, column in (("open", "waiting"), ("signs", "signed"), ("papers", "paper"), ("away", "hindered"))
}


@dataclass(frozen=True)
class Share:
    """How many are obliged, have signed, are away for a while; whoever is left has not signed."""

    obliged: int = 0
    done: int = 0
    hindered: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.obliged + other.obliged, self.done + other.done, self.hindered + other.hindered)

    @property
    def missing(self) -> int:
        """Neither signed nor away for a while."""
        return self.obliged - self.done - self.hindered

    @property
    def percent(self) -> str:
        """Of those obliged, in words."""
        return formats.percent(self.done, self.obliged)


@dataclass
class Progress:
    """One Perangkat Daerah: altogether and by unit."""

    opd: Opd
    whole: Share = field(default_factory=Share)
    units: dict[str, Share] = field(default_factory=dict)


def progress_by_opd(campaign: Campaign) -> list[Progress]:
    """Each Perangkat Daerah with somebody obliged, those who lag most first; two queries."""
    cells = Counter.objects.of_offices().filter(campaign=campaign).order_by()
    rows = cells.values("unit__opd_id", "unit__name").annotate(**_SUMS)
    opds = Opd.objects.select_related("kind", "parent", "opd").in_bulk([row["unit__opd_id"] for row in rows])
    found: dict[int, Progress] = {}
    for row in rows:
        share, one = _share(row), found.setdefault(row["unit__opd_id"], Progress(opds[row["unit__opd_id"]]))
        one.whole += share
        one.units[row["unit__name"]] = one.units.get(row["unit__name"], Share()) + share
    counted = [one for one in found.values() if one.whole.obliged]
    return sorted(counted, key=lambda one: (one.whole.done / one.whole.obliged, -one.whole.missing, one.opd.name))


def share_by_kind(campaign: Campaign) -> list[tuple[str, Share]]:
    """Each kind of employee with its share, in the order of the catalogue; one query."""
    cells = Counter.objects.of_offices().filter(campaign=campaign).order_by()
    shares: defaultdict[str, Share] = defaultdict(Share)
    for row in cells.values("category").annotate(**_SUMS):
        shares[row["category"]] += _share(row)
    return [(str(kind.label), shares[kind]) for kind in StaffCategory if shares[kind].obliged]


def whole_of(progress: list[Progress]) -> Share:
    """The sum."""
    return sum((one.whole for one in progress), Share())


def _share(row: dict[str, int]) -> Share:
    done = (row["signs"] or 0) + (row["papers"] or 0)
    return Share((row["open"] or 0) + done + (row["away"] or 0), done, row["away"] or 0)
