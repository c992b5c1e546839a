"""The Sekda's page at 20,000 persons in 300 units: its queries, and whole requests through every middleware.

The same work is proven by the number on the page. Negative control: a page that asks once more per row is noticed.
"""

import time
from collections.abc import Iterator
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.dashboards.queries import rollup as rollups
from netralitas.dashboards.views import pemda
from netralitas.registry.models import Opd
from netralitas.registry.queries.pemda import forget_pemda
from netralitas.ui.formats import number
from pledges.models import Campaign, Counter, DayCount
from tests.benchmarks.bench_rollup import RECAP_ROWS, fill, make_tree
from tests.benchmarks.measuring import Control, Line, control, percentile
from tests.cast import make_account

STAFF, UNITS, DAYS, REQUESTS = 20_000, 300, 14, 150


def run() -> Iterator[Line | Control]:
    """Queries, the slowest of twenty, and whether one query a row would be noticed."""
    call_command("collectstatic", interactive=False, verbosity=0)
    campaign = make_tree(UNITS)
    fill(campaign, STAFF, UNITS)
    spread(campaign)
    client = Client()
    client.force_login(make_account("Sekretaris Daerah", "sekda"))
    whole = rollups.rollup(campaign).total
    assert whole.obliged > 0.7 * STAFF
    page = client.get(reverse("dashboards:home")).content.decode()
    assert f"<strong>{number(whole.done)}</strong> dari <strong>{number(whole.obliged)}</strong>" in page

    yield Line("dashboard queries", queries(client), unit="queries", first=15, goal=8)
    cpu = time.thread_time()
    times = [seconds(client) for _ in range(REQUESTS)]
    cpu = (time.thread_time() - cpu) / REQUESTS
    yield Line("dashboard p95", percentile(times, 0.95) * 1000, unit="ms", first=300, goal=100)
    yield Line("dashboard median", percentile(times, 0.5) * 1000, unit="ms")
    yield Line("dashboard processor time", cpu * 1000, unit="ms", first=200, goal=60)
    yield control("one query a row", is_query_a_row_noticed(client))


@transaction.atomic
def spread(campaign: Campaign) -> None:
    """Give each recap row two weeks of days and a head."""
    today = timezone.localdate()
    tops = list(Opd.objects.recap_rows())
    assert len(tops) == RECAP_ROWS
    DayCount.objects.bulk_create(
        DayCount(campaign=campaign, recap_unit=unit, day=today - timedelta(days=day), signed_change=10)
        for unit in tops
        for day in range(DAYS)
    )
    Counter.objects.bulk_create(
        Counter(campaign=campaign, unit=unit, recap_unit=unit, category="PNS", jenjang="JPT_PRATAMA",
                is_opd_head=True, signed=1)
        for unit in tops
    )  # fmt: skip


def queries(client: Client) -> int:
    """How many queries the page costs when nothing is remembered."""
    forget_pemda()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("dashboards:home")).status_code == 200
    return len(captured)


def seconds(client: Client) -> float:
    """One whole request."""
    began = time.perf_counter()
    assert client.get(reverse("dashboards:home")).status_code == 200
    return time.perf_counter() - began


def is_query_a_row_noticed(client: Client) -> bool:
    """The classic mistake, made on purpose."""
    honest = pemda.rollup

    def careless(*arguments: object, **options: object) -> rollups.Rollup:
        rolled = honest(*arguments, **options)
        for row in rolled.rows:
            Counter.objects.filter(recap_unit=row.pk).count()
        return rolled

    pemda.rollup = careless
    try:
        return queries(client) > 15
    finally:
        pemda.rollup = honest
