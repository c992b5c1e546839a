"""Forms of a case: opening it, another person, another act, another track."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from netralitas.registry.models import Staff
from netralitas.registry.queries.numbers import person_by_number
from netralitas.ui.fields import DayField, name_blanks
from pledges.models import Election
from sanctions.actions.cases import Accusation
from sanctions.models import Act, Impact, Report, Track
from sanctions.queries.missing_pledge import is_missing_pledge

_MOST = 20


def numbers_to_staff(text: str) -> list[Staff]:
    """Persons by their numbers, one a line; an unknown number refuses the form."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST:
        raise ValidationError(f"Paling banyak {_MOST} orang sekaligus.")
    found = [person_by_number(line) for line in lines]
    if None in found:
        line = found.index(None) + 1
        raise ValidationError(f"Nomor pada baris {line} belum terdata. Periksa angkanya; belum ada yang dicatat.")
    return list(dict.fromkeys(found))


class ActsForm(forms.Form):
    """The day, the place and the acts of an accusation; the version in force on the day is taken."""

    acted_on = DayField(label="Tanggal perbuatan")
    place = forms.CharField(label="Tempat perbuatan", max_length=160, required=False)
    election = forms.ModelChoiceField(
        label="Pemilihan", queryset=Election.objects.none(), required=False, empty_label="Tidak terkait pemilihan",
        help_text="Tahapan pada tanggal perbuatan diambil dari tahapan pemilihan ini.",
    )  # fmt: skip
    acts = forms.MultipleChoiceField(
        label="Dugaan bentuk pelanggaran", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Dipakai versi katalog yang berlaku pada tanggal perbuatan. Belum menandatangani ikrar bukan "
        "pelanggaran.",
    )  # fmt: skip
    description = forms.CharField(
        label="Uraian perbuatan", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["election"].queryset = Election.objects.order_by("-year", "name")
        acts = Act.objects.in_force(timezone.localdate()).order_by("code")
        self.fields["acts"].choices = [
            (act.code, f"{act.code} {act.name}") for act in acts if not is_missing_pledge(act.name)
        ]
        name_blanks(self)

    def clean(self) -> dict[str, Any]:
        """Codes become the versions in force on the day of the act."""
        cleaned = super().clean()
        if cleaned.get("acted_on") and "acts" in cleaned:
            cleaned["acts"] = self._versions(cleaned["acted_on"], cleaned["acts"])
        return cleaned

    def _versions(self, day: date, codes: list[str]) -> list[Act]:
        found = {act.code: act for act in Act.objects.in_force(day).filter(code__in=codes)}
        if missing := [code for code in codes if code not in found]:
            self.add_error("acts", f"Belum berlaku pada tanggal itu: {', '.join(missing)}.")
        return list(found.values())

    def accusation(self) -> Accusation:
        """What the action needs."""
        cleaned = self.cleaned_data
        return Accusation(
            cleaned["acted_on"], cleaned["acts"], cleaned["place"], cleaned["election"], cleaned["description"]
        )


class OpenCaseForm(ActsForm):
    """A case from one report, and others with it."""

    title = forms.CharField(label="Pokok perkara", max_length=200)
    opened_on = DayField(label="Tanggal dibuka", initial=timezone.localdate)
    others = forms.ModelMultipleChoiceField(
        label="Laporan lain dalam perkara ini", queryset=Report.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    named = forms.ModelMultipleChoiceField(
        label="Terlapor", queryset=Staff.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    numbers = forms.CharField(
        label="Terlapor lain menurut nomor", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False,
        help_text="Satu baris satu NIP, NI PPPK, atau NIK: bagi yang belum dikenali dalam laporan.",
    )  # fmt: skip
    field_order = (
        "title",
        "opened_on",
        "named",
        "numbers",
        "acted_on",
        "place",
        "election",
        "acts",
        "description",
        "others",
    )

    def __init__(self, *args: Any, report: Report, others: QuerySet[Report], **kwargs: Any) -> None:
        self.report = report
        named = Staff.objects.filter(pk__in=report.named.values("staff"))
        kwargs["initial"] = {
            "named": list(named), "acted_on": report.acted_on, "place": report.place,
            "acts": list(report.acts.values_list("code", flat=True)), "description": report.summary,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self._leave_out_acts_of_others(named)
        self.fields["named"].queryset = named
        self.fields["others"].queryset = others
        for name, rows in (("named", named), ("others", others)):
            if not rows.exists():
                del self.fields[name]

    def _leave_out_acts_of_others(self, named: QuerySet[Staff]) -> None:
        """When the registry knows everybody named, acts of other kinds of employee only lengthen the list."""
        if self.report.named.filter(staff__isnull=True).exists():
            return
        kinds = set(named.values_list("category", flat=True))
        fitting = {act.code for act in Act.objects.in_force(timezone.localdate()) if kinds & set(act.applies_to)}
        self.fields["acts"].choices = [one for one in self.fields["acts"].choices if one[0] in fitting]

    def clean_numbers(self) -> list[Staff]:
        """Known persons only."""
        return numbers_to_staff(self.cleaned_data["numbers"])

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = self.cleaned_data
        return {
            "reports": [self.report, *cleaned.get("others", ())],
            "accused": [*cleaned.get("named", ()), *cleaned["numbers"]],
            "accusation": self.accusation(), "title": cleaned["title"], "opened_on": cleaned["opened_on"],
        }  # fmt: skip


class AccusedForm(ActsForm):
    """Further accused persons of a case."""

    numbers = forms.CharField(
        label="Terlapor", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        help_text="Satu baris satu orang: NIP, NI PPPK, atau NIK.",
    )  # fmt: skip
    field_order = ("numbers", "acted_on", "place", "election", "acts", "description")

    def clean_numbers(self) -> list[Staff]:
        """Known persons only."""
        return numbers_to_staff(self.cleaned_data["numbers"])


class AllegationForm(ActsForm):
    """One more act of one person; the impact where the rule needs it."""

    impact = forms.ChoiceField(
        label="Dampak", choices=[("", "Tidak ditentukan"), *Impact.choices], required=False,
        help_text="Untuk kewajiban yang tingkatnya menurut dampak (PP 94/2021 Pasal 9 sampai 11).",
    )  # fmt: skip

    def clean_acts(self) -> list[str]:
        """At least one."""
        if not self.cleaned_data["acts"]:
            raise ValidationError("Pilih sedikitnya satu bentuk pelanggaran.")
        return self.cleaned_data["acts"]


class TrackForm(forms.Form):
    """Another track during review."""

    track = forms.ChoiceField(label="Jalur")
    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=400)

    def __init__(self, *args: Any, tracks: list[Track], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = [(track.value, track.label) for track in tracks]


class ReasonForm(forms.Form):
    """A reason for taking something back."""

    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=400)
