"""A kind of letter for tests, and what a room would hand down for it."""

from typing import Any

from netralitas.access.permissions import Permission
from netralitas.documents.letters import LetterField, LetterKind, Signer

KOP = {
    "pemda": "PEMERINTAH KABUPATEN CONTOH", "lines": ["BADAN KESATUAN BANGSA DAN POLITIK"], "address": "Jalan Uji 1",
    "emblem": "",
}  # fmt: skip
SIGNER = Signer("Drs. Budi, M.Si.", "Kepala Badan", "19700101 199001 1 001", "Pembina, IV/a", capacity="Plt.")
TABLE = {"columns": ["Uraian", "Orang"], "rows": [["Wajib", 1240]]}
BODY = """Yang terhormat {nama}.

Jabatan : {jabatan}
Catatan : {catatan}

{jumlah}

{uraian}
"""


def everybody(user: object, letters: Any) -> Any:
    """No wall."""
    return letters


def kind(**changes: Any) -> LetterKind:
    """A kind with one field of every sort."""
    given = {
        "code": "uji", "label": "Surat Uji", "subject": "Pemberitahuan {nama}", "body": BODY, "visible": everybody,
        "edit_permission": Permission.CAMPAIGN_EDIT,
        "fields": (
            LetterField("nama", "Nama"), LetterField("jabatan", "Jabatan"),
            LetterField("catatan", "Catatan", required=False), LetterField("jumlah", "Jumlah", kind="table"),
            LetterField("uraian", "Uraian", required=False, kind="long"),
            LetterField("batas", "Batas waktu", required=False, kind="date"),
        ),
    }  # fmt: skip
    return LetterKind(**(given | changes))


def values(**changes: Any) -> dict[str, Any]:
    """Everything required."""
    return {"nama": "Kepala Dinas", "jabatan": "Kepala Dinas Pendidikan", "jumlah": TABLE} | changes
