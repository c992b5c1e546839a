"""Forms of the evidence locker: a file that comes in, the reason for its original, the body it is handed to."""

from typing import Any

from django import forms

from netralitas.documents.uploads.kinds import MAX_MEGABYTES, Kind, extensions, recognise
from netralitas.errors import DomainError
from netralitas.ui.fields import DayField, UploadField
from sanctions.actions.evidence import Arrival


class ExhibitForm(forms.Form):
    """One file with where it comes from."""

    title = forms.CharField(label="Keterangan", max_length=200, help_text="Misalnya: tangkapan layar unggahan akun X.")
    origin = forms.CharField(
        label="Asal bukti", max_length=300, required=False,
        help_text="Lampiran surat, nama media, atau alamat halaman tempat bukti diambil. Jangan tulis nama pelapor.",
    )  # fmt: skip
    captured_on = DayField(label="Tanggal bukti diambil", required=False)
    file = UploadField(
        label="Berkas", extensions=extensions(Kind), max_megabytes=MAX_MEGABYTES,
        help_text=(
            f"Foto, tangkapan layar (JPG, PNG, WEBP), PDF, video, rekaman suara, teks, atau surel (EML), paling besar "
            f"{MAX_MEGABYTES} MB. Video yang lebih besar: potong bagian yang perlu."
        ),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Look what the file really is."""
        cleaned = super().clean()
        if file := cleaned.get("file"):
            try:
                cleaned["kind"] = recognise(file, file.name, tuple(Kind))
            except DomainError as refusal:
                self.add_error("file", refusal.message)
        return cleaned

    def arrival(self) -> Arrival:
        """What the action takes."""
        given = self.cleaned_data
        file = given["file"]
        file.seek(0)
        return Arrival(
            content=file.read(), name=file.name, kind=given["kind"], title=given["title"], origin=given["origin"],
            captured_on=given["captured_on"],
        )  # fmt: skip


class OriginalForm(forms.Form):
    """Why the original leaves the locker."""

    reason = forms.CharField(label="Alasan mengunduh berkas asli", max_length=200)


class HandOverForm(forms.Form):
    """To whom evidence went."""

    recipient = forms.CharField(label="Diserahkan kepada", max_length=160, help_text="Misalnya: Bawaslu Kabupaten.")
    letter = forms.CharField(label="Nomor surat atau berita acara", max_length=80)
