"""The table of ages of retirement as a form."""

from typing import Any

from django import forms

from netralitas.registry import catalogues

_COLUMNS = ("jenjang", "word", "age", "is_uncertain", "note")


class AgeForm(forms.Form):
    """One row; an empty age leaves the row out."""

    jenjang = forms.ChoiceField(label="Jenjang jabatan", required=False)
    word = forms.CharField(label="Kata dalam jabatan", max_length=60, required=False)
    age = forms.IntegerField(label="Usia", min_value=45, max_value=75, required=False)
    is_uncertain = forms.BooleanField(label="Belum dipastikan", required=False)
    note = forms.CharField(label="Sumber", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenjang"].choices = [("", "semua"), *catalogues.jenjang_names().items()]
        for name, field in self.fields.items():
            kinds = {"jenjang": "form-select", "is_uncertain": "form-check-input"}
            field.widget.attrs |= {"class": kinds.get(name, "form-control"), "aria-label": field.label}


AgeFormSet = forms.formset_factory(AgeForm, extra=2, max_num=60)


def rows_of(formset: forms.BaseFormSet) -> list[dict[str, Any]]:
    """The rows with an age, as the action takes them."""
    filled = (form.cleaned_data for form in formset if form.cleaned_data.get("age"))
    return [{name: row[name] for name in _COLUMNS} for row in filled]
