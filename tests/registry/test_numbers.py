"""NIP, NI PPPK and NIK: what is taken, what is refused and in which words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.registry.numbers import Nik, Nip, NiPppk, NumberRefused, parse_employee_number

NIP = "198609182010011001"
NI_PPPK = "199003152025242014"
NIK = "3604055504900001"

births = st.dates(date(1940, 1, 1), date(2008, 12, 31))
noise = st.sampled_from([" ", ".", "\u00a0", "'", "-", "’", "\u200b", "  "])


@st.composite
def nips(draw: st.DrawFn, codes: tuple[int, int] = (1, 12)) -> str:
    born = draw(births)
    year = draw(st.integers(max(born.year + 17, 1960), 2026))
    code, sex, sequence = draw(st.integers(*codes)), draw(st.sampled_from("12")), draw(st.integers(1, 999))
    return f"{born:%Y%m%d}{year}{code:02d}{sex}{sequence:03d}"


@given(nips())
def test_nip_gives_back_its_parts(digits):
    nip = parse_employee_number(digits)

    assert isinstance(nip, Nip)
    assert str(nip) == digits
    assert f"{nip.birth_date:%Y%m%d}{nip.tmt_cpns:%Y%m}" == digits[:14]
    assert nip.sex == {"1": "L", "2": "P"}[digits[14]]
    assert [len(group) for group in nip.display.split()] == [8, 6, 1, 3]
    assert nip.display.replace(" ", "") == digits


@given(nips(codes=(13, 99)))
def test_number_whose_month_cannot_be_is_ni_pppk(digits):
    number = parse_employee_number(digits)

    assert isinstance(number, NiPppk)
    assert number.kind_code == digits[12:14]
    with pytest.raises(NumberRefused, match="bukan bulan"):
        Nip.parse(digits)


@given(nips(), st.data())
def test_nip_with_noise_between_its_digits_is_read(digits, data):
    dirty = "".join(digit + data.draw(st.one_of(st.just(""), noise)) for digit in digits)

    assert (
        parse_employee_number(data.draw(st.sampled_from(["", "'", "NIP. ", "NIP : ", "\ufeff"])) + dirty).digits
        == digits
    )


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.dates()))
def test_any_cell_gives_a_number_or_a_sentence(cell):
    try:
        outcome = parse_employee_number(cell)
    except NumberRefused as refusal:
        outcome = refusal

    if isinstance(outcome, NumberRefused):
        assert outcome.message.endswith(".")
        assert outcome.code in {"kosong", "rusak", "bukan_angka", "panjang", "isi"}
    else:
        assert len(outcome.digits) == 18


@pytest.mark.parametrize(
    "cell",
    [
        1.98609182010011e17,
        198609182010011001,
        "1.98609E+17",
        "1,98609E+17",
        "1.98609182010011e+17",
        "198609182010011000",
    ],
)
def test_nip_damaged_by_excel_is_refused_with_explanation(cell):
    with pytest.raises(NumberRefused, match=r"NIP rusak oleh Excel\. Jadikan kolom NIP Teks, isi ulang") as refusal:
        parse_employee_number(cell)

    assert refusal.value.code == "rusak"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", "kosong"),
        (None, "kosong"),
        (" - ", "kosong"),
        ("19860918201001100", "panjang"),
        ("1986091820100110011", "panjang"),
        ("19860918201001100A", "bukan_angka"),
        ("١٩٨٦٠٩١٨٢٠١٠٠١١٠٠١", "bukan_angka"),
        ("198613182010011001", "isi"),
        ("198602302010011001", "isi"),
        ("198609182010013001", "isi"),
        ("198609181980011001", "isi"),
    ],
)
def test_impossible_number_is_refused(cell, code):
    with pytest.raises(NumberRefused) as refusal:
        parse_employee_number(cell)

    assert refusal.value.code == code


def test_letter_typed_for_a_digit_is_named():
    with pytest.raises(NumberRefused, match="hanya boleh berisi angka, di sini ada “O”"):
        parse_employee_number("19860918201001100O")


def test_nip_disagreeing_with_other_columns_is_only_remarked():
    nip = Nip.parse(NIP)

    assert nip.disagreements(born_on=date(1986, 9, 18), sex="L") == []
    assert len(nip.disagreements(born_on=date(1986, 9, 19), sex="P")) == 2


def test_ni_pppk_takes_any_code_when_the_kind_is_known():
    assert NiPppk.parse("199003152025012014").kind_code == "01"


def test_employee_number_is_masked_in_the_middle():
    assert Nip.parse(NIP).masked == "1986•••••••••••001"


def test_nik_of_a_woman_has_day_plus_forty():
    nik = Nik.parse(NIK)

    assert nik.sex == "P"
    assert nik.disagreements(born_on=date(1990, 4, 15), sex="P") == []
    assert nik.disagreements(born_on=date(1990, 4, 16), sex="L") != []


def test_nik_never_shows_itself_whole():
    nik = Nik.parse("3604 0555 0490 0001")

    assert str(nik) == nik.masked == "3604••••••••0001"


@pytest.mark.parametrize("cell", [3604055504900001.0, 3604055504900001, "3,60406E+15"])
def test_nik_as_number_is_refused(cell):
    with pytest.raises(NumberRefused, match="NIK rusak oleh Excel"):
        Nik.parse(cell)


@pytest.mark.parametrize(
    "digits", ["3604053504900001", "3604057504900001", "3604051513900001", "3604051504900000", "0004051504900001"]
)
def test_impossible_nik_is_refused(digits):
    with pytest.raises(NumberRefused):
        Nik.parse(digits)


@given(births, st.booleans(), st.integers(1, 9999))
def test_nik_reads_back_its_birth_day_and_sex(born, is_woman, sequence):
    nik = Nik.parse(f"360405{born.day + 40 * is_woman:02d}{born:%m%y}{sequence:04d}")

    assert nik.disagreements(born_on=born, sex="P" if is_woman else "L") == []


def test_ni_pppk_keeps_its_own_label():
    assert parse_employee_number(NI_PPPK).label == "NI PPPK"
    assert "NI PPPK" in parse_employee_number(NI_PPPK).disagreements(sex="L")[0]
