"""Who are you: NIP (or NIK) and birth date at the unit's door."""

from django import forms

from netralitas.accounts.models import UnitLink
from netralitas.accounts.queries.signins import digits_of

BIRTH_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y"]


class WhoForm(forms.Form):
    """NIP or NIK and birth date; spaces, dots and dashes in the number are forgiven."""

    number = forms.CharField(
        label="NIP",
        max_length=40,
        help_text="18 angka. Pegawai non-ASN: NIK, 16 angka.",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "19850412 201001 2 001"}
        ),
    )
    birth_date = forms.DateField(
        label="Tanggal lahir",
        input_formats=BIRTH_FORMATS,
        help_text="Contoh: 12-04-1985",
        error_messages={"invalid": "Tulis tanggal lahir seperti 12-04-1985."},
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "bday", "placeholder": "12-04-1985"}),
    )

    def clean_number(self) -> str:
        """18 or 16 digits, or a sentence that says what is missing."""
        digits = digits_of(self.cleaned_data["number"])
        if not digits.isascii() or not digits.isdigit():
            raise forms.ValidationError("Hanya angka: 18 angka NIP, atau 16 angka NIK.")
        if len(digits) not in (16, 18):
            raise forms.ValidationError(f"NIP ada 18 angka (NIK 16). Yang tertulis {len(digits)} angka.")
        return digits


class HoursForm(forms.Form):
    """The hours of the day in which a unit link opens; empty for always."""

    opens = forms.TimeField(
        label="Buka pukul", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label="Tutup pukul",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Kosongkan keduanya bila tautan boleh dibuka sepanjang hari.",
    )

    @staticmethod
    def initial_of(link: UnitLink | None) -> dict[str, object]:
        """What the link has now."""
        return {"opens": link.opens_at_hour, "closes": link.closes_at_hour} if link else {}
