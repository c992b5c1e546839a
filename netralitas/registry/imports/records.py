"""One row of a staff workbook as a record: what it says of a person, with everything found on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from netralitas import names
from netralitas.errors import DomainError
from netralitas.exchange.findings import ERROR, WARNING, Finding
from netralitas.exchange.readers import Row, Value
from netralitas.exchange.tables import Table
from netralitas.registry.imports import readings
from netralitas.registry.imports.readings import Reading
from netralitas.registry.imports.units import UNIT_COLUMNS, UnitFinder, UnitMatch
from netralitas.registry.imports.values import text
from netralitas.registry.models import StaffCategory
from netralitas.registry.models.staff import ASN
from netralitas.registry.numbers import (
    Nik,
    Nip,
    NiPppk,
    NumberRefused,
    clean_digits,
    looks_like_nik,
    parse_employee_number,
)

_NOT_IN_NAMES = re.compile(r"[^\w\s.,'’‘`´ʼ()/-]|[\d_]")
_PPPK = {StaffCategory.PPPK, StaffCategory.PPPK_PW}
_PNS = {StaffCategory.PNS, StaffCategory.CPNS}


@dataclass(slots=True)
class Record:
    """What one row says: only cells with content are in `values` (names of Staff fields)."""

    row: int
    nip: str = ""
    nik: str = ""  # of non-ASN: their number
    other_nik: str = ""  # of ASN: never kept, only compared with persons known by NIK
    unit: UnitMatch = field(default_factory=UnitMatch)
    values: dict[str, Any] = field(default_factory=dict)
    errors: int = 0

    @property
    def key(self) -> str:
        """The number that tells persons apart in this file."""
        return self.nip or self.nik


class RecordReader:
    """Reads the rows of a table one after the other; `findings` collects the remarks."""

    def __init__(self, table: Table, units: UnitFinder) -> None:
        self._table, self._units = table, units
        self._at = list(table.fields.items())
        self._headings = table.headings
        self.findings: list[Finding] = []
        self._record = Record(0)
        self._today = timezone.localdate()

    def records(self) -> Iterator[Record]:
        """Every row as a record, refused ones too."""
        with_formulas = {row for row, _ in self._table.formulas}
        for number, row in self._table.rows:
            self._record = Record(number)
            cells = {field: row[index] for field, index in self._at}
            if number in with_formulas:
                self._remark_formulas(number, row)
            self._read(cells)
            yield self._record

    def _read(self, cells: dict[str, Value]) -> None:
        self._name(cells)
        category = self._category(cells)
        number = self._number(cells, category)
        category = category or self._category_of(number)
        if category:
            self._record.values["category"] = category
        self._birth_and_sex(cells, number)
        cell = cells.get
        is_asn = category is None or category in ASN
        is_pppk = category in _PPPK
        self._take(readings.ranks_of(*map(cell, readings.RANK_COLUMNS), is_pns=is_asn and not is_pppk, is_pppk=is_pppk))
        self._take(readings.service_of(*map(cell, readings.SERVICE_COLUMNS)))
        for name in ("golongan_on", "position_on"):
            if cell(name):
                self._take(readings.day_of(name, cell(name), None))
        if cell("phone") or cell("email") or cell("email_gov"):
            self._take(readings.contacts_of(cell("phone"), cell("email"), cell("email_gov")))
        if cell("status"):
            self._take(readings.standing_of(cell("status")))
        self._unit(cells)

    def _take(self, reading: Reading) -> None:
        self._record.values.update(reading.values)
        for column, code, message in reading.remarks:
            self.remark(column, code, message)

    def _name(self, cells: dict[str, Value]) -> None:
        split = names.split_titles(text(cells["name"]))
        try:
            self._record.values["name"] = names.normalise(split.name)
        except DomainError as refusal:
            self.remark("name", refusal.code, refusal.message, level=ERROR)
            return
        if not any(map(str.isalpha, split.name)):
            self.remark("name", "nama", f"Nama “{split.name[:30]}” tidak berisi huruf.", level=ERROR)
        elif strange := _NOT_IN_NAMES.search(split.name):
            self.remark("name", "nama_janggal", f"Nama memuat “{strange[0]}”. Periksa: nama ini tercetak pada pakta.")
        titles = Reading()
        titles.take_text("front_title", text(cells.get("front_title")) or split.front)
        titles.take_text("back_title", text(cells.get("back_title")) or split.back)
        self._take(titles)

    def _category(self, cells: dict[str, Value]) -> StaffCategory | None:
        reading = readings.kind_of(*map(cells.get, readings.KIND_COLUMNS))
        if reading.error:
            self.remark("category", "jenis", reading.error, level=ERROR)
        return reading.values.get("category")

    def _number(self, cells: dict[str, Value], category: StaffCategory | None) -> Nip | NiPppk | Nik | None:
        cell = cells.get("nip", "")
        is_asn = category in ASN if category else not looks_like_nik(cell)
        try:
            if is_asn and (cell or not cells.get("nik") or category):
                number = NiPppk.parse(cell) if category in _PPPK else parse_employee_number(cell)
                self._record.nip = number.digits
                self._record.other_nik = clean_digits(text(cells.get("nik")))
                if category in _PNS and not isinstance(number, Nip):
                    self.remark(
                        "nip", "pola", "Angka ke-13 dan ke-14 NIP bukan bulan; ini pola NI PPPK. Periksa jenis pegawai."
                    )
                return number
            column = "nik" if cells.get("nik") else "nip"
            nik = Nik.parse(cells.get(column, ""))
            self._record.nik = nik.digits
            return nik
        except NumberRefused as refusal:
            column = "nip" if is_asn or "nik" not in cells else "nik"
            self.remark(column, refusal.code, refusal.message, level=ERROR)
            return None

    def _category_of(self, number: Nip | NiPppk | Nik | None) -> StaffCategory | None:
        """The kind when no column tells it: what the number says."""
        if isinstance(number, Nik):
            self.remark("category", "jenis_kosong", "Jenis pegawai kosong; dicatat sebagai Honorer.")
            return StaffCategory.HONORER
        if isinstance(number, NiPppk):
            return StaffCategory.PPPK
        return StaffCategory.PNS if number else None

    def _birth_and_sex(self, cells: dict[str, Value], number: Nip | NiPppk | Nik | None) -> None:
        values = self._record.values
        own = None if number is None or isinstance(number, Nik) else number.birth_date
        self._take(readings.day_of("birth_date", cells.get("birth_date"), own))
        self._take(readings.sex_of(cells.get("sex")))
        born, sex = values.get("birth_date"), values.get("sex", "")
        if born and born > self._today:
            self.remark("birth_date", "tanggal", "Tanggal lahir di masa depan; tidak dipakai.")
            born = values.pop("birth_date") and None
        if number is None:
            return
        for problem in number.disagreements(born_on=born, sex=sex):
            self.remark("birth_date" if "lahir" in problem else "sex", "berbeda", problem)
        values.setdefault("sex", number.sex)
        if own:
            values.setdefault("birth_date", own)

    def _unit(self, cells: dict[str, Value]) -> None:
        match = self._units.find(*map(cells.get, UNIT_COLUMNS))
        self._record.unit = match
        if match.error or match.warning:
            column = "opd" if cells.get("opd") and not cells.get("unit") else "unit"
            self.remark(column, "unit", match.error or match.warning, level=ERROR if match.error else WARNING)

    def _remark_formulas(self, number: int, row: Row) -> None:
        for column, index in self._at:
            if (number, index) not in self._table.formulas:
                continue
            if row[index] in ("", None):
                level = ERROR if column in ("nip", "nik", "name") else WARNING
                message = "Sel berisi rumus tanpa hasil. Salin kolomnya, tempel sebagai nilai, lalu unggah kembali."
                self.remark(column, "rumus", message, level=level)
            else:
                self.remark(column, "rumus", "Sel berisi rumus; dipakai hasil terakhir yang tersimpan. Periksa isinya.")

    def remark(self, column: str, code: str, message: str, *, level: str = WARNING) -> None:
        """Add a finding about the row being read; an error refuses it."""
        self._record.errors += level == ERROR
        heading = self._headings.get(column) or _LABELS.get(column, "")
        self.findings.append(Finding(self._record.row, heading, level, code, message))


_LABELS = {
    "nip": "NIP",
    "nik": "NIK",
    "name": "Nama",
    "category": "Jenis pegawai",
    "unit": "Unit kerja",
    "service": "Masa kerja",
}
