"""The form of an election event with its stages."""

from typing import Any

from django import forms

from netralitas.ui.fields import DayField
from pledges.actions.elections import Stages
from pledges.models import Election, Stage


class ElectionForm(forms.Form):
    """Kind, name, year, and a pair of dates for each stage; a stage without dates is left out."""

    kind = forms.ChoiceField(label="Jenis", choices=Election.Kind.choices)
    name = forms.CharField(
        label="Nama pemilihan",
        max_length=160,
        help_text="Seperti yang tercetak pada pakta: Pemilihan Bupati dan Wakil Bupati.",
    )
    year = forms.IntegerField(label="Tahun", min_value=1999, max_value=2100)

    def __init__(self, *args: Any, election: Election | None = None, **kwargs: Any) -> None:
        if election is not None:
            kwargs["initial"] = _initial(election)
        super().__init__(*args, **kwargs)
        for kind, label in Stage.Kind.choices:
            self.fields[f"{kind}_starts"] = DayField(label=f"{label}: mulai", required=False)
            self.fields[f"{kind}_ends"] = DayField(label=f"{label}: selesai", required=False)

    def stage_rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """For the template: label, first day and last day of each stage."""
        return [(label, self[f"{kind}_starts"], self[f"{kind}_ends"]) for kind, label in Stage.Kind.choices]

    def clean(self) -> dict[str, Any]:
        """A last day needs a first one."""
        cleaned = super().clean()
        for kind, label in Stage.Kind.choices:
            if (
                cleaned.get(f"{kind}_ends")
                and not cleaned.get(f"{kind}_starts")
                and not self.has_error(f"{kind}_starts")
            ):
                self.add_error(f"{kind}_starts", f"{label}: isi tanggal mulainya.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """Arguments for the actions."""
        cleaned = self.cleaned_data
        stages: Stages = {
            kind: (cleaned[f"{kind}_starts"], cleaned[f"{kind}_ends"])
            for kind in Stage.Kind.values
            if cleaned[f"{kind}_starts"]
        }
        return {"kind": cleaned["kind"], "name": cleaned["name"], "year": cleaned["year"], "stages": stages}


def _initial(election: Election) -> dict[str, Any]:
    initial: dict[str, Any] = {"kind": election.kind, "name": election.name, "year": election.year}
    for stage in election.stages.all():
        initial |= {f"{stage.kind}_starts": stage.starts_on, f"{stage.kind}_ends": stage.ends_on}
    return initial
