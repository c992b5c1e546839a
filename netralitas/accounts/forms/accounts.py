"""Making an account, with a reason for closing one."""

from typing import Any

from django import forms

from netralitas.access.scopes import Scope
from netralitas.accounts.queries.signins import digits_of
from netralitas.registry.models import Staff


class AccountForm(forms.Form):
    """A member of staff by NIP, or an official from outside by name and e-mail."""

    nip = forms.CharField(
        label="NIP pegawai",
        max_length=40,
        required=False,
        help_text="Kosongkan bila pemilik akun bukan pegawai pemda ini.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    name = forms.CharField(label="Nama", max_length=200, required=False, help_text="Hanya bila NIP dikosongkan.")
    email = forms.EmailField(
        label="Surel",
        required=False,
        help_text="Surel milik sendiri, bukan surel kantor bersama. Tanpa surel, cetak lembar aktivasi.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope = scope
        self.staff: Staff | None = None

    def clean_nip(self) -> str:
        """The digits, when they are a person's in scope."""
        digits = digits_of(self.cleaned_data["nip"])
        if digits:
            self.staff = Staff.objects.within(self.scope).present().filter(nip=digits).first()
            if self.staff is None:
                raise forms.ValidationError("NIP ini belum ada di data pegawai. Periksa 18 angkanya.")
        return digits

    def clean(self) -> dict[str, Any]:
        """Either a person or a name with an address."""
        cleaned = super().clean()
        if "nip" in cleaned and not cleaned["nip"]:
            for field, sentence in (("name", "Isi NIP atau nama."), ("email", "Isi surel pemilik akun.")):
                if not cleaned.get(field) and field not in self.errors:
                    self.add_error(field, sentence)
        return cleaned


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="Alasan", max_length=150, help_text="Tercatat di catatan audit.")
