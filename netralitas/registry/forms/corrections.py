"""Forms of a request to put own data right: the request, and the answer."""

from django import forms

from netralitas.registry.models import Correction

_ANSWERS = [choice for choice in Correction.State.choices if choice[0] != Correction.State.ASKED]


class CorrectionForm(forms.Form):
    """What is wrong, and how it should be."""

    about = forms.ChoiceField(label="Yang keliru", choices=Correction.About.choices)
    text = forms.CharField(
        label="Yang benar", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis data yang benar dan dasarnya, misalnya nomor SK.",
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What became of it."""

    state = forms.ChoiceField(label="Hasil", choices=_ANSWERS)
    answer = forms.CharField(
        label="Jawaban untuk pegawai", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib diisi bila datanya tetap. Pegawai membacanya pada halaman Data Saya.",
    )  # fmt: skip
