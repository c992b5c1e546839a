"""Handing an operator's role over."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from netralitas.accounts.queries.signins import digits_of
from netralitas.registry.models import Staff
from netralitas.ui.fields import DayField


class HandOverForm(forms.Form):
    """The successor by NIP, the new surat tugas and its end; the rules are the action's."""

    nip = forms.CharField(
        label="NIP operator baru",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Surel operator baru",
        required=False,
        help_text="Surel milik sendiri. Kosongkan bila sudah punya akun, atau bila lembar aktivasi akan dicetak.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    letter_number = forms.CharField(label="Nomor surat tugas baru", max_length=80)
    ends_on = DayField(label="Sampai", help_text="Tanggal akhir menurut surat tugas.")

    def __init__(self, *args: Any, staff: QuerySet[Staff], **options: Any) -> None:
        super().__init__(*args, **options)
        self._staff = staff

    def clean(self) -> dict[str, Any]:
        """The successor stands for the digits."""
        cleaned = super().clean()
        if nip := cleaned.pop("nip", ""):
            cleaned["successor"] = self._staff.filter(nip=digits_of(nip)).first()
            if cleaned["successor"] is None:
                self.add_error("nip", "NIP ini belum ada di data pegawai Perangkat Daerah itu. Periksa 18 angkanya.")
        return cleaned
