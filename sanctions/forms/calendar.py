"""Forms of the calendar: one day, or the whole decree pasted."""

import re
from datetime import date, timedelta

from django import forms

from netralitas.ui.fields import DayField
from sanctions.actions.calendar import NewHoliday
from sanctions.models import Holiday

_DAY = r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
_LINE = re.compile(rf"^\s*{_DAY}(?:\s*(?:s\.?d\.?|sampai|[-–])\s*{_DAY})?[\s;,:]+(.+?)\s*$")
_LONGEST = 31


class HolidaysForm(forms.Form):
    """Lines of the joint decree: `20-03-2026 Hari Suci Nyepi` or `20-03-2026 s.d. 24-03-2026 Idul Fitri`."""

    lines = forms.CharField(
        label="Hari libur",
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": "19-03-2027 Nama hari libur"}),
        help_text="Satu baris satu hari: tanggal lalu nama. Rentang: 19-03-2027 s.d. 23-03-2027 Nama.",
        max_length=5000,
    )
    kind = forms.ChoiceField(label="Jenis", choices=Holiday.Kind.choices)

    def clean_lines(self) -> list[NewHoliday]:
        """Read every line; the first that cannot be read is named."""
        found: list[NewHoliday] = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if line.strip():
                found += self._days(number, line)
        return found

    def _days(self, number: int, line: str) -> list[NewHoliday]:
        match = _LINE.match(line)
        try:
            if match is None:
                raise ValueError
            first = date(int(match[3]), int(match[2]), int(match[1]))
            last = date(int(match[6]), int(match[5]), int(match[4])) if match[4] else first
        except ValueError:
            raise forms.ValidationError(
                f"Baris {number} tidak terbaca: tulis tanggal lalu nama, misalnya 19-03-2027 Nama hari libur. "
                "Belum ada yang disimpan.",
            ) from None
        if not first <= last <= first + timedelta(days=_LONGEST):
            raise forms.ValidationError(f"Baris {number}: rentang tanggalnya keliru. Belum ada yang disimpan.")
        days = (last - first).days + 1
        return [NewHoliday(first + timedelta(days=n), match[7][:120], "") for n in range(days)]

    def holidays(self) -> list[NewHoliday]:
        """The days with the chosen kind."""
        kind = self.cleaned_data["kind"]
        return [NewHoliday(one.day, one.name, kind) for one in self.cleaned_data["lines"]]


class CountForm(forms.Form):
    """Try the clock: a day and a number of working days."""

    mulai = DayField(label="Dihitung sejak")
    hari = forms.IntegerField(label="Hari kerja", min_value=1, max_value=260)
