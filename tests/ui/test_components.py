"""Component tags and formats as templates use them."""

import re
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template

from netralitas.ui import icons, statuses


def render(source: str, **context: object) -> str:
    return re.sub(r"\s+", " ", Template(source).render(Context(context))).strip()


def test_icon_is_hidden_from_screen_readers_unless_it_has_a_meaning():
    assert 'aria-hidden="true"' in render('{% icon "pen" %}')
    assert "aria-hidden" not in render('{% icon "pen" label="Tanda tangan" %}')
    assert 'aria-label="Tanda tangan"' in render('{% icon "pen" label="Tanda tangan" %}')


@pytest.mark.parametrize("name", ["tidak-ada", "../package", "pen.svg", ""])
def test_unknown_icon_raises(name):
    with pytest.raises(icons.UnknownIcon):
        icons.render(name)


def test_every_declared_status_has_colour_word_and_icon():
    for kind, looks in statuses.all_looks().items():
        for code, look in looks.items():
            shown = render("{% status code kind %}", code=code, kind=kind)
            assert f"status-{look.tone}" in shown
            assert look.word in shown
            assert "<svg" in shown


def test_unknown_status_raises_unless_it_brings_its_word():
    with pytest.raises(statuses.UnknownStatus):
        render('{% status "entah" "opd" %}')
    assert "Baru" in render('{% status "entah" "opd" word="Baru" %}')


def test_progress_cell_says_part_and_whole():
    shown = render("{% progress_cell 9996 10000 %}")

    assert 'width="99.9"' in shown
    assert "99,9 %" in shown
    assert "9.996 dari 10.000" in shown
    assert "style=" not in shown
    assert "bar-full" in render("{% progress_cell 4 4 %}")
    assert "bar-full" not in render("{% progress_cell 0 0 %}")


@pytest.mark.parametrize(
    "source",
    [
        '{% stat "Jumlah" value %}',
        "{% card value %}{{ value }}{% endcard %}",
        '{% alert "info" value %}{{ value }}{% endalert %}',
        "{% empty_state value value %}",
        "{% crumb value %}",
        '{% facts "Nama" value %}',
        "{% copy_button value %}",
        "{% table value %}{{ value }}{% endtable %}",
        '{% status "x" "opd" word=value %}',
        "{% progress_cell 1 2 value %}",
        "{% form_buttons value %}",
        "{% steps 1 value %}",
        '{% icon "pen" label=value %}',
        "{{ value|nip }}{{ value|masker }}",
    ],
)
def test_text_of_a_person_is_escaped_everywhere(source):
    assert "<script" not in render(source, value="<script>'\"")


def test_breadcrumbs_end_at_the_current_page():
    shown = render('{% breadcrumbs %}{% crumb "Data" "/data/" %}{% crumb "Siti" %}{% endbreadcrumbs %}')

    assert '<a href="/data/">Data</a>' in shown
    assert '<span aria-current="page">Siti</span>' in shown


def test_errors_interrupt_and_confirmations_wait():
    error = SimpleNamespace(level_tag="error", __str__=lambda self: "x")

    assert 'role="alert"' in render("{% message entry %}", entry=error)
    error.level_tag = "success"
    assert 'role="status"' in render("{% message entry %}", entry=error)


def test_stat_formats_whole_numbers():
    assert "14.213" in render('{% stat "Sudah" 14213 %}')
    assert "38 dari 42" in render('{% stat "Kepala OPD" "38 dari 42" %}')


def test_steps_mark_where_the_person_is():
    shown = render('{% steps 2 "Kenali" "Baca" "Selesai" %}')

    assert shown.count('aria-current="step"') == 1
    assert "Langkah 2 dari 3" in shown


class NipForm(forms.Form):
    """One required field."""

    nip = forms.CharField(label="NIP")


def test_error_summary_links_to_the_field_and_takes_the_focus():
    shown = render("{% load crispy_forms_filters %}{{ form|crispy }}", form=NipForm({}))

    assert "data-focus" in shown
    assert '<a href="#id_nip">NIP</a>' in shown
    assert 'aria-invalid="true"' in shown


def test_form_without_mistakes_has_no_summary():
    assert "error-summary" not in render("{% load crispy_forms_filters %}{{ form|crispy }}", form=NipForm())


def test_filters_of_numbers_and_dates():
    assert render("{{ 1234|angka }}") == "1.234"
    assert render("{{ 7|persen:8 }}") == "87,5 %"
    assert render("{{ nip|nip }}", nip="198609262015051001") == "19860926 201505 1 001"
