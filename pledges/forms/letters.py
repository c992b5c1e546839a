"""Forms of Bakesbangpol's letters: which Perangkat Daerah, until when, who signs."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from netralitas.ui.fields import DayField
from pledges.queries.lagging import Progress

OFFICES = [("KESBANGPOL", "Kepala Badan Kesatuan Bangsa dan Politik"), ("SETDA", "Sekretaris Daerah")]


class OfficeForm(forms.Form):
    """Who signs, and the date of the letter."""

    office = forms.ChoiceField(label="Ditandatangani oleh", choices=OFFICES)
    dated_on = DayField(label="Tanggal surat", initial=timezone.localdate)


class RemindForm(OfficeForm):
    """The chosen Perangkat Daerah are sent as `opd` by the table beside the form."""

    due_on = DayField(label="Batas waktu menandatangani", help_text="Disebut dalam surat.")
    opd = forms.MultipleChoiceField(
        label="Perangkat Daerah", widget=forms.MultipleHiddenInput,
        error_messages={"required": "Pilih paling sedikit satu Perangkat Daerah. Belum ada surat yang dibuat."},
    )  # fmt: skip
    field_order = ["due_on", "dated_on", "office", "opd"]

    def __init__(self, *args: Any, behind: Iterable[Progress], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ids = {one.opd.public_id: one.opd.pk for one in behind}
        self.fields["opd"].choices = [(public_id, public_id) for public_id in self._ids]

    def opd_ids(self) -> list[int]:
        """The chosen ones by their pk."""
        return [self._ids[public_id] for public_id in self.cleaned_data["opd"]]


class BawasluForm(OfficeForm):
    """The letter it answers."""

    request_letter = forms.CharField(
        label="Surat permintaan Bawaslu", max_length=200, required=False,
        help_text="Misalnya: surat Ketua Bawaslu Nomor 112/PM.00.02/K/11/2026 tanggal 10 November 2026.",
    )  # fmt: skip
    field_order = ["request_letter", "dated_on", "office"]
