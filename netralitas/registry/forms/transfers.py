"""The form with which BKPSDM decides a disputed transfer."""

from typing import Any

from django import forms


class RulingForm(forms.Form):
    """Whether the person moves, and the ground."""

    outcome = forms.ChoiceField(
        label="Keputusan", widget=forms.RadioSelect,
        choices=[("pindah", "Pindah ke unit tujuan"), ("tetap", "Tetap di unit asal")],
    )  # fmt: skip
    decision = forms.CharField(label="Dasar keputusan (nomor SK mutasi)", max_length=200)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {"moves": self.cleaned_data["outcome"] == "pindah", "decision": self.cleaned_data["decision"]}
