"""The shape of a drawn signature, free of size and place, and near-identical shapes among thousands.

A shape is 32 points at equal distances along the pen's path, moved to their centre and scaled to a mean square radius
of one. Two shapes are compared by the root of the mean square distance of their points. The four means of eight points
each are a cheap descriptor: when shapes differ by at most d, no coordinate of a mean differs by more than 2 d, so a
grid of that width over four of them finds every near pair without comparing all with all.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

POINTS = 32
_MEANS = 4
_PER_MEAN = POINTS // _MEANS

Shape = tuple[float, ...]  # x0, y0, x1, y1, …
Ink = Mapping[str, object]


def shape_of(strokes: Sequence[Sequence[int]]) -> Shape | None:
    """The shape of strokes `[[x, y, t, …], …]`; None for a dot."""
    lines = [list(zip(stroke[0::3], stroke[1::3], strict=True)) for stroke in strokes]
    steps = [(a, b, math.dist(a, b)) for line in lines for a, b in pairwise(line)]
    length = sum(step for _, _, step in steps)
    if length <= 0:
        return None
    points = _spread(steps, length)
    middle_x, middle_y = (sum(p[i] for p in points) / POINTS for i in (0, 1))
    moved = [(x - middle_x, y - middle_y) for x, y in points]
    size = math.sqrt(sum(x * x + y * y for x, y in moved) / POINTS)
    return tuple(value / size for point in moved for value in point) if size else None


def _spread(steps: list[tuple], length: float) -> list[tuple[float, float]]:
    """Points at equal distances along the pen's path; jumps with the pen lifted have no length."""
    gap, points, passed = length / (POINTS - 1), [], 0.0
    for (x1, y1), (x2, y2), step in steps:
        while step and len(points) * gap <= passed + step and len(points) < POINTS:
            share = (len(points) * gap - passed) / step
            points.append((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share))
        passed += step
    while len(points) < POINTS:  # rounding may leave out the last
        points.append(steps[-1][1])
    return points


def distance(one: Shape, other: Shape) -> float:
    """Root of the mean square distance of their points, in radii."""
    return math.dist(one, other) / math.sqrt(POINTS)


def near_pairs(shapes: Sequence[Shape], farthest: float) -> Iterator[tuple[int, int, float]]:
    """Every pair (i < j) of shapes not farther apart than `farthest`, with the distance."""
    means = [_means(shape) for shape in shapes]
    width = 2 * farthest or 1e-9
    cells: dict[tuple[int, ...], list[int]] = defaultdict(list)
    around = list(product((-1, 0, 1), repeat=4))
    for number, mean in enumerate(means):
        a, b, c, d = (math.floor(mean[place] / width) for place in (0, 1, 2, 7))
        for da, db, dc, dd in around:
            for earlier in cells.get((a + da, b + db, c + dc, d + dd), ()):
                if math.dist(means[earlier], mean) > width:  # the mean square bound over all eight
                    continue
                apart = distance(shapes[earlier], shapes[number])
                if apart <= farthest:
                    yield earlier, number, apart
        cells[a, b, c, d].append(number)


def _means(shape: Shape) -> Shape:
    """Mean x and y of each quarter of the path: eight numbers."""
    quarters = [shape[start : start + 2 * _PER_MEAN] for start in range(0, 2 * POINTS, 2 * _PER_MEAN)]
    return tuple(sum(quarter[axis::2]) / _PER_MEAN for quarter in quarters for axis in (0, 1))
