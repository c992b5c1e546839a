"""The form that orders the file of a case."""

from django import forms

PDF, ZIP = "pdf", "zip"


class DossierForm(forms.Form):
    """Which form, and what for."""

    form = forms.ChoiceField(
        label="Bentuk", initial=PDF, widget=forms.RadioSelect,
        choices=[
            (PDF, "Satu PDF dengan daftar isi dan nomor halaman"),
            (ZIP, "ZIP: PDF itu, tiap berkas, dan sidik SHA-256"),
        ],
    )  # fmt: skip
    reason = forms.CharField(label="Keperluan", max_length=200, help_text="Tercatat dalam catatan akses perkara.")
