"""The form of *Data saya*: what is wrong, and how it should be."""

from django import forms

from netralitas.registry.models import Correction


class CorrectionForm(forms.Form):
    """A request to put own data right."""

    about = forms.ChoiceField(label="Yang keliru", choices=Correction.About.choices)
    text = forms.CharField(
        label="Yang benar", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis data yang benar dan dasarnya, misalnya nomor SK.",
    )  # fmt: skip
