"""Forms for joining two rows of one person, and for parting them."""

from typing import Any

from django import forms

from netralitas.access.scopes import Scope
from netralitas.registry.forms.standings import GroundForm
from netralitas.registry.models import Staff
from netralitas.registry.queries.duplicates import kept_of
from netralitas.registry.queries.numbers import person_by_number


class OtherForm(forms.Form):
    """The number of the other row."""

    number = forms.CharField(label="NIP, NI PPPK, atau NIK data yang lain", max_length=40)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope

    def clean_number(self) -> Staff:
        """The other row, inside one's own units: nobody learns here who works elsewhere."""
        other = person_by_number(self.cleaned_data["number"])
        if other is None or not self.scope.covers(other.unit):
            raise forms.ValidationError(
                "Nomor ini tidak ada di unit Bapak/Ibu. Bila datanya di tempat lain, mintalah BKPSDM mengusulkan."
            )
        return other


class MergeForm(GroundForm):
    """Which row speaks for both from now on, and why they are one person."""

    kept = forms.ChoiceField(label="Data yang dipakai seterusnya", widget=forms.RadioSelect)
    field_order = ["kept", "reason", "letter_number", "scan"]

    def __init__(self, *args: Any, one: Staff, two: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = kept_of(one, two)
        self.rows = {row.public_id: row for row in (first, second)}
        self.fields["kept"].choices = [(row.public_id, _said(row)) for row in (first, second)]
        self.fields["kept"].initial = first.public_id

    def chosen(self) -> tuple[Staff, Staff]:
        """The row that stays, and the one that goes into it."""
        kept = self.rows[self.cleaned_data["kept"]]
        return kept, next(row for row in self.rows.values() if row is not kept)


def _said(row: Staff) -> str:
    number = "NIP" if row.nip else "NIK"
    return f"{row.full_name}, {row.get_category_display()} ({number}), {row.unit.name}"
