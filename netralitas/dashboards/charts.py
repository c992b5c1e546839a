"""Charts as numbers for an SVG template: drawn on the server, the same on the screen and on paper, legible in grey.

Coordinates are texts ready for an attribute: Indonesian formatting would turn points into commas.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netralitas.ui import formats

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 28, 14, 34
_STEPS = (1, 2, 3, 4, 5, 6, 8)


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where, and what stands there."""

    at: str
    label: str


@dataclass(frozen=True)
class Trend:
    """The number from day to day as an area under a line, with the denominator as a dashed line above."""

    line: str
    area: str
    obliged: str
    across: list[Tick]
    upwards: list[Tick]
    last_x: str
    last_y: str
    last_label: str
    title: str

    width, height, left = f"{WIDTH}", f"{HEIGHT}", f"{_LEFT}"
    right, bottom = f"{WIDTH - _RIGHT}", f"{HEIGHT - _BOTTOM}"


def trend(days: Sequence[tuple[date, int, int]]) -> Trend | None:
    """(day, signed, obliged) in order; None for fewer than two days."""
    if len(days) < 2:
        return None
    top = _rounded(max(max(done, obliged) for _, done, obliged in days) or 1)

    def x(index: int) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * index / (len(days) - 1)

    def y(count: int) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * max(count, 0) / top

    line = [f"{x(index):.1f},{y(done):.1f}" for index, (_, done, _) in enumerate(days)]
    base = f"{HEIGHT - _BOTTOM:.1f}"
    first, (last, done, obliged) = days[0][0], days[-1]
    return Trend(
        line=" ".join(line),
        area=f"{x(0):.1f},{base} {' '.join(line)} {x(len(days) - 1):.1f},{base}",
        obliged=" ".join(f"{x(index):.1f},{y(count):.1f}" for index, (_, _, count) in enumerate(days)),
        across=[Tick(f"{x(index):.1f}", f"{days[index][0].day}/{days[index][0].month}") for index in _shown(len(days))],
        upwards=[Tick(f"{y(top * part // 4):.1f}", formats.number(top * part // 4)) for part in range(5)],
        last_x=f"{x(len(days) - 1):.1f}", last_y=f"{y(done):.1f}", last_label=formats.number(done),
        title=f"Dari {formats.day(first)} sampai {formats.day(last)}: {formats.number(done)} dari "
              f"{formats.number(obliged)} sudah menandatangani",
    )  # fmt: skip


def _shown(count: int) -> list[int]:
    """About seven days along the bottom, the first and the last among them."""
    step = max(1, round((count - 1) / 6))
    found = list(range(0, count - 1, step))
    if len(found) > 1 and count - 1 - found[-1] < step:
        found.pop()
    return [*found, count - 1]


def _rounded(most: int) -> int:
    """The next round number that is a multiple of four: the axis has four parts."""
    size = 4
    while True:
        for step in _STEPS:
            if size * step >= most:
                return size * step
        size *= 10


@dataclass(frozen=True)
class Bar:
    """One bar: a label, how far it reaches of a hundred, where it reached before, and the figures in words."""

    name: str
    width: str
    before: str
    share: str
    count: str


def bars(rows: Sequence[object]) -> list[Bar]:
    """Report rows with somebody obliged as bars of a percentage, with a mark at that of the report before."""
    return [
        Bar(
            row.name, _hundredths(row.figures), _hundredths(row.before) if row.before and row.before.done else "",
            formats.percent(row.figures.done, row.figures.obliged),
            f"{formats.number(row.figures.done)} dari {formats.number(row.figures.obliged)}",
        )
        for row in rows
        if row.figures.obliged
    ]  # fmt: skip


def _hundredths(figures: object) -> str:
    return f"{float(figures.percentage or 0):.1f}"
