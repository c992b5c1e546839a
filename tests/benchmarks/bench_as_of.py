"""A campaign as of an instant, 20,000 persons and 100,000 roster events, against replaying every event.

Both give the same figures of every recap row. The number of queries stays the same at both sizes; the growth from
20,000 events to 100,000 (the same persons, a longer history) and from 10,000 persons to 20,000 is printed.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from netralitas.access.scopes import EVERYTHING
from netralitas.dashboards.queries.as_of import past, people_at
from netralitas.dashboards.queries.figures import Figures
from netralitas.registry.models import Opd
from pledges.models import Campaign, RosterEvent
from pledges.queries.as_of import cells_at
from pledges.queries.counts import Cells, add_move
from tests.benchmarks.bench_rollup import fill, make_tree
from tests.benchmarks.measuring import Control, Line, compare, control

PERSONS, UNITS = 20_000, 300
BEGAN = datetime(2026, 10, 1, tzinfo=UTC)
STATES = ("belum", "sudah", "belum", "berhalangan", "sudah")
MIDDLE = BEGAN + timedelta(hours=3, minutes=30)


def run() -> Iterator[Line | Control]:
    """Time against a replay, growth, number of queries, and whether one lost event would be noticed."""
    campaign = make_tree(UNITS)
    fill(campaign, PERSONS, units=UNITS)
    times = {}
    for waves in (1, 5):
        write_wave(campaign, range(waves) if waves == 1 else range(1, waves))
        assert by_index(campaign) == by_replay(campaign)
        ours, rival = compare(lambda: by_index(campaign), lambda: by_replay(campaign), rounds=7)
        times[waves] = ours
        count = RosterEvent.objects.count()
        yield Line(f"as_of {count:,} events", ours * 1000, rival * 1000, unit="ms", first=1 if waves == 5 else None)
    yield Line("as_of growth, 5 times the events", times[5] / times[1], unit="x", first=5)
    yield Line("as_of queries of the pemda's page", queries(lambda: past(campaign, MIDDLE)), unit="", first=3)
    then, unit = past(campaign, MIDDLE), Opd.objects.order_by("pk").first()
    below = then.below(unit, EVERYTHING)
    ask = lambda: people_at(then, below, signers=EVERYTHING, missing=EVERYTHING)  # noqa: E731
    yield Line("as_of queries of a unit's list", queries(ask), unit="", first=3)
    ours, _ = compare(ask, lambda: None, rounds=5)
    yield Line("as_of list of one OPD", ours * 1000, unit="ms", first=1500, remark=f"{len(ask().people)} persons")
    yield control("one event lost", is_loss_noticed(campaign))


def write_wave(campaign: Campaign, waves: range) -> None:
    """One event a person and hour, by the database itself."""
    for wave in waves:
        state, at = STATES[wave], BEGAN + timedelta(hours=wave)
        cell = (
            "json_object('unit', unit_id, 'recap', recap_unit_id, 'category', category, 'jenjang', jenjang, "
            "'head', json(iif(is_opd_head, 'true', 'false')), 'state', '{}')"
        )
        before = cell.format(STATES[wave - 1]) if wave else "NULL"
        kind = "state" if wave else "joined"
        connection.connection.execute(
            "INSERT INTO pledges_rosterevent (obligation_id, campaign_id, kind, before, after, effective_on,"
            f" recorded_at, reason, by_key) SELECT id, {campaign.pk}, '{kind}', {before}, {cell.format(state)},"
            f" '2026-10-01', '{at:%Y-%m-%d %H:%M:%S}', '', 'uji' FROM pledges_obligation"
        )


def by_index(campaign: Campaign) -> dict:
    """Ours."""
    return shaped(cells_at(campaign, MIDDLE))


def by_replay(campaign: Campaign) -> dict:
    """What one writes first: read the whole history and add it up."""
    cells: Cells = {}
    rows = RosterEvent.objects.filter(campaign_id=campaign.pk, recorded_at__lte=MIDDLE).order_by("pk")
    for before, after in rows.values_list("before", "after").iterator(chunk_size=5000):
        add_move(cells, {}, before, after, BEGAN.date())
    return shaped(cells)


def shaped(cells: Cells) -> dict:
    """Cells with somebody in them, as figures."""
    found = {place: Figures(**steps) for place, steps in cells.items()}
    return {place: figures for place, figures in found.items() if figures != Figures()}


def queries(work: object) -> int:
    """How many SQL queries a piece of work asks."""
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def is_loss_noticed(campaign: Campaign) -> bool:
    """One person's last event before the instant is taken away from ours alone."""
    right = by_replay(campaign)
    with transaction.atomic():
        event = RosterEvent.objects.filter(recorded_at__lte=MIDDLE).order_by("-pk").first()
        cell = json.dumps(event.after | {"state": "dikecualikan"})
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS pledges_rosterevent_sealed_update")
            cursor.execute("UPDATE pledges_rosterevent SET after = %s WHERE id = %s", [cell, event.pk])
        noticed = by_index(campaign) != right
        transaction.set_rollback(True)
    return noticed
