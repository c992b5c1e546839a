"""Drawn signatures for invented people: loops and slants with a pen's rhythm, no two alike."""

import math
import random


def drawn(seed: int) -> dict:
    """Ink as the sign page sends it (`pledges.ink`): two or three strokes on a pad of 6000 × 2400 units."""
    chance = random.Random(seed)  # noqa: S311  invented data, no secret
    strokes, clock = [], 0
    left = chance.randrange(500, 1200)
    for _ in range(chance.choice((2, 2, 3))):
        points, clock = _stroke(chance, left, clock)
        strokes.append(points)
        left += chance.randrange(700, 1600)
        clock += chance.randrange(120, 400)
    return {"v": 1, "w": 6000, "h": 2400, "s": strokes}


def _stroke(chance: random.Random, left: int, clock: int) -> tuple[list[int], int]:
    height, width, turns = chance.randrange(300, 800), chance.randrange(900, 2400), chance.uniform(1.5, 4.0)
    slant, middle, count = chance.uniform(-0.3, 0.3), chance.randrange(1000, 1500), chance.randrange(30, 60)
    points: list[int] = []
    for step in range(count):
        part = step / (count - 1)
        angle = part * turns * 2 * math.pi
        x = left + part * width + math.sin(angle) * height * 0.5
        y = middle + math.cos(angle) * height * (1 - 0.6 * part) + slant * part * width
        points += [_inside(x, 6000), _inside(y, 2400), clock]
        clock += chance.randrange(12, 22)
    return points, clock


def _inside(value: float, limit: int) -> int:
    return max(0, min(limit, round(value)))
