"""Counts for everybody: small units hidden, and with them so many others that no hidden count can be worked out.

A unit with fewer than five persons is hidden. Totals are published too, so a single hidden line would be the total
less the others: in each total at least two lines are hidden, together at least ten persons, the smallest first. A
Perangkat Daerah that is hidden hides all its units. What cannot be hidden: in a total of nobody everybody counts zero.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from netralitas.dashboards.queries.figures import NOBODY, SUMS, Figures, total
from netralitas.registry.models import Opd
from pledges.models import Campaign, Counter

SMALL = 5  # persons
_TOGETHER = 2 * SMALL


@dataclass
class OpenRow:
    """One published line: a unit with its own staff, inside the recap row of its Perangkat Daerah."""

    office: str
    unit: str
    figures: Figures
    is_hidden: bool = False

    @property
    def size(self) -> int:
        """Persons, obliged or not."""
        return self.figures.obliged + self.figures.excluded


@dataclass
class OpenOffice:
    """One recap row with its units; `total` is published unless hidden."""

    name: str
    units: list[OpenRow]
    is_hidden: bool = False

    @property
    def total(self) -> Figures:
        """All its units."""
        return total(row.figures for row in self.units)

    @property
    def size(self) -> int:
        """Persons, obliged or not."""
        return self.total.obliged + self.total.excluded


def open_counts(campaign: Campaign) -> list[OpenOffice]:
    """Every recap row with its units, what must be hidden marked; two queries."""
    cells = Counter.objects.of_offices().filter(campaign=campaign).values("unit_id", "recap_unit_id")
    found: dict[int, dict[int, Figures]] = defaultdict(dict)
    for cell in cells.annotate(**SUMS).order_by():
        figures = Figures(*(cell[name] for name in SUMS))
        if figures != NOBODY:
            found[cell["recap_unit_id"]][cell["unit_id"]] = figures
    wanted = {pk for recap, units in found.items() for pk in (recap, *units)}
    units = {unit.pk: unit for unit in Opd.objects.filter(pk__in=wanted).select_related("kind").in_protocol_order()}
    offices = [
        OpenOffice(
            unit.name,
            [OpenRow(unit.name, units[pk].name, found[unit.pk][pk]) for pk in units if pk in found[unit.pk]],
        )
        for unit in units.values()
        if unit.pk in found
    ]  # fmt: skip
    return hidden(offices)


def hidden(offices: list[OpenOffice]) -> list[OpenOffice]:
    """The same, with `is_hidden` set on offices and units; no query."""
    _hide(offices)
    for office in offices:
        if office.is_hidden:
            for row in office.units:
                row.is_hidden = True
        else:
            _hide(office.units)
    return offices


def _hide(lines: Sequence[OpenOffice | OpenRow]) -> None:
    """Hide the small ones of one total, then the next smallest until nothing can be worked out."""
    by_size = sorted(lines, key=lambda line: line.size)
    count = sum(1 for line in by_size if line.size < SMALL)
    if not count:
        return
    together = sum(line.size for line in by_size[:count])
    while count < len(by_size) and (count < 2 or together < _TOGETHER):
        together += by_size[count].size
        count += 1
    for line in by_size[:count]:
        line.is_hidden = True
