"""The answer to a request to put own data right."""

from django import forms

from netralitas.registry.models import Correction

_ANSWERS = [choice for choice in Correction.State.choices if choice[0] != Correction.State.ASKED]


class AnswerForm(forms.Form):
    """What became of it."""

    state = forms.ChoiceField(label="Hasil", choices=_ANSWERS)
    answer = forms.CharField(
        label="Jawaban untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib diisi bila datanya tetap. Pegawai membacanya pada halaman Data Saya.",
    )  # fmt: skip
