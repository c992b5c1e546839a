"""Forms for standings and proposals: dates, ground, and the scan that proves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms

from netralitas.documents.uploads import keeping
from netralitas.documents.uploads.fields import ScanField
from netralitas.errors import DomainError
from netralitas.registry import catalogues
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import StaffCategory, StaffStatus
from netralitas.registry.models.staff import ASN, HINDERED_STATUSES, OUT_STATUSES
from netralitas.registry.numbers import Nik, parse_employee_number
from netralitas.ui.fields import DayField

_AWAY = [(code, label) for code, label in StaffStatus.choices if code in HINDERED_STATUSES]
_OUT = [(code, label) for code, label in StaffStatus.choices if code in OUT_STATUSES]


class GroundForm(forms.Form):
    """Why, by which letter, and a scan of it."""

    reason = forms.CharField(label="Dasar atau keterangan", max_length=200, help_text="Tercatat dalam riwayat.")
    letter_number = forms.CharField(label="Nomor surat", max_length=80, required=False)
    scan = ScanField(label="Bukti (pindaian atau foto surat)", required=False)

    @contextmanager
    def kept_ground(self) -> Iterator[Ground]:
        """What the actions take, the scan kept; it goes again when the action inside refuses.

        Raises DomainError for a scan that cannot be read.
        """
        with keeping.kept_scan(self.cleaned_data["scan"]) as scan:
            yield Ground(
                reason=self.cleaned_data["reason"], letter_number=self.cleaned_data["letter_number"],
                evidence_name=scan.name, evidence_sha256=scan.sha256,
            )  # fmt: skip


class StandingForm(GroundForm):
    """A new standing of one person."""

    status = forms.ChoiceField(
        label="Kedudukan",
        choices=[
            ("", "– pilih –"),
            ("Berhalangan sementara (tetap dihitung)", _AWAY),
            ("Tidak termasuk wajib (dikonfirmasi orang kedua)", _OUT),
            ("Bekerja", [(StaffStatus.ACTIVE.value, "Aktif kembali")]),
        ],
    )
    starts_on = DayField(label="Berlaku sejak", help_text="Untuk pensiun: TMT pensiun, boleh di hari yang akan datang.")
    ends_on = DayField(
        label="Sampai", required=False, help_text="Untuk yang berhalangan sementara; kosongkan bila belum diketahui."
    )
    field_order = ["status", "starts_on", "ends_on", "reason", "letter_number", "scan"]

    def clean(self) -> dict[str, Any]:
        """An end belongs to an absence only; a return needs no second person, so nobody would look at a scan."""
        cleaned = super().clean()
        if cleaned.get("ends_on") and cleaned.get("status") not in HINDERED_STATUSES:
            self.add_error("ends_on", "Tanggal akhir hanya untuk yang berhalangan sementara. Kosongkan.")
        if cleaned.get("scan") and cleaned.get("status") == StaffStatus.ACTIVE:
            self.add_error("scan", "Untuk yang aktif kembali cukup nomor suratnya. Kosongkan.")
        return cleaned


class AnswerForm(forms.Form):
    """Why a proposal is disputed."""

    answer = forms.CharField(label="Alasan sanggahan", max_length=200)


class KindForm(forms.Form):
    """A change of kind, with the number that comes with it."""

    category = forms.ChoiceField(label="Jenis pegawai yang baru")
    number = forms.CharField(
        label="NIP / NI PPPK baru (non-ASN: NIK)", max_length=40, required=False,
        help_text="Kosongkan bila nomornya tetap (CPNS menjadi PNS). Nomor lama tetap dapat dicari.",
    )  # fmt: skip
    on = DayField(label="Berlaku sejak (TMT)")
    golongan = forms.ChoiceField(label="Golongan/ruang baru", required=False)
    position = forms.CharField(label="Jabatan baru", max_length=200, required=False)
    reason = forms.CharField(label="Dasar (nomor SK pengangkatan)", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", "– pilih –"), *StaffCategory.choices]
        self.fields["golongan"].choices = [("", "tetap"), *((code, code) for code in catalogues.golongan_order())]

    def clean(self) -> dict[str, Any]:
        """Read the number as the new kind asks for."""
        cleaned = super().clean()
        raw, category = cleaned.get("number"), cleaned.get("category")
        if raw and category:
            try:
                is_asn = StaffCategory(category) in ASN
                cleaned["number"] = parse_employee_number(raw).digits if is_asn else Nik.parse(raw).digits
            except DomainError as refusal:
                self.add_error("number", refusal.message)
        return cleaned
