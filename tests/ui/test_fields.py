"""Fields: pickers and uploads with refusals in Indonesian."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from netralitas.ui.fields import DayField, MomentField, UploadField


def upload(name: str, size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


@pytest.fixture
def workbook() -> UploadField:
    return UploadField(extensions=(".xlsx", ".csv"), max_megabytes=1)


def test_upload_of_a_named_kind_passes_whatever_its_case(workbook):
    assert workbook.clean(upload("DATA.XLSX")).name == "DATA.XLSX"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (upload("surat.docx"), "bukan XLSX atau CSV"),
        (upload("xlsx"), "bukan XLSX"),
        (upload("a.xlsx", 2**20 + 1), "lebih besar dari 1 MB"),
    ],
)
def test_upload_is_refused_with_a_sentence(workbook, file, words):
    with pytest.raises(forms.ValidationError, match=words):
        workbook.clean(file)


def test_upload_says_its_limits_beside_the_field(workbook):
    assert workbook.help_text == "Berkas XLSX, CSV, paling besar 1 MB."
    assert workbook.widget.attrs["accept"] == ".xlsx,.csv"


@pytest.mark.parametrize("text", ["2023-10-23", "23-10-2023", "23/10/2023"])
def test_day_is_read_in_the_usual_forms(text):
    assert DayField().clean(text) == date(2023, 10, 23)


def test_pickers_are_the_browsers_own():
    assert 'value="2023-10-23"' in DayField().widget.render("d", date(2023, 10, 23))
    assert 'type="datetime-local"' in MomentField().widget.render("d", None)


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_moment_at_the_end_of_the_calendar_is_refused(text):
    """Such an instant cannot be told in another zone: it would break the page instead."""
    with pytest.raises(forms.ValidationError, match="antara 1900 dan 2200"):
        MomentField().clean(text)


def test_empty_field_is_said_as_offices_say_it():
    class Named(forms.Form):
        name = forms.CharField()
        day = DayField()

    assert Named({}).errors == {"name": ["Wajib diisi."], "day": ["Wajib diisi."]}
