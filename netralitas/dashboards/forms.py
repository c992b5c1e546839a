"""Which instant a page of the past speaks of, and how the weekly report is arranged."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.ui.fields import MomentField


class MomentForm(forms.Form):
    """*Keadaan per*: a date and an hour that has been."""

    saat = MomentField(label="Keadaan per tanggal dan jam")

    def clean_saat(self) -> datetime:
        """Refuse what is to come; a minute means up to its last second before the next."""
        asked = self.cleaned_data["saat"]
        if asked > timezone.now():
            raise forms.ValidationError("Waktu itu belum tiba. Pilih tanggal dan jam yang sudah lewat.")
        return asked


def last_midnight() -> datetime:
    """00.00 today: what a report of this morning speaks of."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def monday() -> datetime:
    """00.00 of the last Monday."""
    return last_midnight() - timedelta(days=timezone.localdate().weekday())


class WeeklyPlanForm(forms.Form):
    """*Atur Rekap Senin*: when it is made, whom it is mailed to, whether counts are open to everybody."""

    is_on = forms.BooleanField(label="Bekukan setiap Senin", required=False)
    hour = forms.TypedChoiceField(
        label="Jam", coerce=int, choices=[(hour, f"{hour:02d}.00") for hour in range(24)],
        help_text="Waktu setempat. Bila server mati pada jam itu, rekap dibuat begitu server hidup lagi.",
    )  # fmt: skip
    is_mailed = forms.BooleanField(label="Kirim tautannya lewat surel", required=False)
    recipients = forms.MultipleChoiceField(
        label="Penerima", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Akun yang memantau seluruh pemda. Surel hanya berisi jumlah dan tautan, tanpa nama dan lampiran.",
    )  # fmt: skip
    has_open_data = forms.BooleanField(
        label="Buka jumlah per unit untuk umum (CSV)", required=False,
        help_text="Unit dengan kurang dari 5 orang disembunyikan, bersama unit lain yang perlu, supaya tidak dapat "
        "dihitung kembali.",
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = accounts
