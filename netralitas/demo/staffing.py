"""The invented staff, through the import code: the ugly workbook first, then the refused rows put right."""

from collections.abc import Iterator

from netralitas.demo import workbooks
from netralitas.demo.loading import FOLDER
from netralitas.demo.people import Person


def load_staff(people: list[Person]) -> Iterator[str]:
    """Write both workbooks, import them, and say what came of it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    first, second = FOLDER / "data-pegawai-bkpsdm.xlsx", FOLDER / "perbaikan-nip.xlsx"
    workbooks.write_pemda_workbook(first, people)
    workbooks.write_correction_workbook(second, people)
    raise NotImplementedError  # wired when the import actions land
    yield ""
