"""Workbooks of staff for the import tests, and the ways to import them."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from netralitas.registry.actions import imports
from netralitas.registry.imports import uploads
from netralitas.registry.imports.planning import Plan
from netralitas.registry.models import Opd
from tests.exchange.workbooks import xlsx

HEADER = ["NO", "NIP", "NAMA", "TGL LAHIR", "L/P", "STATUS", "GOL", "JABATAN", "UNIT KERJA"]
AHMAD = [
    1,
    "198609182010011001",
    "Drs. AHMAD SYAFI'I, M.Si.",
    "18-09-1986",
    "L",
    "PNS",
    "III/d",
    "Analis",
    "Dinas Pendidikan",
]
NINA = [
    2,
    "199003152015022004",
    "NINA MARLINA, S.Pd.",
    "15-03-1990",
    "P",
    "PNS",
    "III/b",
    "Guru Ahli Muda",
    "SDN Ciruas 1",
]
JOKO = [3, "197001011995031007", "JOKO SUSILO", "01-01-1970", "L", "PNS", "IV/a", "Guru Ahli Madya", "Dinas Pendidikan"]
PEOPLE = [AHMAD, NINA, JOKO]


def person(base: list, **changes: Any) -> list:
    """A row with some cells changed: `person(AHMAD, NIP="…")`."""
    row = list(base)
    for heading, value in changes.items():
        row[HEADER.index(heading.replace("_", " "))] = value
    return row


@pytest.fixture
def run(by) -> Callable[..., Plan]:
    """Import rows under `HEADER` (or a whole workbook) for a unit, dry unless `apply=True`."""

    def imported(rows: list | bytes, unit: Opd | None = None, *, apply: bool = False, header: list = HEADER) -> Plan:
        content = rows if isinstance(rows, bytes) else xlsx([header, *rows])
        table = uploads.read(content)
        return imports.import_table(table, file_name="uji.xlsx", unit=unit, is_applied=apply, by=by)

    return imported


def messages(plan: Plan, row: int | None = None, level: str = "") -> list[str]:
    """What was said, of one row or level."""
    return [
        finding.message for finding in plan.findings
        if (row is None or finding.row == row) and (not level or finding.level == level)
    ]  # fmt: skip


def upload(rows: list) -> io.BytesIO:
    """An uploaded workbook for the test client."""
    file = io.BytesIO(xlsx([HEADER, *rows]))
    file.name = "pegawai.xlsx"
    return file
