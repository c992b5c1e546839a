"""Forms of *Cetak & Unduh*."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.access.scopes import Scope
from netralitas.registry.models import Opd
from netralitas.registry.queries.pemda import current_pemda
from pledges.actions.certificate_runs import Wish
from pledges.models import Campaign
from pledges.queries.campaigns import visible_campaigns
from pledges.queries.printing import BY_NAME, BY_RANK


class UnitChoiceField(forms.ModelChoiceField):
    """Units as a tree: sub-units stand under their Perangkat Daerah, set in."""

    def label_from_instance(self, unit: Opd) -> str:
        """The name, set in by its depth."""
        return "\u2003" * (unit.path.count("/") - 1) + unit.name


class PlaceForm(forms.Form):
    """Which campaign, and which unit with its sub-units."""

    kegiatan = forms.ModelChoiceField(
        Campaign.objects.none(), to_field_name="public_id", empty_label=None, label="Kegiatan ikrar",
        error_messages={"invalid_choice": "Kegiatan ikrar ini tidak ada. Pilih dari daftar."},
    )  # fmt: skip
    unit = UnitChoiceField(
        Opd.objects.none(), to_field_name="public_id", empty_label=None, label="Unit (dengan sub-unitnya)",
        error_messages={"invalid_choice": "Unit ini tidak ada di lingkup Bapak/Ibu. Pilih dari daftar."},
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kegiatan", "unit"):  # laid out by hand, without crispy
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields["kegiatan"].queryset = visible_campaigns(user).started().select_related("election").newest_first()
        self.fields["unit"].queryset = units_within(scope)


class CertificatesForm(PlaceForm):
    """A print run of certificates: how the one PDF shall look."""

    urutan = forms.ChoiceField(
        choices=[(BY_RANK, "Urut jabatan dan kepangkatan"), (BY_NAME, "Nama A–Z")], label="Urutan nama", initial=BY_RANK
    )
    kertas = forms.ChoiceField(
        choices=[("", "Seperti berkas aslinya"), ("A4", "A4"), ("F4", "F4 (215 × 330 mm)")], label="Kertas",
        required=False,
    )  # fmt: skip
    per_unit = forms.BooleanField(label="Kelompokkan per unit", required=False, initial=True)
    pemisah = forms.BooleanField(label="Lembar pemisah di depan tiap unit", required=False)
    bolak_balik = forms.BooleanField(label="Untuk pencetak dua sisi: belakang tiap lembar dikosongkan", required=False)
    semua = forms.BooleanField(label="Seluruh Perangkat Daerah, bukan hanya unit ini", required=False)
    dari = forms.IntegerField(label="Dari urutan ke-", min_value=1, max_value=1_000_000, required=False)
    sampai = forms.IntegerField(label="Sampai urutan ke-", min_value=1, max_value=1_000_000, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        if not scope.is_all:
            del self.fields["semua"]

    def clean(self) -> dict[str, Any]:
        """The range must run forward; no unit is every unit."""
        cleaned = super().clean()
        if cleaned.get("semua"):
            cleaned["unit"] = None
        first, last = cleaned.get("dari"), cleaned.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", "Urutan akhir lebih kecil daripada urutan awal. Periksa kedua angkanya.")
        return cleaned

    def wish(self) -> Wish:
        """What was asked for, as plain values."""
        cleaned = self.cleaned_data
        return Wish(
            order=cleaned["urutan"], size=cleaned["kertas"], by_unit=cleaned["per_unit"],
            with_separators=cleaned["pemisah"], is_duplex=cleaned["bolak_balik"], first=cleaned["dari"] or 0,
            last=cleaned["sampai"] or 0,
        )  # fmt: skip


class SignersForm(PlaceForm):
    """The list of those who signed."""

    urutan = forms.ChoiceField(
        choices=[(BY_RANK, "Urut jabatan dan kepangkatan"), (BY_NAME, "Nama A–Z")], label="Urutan nama", initial=BY_RANK
    )
    bentuk = forms.ChoiceField(
        choices=[("pdf", "PDF F4, untuk ditandatangani"), ("xlsx", "Excel (XLSX)")], label="Bentuk", initial="pdf"
    )


class SlipsForm(PlaceForm):
    """A print run of slips."""

    siapa = forms.ChoiceField(
        choices=[("belum", "Yang belum menandatangani"), ("semua", "Semua yang wajib")], label="Untuk", initial="belum"
    )
    kertas = forms.ChoiceField(
        choices=[("A4", "A4"), ("F4", "F4 (215 × 330 mm)")], label="Kertas", initial=lambda: current_pemda().slip_paper
    )


def units_within(scope: Scope) -> QuerySet[Opd]:
    """Units one may print for, each OPD with its sub-units under it."""
    return (
        Opd.objects.within(scope)
        .active()
        .select_related("opd")
        .order_by("opd__kind__order", "opd__protocol_order", "path")
    )
