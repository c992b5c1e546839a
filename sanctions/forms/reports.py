"""Forms of the register: a report as it comes in, its triage, the answer, and the reason to open an identity."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from netralitas.registry.models import Staff
from netralitas.registry.queries.numbers import person_by_number
from netralitas.ui.fields import DayField, name_blanks
from sanctions.actions.reports import Named
from sanctions.models import Act, Report

_REPORTER = {"reporter_name": "nama", "reporter_contact": "kontak", "reporter_note": "catatan"}
_MOST_NAMED = 50
_NUMBER = re.compile(r"[\d\s.'-]{5,40}")


class ReportForm(forms.Form):
    """One report."""

    source = forms.ChoiceField(label="Asal laporan", choices=Report.Source.choices)
    external_number = forms.CharField(
        label="Nomor surat atau tiket asal", max_length=80, required=False,
        help_text="Nomor penerusan Bawaslu, nomor aduan SBT, atau nomor SP4N-LAPOR.",
    )  # fmt: skip
    external_date = DayField(label="Tanggal surat asal", required=False)
    received_on = DayField(label="Diterima tanggal", initial=timezone.localdate)
    acted_on = DayField(label="Tanggal perbuatan", required=False)
    place = forms.CharField(label="Tempat perbuatan", max_length=160, required=False)
    reported = forms.CharField(
        label="Yang dilaporkan", widget=forms.Textarea(attrs={"rows": 3}), max_length=5000,
        help_text="Satu baris satu orang: NIP, NI PPPK, atau NIK. Tanpa nomor, tulis nama dan unitnya.",
    )  # fmt: skip
    acts = forms.ModelMultipleChoiceField(
        label="Dugaan bentuk pelanggaran", queryset=Act.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="Boleh lebih dari satu; dapat diisi saat telaah.",
    )  # fmt: skip
    summary = forms.CharField(label="Uraian", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)
    reporter_name = forms.CharField(label="Nama pelapor", max_length=160, required=False)
    reporter_contact = forms.CharField(label="Kontak pelapor", max_length=160, required=False)
    reporter_note = forms.CharField(
        label="Catatan tentang pelapor", max_length=300, required=False,
        help_text="Identitas pelapor disimpan terpisah dan terenkripsi; setiap pembukaan dicatat dengan alasan.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acts"].queryset = Act.objects.in_force(timezone.localdate()).order_by("code")
        name_blanks(self)

    def clean_reported(self) -> list[Named]:
        """A number must be known to the registry; other words are kept as written."""
        lines = [line.strip() for line in self.cleaned_data["reported"].splitlines() if line.strip()]
        if len(lines) > _MOST_NAMED:
            raise forms.ValidationError(f"Paling banyak {_MOST_NAMED} orang dalam satu laporan.")
        found: dict[object, Named] = {}
        for line in lines:
            staff = _person(line) if _NUMBER.fullmatch(line) else None
            found[staff.pk if staff else line.casefold()] = Named(staff) if staff else Named(None, line[:200])
        return list(found.values())

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = dict(self.cleaned_data)
        reporter = {label: cleaned.pop(name) for name, label in _REPORTER.items()}
        cleaned |= {"named": cleaned.pop("reported"), "acts": list(cleaned["acts"]), "reporter": reporter}
        return cleaned


class TriageForm(forms.Form):
    """What becomes of a report."""

    outcome = forms.ChoiceField(
        label="Hasil telaah", choices=[choice for choice in Report.State.choices if choice[0] != Report.State.RECEIVED]
    )
    same_as = forms.ModelChoiceField(
        label="Sama dengan laporan", queryset=Report.objects.none(), required=False, help_text="Diisi bila duplikat."
    )
    letter_number = forms.CharField(
        label="Nomor surat penerusan", max_length=80, required=False, help_text="Diisi bila diteruskan."
    )
    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)

    def __init__(self, *args: Any, others: QuerySet[Report], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].queryset = others
        name_blanks(self)


class AnswerForm(forms.Form):
    """The letter that answered."""

    letter_number = forms.CharField(label="Nomor surat jawaban", max_length=80)
    letter_date = DayField(label="Tanggal surat", initial=timezone.localdate)


class ReasonForm(forms.Form):
    """Why the reporter's identity is opened."""

    reason = forms.CharField(label="Alasan membuka identitas pelapor", max_length=200)


def _person(number: str) -> Staff:
    staff = person_by_number(number)
    if staff is None:
        raise forms.ValidationError(
            "Ada nomor yang belum terdata. Periksa angkanya, atau tulis nama dan unitnya. Belum ada yang dicatat."
        )
    return staff
