"""Asking for a reset, and deciding on it."""

from typing import Any

from django import forms

from netralitas.accounts.models import Activation, ResetRequest


class ProposeForm(forms.Form):
    """Why, and how one made sure that it is the person."""

    reason = forms.CharField(
        label="Apa yang terjadi", max_length=200, help_text="Misalnya: HP hilang, kode cadangan tidak ada."
    )
    checked_how = forms.CharField(
        label="Cara memastikan orangnya",
        max_length=200,
        help_text="Misalnya: datang sendiri dengan KTP; ditelepon balik ke nomor kantor. Jangan tulis NIK atau NIP.",
    )


class DecideForm(forms.Form):
    """How the owner gets the one-time activation."""

    way = forms.ChoiceField(label="Aktivasi diberikan lewat", widget=forms.RadioSelect)

    def __init__(self, *args: Any, request: ResetRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        letter = (Activation.Way.LETTER.value, "Lembar aktivasi tertutup, dicetak setelah disetujui")
        mail = (Activation.Way.EMAIL.value, "Surel milik sendiri yang tercatat")
        self.fields["way"].choices = [mail, letter] if request.user.email else [letter]
        self.fields["way"].initial = self.fields["way"].choices[0][0]
