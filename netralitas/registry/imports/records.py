"""One row of a staff workbook as a record: what it says of a person, with everything found on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from netralitas import names
from netralitas.errors import DomainError
from netralitas.exchange.findings import ERROR, WARNING, Finding
from netralitas.exchange.readers import Row, Value
from netralitas.exchange.tables import Table
from netralitas.registry.imports import contacts, dates, kinds, ranks
from netralitas.registry.imports.units import UnitFinder, UnitMatch
from netralitas.registry.imports.values import Unreadable, text
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

_PPPK = {StaffCategory.PPPK, StaffCategory.PPPK_PW}
_PNS = {StaffCategory.PNS, StaffCategory.CPNS}
_LENGTHS = {"front_title": 60, "back_title": 100, "position": 200, "education": 100, "email": 254}


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
        values = self._record.values
        self._name(cells, values)
        category = self._category(cells)
        number = self._number(cells, category)
        category = category or self._category_of(number)
        if category:
            values["category"] = category
        self._birth_and_sex(cells, values, number)
        self._ranks(cells, values, category)
        self._contacts(cells, values)
        self._status(cells, values)
        self._unit(cells)

    def _name(self, cells: dict[str, Value], values: dict[str, Any]) -> None:
        split = names.split_titles(text(cells["name"]))
        try:
            values["name"] = names.normalise(split.name)
        except DomainError as refusal:
            self.remark("name", refusal.code, refusal.message, level=ERROR)
            return
        if not any(map(str.isalpha, split.name)):
            self.remark("name", "nama", f"Nama “{split.name[:30]}” tidak berisi huruf.", level=ERROR)
        for title, found in (("front_title", split.front), ("back_title", split.back)):
            self._text(title, text(cells.get(title)) or found, values)

    def _category(self, cells: dict[str, Value]) -> StaffCategory | None:
        if text(cells.get("appointment")).upper() in ("C", "CPNS"):
            return StaffCategory.CPNS
        stated = text(cells.get("category"))
        try:
            return kinds.category(stated)
        except Unreadable as problem:
            try:  # some files keep the standing in a column headed STATUS
                if kinds.status(stated):
                    return None
            except Unreadable:
                self.remark("category", "jenis", str(problem), level=ERROR)
        return None

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

    def _birth_and_sex(
        self, cells: dict[str, Value], values: dict[str, Any], number: Nip | NiPppk | Nik | None
    ) -> None:
        own = None if number is None or isinstance(number, Nik) else number.birth_date
        born = self._try("birth_date", lambda: dates.day(cells.get("birth_date"), expected=own))
        sex = self._try("sex", lambda: kinds.sex(text(cells.get("sex"))))
        if number is not None:
            for problem in number.disagreements(born_on=born, sex=sex or ""):
                self.remark("birth_date" if "lahir" in problem else "sex", "berbeda", problem)
            sex = sex or number.sex
        if born and born > timezone.localdate():
            self.remark("birth_date", "tanggal", "Tanggal lahir di masa depan; tidak dipakai.")
            born = None
        if born or own:
            values["birth_date"] = born or own
        if sex:
            values["sex"] = sex

    def _ranks(self, cells: dict[str, Value], values: dict[str, Any], category: StaffCategory | None) -> None:
        is_pppk = category in _PPPK
        if category is None or category in ASN:
            stated = text(cells.get("golongan")) or text(cells.get("pangkat"))
            if golongan := self._try("golongan", lambda: ranks.golongan(stated, is_pppk)):
                values["golongan"] = golongan
        for name in ("golongan_on", "position_on"):
            if cells.get(name) and (day := self._try(name, lambda name=name: dates.day(cells[name]))):
                values[name] = day
        position = text(cells.get("position"))
        self._text("position", position, values)
        eselon = self._try("eselon", lambda: ranks.eselon(text(cells.get("eselon")))) or ""
        if eselon:
            values["eselon"] = eselon
        if jenjang := ranks.jenjang(text(cells.get("jenjang")), position, eselon, category in _PNS):
            values["jenjang"] = jenjang
        years, months, together = (text(cells.get(name)) for name in ("service_years", "service_months", "service"))
        served = self._try("service", lambda: ranks.service_months(years, months, together))
        if served is not None:
            values["service_months"] = served
        stated, education = text(cells.get("education_level")), text(cells.get("education"))
        self._text("education", education or stated, values)
        if level := ranks.education_level(stated, education):
            values["education_level"] = level

    def _contacts(self, cells: dict[str, Value], values: dict[str, Any]) -> None:
        if cells.get("phone") and (phone := self._try("phone", lambda: contacts.phone(cells["phone"]))):
            values["phone"] = phone
        for column in ("email", "email_gov"):
            if cells.get(column) and "email" not in values:
                self._text(
                    "email", self._try(column, lambda column=column: contacts.email(cells[column])) or "", values
                )

    def _status(self, cells: dict[str, Value], values: dict[str, Any]) -> None:
        if status := self._try("status", lambda: kinds.status(text(cells.get("status")))):
            values["status"] = status

    def _unit(self, cells: dict[str, Value]) -> None:
        unit, opd = text(cells.get("unit")), text(cells.get("opd"))
        match = self._units.find(
            unit=unit, opd=opd, unor_id=text(cells.get("unor_id")), code=text(cells.get("unit_code"))
        )
        self._record.unit = match
        if match.error or match.warning:
            column = "unit" if unit or not opd else "opd"
            self.remark(column, "unit", match.error or match.warning, level=ERROR if match.error else WARNING)

    def _text(self, name: str, content: str, values: dict[str, Any]) -> None:
        if content:
            if len(content) > _LENGTHS[name]:
                self.remark(name, "panjang", f"Isi lebih dari {_LENGTHS[name]} huruf; dipotong.")
            values[name] = content[: _LENGTHS[name]]

    def _try(self, column: str, read: Callable[[], Any]) -> Any:
        """The value, or nothing with a warning: one bad cell does not refuse a person."""
        try:
            return read()
        except Unreadable as problem:
            self.remark(column, "tidak_terbaca", f"{problem} Kolom ini dilewati.")
            return None

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
