"""The invented staff, through the import code: the ugly workbook first, then the refused rows put right."""

from collections.abc import Iterator
from pathlib import Path

from netralitas.demo import workbooks
from netralitas.demo.loading import BY, FOLDER
from netralitas.demo.people import Person
from netralitas.registry.actions import imports


def load_staff(people: list[Person]) -> Iterator[str]:
    """Write both workbooks, import them as BKPSDM would, and say what came of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    first, second = FOLDER / "data-pegawai-bkpsdm.xlsx", FOLDER / "perbaikan-nip.xlsx"
    workbooks.write_pemda_workbook(first, people)
    workbooks.write_correction_workbook(second, people)
    for path in (first, second):
        yield _imported(path)


def _imported(path: Path) -> str:
    batch = imports.upload(content=path.read_bytes(), file_name=path.name, unit=None, may_add_units=True, by=BY)
    batch = imports.check(batch, by=BY)
    totals = imports.apply(batch, by=BY).totals
    return f"{path.name}: {totals['rows']} baris, {totals['accepted']} diterima, {totals['refused']} ditolak"
