"""Forms for one person: data and unit."""

from typing import Any

from django import forms

from netralitas import names
from netralitas.access.scopes import Scope
from netralitas.errors import DomainError
from netralitas.registry import catalogues
from netralitas.registry.models import Opd, Staff, StaffCategory
from netralitas.registry.models.staff import ASN
from netralitas.registry.numbers import Nik, parse_employee_number
from netralitas.ui.fields import DayField, name_blanks

EDITABLE = (
    "category", "front_title", "name", "back_title", "birth_date", "sex", "golongan", "golongan_on", "position",
    "eselon", "jenjang", "unit", "phone", "email",
)  # fmt: skip


class UnitChoice(forms.ModelChoiceField):
    """A unit with its Perangkat Daerah, since names repeat."""

    def label_from_instance(self, unit: Opd) -> str:
        """`SD Negeri 1 — Dinas Pendidikan`."""
        return unit.name if unit.opd_id == unit.pk else f"{unit.name} — {unit.opd.name}"


def units_in(scope: Scope) -> Any:
    """Open units inside a scope, in the order of the tree."""
    return Opd.objects.within(scope).active().select_related("opd").order_by("opd__protocol_order", "path")


class StaffForm(forms.ModelForm):
    """Data of a person as the papers need them."""

    birth_date = DayField(label="Tanggal lahir", required=False)
    golongan_on = DayField(label="TMT golongan", required=False)
    golongan = forms.ChoiceField(label="Golongan/ruang", required=False)
    jenjang = forms.ChoiceField(label="Jenjang jabatan", required=False)
    unit = UnitChoice(queryset=Opd.objects.none(), label="Unit kerja")

    class Meta:
        model = Staff
        fields = EDITABLE

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_in(scope)
        self.fields["golongan"].choices = [("", "—"), *((code, code) for code in catalogues.golongan_order())]
        self.fields["jenjang"].choices = [("", "—"), *catalogues.jenjang_names().items()]
        name_blanks(self)

    def clean_name(self) -> str:
        """The name without titles and stray characters."""
        try:
            return names.normalise(self.cleaned_data["name"])
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class NewStaffForm(StaffForm):
    """A person not yet in the registry: with the number they are known by."""

    number = forms.CharField(label="NIP / NI PPPK (ASN) atau NIK (non-ASN)", max_length=40, strip=True)
    field_order = ["number"]

    def clean(self) -> dict[str, Any]:
        """Read the number as the kind of employee asks for: NIP or NI PPPK for ASN, NIK for the others."""
        cleaned = super().clean()
        raw, category = cleaned.get("number"), cleaned.get("category")
        if not raw or not category:
            return cleaned
        try:
            if StaffCategory(category) in ASN:
                cleaned["nip"], cleaned["nik"] = parse_employee_number(raw).digits, ""
            else:
                cleaned["nip"], cleaned["nik"] = None, Nik.parse(raw).digits
        except DomainError as refusal:
            self.add_error("number", refusal.message)
        return cleaned


class TransferForm(forms.Form):
    """Where a person should move."""

    to_unit = UnitChoice(queryset=Opd.objects.none(), label="Pindah ke unit")
    on = DayField(label="Berlaku sejak (TMT mutasi)", required=False)
    reason = forms.CharField(label="Dasar (nomor SK)", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].queryset = Opd.objects.active().select_related("opd").order_by("path")
        name_blanks(self)
