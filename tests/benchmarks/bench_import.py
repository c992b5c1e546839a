"""Import of 20,000 × 15, dry run and apply, with all checks; the rival is django-import-export with the same checks.

Both read the same .xlsx twice (once to look, once to write), as a person does it. The rival runs the same readers
of cells in `before_import_row` and writes no history; ours also writes an event per person.
"""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import tablib
import xlsxwriter
from django.db import connection
from import_export import fields, resources

from netralitas import db, names
from netralitas.access.actors import Actor
from netralitas.registry.actions import imports, opd
from netralitas.registry.imports import contacts, dates, kinds, ranks, uploads
from netralitas.registry.imports.spelling import unit_key
from netralitas.registry.imports.values import text
from netralitas.registry.models import Opd, OpdKind, Staff, StaffEvent
from netralitas.registry.numbers import parse_employee_number
from netralitas.registry.ranking import rank_key
from tests.benchmarks.measuring import Control, Line, compare, control, peak_megabytes

ROWS, UNITS = 20_000, 300
BY = Actor.command("bench")
HEADER = (
    "NO", "NIP", "NAMA", "TGL LAHIR", "JK", "STATUS", "GOL", "TMT GOL", "ESELON", "JABATAN", "MK TAHUN", "MK BULAN",
    "PENDIDIKAN", "UNIT KERJA", "NO HP",
)  # fmt: skip
COMPARED = (
    "nip", "name", "front_title", "back_title", "birth_date", "sex", "category", "golongan", "golongan_on",
    "position", "jenjang", "service_months", "education_level", "unit_id", "phone", "name_key", "rank_key",
)  # fmt: skip


def workbook(rows: int) -> bytes:
    """Invented persons, each with a NIP of its own."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    for number in range(rows):
        born = date(1966, 1, 1) + timedelta(days=number % 12_000)
        nip = f"{born:%Y%m%d}{born.year + 24}{number % 12 + 1:02d}{number % 2 + 1}{number // 12_000 + 1:03d}"
        cells = (
            str(number + 1), nip, f"Drs. ORANG {_letters(number)}, M.Si.", f"{born:%d-%m-%Y}", "LP"[number % 2], "PNS",
            ("III/d", "IV/a", "II/c")[number % 3], "01-04-2020", "", ("Guru Ahli Muda", "Analis")[number % 2],
            str(number % 30), str(number % 12), "S-1", f"UPTD Contoh {number % UNITS + 1}", f"0812{number:08d}",
        )  # fmt: skip
        sheet.write_row(number + 1, 0, cells)
    book.close()
    return file.getvalue()


def _letters(number: int) -> str:
    """A name that no other number has; digits in a name would be remarked."""
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:05d}")


class StaffResource(resources.ModelResource):
    """The usual way: one instance per row, looked up, filled and saved."""

    nip = fields.Field(attribute="nip", column_name="NIP")
    unit_id = fields.Field(attribute="unit_id", column_name="unit_id")

    class Meta:
        model = Staff
        import_id_fields = ("nip",)
        fields = (*COMPARED,)

    def __init__(self) -> None:
        super().__init__()
        self._units = {unit_key(name): pk for pk, name in Opd.objects.values_list("pk", "name")}

    def before_import_row(self, row: dict, **options: object) -> None:
        number = parse_employee_number(row["NIP"])
        split = names.split_titles(text(row["NAMA"]))
        category = kinds.category(text(row["STATUS"]))
        values = {
            "NIP": number.digits, "name": names.normalise(split.name), "front_title": split.front,
            "back_title": split.back,
            "birth_date": dates.day(row["TGL LAHIR"], expected=number.birth_date), "sex": kinds.sex(text(row["JK"])),
            "category": category.value, "golongan": ranks.golongan(text(row["GOL"]), False),
            "golongan_on": dates.day(row["TMT GOL"]), "position": text(row["JABATAN"]),
            "jenjang": ranks.jenjang("", text(row["JABATAN"]), ranks.eselon(text(row["ESELON"])), True),
            "service_months": ranks.service_months(text(row["MK TAHUN"]), text(row["MK BULAN"]), ""),
            "education_level": ranks.education_level("", text(row["PENDIDIKAN"])),
            "unit_id": self._units[unit_key(text(row["UNIT KERJA"]))], "phone": contacts.phone(row["NO HP"]),
            "name_key": names.search_key(split.name),
        }  # fmt: skip
        assert not number.disagreements(born_on=values["birth_date"], sex=values["sex"])
        ranked = ("category", "jenjang", "golongan", "golongan_on", "service_months", "education_level", "birth_date")
        row.update(values, rank_key=rank_key(**{name: values[name] for name in ranked}))


def with_import_export(content: bytes) -> None:
    """Dry run, then the real thing."""
    for is_dry in (True, False):
        dataset = tablib.Dataset().load(io.BytesIO(content), format="xlsx")
        result = StaffResource().import_data(dataset, dry_run=is_dry, raise_errors=True, use_transactions=True)
        assert not result.has_errors()


def with_netralitas(content: bytes) -> None:
    """Dry run, then the real thing."""
    for is_applied in (False, True):
        table = uploads.read(content)
        plan = imports.import_table(table, file_name="bench.xlsx", unit=None, is_applied=is_applied, by=BY)
        assert not plan.findings, plan.findings[:3]


def emptied() -> None:
    """No persons, no history."""
    db.lift_seals(connection)
    with connection.cursor() as cursor:
        for model in (StaffEvent, Staff):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    db.install_seals(connection)


def outcome() -> list[tuple]:
    """What is in the registry, in one order."""
    return list(Staff.objects.order_by("nip").values_list(*COMPARED))


def _make_units() -> None:
    kind = OpdKind.objects.get(code="DINAS")
    for number in range(UNITS):
        opd.create(by=BY, code=f"B{number}", name=f"UPTD Contoh {number + 1}", kind=kind)


def run() -> Iterator[Line | Control]:
    """Time and memory of ours beside the rival; equal rows are checked, a spoiled row must be noticed."""
    _make_units()
    content = workbook(ROWS)
    with_netralitas(content)
    memory = peak_megabytes()
    mine = outcome()
    emptied()
    small = workbook(500)
    with_import_export(small)
    assert outcome() == [row for row in mine if row[0] in set(Staff.objects.values_list("nip", flat=True))]
    Staff.objects.filter(nip=outcome()[7][0]).update(golongan="I/a")
    yield control("a changed golongan differs", outcome() != mine[:500])
    emptied()

    def ours() -> None:
        with_netralitas(content)
        assert Staff.objects.count() == ROWS
        emptied()

    def rival() -> None:
        with_import_export(content)
        assert Staff.objects.count() == ROWS
        emptied()

    fast, slow = compare(ours, rival, rounds=1, cpu=True)
    yield Line("import", fast, slow, first=8, goal=20, remark="20,000 x 15, dry run + apply")
    yield Line("import memory", memory, unit="MB", first=300)

    with_netralitas(content)
    table = uploads.read(content)
    again = imports.import_table(table, file_name="bench.xlsx", unit=None, is_applied=True, by=BY).totals
    yield Line("import again, changed rows", again["created"] + again["updated"], unit="rows", first=0)
