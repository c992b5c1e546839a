"""Forms for units, their heads and the pemda."""

from typing import Any

from django import forms

from netralitas.access.scopes import Scope
from netralitas.registry.forms.staff import UnitChoice
from netralitas.registry.models import Assignment, Kecamatan, Opd, Pemda, Staff
from netralitas.ui.fields import DayField, UploadField, name_blanks

UNIT_FIELDS = (
    "code", "name", "short_name", "kind", "kecamatan", "protocol_order", "has_recap_row", "unor_id", "external_code",
    "phone", "address", "operator_name", "operator_phone", "is_active_in_pledge",
)  # fmt: skip
PEMDA_FIELDS = (
    "name", "short_name", "place", "head_title", "address", "accent_colour", "public_address", "help_contact",
    "register_pattern", "certificate_paper", "allows_operator_links",
)  # fmt: skip


class UnitForm(forms.ModelForm):
    """Data of a unit; the letterhead is typed as lines."""

    letterhead_lines = forms.CharField(
        label="Baris kop", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu baris kop tiap baris, di bawah nama pemda. Sekolah biasanya tiga baris.",
    )  # fmt: skip

    class Meta:
        model = Opd
        fields = UNIT_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("letterhead_lines", "\n".join(self.instance.letterhead or []))
        self.fields["kecamatan"].queryset = Kecamatan.objects.all()
        name_blanks(self)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        values = {name: self.cleaned_data[name] for name in UNIT_FIELDS}
        lines = self.cleaned_data["letterhead_lines"].splitlines()
        return values | {"letterhead": [line.strip() for line in lines if line.strip()][:5]}


class NewUnitForm(UnitForm):
    """A unit to be added, with its parent."""

    parent = UnitChoice(
        queryset=Opd.objects.none(), label="Di bawah", required=False, empty_label="Langsung di bawah pemda"
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Opd.objects.within(scope).active().select_related("opd").order_by("path")


class HeadForm(forms.Form):
    """Who heads a unit from when."""

    nip = forms.CharField(label="NIP pejabat", max_length=30)
    kind = forms.ChoiceField(label="Cara memegang jabatan", choices=Assignment.Kind.choices)
    title = forms.CharField(label="Nama jabatan", max_length=160, required=False)
    letter_number = forms.CharField(label="Nomor SK", max_length=80, required=False)
    starts_on = DayField(label="Sejak")

    def clean_nip(self) -> Staff:
        """The person of that NIP, anywhere in the pemda (a Plt. may come from another unit)."""
        digits = "".join(character for character in self.cleaned_data["nip"] if character.isdigit())
        person = Staff.objects.present().filter(nip=digits).first()
        if person is None:
            raise forms.ValidationError("NIP ini belum ada di data pegawai. Periksa 18 angkanya.")
        return person


class PemdaForm(forms.ModelForm):
    """The pemda's data."""

    class Meta:
        model = Pemda
        fields = PEMDA_FIELDS


class EmblemForm(forms.Form):
    """The emblem, a picture."""

    emblem = UploadField(label="Lambang", extensions=(".png", ".jpg", ".jpeg", ".webp"), max_megabytes=2)
