"""The roll-up from counters against the naive join with GROUP BY, at 200,000 and at 2,000,000 persons.

Both give the same figures of every recap row with its heads. 600 units in 60 recap rows, 5 kinds: 3,000 counters at
both sizes.
Persons are made by the database itself (INSERT … SELECT over a series), the counters by the recount of the house.
"""

import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Count, Q

from netralitas.dashboards.queries.rollup import rollup
from netralitas.registry.models import Kecamatan, Opd, Staff
from pledges.actions import counting
from pledges.models import Campaign, Counter, Obligation, Signature
from pledges.queries.counts import counts_of_obligations
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.cast import make_unit
from tests.dashboards.conftest import make_campaign

RECAP_ROWS, UNITS, CALLS, AT_ONCE = 60, 600, 200, 10
SMALL, LARGE = 200_000, 2_000_000
PLACES = SPREAD = 29  # so many kecamatan; so many recap rows have units all over them, the others in one
OUTSIDE = ("dikecualikan", "pindah")
Found = dict[str, tuple]  # recap row → signed, obliged, heads signed


def run() -> Iterator[Line | Control]:
    """Ratios at both sizes, the growth between them, and whether a wrong counter would be noticed."""
    campaign = make_tree(UNITS)
    fastest = {}
    for size, rounds, first, goal in ((SMALL, 7, 100, None), (LARGE, 3, 100, 1000)):
        fill(campaign, size)
        assert by_counters(campaign) == naively(campaign)
        ours, rival = compare(lambda: several(campaign), lambda: naively(campaign), rounds=rounds)
        ours /= AT_ONCE
        fastest[size] = min(seconds(campaign) for _ in range(CALLS))
        yield Line(f"rollup {size:,}", ours * 1000, rival * 1000, unit="ms", first=first, goal=goal)
        yield control(f"one counter wrong at {size:,}", is_wrong_counter_noticed(campaign))
    growth = fastest[LARGE] / fastest[SMALL]
    yield Line("rollup growth 200k to 2M", growth, unit="x", first=1.5, goal=1.5, remark=f"fastest of {CALLS} calls")


def several(campaign: Campaign) -> None:
    """Ours takes a few milliseconds: timed in bunches, so that one hiccup of the machine does not decide."""
    for _ in range(AT_ONCE):
        rollup(campaign)


def seconds(campaign: Campaign) -> float:
    """One call."""
    began = time.perf_counter()
    rollup(campaign)
    return time.perf_counter() - began


@transaction.atomic
def make_tree(units: int) -> Campaign:
    """So many units in 60 recap rows and 29 kecamatan, and an open campaign."""
    places = [Kecamatan.objects.create(code=f"99.{n:02d}", name=f"Kecamatan {n:02d}") for n in range(PLACES)]
    tops = [make_unit(f"Dinas {n:02d}", protocol_order=n, kecamatan=places[n % PLACES]) for n in range(RECAP_ROWS)]
    for n in range(units - RECAP_ROWS):
        top = n % RECAP_ROWS
        place = places[(n // RECAP_ROWS if top < SPREAD else top) % PLACES]
        make_unit(f"Unit {n:03d}", parent=tops[top], kecamatan=place)
    return make_campaign()


def by_counters(campaign: Campaign) -> Found:
    """What our pages show."""
    return {row.name: (row.figures.done, row.figures.obliged, row.heads.done) for row in rollup(campaign).rows}


def naively(campaign: Campaign) -> Found:
    """What everybody writes first: join persons, roster and signatures, group, count."""
    signed = Q(signatures__isnull=False, signatures__void__isnull=True)
    rows = Obligation.objects.filter(campaign=campaign).values_list("staff__unit__recap_unit__name").order_by()
    counted = rows.annotate(
        signed=Count("pk", filter=signed),
        obliged=Count("pk", filter=~Q(state__in=OUTSIDE)),
        heads=Count("pk", filter=signed & Q(is_opd_head=True)),
    )
    return {name: tuple(found) for name, *found in counted}


def is_wrong_counter_noticed(campaign: Campaign) -> bool:
    """One person counted twice must make the two sides differ."""
    with transaction.atomic():
        counter = Counter.objects.filter(campaign=campaign).first()
        Counter.objects.filter(pk=counter.pk).update(signed=counter.signed + 1)
        noticed = by_counters(campaign) != naively(campaign)
        transaction.set_rollback(True)
    return noticed


def fill(campaign: Campaign, size: int, units: int = UNITS) -> None:
    """Bring staff and roster up to `size` and count them anew."""
    first_unit = Opd.objects.order_by("pk").first().pk
    known = Staff.objects.count()
    kinds = "CASE i % 5 WHEN 0 THEN 'PNS' WHEN 1 THEN 'CPNS' WHEN 2 THEN 'PPPK' WHEN 3 THEN 'PPPK_PW' ELSE 'THL' END"
    staff = {
        "id": "i", "public_id": "printf('%016d', i)", "nip": "printf('%018d', i)", "name": "'Orang ' || i",
        "category": kinds, "unit_id": f"{first_unit} + (i / 5) % {units}", "status": "'aktif'",
        "created_at": "'2026-11-01'", "updated_at": "'2026-11-01'",
    }  # fmt: skip
    states = "CASE WHEN i % 10 < 6 THEN 'sudah' WHEN i % 10 = 6 THEN 'berhalangan' WHEN i % 10 = 7 THEN 'dikecualikan'"
    obligation = {
        "id": "i", "public_id": "printf('%016d', i)", "campaign_id": str(campaign.pk), "staff_id": "i",
        "unit_id": staff["unit_id"], "category": kinds, "state": f"{states} ELSE 'belum' END", "audience": "'asn'",
        "recap_unit_id": f"(SELECT recap_unit_id FROM registry_opd WHERE id = {staff['unit_id']})",
        "revision": "1", "is_opd_head": f"i <= {RECAP_ROWS}", "state_at": "'2026-11-01'",
    }  # fmt: skip
    signature = {
        "id": "i", "public_id": "printf('%016d', i)", "obligation_id": "i", "campaign_id": str(campaign.pk),
        "staff_id": "i", "unit_id": staff["unit_id"], "text_id": "1", "document_id": "i", "ledger_seq": "i",
        "revision": "1", "form_key": "printf('%040d', i)", "signed_at": "'2026-11-01'", "is_shared_device": "0",
        "is_via_operator": "0", "facts_ciphertext": "zeroblob(400)",
    }  # fmt: skip
    with connection.cursor() as cursor:
        # only for the filling, reading does not care: no waiting for the disk, no documents behind the signatures
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA foreign_keys=OFF")
    with transaction.atomic():
        _insert(Staff, staff, known + 1, size)
        _insert(Obligation, obligation, known + 1, size)
        _insert(Signature, signature, known + 1, size, "WHERE i % 10 < 6")
        Counter.objects.filter(campaign=campaign).delete()
        counting._write(campaign.pk, counts_of_obligations(campaign), {})
    assert Counter.objects.count() >= units * 5
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what was written must not slow what is measured


def _insert(model: type, values: dict[str, str], start: int, end: int, where: str = "") -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    empty = {field.column: "NULL" if field.null else "''" for field in model._meta.concrete_fields}
    chosen = ", ".join((empty | values)[column] for column in columns)
    series = f"WITH RECURSIVE s(i) AS (SELECT {start} UNION ALL SELECT i + 1 FROM s WHERE i < {end})"
    # past Django's cursor, which reads % as a placeholder
    connection.connection.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) {series} SELECT {chosen} FROM s {where}"
    )
