"""Form fields with the browser's own pickers and refusals in plain Indonesian."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields import BLANK_CHOICE_DASH

DAY_FORMAT, MOMENT_FORMAT = "%Y-%m-%d", "%Y-%m-%dT%H:%M"
_MEGABYTE = 1024 * 1024
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

_DASHES = BLANK_CHOICE_DASH[0][1]


class DayField(forms.DateField):
    """A date with the browser's calendar; also reads 23-10-2023 and 23/10/2023."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format=DAY_FORMAT))
        kwargs.setdefault("input_formats", [DAY_FORMAT, "%d-%m-%Y", "%d/%m/%Y"])
        super().__init__(**kwargs)


class MomentField(forms.DateTimeField):
    """A date and time in the pemda's zone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT_FORMAT))
        kwargs.setdefault("input_formats", [MOMENT_FORMAT, "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M"])
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Refuse the ends of the calendar: such an instant has no counterpart in another zone."""
        moment = super().to_python(value)
        if moment and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            raise forms.ValidationError(f"Isi tahun antara {_FIRST_YEAR} dan {_LAST_YEAR}.", code="year")
        return moment


class UploadField(forms.FileField):
    """One file of named kinds and a largest size; both are said beside the field and checked here.

    The name proves nothing about the content: the reader of the file looks inside.
    """

    def __init__(self, *, extensions: tuple[str, ...], max_megabytes: int = 10, **kwargs: Any) -> None:
        self.extensions = tuple(extension.lower() for extension in extensions)
        self.max_megabytes = max_megabytes
        kinds = ", ".join(extension.lstrip(".").upper() for extension in self.extensions)
        kwargs.setdefault("help_text", f"Berkas {kinds}, paling besar {max_megabytes} MB.")
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(self.extensions)}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """Refuse another kind, a file that is too large, and an empty one."""
        uploaded = super().clean(data, initial)
        if not uploaded or uploaded is initial:
            return uploaded
        if PurePath(uploaded.name).suffix.lower() not in self.extensions:
            kinds = " atau ".join(extension.lstrip(".").upper() for extension in self.extensions)
            raise forms.ValidationError(
                f"Berkas ini bukan {kinds}. Belum ada data yang berubah; pilih berkas lain.", code="kind"
            )
        if uploaded.size > self.max_megabytes * _MEGABYTE:
            raise forms.ValidationError(
                f"Berkas ini lebih besar dari {self.max_megabytes} MB. Belum ada data yang berubah;"
                " perkecil atau bagi berkasnya.",
                code="size",
            )
        return uploaded


def name_blanks(form: forms.BaseForm, words: str = "– pilih –") -> None:
    """Put words where Django shows a row of dashes for the empty choice."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = words if field.empty_label == _DASHES else field.empty_label
        elif isinstance(field, forms.ChoiceField):
            field.choices = [(value, words if label == _DASHES else label) for value, label in field.choices]
