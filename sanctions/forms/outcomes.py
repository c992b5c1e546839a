"""Forms of the steps after a decision, of the ethics council, of hand-overs and reopening."""

from typing import Any

from django import forms
from django.utils import timezone

from netralitas.ui.fields import DayField, name_blanks
from sanctions.actions.councils import Advice
from sanctions.actions.endings import Letter
from sanctions.actions.remedies import Handing
from sanctions.forms.decisions import MeasureField
from sanctions.models import CasePerson, Delivery, Handover, Measure
from sanctions.queries.decisions import allowed_measures

_LATE = "Diisi bila lewat tenggat."
_PROVEN = {"terbukti": True, "tidak": False}


def _long(label: str, *, required: bool = True, most: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=most, required=required
    )  # fmt: skip


def _today(label: str) -> DayField:
    return DayField(label=label, initial=timezone.localdate)


class MissedHandingForm(forms.Form):
    """Did not come to receive the decision."""

    on = _today("Tanggal penyampaian yang tidak dihadiri")
    document_number = forms.CharField(label="Nomor berita acara", max_length=80)
    reason = _long("Keterangan", required=False)


class DeliveryForm(forms.Form):
    """How the decision reached the person."""

    outcome = forms.ChoiceField(label="Cara penyampaian", choices=Delivery.Outcome.choices)
    handed_on = _today("Tanggal disampaikan atau dikirim")
    received_on = DayField(
        label="Tanggal diterima", required=False, help_text="Untuk yang dikirim: tanggal pada tanda terimanya."
    )
    record_number = forms.CharField(label="Nomor berita acara atau bukti kirim", max_length=80)
    place = forms.CharField(label="Tempat atau alamat", max_length=200, required=False)
    reason = _long("Alasan keterlambatan", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _LATE

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = dict(self.cleaned_data)
        reason = cleaned.pop("reason")
        cleaned["received_on"] = cleaned["received_on"] or cleaned["handed_on"]
        return {"handing": Handing(**cleaned), "reason": reason}


class AppealForm(forms.Form):
    """An objection or an appeal, as its letter has it."""

    number = forms.CharField(label="Nomor surat", max_length=80, required=False)
    filed_on = _today("Tanggal diajukan")
    received_on = _today("Tanggal diterima")
    reason = _long("Mengapa tetap dicatat", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _LATE


class AppealAnswerForm(forms.Form):
    """The PPK's answer to the BPASN."""

    on = _today("Tanggal surat")
    document_number = forms.CharField(label="Nomor surat tanggapan", max_length=80)


class ForceForm(forms.Form):
    """Nothing to fill in: the day follows from the rule."""


class BknForm(forms.Form):
    """Where BKN was told."""

    channel = forms.ChoiceField(
        label="Saluran", choices=[(one, one) for one in ("SIASN", "I'DIS", "SBT", "Surat kepada BKN")]
    )
    number = forms.CharField(label="Nomor surat atau catatan", max_length=80)
    on = _today("Tanggal dilaporkan")


class CloseForm(forms.Form):
    """A last word."""

    on = _today("Tanggal")
    reason = _long("Catatan penutup", required=False)


class ReopenForm(forms.Form):
    """What is new."""

    on = _today("Tanggal")
    reason = _long("Hal baru yang menjadi alasannya")


class HandoverForm(forms.Form):
    """To whom, by which letter."""

    body = forms.ChoiceField(label="Kepada")
    letter_number = forms.CharField(label="Nomor surat", max_length=80)
    letter_date = _today("Tanggal surat")
    reason = _long("Alasan")

    def __init__(self, *args: Any, bodies: tuple[Handover.Body, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(one.value, one.label) for one in bodies]

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = self.cleaned_data
        letter = Letter(cleaned["letter_number"], cleaned["letter_date"])
        return {"body": cleaned["body"], "letter": letter, "reason": cleaned["reason"]}


class RecommendationForm(forms.Form):
    """What the supervisor sent."""

    letter_number = forms.CharField(label="Nomor surat rekomendasi", max_length=80)
    letter_date = DayField(label="Tanggal surat")
    received_on = _today("Diterima PPK")

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = self.cleaned_data
        letter = Letter(cleaned["letter_number"], cleaned["letter_date"])
        return {"letter": letter, "received_on": cleaned["received_on"]}


class CouncilForm(forms.Form):
    """The letter that sets the council up."""

    letter_number = forms.CharField(label="Nomor SK majelis kode etik", max_length=80)
    letter_date = _today("Tanggal SK")


class AdviceForm(forms.Form):
    """The council's recommendation."""

    held_on = _today("Tanggal sidang")
    number = forms.CharField(label="Nomor rekomendasi", max_length=80)
    dated_on = _today("Tanggal rekomendasi")
    is_proven = forms.TypedChoiceField(
        label="Kesimpulan", choices=[("terbukti", "Terbukti"), ("tidak", "Tidak terbukti")], coerce=_PROVEN.get
    )
    measure = MeasureField(
        label="Sanksi moral yang direkomendasikan", queryset=Measure.objects.none(), required=False,
        help_text="Diisi bila terbukti; yang menetapkan tetap PPK.",
    )  # fmt: skip
    reason = _long("Pertimbangan majelis", most=2000)

    def __init__(self, *args: Any, person: CasePerson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [one.pk for one in allowed_measures(person)]
        self.fields["measure"].queryset = Measure.objects.filter(pk__in=allowed).order_by("code")
        name_blanks(self)

    def advice(self) -> Advice:
        """What the council says."""
        return Advice(**self.cleaned_data)
