"""Drawn signatures for tests: plausible loops, and what must be refused."""

import json
import math
import random

WIDTH, HEIGHT = 640, 240


def loops(seed: int = 1, *, count: int = 90, strokes: int = 2) -> list[list[int]]:
    """Strokes of a lively signature across the pad."""
    chance = random.Random(seed)
    found, clock = [], 0
    for number in range(strokes):
        left = 60 + number * 260 // strokes
        sway, turns = chance.uniform(40, 80), chance.uniform(2.5, 5)
        flat: list[int] = []
        for step in range(count):
            share = step / count
            angle = share * turns * 2 * math.pi
            x = left + share * 300 + 35 * math.cos(angle) + chance.uniform(-1, 1)
            y = HEIGHT / 2 + sway * math.sin(angle) + chance.uniform(-1, 1)
            clock += 16
            flat += [min(max(round(x), 0), WIDTH), min(max(round(y), 0), HEIGHT), clock]
        found.append(flat)
        clock += 120
    return found


def ink_text(strokes: list[list[int]] | None = None, *, width: int = WIDTH, height: int = HEIGHT) -> str:
    """What the browser sends."""
    return json.dumps(
        {"v": 1, "w": width, "h": height, "s": loops() if strokes is None else strokes}, separators=(",", ":")
    )


def line(x1: int, y1: int, x2: int, y2: int, points: int = 30, start: int = 0) -> list[int]:
    """One straight stroke."""
    flat = []
    for step in range(points):
        share = step / (points - 1)
        flat += [round(x1 + (x2 - x1) * share), round(y1 + (y2 - y1) * share), start + step * 16]
    return flat
