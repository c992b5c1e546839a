"""Forms of the comparison: the file, and the standing proposed for several persons."""

from typing import Any

from django import forms
from django.utils import timezone

from netralitas.exchange import limits
from netralitas.registry.models import StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES, OUT_STATUSES
from netralitas.ui.fields import DayField, UploadField

_STATUSES = [("", "Pilih kedudukan")] + [
    (status.value, status.label) for status in StaffStatus if status in OUT_STATUSES | HINDERED_STATUSES
]


class ExportForm(forms.Form):
    """BKPSDM's newest export."""

    file = UploadField(
        label="Berkas data BKPSDM terbaru",
        extensions=(".xlsx", ".xls", ".ods", ".csv", ".txt"),
        max_megabytes=limits.FILE_BYTES // 1024**2,
    )


class StandingStepForm(forms.Form):
    """Since when and on what ground; which standing, for persons about whom the export is silent."""

    langkah = forms.CharField(widget=forms.HiddenInput, initial="kedudukan")
    pilih = forms.CharField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label="Kedudukan", choices=_STATUSES, required=False)
    on = DayField(label="Berlaku sejak")
    reason = forms.CharField(label="Dasar", max_length=200, help_text="Nomor SK atau surat; tercatat dalam riwayat.")

    def __init__(self, *args: Any, asks_status: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()
        self.fields["status"].required = asks_status
        if not asks_status:
            del self.fields["status"]
