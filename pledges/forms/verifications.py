"""Forms of Verifikasi Data."""

from django import forms

from netralitas.ui.fields import DayField


class DueForm(forms.Form):
    """By which day to verify, and who is asked."""

    due_on = DayField(label="Tenggat")
    is_again = forms.BooleanField(label="Minta juga yang sudah diverifikasi untuk memverifikasi lagi", required=False)


class StateForm(forms.Form):
    """What was seen when the button was pressed."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="Saya sudah memeriksa nama, unit, jenis, dan kedudukan pegawai. Data ini benar per hari ini."
    )


class UnreachableForm(forms.Form):
    """What was tried."""

    reason = forms.CharField(
        label="Yang sudah dicoba", max_length=200, help_text="Misalnya: nomor HP tidak aktif, sedang di luar kota."
    )
