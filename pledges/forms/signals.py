"""The form of a threshold."""

from django import forms

from pledges.queries.signals import Limit


class ThresholdForm(forms.Form):
    """The new number with the reason for it."""

    nilai = forms.IntegerField(error_messages={"required": "Isi angkanya.", "invalid": "Isi dengan angka bulat."})
    catatan = forms.CharField(
        label="Alasan perubahan", max_length=200, error_messages={"required": "Tuliskan alasan perubahan ambang."}
    )

    def __init__(self, limit: Limit, *args: object) -> None:
        super().__init__(*args, initial={"nilai": limit.value})
        one, field = limit.threshold, self.fields["nilai"]
        field.label = f"{one.label} ({one.unit})" if one.unit else one.label
        field.help_text = f"{one.explanation} Dari {one.lowest} sampai {one.highest}; bawaan portal {one.default}."
        field.widget.attrs |= {"min": one.lowest, "max": one.highest, "inputmode": "numeric"}
