"""*Rekap Senin* at 20,000 persons in 300 units: the live page, a frozen one, freezing, and its two pages of paper.

Every Perangkat Daerah has verified its data, so that the page tells what changed since. The same work is proven by the
number on the page. Negative control: a page that asks once more per row is noticed.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import SYSTEM
from netralitas.dashboards.actions import monday_files, mondays
from netralitas.dashboards.queries import mondays as contents
from netralitas.dashboards.queries.cells import Cells
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.rollup import rollup
from netralitas.dashboards.queries.weekly import report_now
from netralitas.registry.models import Opd
from netralitas.registry.queries.pemda import forget_pemda
from netralitas.ui.formats import number
from pledges.models import Campaign, Counter, RosterStatement
from pledges.queries.verifications import snapshot_of
from tests.benchmarks.bench_dashboard import STAFF, UNITS, spread
from tests.benchmarks.bench_rollup import fill, make_tree
from tests.benchmarks.measuring import Control, Line, control, percentile
from tests.cast import make_account

REQUESTS = 60
QUERIES = 30  # whatever the number of rows


def run() -> Iterator[Line | Control]:
    """Queries and times of the pages, and whether one query a row would be noticed."""
    call_command("collectstatic", interactive=False, verbosity=0)
    campaign = make_tree(UNITS)
    fill(campaign, STAFF, UNITS)
    spread(campaign)
    verify()
    client = Client()
    client.force_login(make_account("Sekretaris Daerah", "sekda"))
    live = reverse("dashboards:monday-live")
    whole = rollup(campaign).total
    page = client.get(live).content.decode()
    assert f"<strong>{number(whole.done)}</strong> dari <strong>{number(whole.obliged)}</strong>" in page

    yield Line("monday live queries", queries(client, live), unit="queries", first=QUERIES)
    yield from _paged("monday live", client, live)
    began = time.perf_counter()
    frozen = mondays.freeze(campaign=campaign, by=SYSTEM)
    yield Line("monday freezing", (time.perf_counter() - began) * 1000, unit="ms", first=2000)
    yield from _paged("monday frozen", client, reverse("dashboards:monday", args=[frozen.public_id]))
    yield Line("monday two pages", papers(campaign), unit="s", first=10)
    yield control("one query a row", is_query_a_row_noticed(client, live))


def _paged(name: str, client: Client, url: str) -> Iterator[Line]:
    cpu = time.thread_time()
    times = [seconds(lambda: client.get(url)) for _ in range(REQUESTS)]
    cpu = (time.thread_time() - cpu) / REQUESTS
    yield Line(f"{name} p95", percentile(times, 0.95) * 1000, unit="ms", first=500)
    yield Line(f"{name} median", percentile(times, 0.5) * 1000, unit="ms")
    yield Line(f"{name} processor time", cpu * 1000, unit="ms", first=250)


def verify() -> None:
    """Each Perangkat Daerah states that its data are right; two persons have come since."""
    RosterStatement.objects.bulk_create(
        RosterStatement(opd=opd, stated_by="uji", stater_key="uji", stated_at=timezone.now(), counts=found.counts,
                        total_count=len(found.members) - 2, away_count=found.away, open_count=0,
                        members=found.members[2:], sha256=found.sha256)
        for opd in Opd.objects.top() for found in [snapshot_of(opd)]
    )  # fmt: skip


def queries(client: Client, url: str) -> int:
    """How many queries the page costs when nothing is remembered."""
    forget_pemda()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def seconds(work: Callable[[], object]) -> float:
    """One call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def papers(campaign: Campaign) -> float:
    """Both pages as PDF, WeasyPrint loaded."""
    report: Report = report_now(campaign)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rekap.pdf"
        monday_files.write_executive(path, report, campaign)
        return seconds(lambda: monday_files.write_executive(path, report, campaign))


def is_query_a_row_noticed(client: Client, url: str) -> bool:
    """The classic mistake, made on purpose."""
    honest = contents.cells

    def careless(campaign: Campaign) -> Cells:
        found = honest(campaign)
        for row in found.rows:
            Counter.objects.filter(recap_unit=row.pk).count()
        return found

    contents.cells = careless
    try:
        return queries(client, url) > QUERIES
    finally:
        contents.cells = honest
