"""Forms for a dated change of the tree: since when, why, on which ground, and what it is about."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.registry.forms.staff import UnitChoice, units_in
from netralitas.registry.models import Opd, Staff
from netralitas.ui.fields import DayField, name_blanks

CONFIRMED = "sudah_diperiksa"


class ChangeForm(forms.Form):
    """What every change of the tree says of itself."""

    on = DayField(label="Berlaku sejak", initial=timezone.localdate)
    legal_basis = forms.CharField(
        label="Dasar hukum", max_length=120, help_text="Nomor Perda atau Perbup, misalnya Perda Nomor 3 Tahun 2026."
    )
    reason = forms.CharField(label="Alasan", max_length=200)
    sudah_diperiksa = forms.CharField(required=False, widget=forms.HiddenInput)  # digest of what was told

    def __init__(self, *args: Any, unit: Opd, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.prepare(unit, scope)
        name_blanks(self)

    def prepare(self, unit: Opd, scope: Scope) -> None:
        """Fill the choices of a particular change."""

    def has_seen(self, consequences: Iterable[str]) -> bool:
        """Whether the page with exactly these consequences has been seen."""
        return self.cleaned_data.get(CONFIRMED) == self._digest(consequences)

    def _digest(self, consequences: Iterable[str]) -> str:
        told = "\n".join([str(self.cleaned_data["on"]), *consequences])
        return hashlib.sha256(told.encode()).hexdigest()

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != CONFIRMED}

    def hidden(self, consequences: Iterable[str]) -> "ChangeForm":
        """The same answers without anything to see, for the page that asks; marked with what it tells."""
        data = self.data.copy()
        data[CONFIRMED] = self._digest(consequences)
        self.data = data
        for field in self.fields.values():
            field.widget = field.hidden_widget()
            field.widget.choices = getattr(field, "choices", [])
        return self

    def clean_on(self) -> Any:
        """Not a day to come: what has not happened is not recorded."""
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError("Tanggal berlaku belum tiba. Catat perubahan ini pada harinya.")
        return self.cleaned_data["on"]


class RenameForm(ChangeForm):
    """A new name and short name."""

    name = forms.CharField(label="Nama baru", max_length=160)
    short_name = forms.CharField(label="Singkatan baru", max_length=40, required=False)
    field_order = ("name", "short_name")

    def prepare(self, unit: Opd, scope: Scope) -> None:
        """Start from the present names."""
        self.initial |= {"name": unit.name, "short_name": unit.short_name}


class MoveForm(ChangeForm):
    """Another parent."""

    parent = UnitChoice(
        queryset=Opd.objects.none(), label="Induk baru", required=False, empty_label="Langsung di bawah pemda"
    )
    field_order = ("parent",)

    def prepare(self, unit: Opd, scope: Scope) -> None:
        """Every open unit but those under it."""
        self.fields["parent"].queryset = units_in(scope).exclude(path__startswith=unit.path)
        self.initial["parent"] = unit.parent_id


class MergeForm(ChangeForm):
    """The unit that takes everything over."""

    into = UnitChoice(queryset=Opd.objects.none(), label="Digabung ke")
    field_order = ("into",)

    def prepare(self, unit: Opd, scope: Scope) -> None:
        """Every open unit but those under it."""
        self.fields["into"].queryset = units_in(scope).exclude(path__startswith=unit.path)


class SplitForm(ChangeForm):
    """The new unit, and who and what goes with it."""

    name = forms.CharField(label="Nama unit baru", max_length=160)
    code = forms.CharField(label="Kode unit baru", max_length=30)
    children = forms.ModelMultipleChoiceField(
        Opd.objects.none(), label="Sub-unit yang ikut", required=False, widget=forms.CheckboxSelectMultiple
    )
    staff = forms.ModelMultipleChoiceField(
        Staff.objects.none(), label="Pegawai yang ikut", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "code", "children", "staff")

    def prepare(self, unit: Opd, scope: Scope) -> None:
        """Sub-units and persons of the unit itself."""
        self.fields["children"].queryset = unit.children.active().order_by("protocol_order", "name")
        self.fields["staff"].queryset = unit.staff.present().in_order()


class CloseForm(ChangeForm):
    """Nothing more to say."""


class ReopenForm(ChangeForm):
    """Nothing more to say."""
