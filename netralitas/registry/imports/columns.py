"""Which columns of a workbook are read, how offices spell them, and which are left out on purpose.

`catalogues/staff_columns.csv` holds the spellings of facts.md 5.5 and of the lists offices keep (DUK,
bezetting, SIMPEG and SIASN exports), the usual ones first. Its row without a field names what is known
and not needed: read by nobody, stored nowhere (facts.md 6.6). `unit_columns.csv` does the same for lists of units.
"""

from typing import Any

from netralitas.exchange.headings import Catalogue, Column
from netralitas.registry import catalogues

STAFF, UNITS = "staff", "units"  # what a workbook is about: ImportBatch.kind


def _catalogue(name: str, **options: Any) -> Catalogue:
    rows = [(row["field"], row["label"], tuple(row["spellings"].split("|"))) for row in catalogues.rows(name)]
    return Catalogue(
        columns=tuple(Column(*row) for row in rows if row[0]),
        dropped=tuple(spelling for field, _, spellings in rows if not field for spelling in spellings),
        name_field="name",
        **options,
    )


STAFF_COLUMNS = _catalogue("staff_columns", key_fields=("nip", "nik"))
TREE_COLUMNS = _catalogue(
    "unit_columns",
    key_fields=("code", "kind", "parent", "external_code", "unor_id", "short_name"),
    subject="unit",
    needs="NAMA UNIT dan KODE (atau JENIS)",
    has_word_keys=True,
)
PLACE_COLUMNS = Catalogue(
    columns=(
        Column("code", "Kode", ("Kode", "Kode Kecamatan", "Kode Wilayah", "Kd Kec", "Kode Kec")),
        Column("name", "Nama", ("Nama", "Kecamatan", "Nama Kecamatan", "Nama Wilayah")),
    ),
    dropped=("No", "Nomor", "Keterangan", "Jumlah Desa", "Ibu Kota", "Luas"),
    name_field="name",
    key_fields=("code",),
    subject="kecamatan",
    needs="KODE dan NAMA",
    has_word_keys=True,
)
