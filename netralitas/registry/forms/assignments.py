"""Forms of penugasan: who heads a unit from when, and until when."""

from typing import Any

from django import forms

from netralitas.registry.models import Assignment, Staff
from netralitas.registry.queries.numbers import person_by_number
from netralitas.ui.fields import DayField


class HeadForm(forms.Form):
    """Who heads a unit from when."""

    nip = forms.CharField(label="NIP pejabat", max_length=30)
    kind = forms.ChoiceField(
        label="Cara memegang jabatan", choices=Assignment.Kind.choices,
        help_text="Plh. menggantikan sementara: pejabat definitif tetap tercatat. Yang lain mengakhiri pimpinan lama.",
    )  # fmt: skip
    title = forms.CharField(label="Nama jabatan", max_length=160, required=False)
    letter_number = forms.CharField(label="Nomor SK atau surat perintah", max_length=80, required=False)
    starts_on = DayField(label="Sejak")
    ends_on = DayField(
        label="Sampai", required=False, help_text="Wajib untuk Plh.; kosongkan bila belum ada tanggal akhir."
    )

    def clean_nip(self) -> Staff:
        """The person of that number, anywhere in the pemda (a Plt. may come from another unit)."""
        person = person_by_number(self.cleaned_data["nip"])
        if person is None:
            raise forms.ValidationError("NIP ini belum ada di data pegawai. Periksa 18 angkanya.")
        return person

    def clean(self) -> dict[str, Any]:
        """The number has become a person."""
        cleaned = super().clean()
        if "nip" in cleaned:
            cleaned["staff"] = cleaned.pop("nip")
        return cleaned


class EndForm(forms.Form):
    """The last day of a post."""

    on = DayField(label="Hari terakhir menjabat")
    reason = forms.CharField(label="Dasar (nomor SK atau keterangan)", max_length=200, required=False)
