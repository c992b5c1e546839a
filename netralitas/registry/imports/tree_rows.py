"""One row of a list of units as a record: what it says, with everything found on the way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from netralitas.exchange.findings import ERROR, WARNING, Finding
from netralitas.exchange.readers import Value
from netralitas.exchange.tables import Table
from netralitas.registry.imports.columns import TREE_COLUMNS
from netralitas.registry.imports.spelling import unit_key
from netralitas.registry.imports.units import kind_of_name
from netralitas.registry.imports.values import text
from netralitas.registry.models import Kecamatan, Opd, OpdKind

_TEXTS = ("code", "name", "short_name", "address", "external_code", "unor_id", "operator_name")
_YES, _NO = {"ya", "y", "1", "v", "x", "ada", "true", "√", "✓"}, {"tidak", "t", "0", "-", "tdk", "false", "n"}
_PLACE = re.compile(r"^(?:kecamatan|kec\.?)\s+", re.IGNORECASE)
_KIND_WORDS = {
    "sd": "SEKOLAH", "smp": "SEKOLAH", "sma": "SEKOLAH", "smk": "SEKOLAH", "tk": "TK_SKB", "slb": "SEKOLAH",
    "pkm": "PUSKESMAS", "upt": "UPTD", "rs": "RSUD", "dinas": "DINAS", "badan": "BADAN", "inspektorat": "ITDA",
    "bakesbangpol": "KESBANGPOL", "satuan": "SATPOLPP", "kantor": "BADAN", "lainnya": "", "sub unit": "UPTD",
}  # fmt: skip


@dataclass(slots=True)
class UnitRecord:
    """What one row says: only cells with content are in `values` (names of Opd fields)."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    parent: str = ""  # code or name as written; "-" for none
    errors: int = 0

    @property
    def code(self) -> str:
        """The code as written, or ""."""
        return self.values.get("code", "")

    @property
    def name(self) -> str:
        """The name as written."""
        return self.values.get("name", "")


class UnitReader:
    """Reads the rows of a list of units; two SQL queries when made. `findings` collects the remarks."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.findings: list[Finding] = []
        self._record = UnitRecord(0)
        kinds = list(OpdKind.objects.all())
        self.kinds = {kind.code: kind for kind in kinds}
        named = {unit_key(kind.code.replace("_", " ")): kind.code for kind in kinds}
        self._kind_keys = _KIND_WORDS | named | {unit_key(kind.name): kind.code for kind in kinds}
        self._places: dict[str, Kecamatan] = {}
        for place in Kecamatan.objects.all():
            self._places |= {place.code: place, unit_key(_PLACE.sub("", place.name)): place}

    def records(self) -> Iterator[UnitRecord]:
        """Every row as a record, refused ones too."""
        for number, row in self._table.rows:
            self._record = UnitRecord(number)
            self._read({field: row[index] for field, index in self._table.fields.items()})
            yield self._record

    def _read(self, cells: dict[str, Value]) -> None:
        for name in _TEXTS:
            self._take_text(name, text(cells.get(name)))
        if not self._record.name:
            self.remark("name", "nama", "Nama unit kosong.", level=ERROR)
        if isinstance(cells.get("code"), float) and not cells["code"].is_integer():
            self.remark(
                "code", "angka",
                f"Kode terbaca sebagai angka ({self._record.code}); nol di belakang bisa hilang. "
                "Jadikan kolom Kode Teks bila kodenya keliru.",
            )  # fmt: skip
        self._record.parent = text(cells.get("parent"))
        self._phone("phone", text(cells.get("phone")))
        self._phone("operator_phone", text(cells.get("operator_phone")))
        self._kind(text(cells.get("kind")))
        self._place(text(cells.get("kecamatan")))
        self._order(text(cells.get("protocol_order")))
        self._recap(text(cells.get("has_recap_row")).casefold())

    def _take_text(self, name: str, content: str) -> None:
        if not content or content == "-":
            return
        longest = Opd._meta.get_field(name).max_length
        if len(content) > longest:
            level = ERROR if name in ("code", "name") else WARNING
            self.remark(name, "panjang", f"Isi lebih dari {longest} huruf.", level=level)
        self._record.values[name] = content[:longest]

    def _phone(self, name: str, content: str) -> None:
        """A number typed as a number lost its leading zero."""
        self._take_text(name, f"0{content}" if content.isdecimal() and content[0] in "2378" else content)

    def _kind(self, content: str) -> None:
        guessed = kind_of_name(unit_key(self._record.name))
        if not content:
            found = guessed
        elif found := self._kind_keys.get(unit_key(content), "") or kind_of_name(unit_key(content)):
            pass
        elif guessed:
            found = guessed
            self.remark("kind", "jenis", f"Jenis “{content}” tidak dikenal; dibaca {self.kinds[found]} dari namanya.")
        else:
            known = ", ".join(kind.name for kind in self.kinds.values())
            message = f"Jenis “{content}” tidak dikenal. Pakai salah satu: {known}."
            self.remark("kind", "jenis", message, level=ERROR)
        if found in self.kinds and (content or found):
            self._record.values["kind_id" if content else "guessed_kind"] = found

    def _place(self, content: str) -> None:
        """The location by code or name; a kecamatan's own office lies in it."""
        own = self._record.name if _PLACE.match(self._record.name) else ""
        place = self._places.get(content) or self._places.get(unit_key(_PLACE.sub("", content or own)))
        if place:
            self._record.values["kecamatan_id"] = place.pk
        elif content and content != "-":
            message = f"Kecamatan “{content}” belum terdata; lokasi dikosongkan. Tambahkan di halaman Kecamatan."
            self.remark("kecamatan", "lokasi", message)

    def _order(self, content: str) -> None:
        if not content:
            return
        if content.isdecimal() and int(content) < 100_000:
            self._record.values["protocol_order"] = int(content)
        else:
            self.remark("protocol_order", "urut", f"Nomor urut “{content}” bukan angka; kolom ini dilewati.")

    def _recap(self, content: str) -> None:
        if content in _YES or content in _NO:
            self._record.values["has_recap_row"] = content in _YES
        elif content:
            self.remark("has_recap_row", "rekap", f"Isi “{content}” dilewati. Tulis ya atau tidak.")

    def remark(self, column: str, code: str, message: str, *, level: str = WARNING) -> None:
        """Add a finding about the row being read; an error refuses it."""
        self.remark_on(self._record, column, code, message, level=level)

    def remark_on(self, record: UnitRecord, column: str, code: str, message: str, *, level: str = WARNING) -> None:
        """Add a finding about a row read before."""
        record.errors += level == ERROR
        heading = self._table.headings.get(column) or TREE_COLUMNS.label(column)
        self.findings.append(Finding(record.row, heading, level, code, message[:300]))
