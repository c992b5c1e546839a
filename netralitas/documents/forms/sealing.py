"""Forms of *Segel Dokumen*: an official's own signature, and the settling of a doubt."""

from django import forms

from netralitas.ui.fields import UploadField


class PassphraseForm(forms.Form):
    """NIK and passphrase of the official; never shown again, never kept."""

    nik = forms.RegexField(
        r"^[0-9]{16}$",
        label="NIK pejabat pemilik sertifikat BSrE",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "NIK terdiri dari 16 angka."},
    )
    passphrase = forms.CharField(
        label="Passphrase",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False),
        help_text="Dipakai sekali untuk dokumen ini; tidak disimpan dan tidak dicatat.",
    )


class AnswerForm(forms.Form):
    """The sealed file as found at the eSign service."""

    berkas = UploadField(label="Berkas bersegel dari layanan eSign", extensions=(".pdf",), max_megabytes=2)


class AgainForm(forms.Form):
    """What was found before a document may be sent again."""

    alasan = forms.CharField(
        label="Hasil pemeriksaan di layanan eSign",
        max_length=200,
        help_text="Misalnya: log layanan menunjukkan dokumen ini belum disegel.",
        error_messages={"required": "Tuliskan hasil pemeriksaan sebelum mengirim ulang."},
    )
