"""Verification codes: random enough, checked, forgiving."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netralitas.documents import codes

made_codes = st.builds(codes.new_code)
positions = st.integers(0, codes.LENGTH - 1)


@given(made_codes)
def test_new_code_is_valid_and_comes_back_from_print(code):
    assert len(code) == 24
    assert set(code) <= set(codes.ALPHABET)
    assert codes.clean(code) == code
    assert codes.clean(codes.pretty(code)) == code


def test_alphabet_has_31_symbols_and_codes_have_100_bits():
    assert len(set(codes.ALPHABET)) == 31
    assert 31**23 > 2**100
    assert len({codes.new_code() for _ in range(2000)}) == 2000


@given(made_codes, positions, st.sampled_from(codes.ALPHABET))
def test_one_wrong_symbol_is_always_caught(code, position, symbol):
    wrong = code[:position] + symbol + code[position + 1 :]

    assert codes.is_valid(wrong) == (wrong == code)


@given(made_codes, st.integers(0, codes.LENGTH - 2))
def test_swap_of_neighbours_is_always_caught(code, position):
    wrong = code[:position] + code[position + 1] + code[position] + code[position + 2 :]

    assert codes.is_valid(wrong) == (wrong == code)


@given(made_codes)
def test_slips_of_the_pen_are_forgiven(code):
    typed = code.lower().replace("0", "o").replace("1", "l").replace("5", "s").replace("v", "u")
    spaced = "  ".join(typed[i : i + 3] for i in range(0, 24, 3)) + "\u00a0."

    assert codes.clean(typed) == code
    assert codes.clean(spaced) == code


@pytest.mark.parametrize(
    "typed", ["", "x", "0" * 23, "0" * 25, "1" + "0" * 23, "９" * 24, "%00" * 8, "A" * 500, "\ud800"]
)
def test_what_is_no_code_gives_none(typed):
    assert codes.clean(typed) is None


@given(st.text(max_size=100))
def test_any_text_gives_a_code_or_none(text):
    assert codes.clean(text) is None or codes.is_valid(codes.clean(text))


def test_random_guesses_hit_nothing():
    """Ten thousand issued, 200.000 guesses (the million runs with the long tests)."""
    assert hits(10_000, 200_000) == 0


@pytest.mark.long
def test_a_million_random_guesses_hit_nothing():
    assert hits(20_000, 1_000_000) == 0


def hits(issued_count: int, guess_count: int) -> int:
    issued = {codes.new_code() for _ in range(issued_count)}
    guess = random.Random(20260101)
    return sum("".join(guess.choices(codes.ALPHABET, k=24)) in issued for _ in range(guess_count))


def test_check_is_needed():
    """Negative control: without it a wrong symbol would pass as a code."""
    passed = [c for c in string.digits if codes.is_valid("0" * 22 + c + "0")]

    assert passed == ["0"]
