"""Forms of the decision: laying the matter before the official, and the SK as it stands on paper."""

from typing import Any

from django import forms
from django.utils import timezone

from netralitas.documents.uploads.fields import ScanField
from netralitas.documents.uploads.keeping import Scan
from netralitas.ui.fields import DayField, name_blanks
from sanctions.actions.decisions import OUTCOMES, Paper
from sanctions.models import CasePerson, CaseRole, Decision, Measure
from sanctions.queries.decisions import allowed_measures
from sanctions.queries.parts import in_force
from sanctions.weighing import rank

_NUMBER_LABELS = {
    Decision.Kind.ON_APPEAL: "Nomor putusan BPASN", Decision.Kind.ANNULMENT: "Nomor SK pembatalan",
}  # fmt: skip


class GroundsForm(forms.Form):
    """A nota dinas with its grounds."""

    on = DayField(label="Tanggal", initial=timezone.localdate)
    document_number = forms.CharField(label="Nomor nota dinas", max_length=80, required=False)
    reason = forms.CharField(label="Pertimbangan", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)


class MeasureField(forms.ModelChoiceField):
    """A measure, said with its level."""

    def label_from_instance(self, measure: Measure) -> str:
        """Say "Berat · Penurunan jabatan …"."""
        return f"{measure.get_level_display()} · {measure.name}"


class PaperForm(forms.Form):
    """A decision as it stands on paper, with its scan."""

    number = forms.CharField(label="Nomor SK", max_length=80)
    dated_on = DayField(label="Tanggal ditetapkan")
    outcome = forms.ChoiceField(label="Isi putusan")
    measure = MeasureField(label="Jenis hukuman", queryset=Measure.objects.none(), required=False)
    official = forms.ModelChoiceField(label="Ditetapkan oleh", queryset=None, required=False)
    signer = forms.CharField(label="Ditetapkan oleh", max_length=200, required=False)
    effective_on = DayField(
        label="Berlaku sejak menurut SK", required=False,
        help_text="Hanya dipakai bila jalurnya tidak mengenal upaya administratif.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Pertimbangan tingkat dan jenis hukuman", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="Tingkat ditetapkan pejabat; yang di samping hanya apa yang dikatakan aturan.",
    )  # fmt: skip
    scan = ScanField(label="Pindaian SK")

    def __init__(self, *args: Any, person: CasePerson, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Decision.Kind(kind)
        measures = sorted(allowed_measures(person), key=lambda one: (rank(one.level), one.code))
        field = self.fields["measure"]
        field.queryset = Measure.objects.filter(pk__in=[one.pk for one in measures]).order_by("pk")
        self.fields["official"].queryset = in_force(person.case).filter(role=CaseRole.OFFICIAL).order_by("pk")
        outcomes = [(one.value, one.label) for one in OUTCOMES[self.kind]]
        self.fields["outcome"].choices = outcomes
        if len(outcomes) == 1:
            del self.fields["outcome"]
        self._fit(self.kind)
        name_blanks(self)

    def _fit(self, kind: Decision.Kind) -> None:
        """Leave out what this paper does not say."""
        self.fields["number"].label = _NUMBER_LABELS.get(kind, "Nomor SK")
        if kind == Decision.Kind.FIRST:
            del self.fields["signer"]
            self.fields["official"].required = self.fields["measure"].required = True
            return
        del self.fields["official"], self.fields["effective_on"]
        self.fields["signer"].required = True
        self.fields["reason"].label = "Pertimbangan"
        if kind == Decision.Kind.ANNULMENT:
            del self.fields["measure"]
        elif kind != Decision.Kind.RECORD:
            self.fields["measure"].help_text = "Diisi bila putusannya mengubah hukuman."

    def paper(self, scan: Scan) -> Paper:
        """The paper for the action."""
        cleaned = {name: self.cleaned_data.get(name) for name in self.fields if name != "scan"}
        cleaned.setdefault("outcome", OUTCOMES[self.kind][0].value)
        cleaned.setdefault("measure", None)
        return Paper(kind=self.kind.value, scan_name=scan.name, scan_sha256=scan.sha256, **cleaned)


class SendBackForm(forms.Form):
    """What in an entry differs from the paper."""

    note = forms.CharField(label="Yang tidak sesuai dengan SK", max_length=400)
