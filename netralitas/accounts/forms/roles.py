"""Giving a role: which, where, by which letter, how long."""

from typing import Any

from django import forms
from django.utils import timezone

from netralitas.access.roles import ROLE_CHOICES
from netralitas.registry.models import Opd
from netralitas.ui.fields import DayField


class UnitField(forms.ModelChoiceField):
    """A unit of the tree, indented under its Perangkat Daerah."""

    def label_from_instance(self, unit: Opd) -> str:
        """The name, deeper units further in."""
        return "\u2003" * (unit.path.count("/") - 1) + unit.name


class RoleForm(forms.Form):
    """The rules are the action's (accounts.actions.roles)."""

    role = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *ROLE_CHOICES])
    unit = UnitField(
        label="Unit",
        queryset=Opd.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label="Seluruh pemda",
        help_text="Wajib untuk Operator dan Kepala OPD; peran lain berlaku untuk seluruh pemda.",
    )
    letter_number = forms.CharField(
        label="Nomor surat tugas", max_length=80, required=False, help_text="Wajib untuk operator."
    )
    starts_on = DayField(label="Mulai")
    ends_on = DayField(
        label="Sampai",
        required=False,
        help_text="Wajib untuk operator. Peran berakhir sendiri pada tanggal ini.",
    )

    def __init__(self, *args: Any, units: Any, **options: Any) -> None:
        options.setdefault("initial", {"starts_on": timezone.localdate()})
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units.active().order_by("opd__kind__order", "opd__protocol_order", "path")
