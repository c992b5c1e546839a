"""Forms of assignments: who gets which part, and the word on conflicts of interest."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from netralitas.registry.models import Staff
from netralitas.registry.queries.numbers import person_by_number
from netralitas.ui.fields import DayField, name_blanks
from sanctions.models import CaseRole, Element


class AssignForm(forms.Form):
    """A part in the case by letter."""

    role = forms.ChoiceField(label="Peran", choices=CaseRole.choices)
    number = forms.CharField(
        label="NIP / NI PPPK", max_length=40, required=False,
        help_text="Kosongkan hanya untuk pejabat yang berwenang di luar data pegawai, misalnya Bupati.",
    )  # fmt: skip
    name = forms.CharField(label="Nama pejabat di luar data pegawai", max_length=200, required=False)
    title = forms.CharField(label="Jabatan", max_length=200, required=False)
    element = forms.ChoiceField(
        label="Unsur tim", choices=[("", "Bukan anggota tim"), *Element.choices], required=False,
        help_text="Tim untuk tingkat berat: atasan langsung, unsur pengawasan, dan unsur kepegawaian.",
    )  # fmt: skip
    letter_number = forms.CharField(label="Nomor surat penugasan", max_length=80)
    letter_date = DayField(label="Tanggal surat", initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_blanks(self)

    def clean_number(self) -> Staff | None:
        """A known person, or nobody."""
        number = self.cleaned_data["number"].strip()
        if not number:
            return None
        staff = person_by_number(number)
        if staff is None:
            raise ValidationError("Nomor ini belum terdata. Periksa angkanya; belum ada yang dicatat.")
        return staff

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = dict(self.cleaned_data)
        return cleaned | {"staff": cleaned.pop("number")}


class DeclarationForm(forms.Form):
    """One's own word before entering a case."""

    answer = forms.ChoiceField(
        label="Pernyataan", widget=forms.RadioSelect,
        choices=[
            ("bebas", "Saya tidak mempunyai benturan kepentingan dengan nama-nama di atas"),
            ("ada", "Saya mempunyai benturan kepentingan, atau dapat dianggap mempunyainya"),
        ],
    )  # fmt: skip
    statement = forms.CharField(
        label="Penjelasan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False,
        help_text="Wajib bila ada benturan: hubungan keluarga, hubungan kerja, kepentingan dalam perkara ini.",
    )  # fmt: skip

    @property
    def has_conflict(self) -> bool:
        """What was answered."""
        return self.cleaned_data["answer"] == "ada"


class NotedDeclarationForm(DeclarationForm):
    """A declaration on paper, noted by the secretariat."""

    letter_number = forms.CharField(label="Nomor surat pernyataan", max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("bebas", "Bebas benturan kepentingan"), ("ada", "Ada benturan kepentingan")]


class StepBackForm(forms.Form):
    """A conflict of one's own, found while working on the case."""

    statement = forms.CharField(
        label="Benturan kepentingannya", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
