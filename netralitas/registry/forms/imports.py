"""Forms of the import: the file, what each column holds, which unit a name means."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from netralitas.exchange import limits
from netralitas.exchange.headings import Catalogue
from netralitas.registry.models import Opd
from netralitas.registry.queries.imports import ColumnSample
from netralitas.ui.fields import UploadField

_UNIT_INPUT = {"list": "daftar-unit", "placeholder": "Tambah sebagai unit baru", "class": "form-control"}
SEPARATOR = " — "


class UploadForm(forms.Form):
    """A workbook, and whose it is."""

    unit = forms.ModelChoiceField(Opd.objects.none(), label="Berkas ini untuk", required=False)
    file = UploadField(
        label="Buku kerja",
        extensions=(".xlsx", ".xls", ".ods", ".csv", ".txt"),
        max_megabytes=limits.FILE_BYTES // 1024**2,
    )

    def __init__(self, *args: Any, units: QuerySet[Opd], may_import_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = units
        field.required = not may_import_all
        field.empty_label = "Seluruh pemda (unit dibaca dari kolomnya)" if may_import_all else None
        if not may_import_all:
            field.initial = units.first()


class TreeUploadForm(forms.Form):
    """A workbook with units."""

    file = UploadField(
        label="Buku kerja",
        extensions=(".xlsx", ".xls", ".ods", ".csv", ".txt"),
        max_megabytes=limits.FILE_BYTES // 1024**2,
    )


class MappingForm(forms.Form):
    """One choice per column of the file."""

    def __init__(self, *args: Any, columns: list[ColumnSample], catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", "— tidak dibaca —"), *((column.field, column.label) for column in catalogue.columns)]
        for column in columns:
            self.fields[f"kolom_{column.index}"] = forms.ChoiceField(
                choices=choices, required=False, initial=column.field, label=column.heading or f"Kolom {column.letter}",
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[ColumnSample, forms.BoundField]]:
        """Each column with its choice, for the table on the page."""
        return [(column, self[f"kolom_{column.index}"]) for column in self.columns]

    @property
    def mapping(self) -> dict[str, str]:
        """Column index → field, as the action wants it."""
        return {name.removeprefix("kolom_"): field for name, field in self.cleaned_data.items() if field}


class UnitChoicesForm(forms.Form):
    """For each unknown unit: left empty it will be added, otherwise the existing unit it means."""

    def __init__(self, *args: Any, proposals: list[dict[str, Any]], units: QuerySet[Opd], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._proposals = proposals
        self._units = {unit.code: unit for unit in units}
        names = {unit.pk: f"{unit.code}{SEPARATOR}{unit.name}" for unit in units}
        for number, proposal in enumerate(proposals):
            near = names.get(proposal["nearest"])
            self.fields[f"unit_{number}"] = forms.CharField(
                label=proposal["name"], required=False, max_length=250,
                help_text=f"Terdekat: {near}" if near else "Tidak ada unit yang mirip.",
                widget=forms.TextInput(attrs=_UNIT_INPUT),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each answer must name an existing unit by its code."""
        for number, _ in enumerate(self._proposals):
            answer = self.cleaned_data.get(f"unit_{number}", "").partition(SEPARATOR)[0].strip()
            if answer and answer not in self._units:
                self.add_error(f"unit_{number}", "Unit ini tidak ada. Pilih dari daftar, atau kosongkan.")
        return self.cleaned_data

    @property
    def choices(self) -> dict[str, int]:
        """Proposal key → pk of the unit meant."""
        found = {}
        for number, proposal in enumerate(self._proposals):
            if code := self.cleaned_data[f"unit_{number}"].partition(SEPARATOR)[0].strip():
                found[proposal["key"]] = self._units[code].pk
        return found
