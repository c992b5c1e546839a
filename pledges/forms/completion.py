"""Forms of Verifikasi Kelengkapan."""

from collections.abc import Iterable

from django import forms
from django.utils import timezone

from netralitas.documents.uploads.fields import ScanField
from netralitas.ui.fields import DayField
from pledges.models import ReviewPoint

_LONG, _POINT = 1000, 500


def _text(label: str, longest: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text, widget=area)


class PrepareForm(forms.Form):
    """A word on those who have not signed, and an answer to each point that was sent back."""

    note = _text(
        "Keterangan yang belum menandatangani", _LONG,
        help_text="Wajib diisi bila masih ada yang belum. Tanpa nama dan tanpa alasan perorangan.",
    )  # fmt: skip

    def __init__(self, *args: object, points: Iterable[ReviewPoint] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.points = {f"butir-{point.public_id}": point for point in points}
        answers = {
            name: _text(f"Jawaban: {point.get_about_display()}", _POINT, required=True, help_text=point.note)
            for name, point in self.points.items()
        }
        self.fields = answers | self.fields

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by the public id of the point."""
        return {point.public_id: self.cleaned_data[name] for name, point in self.points.items()}


class SeenForm(forms.Form):
    """Which numbers or which statement the page showed."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


class StateForm(SeenForm):
    """The head's word."""

    agreed = forms.BooleanField(
        label="Saya sudah memeriksa angka dan pengecualiannya, dan menyatakan bahwa pernyataan ini benar."
    )


class ScanForm(SeenForm):
    """The paper, signed and stamped, as a scan."""

    signed_on = DayField(label="Tanggal surat")
    scan = ScanField(label="Pindaian surat yang sudah ditandatangani dan dicap")


class ReturnForm(SeenForm):
    """A note a point, each optional; the action refuses none at all."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for about in ReviewPoint.About:
            self.fields[about.value] = _text(str(about.label), _POINT)

    @property
    def notes(self) -> dict[str, str]:
        """What is to be put right, by point."""
        return {about.value: self.cleaned_data[about.value] for about in ReviewPoint.About}


class AcceptForm(SeenForm):
    """The letter that tells the head, and a word beside it."""

    number = forms.CharField(
        label="Nomor surat", max_length=80, required=False,
        help_text="Dari agenda Bakesbangpol. Boleh dikosongkan dan dicatat kemudian, satu kali.",
    )  # fmt: skip
    dated_on = DayField(label="Tanggal surat", initial=timezone.localdate)
    note = _text("Catatan dalam surat", _LONG, help_text="Boleh dikosongkan.")


class NumberForm(forms.Form):
    """The number of the statement from the agenda, once."""

    number = forms.CharField(label="Nomor surat dari agenda", max_length=80)
    dated_on = DayField(label="Tanggal surat")
