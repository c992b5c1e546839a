"""Forms of *Cek Keaslian*."""

from django import forms

from netralitas.ui.fields import UploadField


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


class FileForm(forms.Form):
    """The PDF in somebody's hand."""

    berkas = UploadField(
        label="Berkas PDF sertifikat",
        extensions=(".pdf",),
        max_megabytes=2,
        help_text="Berkas PDF asli seperti diunduh dari portal, paling besar 2 MB; bukan foto atau hasil pindaian.",
        error_messages={
            "required": "Pilih berkas PDF yang akan diperiksa, lalu tekan Periksa Berkas.",
            "empty": "Berkas ini kosong. Pilih berkas PDF asli yang diunduh dari portal.",
        },
    )
