"""The wording of letters: marks become blocks, placeholders become values once, nothing in them is run."""

import pytest

from netralitas.documents import letter_text
from netralitas.documents.letter_text import blocks, filled, placeholders, unwrapped
from netralitas.errors import DomainError


def test_text_becomes_blocks():
    found = blocks("# Judul\n\nSatu\nkalimat.\n\n1. butir\nlanjut\n2. butir\n\n## Anak\n---", {}, {})

    assert [block["kind"] for block in found] == ["title", "text", "list", "heading", "page"]
    assert found[1]["text"] == "Satu kalimat."
    assert found[2]["items"] == [["1.", "butir lanjut"], ["2.", "butir"]]


def test_items_under_a_row_belong_to_it():
    (rows,) = blocks("Menimbang : a. bahwa satu;\nb. bahwa dua;\nMengingat : 1. undang-undang;", {}, {})

    assert [row["label"] for row in rows["rows"]] == ["Menimbang", "Mengingat"]
    assert rows["rows"][0]["blocks"] == [{"kind": "list", "items": [["a.", "bahwa satu;"], ["b.", "bahwa dua;"]]}]


def test_rows_and_paragraphs_of_empty_values_are_left_out():
    found = blocks("Nama : {nama}\nNIP : {nip}\n\n{catatan}\n\n1. {kosong}", {"nama": "Siti"}, {})

    assert found == [{"kind": "rows", "rows": [{"label": "Nama", "text": "Siti", "blocks": []}]}]


def test_value_is_put_in_once_and_read_as_nothing_else():
    hostile = "{nip} {{ 7|add:7 }} {% load x %} # judul"

    assert filled("Yth. {nama}", {"nama": hostile, "nip": "rahasia"}) == f"Yth. {hostile}"


def test_part_takes_a_place_of_its_own_and_is_not_shared():
    part = [{"kind": "list", "items": [["1.", "satu"]]}]
    found = blocks("{daftar}\n\nDaftar : {daftar}\n2. tambahan", {}, {"daftar": part})

    assert found[0] == {"kind": "list", "items": [["1.", "satu"]]}
    assert found[1]["rows"][0]["blocks"][0]["items"] == [["1.", "satu"], ["2.", "tambahan"]]
    assert part == [{"kind": "list", "items": [["1.", "satu"]]}]


@pytest.mark.parametrize("text", ["{Nama}", "{nama", "nama}", "{{nama}}", "{nama lengkap}", "{}", "{nama.__class__}"])
def test_stray_brace_is_refused(text):
    with pytest.raises(DomainError, match="kurung kurawal"):
        letter_text.refuse_stray_braces(text)


def test_placeholders_in_order_of_first_use():
    assert placeholders("{b} {a} {b}", "{c}") == ["b", "a", "c"]


def test_control_characters_are_taken_out():
    assert letter_text.clean("a\x00b\u202ec\r\nd") == "abc\nd"


def test_unwrapped_keeps_what_begins_a_line():
    text = "Satu\nkalimat.\n\nNama : {a}\nNIP : {b}\n1. butir\nlanjutan\n# Judul\nteks"

    assert unwrapped(text) == "Satu kalimat.\n\nNama : {a}\nNIP : {b}\n1. butir lanjutan\n# Judul\nteks"


def test_item_without_any_value_is_left_out_and_the_marks_run_on():
    text = "a. bahwa satu;\nb. bahwa {kosong};\nc. bahwa {isi};\n\nKEDUA : Upaya berupa {kosong}.\nKETIGA : Berlaku."
    listed, rows = blocks(text, {"isi": "tiga"}, {})

    assert listed["items"] == [["a.", "bahwa satu;"], ["b.", "bahwa tiga;"]]
    assert [row["label"] for row in rows["rows"]] == ["KETIGA"]


def test_space_before_an_empty_value_goes_too():
    assert filled("kami {dasar}, telah {cara} memeriksa", {"cara": "sudah"}) == "kami, telah sudah memeriksa"
