"""Forms for kecamatan: one, or a whole list pasted or uploaded."""

from typing import Any

from django import forms

from netralitas.errors import DomainError
from netralitas.exchange import limits
from netralitas.exchange.tables import Table
from netralitas.registry.imports import uploads
from netralitas.registry.imports.columns import PLACE_COLUMNS
from netralitas.registry.imports.values import text
from netralitas.ui.fields import UploadField

_PASTED_HEADER = "Kode;Nama\n"


class KecamatanForm(forms.Form):
    """Code and name."""

    code = forms.CharField(label="Kode", max_length=13, help_text="Misalnya 36.04.01.")
    name = forms.CharField(label="Nama", max_length=80, help_text="Tanpa kata Kecamatan.")


class KecamatanListForm(forms.Form):
    """Many at once: lines `kode;nama`, or a workbook with both columns."""

    lines = forms.CharField(
        label="Tempel daftar", required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "36.04.01;Anyar\n36.04.02;Bojonegara"}),
        help_text="Satu kecamatan satu baris: kode;nama.",
    )  # fmt: skip
    file = UploadField(
        label="Atau unggah buku kerja", required=False, extensions=(".xlsx", ".xls", ".ods", ".csv"), max_megabytes=2
    )

    def clean(self) -> dict[str, Any]:
        """Read the rows; a file that cannot be read is refused with its sentence."""
        cleaned = super().clean()
        file, lines = cleaned.get("file"), cleaned.get("lines", "").strip()
        if not file and not lines:
            if not self.errors:
                raise forms.ValidationError("Tempel daftarnya atau pilih berkasnya.")
            return cleaned
        content = file.read(limits.FILE_BYTES + 1) if file else _as_table(lines)
        try:
            cleaned["rows"] = _rows(uploads.read(content, PLACE_COLUMNS))
        except DomainError as refusal:
            self.add_error("file" if file else "lines", refusal.message)
        return cleaned


def _as_table(lines: str) -> bytes:
    """Pasted lines as csv; cells copied from a sheet are parted by tabs."""
    pasted = lines.replace("\t", ";").replace("\r", "")
    return (_PASTED_HEADER + pasted).encode()


def _rows(table: Table) -> list[tuple[int, str, str]]:
    at = table.fields
    return [(number, text(row[at["code"]]), text(row[at["name"]])) for number, row in table.rows]
