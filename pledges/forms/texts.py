"""Forms of a pledge text: the wording with its points, and putting a new version in force."""

from typing import Any

from django import forms
from django.http import QueryDict

from pledges.actions.texts import MAX_LENGTH, MAX_POINTS
from pledges.models import PledgeText

Points = list[dict[str, str]]
_PARAGRAPHS = ("preamble_kami", "preamble_saya", "closing_kami", "closing_saya", "sanction_clause")


class TextForm(forms.ModelForm):
    """Title, preamble, closing and sanction clause; the points come beside it, in the order of the page."""

    class Meta:
        model = PledgeText
        fields = ("title", *_PARAGRAPHS)
        widgets = {name: forms.Textarea(attrs={"rows": 3, "maxlength": MAX_LENGTH}) for name in _PARAGRAPHS} | {
            "title": forms.Textarea(attrs={"rows": 2, "maxlength": 300})
        }

    def values(self) -> dict[str, Any]:
        """Arguments for the action."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def points_in(data: QueryDict) -> Points:
    """The points as sent, in the order of the page."""
    pairs = zip(data.getlist("butir_kami"), data.getlist("butir_saya"), strict=False)
    return [{"kami": kami, "saya": saya} for kami, saya in pairs][:MAX_POINTS]


def rearranged(points: Points, wish: str) -> Points:
    """The points after one wish: `tambah`, `hapus-2`, `naik-2`, `turun-0` (counted from 0); others change nothing."""
    verb, _, place = wish.partition("-")
    if verb == "tambah":
        return [*points, {"kami": "", "saya": ""}][:MAX_POINTS]
    if not place.isdecimal() or len(place) > 3 or int(place) >= len(points):
        return points
    at = int(place)
    moved = list(points)
    point = moved.pop(at)
    if verb == "hapus":
        return moved
    moved.insert({"naik": max(at - 1, 0), "turun": at + 1}.get(verb, at), point)
    return moved


class PublishForm(forms.Form):
    """What kind of change it is, why, and that it may go without the mark of approval."""

    change = forms.ChoiceField(
        label="Jenis perubahan", widget=forms.RadioSelect,
        choices=[
            (PledgeText.Change.EDITORIAL, PledgeText.Change.EDITORIAL.label),
            (PledgeText.Change.SUBSTANTIVE, PledgeText.Change.SUBSTANTIVE.label),
        ],
    )  # fmt: skip
    note = forms.CharField(label="Alasan perubahan", max_length=300)
    is_acknowledged = forms.BooleanField(
        label="Saya tahu naskah ini belum ditandai disetujui Bagian Hukum, dan tetap memberlakukannya"
    )

    def __init__(self, *args: Any, text: PledgeText, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if text.is_approved:
            del self.fields["is_acknowledged"]
