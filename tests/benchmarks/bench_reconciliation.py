"""20,000 rows of an export against 20,000 persons on the roster, against asking for each row by the ORM.

Both give the same persons as missing, extra, moved and of another standing. Reading the workbook is part of ours and
of the rival alike (the same table); ours also writes every finding.
"""

from collections.abc import Iterator

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.exchange.tables import Table
from netralitas.registry.actions import reconciliations
from netralitas.registry.imports import uploads
from netralitas.registry.imports.kinds import status as standing_of
from netralitas.registry.models import Difference, Opd, Reconciliation, Staff
from netralitas.registry.numbers import NumberRefused, parse_employee_number
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.cast import make_unit
from tests.exchange.workbooks import xlsx

PERSONS, UNITS, BY = 20_000, 200, Actor.command("bench")
HEADER = ["NO", "NIP", "NAMA", "STATUS", "KEDUDUKAN", "UNIT KERJA", "PERANGKAT DAERAH"]
Found = dict[str, set[str]]
Kind = Difference.Kind


def run() -> Iterator[Line | Control]:
    """Seconds for both, equal findings, and whether one changed row would be noticed."""
    units = [make_unit(f"Dinas Nomor {number:03d}", protocol_order=number) for number in range(UNITS)]
    nips = list(dict.fromkeys(numbers()))[:PERSONS]
    people = [
        Staff(nip=nip, name=f"Orang {number}", name_key=f"orang {number}", unit=units[number % UNITS], category="PNS")
        for number, nip in enumerate(nips)
    ]
    Staff.objects.bulk_create(people, batch_size=1000)
    content = xlsx([HEADER, *exported(nips, units)])
    run = reconciliations.upload(content=content, file_name="bench.xlsx", by=BY)
    table = uploads.table_of(run)
    ours_found, rival_found = ours(run), naively(table)
    assert ours_found == rival_found, {key: len(found) for key, found in ours_found.items()}
    took, rival = compare(lambda: reconciliations.compare(run, by=BY), lambda: naively(table), rounds=2)
    counts = ", ".join(f"{len(found)} {kind}" for kind, found in ours_found.items())
    yield Line("reconciliation 20,000 × 20,000", took, rival, first=2, goal=5, remark=f"({counts})")
    yield Line("reconciliation seconds", took, first=20)
    yield control("one person moved in the roster alone", is_move_noticed(run))


def numbers() -> Iterator[str]:
    """More NIP than needed, none with a serial that Excel's damage leaves behind."""
    for n in range(2 * PERSONS):
        born = f"{1969 + n % 31}{1 + n % 12:02d}{1 + n // 12 % 28:02d}"
        yield f"{born}2009{1 + n % 12:02d}{1 + n % 2}{n % 999 + 1:03d}"


def exported(nips: list[str], units: list[Opd]) -> Iterator[list]:
    """Everybody but each 100th, each 50th in another office, each 80th retired, and 150 who are new."""
    for number, nip in enumerate(nips):
        if number % 100 == 0:
            continue
        home = units[(number + (number % 50 == 1)) % UNITS]
        standing = "Pensiun" if number % 80 == 2 else "Aktif"
        yield [number, nip, f"Orang {number}", "PNS", standing, home.name, home.name]
    for number in range(150):
        nip = f"1999{1 + number % 12:02d}{1 + number // 12:02d}202501{1 + number % 2}{number + 1:03d}"
        yield [number, nip, f"Baru {number}", "PNS", "Aktif", units[0].name, units[0].name]


def ours(run: Reconciliation) -> Found:
    """What the rows say, by name."""
    reconciliations.compare(run, by=BY)
    found: Found = {kind: set() for kind in (Kind.MISSING, Kind.EXTRA, Kind.MOVED, Kind.STATUS)}
    for kind, name in run.differences.values_list("kind", "name"):
        found.setdefault(kind, set()).add(name)
    return found


def naively(table: Table) -> Found:
    """What one writes first: for each row a query for the person and one for the unit."""
    found: Found = {kind: set() for kind in (Kind.MISSING, Kind.EXTRA, Kind.MOVED, Kind.STATUS)}
    at, seen = table.fields, set()
    for _, row in table.rows:
        name = str(row[at["name"]])
        try:
            nip = parse_employee_number(row[at["nip"]]).digits
        except NumberRefused:
            continue
        person = Staff.objects.select_related("unit").filter(nip=nip).first()
        if person is None:
            found[Kind.MISSING].add(name)
            continue
        seen.add(person.pk)
        unit = Opd.objects.filter(name=row[at["unit"]]).first()
        if unit is not None and unit.pk != person.unit_id:
            found[Kind.MOVED].add(name)
        if standing_of(str(row[at["status"]])) != person.status:
            found[Kind.STATUS].add(name)
    found[Kind.EXTRA] |= {person.name for person in Staff.objects.present() if person.pk not in seen}
    return found


def is_move_noticed(run: Reconciliation) -> bool:
    """Somebody who was the same on both sides is put elsewhere."""
    before = ours(run)
    with transaction.atomic():
        person = Staff.objects.get(name="Orang 7")
        person.unit_id = Opd.objects.exclude(pk=person.unit_id).first().pk
        person.save()
        noticed = ours(run)[Kind.MOVED] ^ before[Kind.MOVED] == {"Orang 7"}
        transaction.set_rollback(True)
    return noticed
