"""Forms of a campaign: its details, its opening, its prolongation."""

from typing import Any

from django import forms

from netralitas.accounts.models import WayIn
from netralitas.registry.models import Opd, StaffCategory
from netralitas.registry.queries.pemda import current_pemda
from netralitas.ui.fields import MomentField
from pledges.models import Campaign, Election, Stage
from pledges.models.campaigns import default_categories

BY_DATE, BY_STAGE = "tanggal", "tahapan"
OFFERED_WAYS = (WayIn.PERSONAL_LINK, WayIn.UNIT_LINK, WayIn.PASSWORD)
_COPIED = (
    "title", "code", "opens_at", "categories", "ways_in", "basis_letter", "sign_place", "has_acknowledgement",
    "certificate", "certificate_office", "certificate_authority",
)  # fmt: skip


class CampaignForm(forms.Form):
    """Everything about a campaign that can be set before it is opened."""

    election = forms.ModelChoiceField(Election.objects.order_by("-year", "name"), label="Pemilihan", empty_label=None)
    title = forms.CharField(label="Judul kegiatan", max_length=160)
    code = forms.CharField(
        label="Kode",
        max_length=30,
        required=False,
        help_text="Kosongkan untuk kode menurut pemilihannya, mis. PILKADA-2026.",
    )
    opens_at = MomentField(label="Dibuka")
    ends = forms.ChoiceField(
        label="Batas waktu", initial=BY_DATE, widget=forms.RadioSelect,
        choices=[(BY_DATE, "Menurut tanggal"), (BY_STAGE, "Menurut tahapan pemilihan, mis. H-7 DCT")],
    )  # fmt: skip
    closes_at = MomentField(label="Ditutup (menurut tanggal)", required=False)
    deadline_stage = forms.ChoiceField(
        label="Tahapan", required=False, choices=[("", "– pilih tahapan –"), *Stage.Kind.choices]
    )
    deadline_days_before = forms.IntegerField(
        label="Berapa hari sebelumnya", required=False, min_value=0, max_value=365, initial=7,
        help_text="7 berarti H-7; 0 berarti pada hari tahapan itu. Ditutup pukul 23.59.",
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label="Jenis pegawai yang wajib", choices=StaffCategory.choices, widget=forms.CheckboxSelectMultiple
    )
    ways_in = forms.MultipleChoiceField(
        label="Cara pengenalan yang diizinkan", choices=[(way.value, way.label) for way in OFFERED_WAYS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    basis_letter = forms.CharField(
        label="Dasar (nomor surat edaran)", max_length=120, required=False,
        help_text="Tercetak pada pakta apa adanya, misalnya SE Nomor 800.1.10/123/2026.",
    )  # fmt: skip
    sign_place = forms.CharField(label="Tempat pada pakta", max_length=60, required=False)
    has_acknowledgement = forms.BooleanField(
        label="Cetak blok Mengetahui", required=False,
        help_text="Ruang tanda tangan basah dan cap pimpinan Perangkat Daerah di kiri bawah pakta.",
    )  # fmt: skip

    certificate = forms.ChoiceField(
        label="Bentuk", choices=Campaign.Certificate.choices, widget=forms.RadioSelect, required=False,
        help_text="Keduanya bersegel, bernomor register, dan dapat diperiksa lewat kode QR.",
    )  # fmt: skip
    certificate_office = forms.ModelChoiceField(
        Opd.objects.none(), label="Sertifikat ditandatangani oleh pimpinan", required=False,
        empty_label="Perangkat Daerah masing-masing",
        help_text="Hanya untuk sertifikat. Nama pejabatnya menurut penugasan (definitif, Plt., Plh.) pada hari itu.",
    )  # fmt: skip
    certificate_authority = forms.ChoiceField(
        label="Kewenangan penanda tangan", choices=Campaign.Authority.choices, required=False
    )

    def __init__(self, *args: Any, campaign: Campaign | None = None, **kwargs: Any) -> None:
        usual = {"categories": default_categories(), "ways_in": current_pemda().default_ways}
        usual["certificate"] = Campaign.Certificate.PAKTA
        initial = usual | (kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=_initial(campaign) if campaign else initial, **kwargs)
        self.fields["code"].required = campaign is not None
        self.fields["certificate_office"].queryset = Opd.objects.active().top().in_protocol_order()

    def clean(self) -> dict[str, Any]:
        """Which of the two ways to say the deadline counts, and that it is complete."""
        cleaned = super().clean()
        if cleaned.get("ends") == BY_STAGE:
            if not cleaned.get("deadline_stage"):
                self.add_error("deadline_stage", "Pilih tahapannya.")
            if cleaned.get("deadline_days_before") is None and not self.has_error("deadline_days_before"):
                self.add_error("deadline_days_before", "Isi berapa hari sebelumnya; 0 untuk hari itu.")
        elif not cleaned.get("closes_at") and not self.has_error("closes_at"):
            self.add_error("closes_at", "Isi tanggal dan jam ditutupnya.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Arguments for the actions."""
        cleaned = self.cleaned_data
        values = {name: cleaned[name] for name in ("election", *_COPIED)}
        values["certificate"] = cleaned["certificate"] or Campaign.Certificate.PAKTA
        if cleaned["ends"] == BY_STAGE:
            return values | {
                "deadline_stage": cleaned["deadline_stage"], "deadline_days_before": cleaned["deadline_days_before"],
            }  # fmt: skip
        return values | {"closes_at": cleaned["closes_at"], "deadline_stage": "", "deadline_days_before": None}


def _initial(campaign: Campaign) -> dict[str, Any]:
    initial = {name: getattr(campaign, name) for name in _COPIED}
    is_by_stage = bool(campaign.deadline_stage)
    return initial | {
        "election": campaign.election_id,
        "ends": BY_STAGE if is_by_stage else BY_DATE,
        "closes_at": None if is_by_stage else campaign.closes_at,
        "deadline_stage": campaign.deadline_stage,
        "deadline_days_before": campaign.deadline_days_before if is_by_stage else 7,
    }


class OpeningForm(forms.Form):
    """Texts not marked as approved may be opened only by saying so."""

    is_acknowledged = forms.BooleanField(
        label="Saya tahu naskah ini belum ditandai disetujui Bagian Hukum, dan tetap memberlakukannya"
    )

    def __init__(self, *args: Any, unapproved: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unapproved:
            self.fields["is_acknowledged"].help_text = f"Belum disetujui: {', '.join(unapproved)}."
        else:
            del self.fields["is_acknowledged"]


class WaysForm(forms.Form):
    """By which ways people may come into an open campaign."""

    ways_in = forms.MultipleChoiceField(
        label="Cara pengenalan yang diizinkan", choices=[(way.value, way.label) for way in OFFERED_WAYS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sedikitnya satu cara pengenalan. Belum ada yang disimpan."},
    )  # fmt: skip


class ExtensionForm(forms.Form):
    """A later end, and why."""

    closes_at = MomentField(label="Batas waktu baru")
    reason = forms.CharField(label="Alasan", max_length=200)
