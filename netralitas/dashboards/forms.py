"""Which instant a page of the past speaks of."""

from datetime import datetime, time, timedelta

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
