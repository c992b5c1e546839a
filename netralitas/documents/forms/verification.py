"""Forms of *Cek Keaslian*."""

from django import forms


class CodeForm(forms.Form):
    """A code as typed from the paper; anything is taken, the answer tells."""

    kode = forms.CharField(label="Kode verifikasi", max_length=120, strip=True)


class PaperForm(forms.Form):
    """The name or the number that stands on the paper in somebody's hand."""

    tertulis = forms.CharField(
        label="Nama atau NIP yang tertulis di kertas",
        max_length=200,
        error_messages={
            "required": "Ketik nama atau NIP persis seperti di kertas, lalu tekan Cocokkan.",
            "max_length": "Isian terlalu panjang. Ketik nama atau NIP saja.",
        },
    )
