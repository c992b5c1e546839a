"""Forms of the examination: begin, summon, absence, BAP, LHP."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from netralitas.ui.fields import DayField, name_blanks
from sanctions.actions.examinations import Hearing
from sanctions.actions.investigation_reports import PARTS, Conclusion
from sanctions.models import Allegation, CaseAssignment, CasePerson, Examination, InvestigationReport, Level

MOST_ANSWERS = 200
_EMPTY_ROWS = 3
_PROVEN = {"terbukti": True, "tidak": False}


def _clock() -> forms.TimeField:
    return forms.TimeField(
        label="Pukul", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
    )  # fmt: skip


class StopForm(forms.Form):
    """Why a matter ends in review."""

    on = DayField(label="Tanggal", initial=timezone.localdate)
    document_number = forms.CharField(label="Nomor nota dinas", max_length=80, required=False)
    reason = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)


class BeginForm(forms.Form):
    """The letter that forms the team, for one or more persons of the case."""

    persons = forms.ModelMultipleChoiceField(
        label="Terlapor yang diperiksa", queryset=CasePerson.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    letter_number = forms.CharField(label="Nomor SK atau surat perintah tim pemeriksa", max_length=80)
    letter_date = DayField(label="Tanggal surat", initial=timezone.localdate)
    reason = forms.CharField(
        label="Hasil telaah", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, required=False
    )

    def __init__(self, *args: Any, persons: QuerySet[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persons"].queryset = persons
        self.fields["persons"].initial = list(persons)


class SummonsForm(forms.Form):
    """A summons, as the letter has it."""

    letter_number = forms.CharField(label="Nomor surat panggilan", max_length=80)
    letter_date = DayField(label="Tanggal surat", initial=timezone.localdate)
    exam_on = DayField(label="Tanggal pemeriksaan")
    exam_at = _clock()
    place = forms.CharField(label="Tempat", max_length=200)
    is_virtual = forms.BooleanField(label="Pemeriksaan secara virtual", required=False)
    reason = forms.CharField(
        label="Alasan keterlambatan", max_length=400, required=False,
        help_text="Diisi bila panggilan II terbit lewat tenggat.",
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = self.cleaned_data
        hearing = Hearing(cleaned["exam_on"], cleaned["exam_at"], cleaned["place"], cleaned["is_virtual"])
        letter = {name: cleaned[name] for name in ("letter_number", "letter_date")}
        return letter | {"hearing": hearing, "reason": cleaned.get("reason", "")}


class AbsenceForm(forms.Form):
    """Absent twice."""

    on = DayField(label="Tanggal", initial=timezone.localdate)
    document_number = forms.CharField(label="Nomor berita acara tidak hadir", max_length=80)
    reason = forms.CharField(label="Keterangan", max_length=1000, required=False)


class HearingForm(forms.Form):
    """Head of a BAP: when, where, by whom; and its closing words."""

    held_on = DayField(label="Tanggal pemeriksaan", initial=timezone.localdate)
    held_at = _clock()
    place = forms.CharField(label="Tempat", max_length=200)
    is_virtual = forms.BooleanField(label="Secara virtual", required=False)
    examiners = forms.MultipleChoiceField(label="Pemeriksa", widget=forms.CheckboxSelectMultiple, required=False)
    closing = forms.CharField(
        label="Penutup", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )

    def __init__(self, *args: Any, team: Iterable[CaseAssignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict.fromkeys([one.name for one in team] + list(self.initial.get("examiners", ())))
        self.fields["examiners"].choices = [(name, name) for name in names]

    def values(self) -> dict[str, Any]:
        """Arguments for the action, without the answers."""
        cleaned = self.cleaned_data
        hearing = Hearing(cleaned["held_on"], cleaned["held_at"], cleaned["place"], cleaned["is_virtual"])
        return {"hearing": hearing, "examiners": cleaned["examiners"], "closing": cleaned["closing"]}


class FurtherHearingForm(HearingForm):
    """Head of a BAP tambahan: also why, and by which letter."""

    ground = forms.CharField(
        label="Alasan pemeriksaan tambahan", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text="Misalnya keterangan saksi atau bukti baru yang perlu ditanyakan.",
    )  # fmt: skip
    summons = forms.CharField(
        label="Surat panggilan", max_length=200, required=False, help_text="Nomor dan tanggalnya, bila ada."
    )
    field_order = ("ground", "summons")

    def values(self) -> dict[str, Any]:
        """Arguments for the action, without the answers."""
        return super().values() | {name: self.cleaned_data[name] for name in ("ground", "summons")}


class AnswerForm(forms.Form):
    """One question with its answer; both empty: the row is dropped."""

    tanya = forms.CharField(
        label="Pertanyaan", widget=forms.Textarea(attrs={"rows": 2}), max_length=4000, required=False
    )
    jawab = forms.CharField(label="Jawaban", widget=forms.Textarea(attrs={"rows": 3}), max_length=8000, required=False)


class _Answers(forms.BaseFormSet):
    def rows(self) -> list[dict[str, str]]:
        """Rows with at least a question or an answer, in their order."""
        rows = [{key: form.cleaned_data.get(key, "") for key in ("tanya", "jawab")} for form in self.forms]
        return [row for row in rows if any(row.values())]


AnswerFormSet = forms.formset_factory(
    AnswerForm, formset=_Answers, extra=_EMPTY_ROWS, max_num=MOST_ANSWERS, absolute_max=MOST_ANSWERS + _EMPTY_ROWS
)


class FinishExaminationForm(forms.Form):
    """How the BAP was signed."""

    outcome = forms.ChoiceField(label="Penandatanganan", choices=Examination.Outcome.choices, widget=forms.RadioSelect)
    refusal_note = forms.CharField(
        label="Alasan tidak bersedia menandatangani", max_length=400, required=False,
        help_text="BAP tetap sah walaupun yang diperiksa tidak bersedia menandatangani.",
    )  # fmt: skip
    copy_given_on = DayField(label="Salinan diserahkan tanggal", required=False)
    number = forms.CharField(label="Nomor BAP", max_length=80, required=False)


class InvestigationReportForm(forms.Form):
    """The words of an LHP and a conclusion for each allegation."""

    proposed_level = forms.ChoiceField(
        label="Usul tingkat hukuman", choices=[("", "Belum diusulkan"), *Level.choices], required=False,
        help_text="Usul pemeriksa. Tingkatnya ditetapkan pejabat yang berwenang.",
    )  # fmt: skip

    def __init__(self, *args: Any, allegations: Iterable[Allegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"fakta": "Fakta", "analisis": "Analisis", "kesimpulan": "Kesimpulan", "pertimbangan": "Hal yang "
                  "memberatkan dan meringankan"}  # fmt: skip
        for part in PARTS:
            area = forms.Textarea(attrs={"rows": 5})
            self.fields[part] = forms.CharField(label=labels[part], widget=area, max_length=20000, required=False)
        self.allegations = list(allegations)
        for one in self.allegations:
            self.fields[f"putusan-{one.public_id}"] = forms.ChoiceField(
                label=f"{one.act.code} {one.act.name}", widget=forms.RadioSelect, required=False,
                choices=[("terbukti", "Terbukti"), ("tidak", "Tidak terbukti")],
            )  # fmt: skip
            self.fields[f"catatan-{one.public_id}"] = forms.CharField(
                label=f"Pertimbangan {one.act.code}", max_length=1000, required=False
            )
        self.order_fields([name for name in self.fields if name != "proposed_level"] + ["proposed_level"])
        name_blanks(self)

    @classmethod
    def of(cls, draft: InvestigationReport | None) -> dict[str, Any]:
        """Initial values from a draft."""
        if draft is None:
            return {}
        content = draft.content
        values = {part: content[part] for part in PARTS} | {"proposed_level": draft.proposed_level}
        for key, found in content["dugaan"].items():
            words = {True: "terbukti", False: "tidak"}
            values |= {f"putusan-{key}": words.get(found["terbukti"], ""), f"catatan-{key}": found["catatan"]}
        return values

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        cleaned = self.cleaned_data
        found = {
            one.public_id: Conclusion(
                _PROVEN.get(cleaned[f"putusan-{one.public_id}"]), cleaned[f"catatan-{one.public_id}"]
            )
            for one in self.allegations
        }
        words = {part: cleaned[part] for part in PARTS}
        return {"words": words, "conclusions": found, "proposed_level": cleaned["proposed_level"]}


class FinishReportForm(forms.Form):
    """Number and day of the LHP."""

    number = forms.CharField(label="Nomor LHP", max_length=80)
    dated_on = DayField(label="Tanggal LHP", initial=timezone.localdate)

    def clean_number(self) -> str:
        """Not blank."""
        number = self.cleaned_data["number"].strip()
        if not number:
            raise ValidationError("Isi nomor LHP.")
        return number
