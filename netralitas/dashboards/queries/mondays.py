"""What a weekly report says: every figure of the page and the papers as plain JSON, ready to be frozen."""

from collections import Counter as Tally
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from netralitas.access.scopes import EVERYTHING
from netralitas.dashboards.queries.cells import cells
from netralitas.dashboards.queries.comparison import comparison
from netralitas.dashboards.queries.days import course
from netralitas.dashboards.queries.figures import NOBODY, Figures, total
from netralitas.dashboards.queries.forecast import forecast
from netralitas.dashboards.queries.recap import Line, grouped
from netralitas.dashboards.queries.rollup import Row
from netralitas.dashboards.queries.stages import countdown
from netralitas.dashboards.queries.villages import village_rows
from pledges.models import Campaign, Completion
from pledges.queries.completion import STATES
from sanctions.queries.calendar import work_calendar

VERSION = 1
Content = dict[str, Any]


def content_of(campaign: Campaign, now: datetime, previous: Content | None) -> Content:
    """The campaign as it stands, beside the report before (None: since the opening); nineteen queries at most.

    Figures are lists of five (belum, elektronik, basah, berhalangan, tidak termasuk); instants Unix seconds.
    """
    found, today, calendar = cells(campaign), timezone.localdate(now), work_calendar()
    lines = [line for group in grouped(campaign, found.rows, found.kinds, now) for line in group.lines]
    whole, days = total(row.figures for row in found.rows), course(campaign, today=today).days
    left, earlier = countdown(campaign, today, calendar), comparison(campaign, today)
    ahead = forecast(days, whole.waiting, today, timezone.localdate(campaign.closes_at), calendar.is_working)
    return {
        "v": VERSION,
        "at": int(now.timestamp()),
        "campaign": {
            "key": campaign.public_id, "title": campaign.title, "election": str(campaign.election),
            "opens_at": int(campaign.opens_at.timestamp()), "closes_at": int(campaign.closes_at.timestamp()),
        },
        "previous": {"at": previous["at"]} if previous else None,
        "lines": [_line(line, previous) for line in lines],
        "levels": _rows(found.levels, previous, "levels"),
        "categories": _rows(found.categories, previous, "categories"),
        "places": _rows(found.places, previous, "places"),
        "villages": [_village(row) for row in village_rows(campaign, EVERYTHING, by_office=True)],
        "days": [[f"{day.on}", day.done, day.obliged] for day in days],
        "reviews": _reviews(lines),
        "countdown": left and {**asdict(left), "on": f"{left.on}", "text": left.text},
        "comparison": earlier and {**asdict(earlier), "text": earlier.text},
        "forecast": {
            "text": ahead.text, "basis": ahead.basis, "tone": ahead.tone, "rates": list(ahead.rates),
            "finish": ahead.finish and f"{ahead.finish}", "earliest": ahead.earliest and f"{ahead.earliest}",
            "latest": ahead.latest and f"{ahead.latest}",
        },
    }  # fmt: skip


def _numbers(figures: Figures) -> list[int]:
    return [figures.waiting, figures.signed, figures.paper, figures.hindered, figures.excluded]


def _before(previous: Content | None, part: str, key: str) -> list[int] | None:
    """What the report before said of the same row; None when it had none, nobody before the first report."""
    if previous is None:
        return _numbers(NOBODY)
    return next((row["figures"] for row in previous[part] if row["key"] == key), None)


def _line(line: Line, previous: Content | None) -> Content:
    return {
        "key": line.key, "name": line.name, "group": line.group, "figures": _numbers(line.figures),
        "heads": _numbers(line.heads), "kinds": list(line.kinds), "head": line.head, "verified": line.verified,
        "remark": line.remark, "state": line.state, "before": _before(previous, "lines", line.key),
    }  # fmt: skip


def _reviews(lines: list[Line]) -> Content:
    """How many offices stand where, and since when the oldest statement waits for Bakesbangpol."""
    counts = Tally(line.state for line in lines if line.state)
    waiting = [line.since for line in lines if line.state == Completion.State.AWAITING_REVIEW and line.since]
    return {
        "counts": [[code, counts[code]] for code in STATES if counts[code]],
        "oldest": int(min(waiting).timestamp()) if waiting else None,
    }  # fmt: skip


def _rows(rows: list[Row], previous: Content | None, part: str) -> list[Content]:
    return [
        {"key": row.key, "name": row.name, "figures": _numbers(row.figures), "before": _before(previous, part, row.key)}
        for row in rows
    ]


def _village(row: Any) -> Content:
    return {"name": row.name, "figures": _numbers(row.figures), "heads": _numbers(row.heads)}
