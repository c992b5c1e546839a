"""Which columns of a staff workbook are read, how offices spell them, and which are left out on purpose.

`catalogues/staff_columns.csv` holds the spellings of facts.md 5.5 and of the lists offices keep (DUK,
bezetting, SIMPEG and SIASN exports), the usual ones first. Its row without a field names what is known
and not needed: read by nobody, stored nowhere (facts.md 6.6).
"""

from netralitas.exchange.headings import Catalogue, Column
from netralitas.registry import catalogues

_ROWS = [(row["field"], row["label"], tuple(row["spellings"].split("|"))) for row in catalogues.rows("staff_columns")]

STAFF_COLUMNS = Catalogue(
    columns=tuple(Column(*row) for row in _ROWS if row[0]),
    dropped=tuple(spelling for field, _, spellings in _ROWS if not field for spelling in spellings),
    name_field="name",
    key_fields=("nip", "nik"),
)
