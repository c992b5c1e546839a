"""Forms of the catalogue: one per kind of entry, all with the day and the reason of the version."""

from typing import Any

from django import forms
from django.utils import timezone

from netralitas.registry.catalogues import jenjang_names
from netralitas.registry.models import StaffCategory
from netralitas.ui.fields import DayField, name_blanks
from sanctions.models import Act, Authority, CatalogueVersion, Level, Measure, Supervisor, TimeLimit

_LEVELS = [(level.value, level.label) for level in (Level.LIGHT, Level.MEDIUM, Level.HEAVY)]


class VersionForm(forms.ModelForm):
    """What every version needs: from when it holds, why it is written, and whether the law is certain."""

    starts_on = DayField(label="Berlaku sejak", initial=timezone.localdate)
    reason = forms.CharField(
        label="Alasan perubahan",
        max_length=300,
        help_text="Misalnya nomor keputusan atau surat penegasan Bagian Hukum.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "note" in self.fields:
            self.fields["note"].widget = forms.Textarea(attrs={"rows": 2})
        if "name" in self.fields:
            self.fields["name"].widget = forms.Textarea(attrs={"rows": 2})
        if self.instance.code:
            del self.fields["code"]
        name_blanks(self)

    def values(self) -> dict[str, Any]:
        """Arguments for the actions."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.fields}


class _ForKinds(VersionForm):
    applies_to = forms.MultipleChoiceField(
        label="Berlaku untuk", choices=StaffCategory.choices, widget=forms.CheckboxSelectMultiple
    )


class ActForm(_ForKinds):
    """An act."""

    class Meta:
        model = Act
        fields = [
            "code", "name", "track", "stage", "normal_level", "applies_to", "legal_basis", "sanction_pns",
            "sanction_pppk", "sanction_other", "is_certain", "note",
        ]  # fmt: skip


class MeasureForm(_ForKinds):
    """A measure."""

    class Meta:
        model = Measure
        fields = [
            "code", "name", "track", "level", "applies_to", "duration_months", "rate_percent", "legal_basis",
            "authority", "remedy", "siasn_id", "is_certain", "note",
        ]  # fmt: skip


class AuthorityForm(VersionForm):
    """Who may punish whom."""

    jenjang = forms.MultipleChoiceField(
        label="Jenjang jabatan", choices=lambda: list(jenjang_names().items()), widget=forms.CheckboxSelectMultiple
    )
    levels = forms.MultipleChoiceField(label="Tingkat", choices=_LEVELS, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = Authority
        fields = ["code", "name", "over", "jenjang", "levels", "legal_basis", "is_certain", "note"]


class SupervisorForm(VersionForm):
    """The supervising body."""

    class Meta:
        model = Supervisor
        fields = ["code", "name", "duty", "legal_basis", "is_certain", "note"]


class TimeLimitForm(VersionForm):
    """A clock of the law."""

    class Meta:
        model = TimeLimit
        fields = [
            "code", "name", "days", "unit", "begins", "duty_of", "is_duty", "consequence", "legal_basis",
            "is_certain", "note",
        ]  # fmt: skip


class WithdrawForm(forms.Form):
    """From when an entry is not used any more, and why."""

    starts_on = DayField(label="Dihentikan sejak", initial=timezone.localdate)
    reason = forms.CharField(label="Alasan", max_length=300)


FORMS: dict[type[CatalogueVersion], type[VersionForm]] = {
    Act: ActForm, Measure: MeasureForm, Authority: AuthorityForm, Supervisor: SupervisorForm, TimeLimit: TimeLimitForm,
}  # fmt: skip
