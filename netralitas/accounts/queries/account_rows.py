"""Rows of an accounts workbook: which columns there are, and what each row says; nothing is written here.

A password column is known and never read: not even the stored upload holds it.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from netralitas import names
from netralitas.access.roles import ROLE_CHOICES
from netralitas.exchange.findings import ERROR, Finding
from netralitas.exchange.headings import Catalogue, Column
from netralitas.exchange.readers import Value
from netralitas.exchange.tables import Table
from netralitas.registry.models import Opd

KIND = "accounts"
PASSWORD_HEADING = re.compile(r"pass|sandi|\bpin\b", re.IGNORECASE)
ACCOUNT_COLUMNS = Catalogue(
    columns=(
        Column("name", "Nama", ("nama", "nama lengkap", "nama pegawai", "nama operator")),
        Column("nip", "NIP", ("nip", "nip baru", "ni pppk", "nip ni pppk")),
        Column("email", "Surel", ("surel", "email", "e mail", "alamat surel", "alamat email")),
        Column("role", "Peran", ("peran", "jenis peran", "tugas", "sebagai")),
        Column("unit", "Unit", ("unit", "kode unit", "nama unit", "unit kerja", "perangkat daerah", "opd", "kode opd")),
        Column("letter", "Nomor surat tugas", ("surat tugas", "nomor surat tugas", "no surat tugas", "st")),
        Column("ends_on", "Sampai tanggal", ("sampai", "sampai tanggal", "berakhir", "tanggal akhir", "s d")),
    ),
    dropped=("kata sandi", "password", "sandi", "pin", "no hp", "telepon", "nik", "jabatan", "pangkat"),
    name_field="name",
    key_fields=("nip", "email"),
    subject="akun",
    needs="NAMA, PERAN, dan NIP atau SUREL",
    has_word_keys=True,
)
_ROLES = {re.sub(r"\W", "", word.casefold()): code for code, label in ROLE_CHOICES for word in (code, label)}
_ROLES |= {
    "operator": "operator_opd",
    "inspektorat": "inspektorat",
    "kesbangpol": "bakesbangpol",
    "admin": "admin_sistem",
}
_DATES = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True)
class AccountRow:
    """One wished account with its role, as text; dates as ISO."""

    row: int
    name: str = ""
    nip: str = ""
    email: str = ""
    role: str = ""
    unit: str = ""
    letter: str = ""
    ends_on: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For storage."""
        return asdict(self)


class Refused(ValueError):
    """A row that cannot be carried out: column and sentence."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message

    def finding(self, row: int) -> Finding:
        """As a remark of the import."""
        return Finding(row, self.column, ERROR, "ditolak", self.message)


def rows_of(table: Table) -> list[AccountRow]:
    """Every row with the columns that are needed, and no others."""
    fields = {field: at for field, at in table.fields.items() if not PASSWORD_HEADING.search(table.headings[field])}
    return [AccountRow(number, **{f: _text(row[at]) for f, at in fields.items()}) for number, row in table.rows]


def role_of(row: AccountRow) -> str:
    """The code of the role; raises Refused."""
    code = _ROLES.get(re.sub(r"\W", "", row.role.casefold()))
    if code is None:
        raise Refused(
            "Peran", f"Peran “{row.role}” tidak dikenal. Pakai: {', '.join(label for _, label in ROLE_CHOICES)}."
        )
    return code


def nip_of(row: AccountRow) -> str:
    """18 digits, or "" for an outsider; raises Refused."""
    digits = re.sub(r"[\s.'’`-]", "", row.nip)
    if "e+" in digits.casefold() or (len(digits) == 18 and digits.endswith("00000")):
        raise Refused("NIP", "NIP rusak oleh Excel. Jadikan kolom NIP Teks, isi ulang, lalu unggah kembali.")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 18):
        raise Refused("NIP", f"NIP ada 18 angka. Yang tertulis {len(digits)} huruf atau angka.")
    return digits


def ends_of(row: AccountRow) -> date | None:
    """The last day, None when the cell is empty; raises Refused."""
    if not row.ends_on:
        return None
    for pattern in _DATES:
        try:
            return datetime.strptime(row.ends_on, pattern).date()  # noqa: DTZ007  a calendar day
        except ValueError:
            continue
    raise Refused("Sampai tanggal", "Tulis tanggal seperti 31-12-2026.")


def unit_of(row: AccountRow) -> Opd | None:
    """The unit of that code or name, None when the cell is empty; one query. Raises Refused."""
    if not row.unit:
        return None
    active = Opd.objects.active().select_related("opd")
    found = list(active.filter(code__iexact=row.unit)[:1] or active.filter(name__iexact=row.unit)[:2])
    if len(found) == 1:
        return found[0]
    say = (
        "lebih dari satu unit bernama itu; pakai kodenya"
        if found
        else "belum ada di Perangkat Daerah; pakai kode atau nama persisnya"
    )
    raise Refused("Unit", f"“{row.unit}”: {say}.")


def _text(cell: Value) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:e}"
    return names.clean(str(cell))[:254] if cell is not None else ""
