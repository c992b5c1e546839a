"""Names: titles apart and together again, search without them, a mask for the public."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas import names
from netralitas.errors import DomainError
from netralitas.names import SplitName

words = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Mn"]), min_size=3, max_size=12)
BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("raw", "front", "name", "back"),
    [
        ("SITI AMINAH", "", "SITI AMINAH", ""),
        ("Dr. H. AHMAD SYAFI'I, S.Sos., M.Si.", "Dr. H.", "AHMAD SYAFI'I", "S.Sos., M.Si."),
        ("DRS.H.BUDI SANTOSO,M.M", "Drs. H.", "BUDI SANTOSO", "M.M."),
        ("dr. Siti Aminah Sp.PD", "dr.", "Siti Aminah", "Sp.PD"),
        ("drg. Ratna\u00a0Dewi", "drg.", "Ratna Dewi", ""),
        ("Ns. RINA, S.Kep., Ners", "Ns.", "RINA", "S.Kep., Ners"),
        ("apt. Lina, S.Farm.", "apt.", "Lina", "S.Farm."),
        ("Prof. Dr. dr. Agus, Ph.D", "Prof. Dr. dr.", "Agus", "Ph.D"),
        ("SITI AMINAH, Hj., S.PD.SD", "Hj.", "SITI AMINAH", "S.Pd.SD"),
        ("K.H. Ma'ruf", "KH.", "Ma'ruf", ""),
        ("H AHMAD", "H.", "AHMAD", ""),
        ("TUTI A.Md.Keb", "", "TUTI", "A.Md.Keb"),
        ("BUDI SANTOSO SE", "", "BUDI SANTOSO", "S.E."),
        ("BUDI, Foo.Bar", "", "BUDI", "Foo.Bar"),
        ("DR. TONO", "DR.", "TONO", ""),
    ],
)
def test_titles_are_kept_apart(raw, front, name, back):
    assert names.split_titles(raw) == SplitName(front, name, back)


@pytest.mark.parametrize(
    "raw", ["IRMA SURYANI", "M. SALEH", "ANDI M.ALI", "MARIA SE", "Ma Rina", "Tb. Hasan", "HENDRA", "DRAJAT"]
)
def test_name_that_only_looks_titled_stays_whole(raw):
    assert names.split_titles(raw) == SplitName("", raw, "")


def test_nothing_but_titles_is_kept_as_typed():
    assert names.split_titles("Dr.").name == "Dr."


@given(
    st.lists(words, min_size=1, max_size=4),
    st.sampled_from(["", "Drs.", "Dr. H.", "dr."]),
    st.sampled_from(["", "S.Sos., M.Si.", "Ph.D"]),
)
def test_titles_put_back_give_the_same_name(parts, front, back):
    split = names.split_titles(names.with_titles(front, " ".join(parts), back))

    assert names.split_titles(str(split)) == split


@given(st.text())
def test_every_text_can_be_split_and_masked(raw):
    split = names.split_titles(raw)
    names.search_key(raw)

    assert names.split_titles(str(split)).name == split.name or not split.name
    assert len(names.mask(raw)) <= 2 * len(unicodedata.normalize("NFC", raw)) + 2


@pytest.mark.parametrize("raw", ["Drs. SYAFI'I  ABDUL, M.Si.", "Syafi’i Abdul", "syafiʼi-abdul", "SYÁFI`I ABDUL"])
def test_search_key_ignores_titles_case_accents_and_apostrophes(raw):
    assert names.search_key(raw) == "syafii abdul"


def test_mask_shows_first_letters_without_titles():
    assert names.mask("Hj. Siti Aminah, S.Pd.") == "S*** A*****"
    assert names.mask("M. Ali") == "M. A**"


@given(words, words)
def test_mask_hides_all_but_first_letters(first, second):
    masked = names.mask(f"{first} {second}")

    assert masked.count("*") >= 2
    assert second[1:] not in masked


@given(st.text())
def test_clean_text_has_no_controls_and_is_stable(raw):
    cleaned = names.clean(raw)

    assert names.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert not set(cleaned) & set(BIDI)
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


def test_joiners_of_scripts_and_emoji_survive_cleaning():
    assert names.clean("ꦱꦶꦠꦶ \u200dنور 👩\u200d🏫") == "ꦱꦶꦠꦶ \u200dنور 👩\u200d🏫"


@pytest.mark.parametrize(
    ("raw", "stored"), [("a" * 200, "a" * 200), (" S\u202eiti\x00 \u00a0 Amina\u0301h ", "Siti Amináh")]
)
def test_name_is_stored_normalised(raw, stored):
    assert names.normalise(raw) == stored


@pytest.mark.parametrize("raw", ["", " \u200b\u202e ", "a" * 201])
def test_name_empty_or_too_long_is_refused(raw):
    with pytest.raises(DomainError):
        names.normalise(raw)


@pytest.mark.parametrize("raw", ["王小明", "Siti 愛", "さくら", "김철수", "Budi 𠮷"])
def test_name_no_paper_can_show_is_refused(raw):
    with pytest.raises(DomainError, match="huruf Latin"):
        names.normalise(raw)


@pytest.mark.parametrize("raw", ["Siti Nurʼaini", "Müller", "ꦱꦶꦠꦶ", "نور", "Ñandú Ćosić"])
def test_name_with_letters_the_papers_have_is_taken(raw):
    assert names.normalise(raw)
