"""Ink: what a browser may send, and what is refused as no signature."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.ledger.canonical import canonical
from pledges import ink
from pledges.ink import InkRefused
from tests.pledges.strokes import HEIGHT, WIDTH, ink_text, line, loops


def refusal(text: str) -> str:
    with pytest.raises(InkRefused) as caught:
        ink.parse(text)
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_drawn_signature_is_taken_as_it_is():
    drawn = ink.parse(ink_text())

    assert drawn.as_data() == json.loads(ink_text())


def test_canonical_text_is_that_of_the_ledger():
    drawn = ink.parse(ink_text())

    assert drawn.canonical == canonical(drawn.as_data())


def test_hash_ignores_spaces_and_order_of_keys():
    strokes = loops()
    spaced = json.dumps({"s": strokes, "w": WIDTH, "v": 1, "h": HEIGHT}, indent=2)

    assert ink.parse(spaced).sha256 == ink.parse(ink_text(strokes)).sha256


def test_hash_differs_for_one_moved_point():
    strokes = loops()
    moved = [list(stroke) for stroke in strokes]
    moved[0][0] += 1

    assert ink.parse(ink_text(moved)).sha256 != ink.parse(ink_text(strokes)).sha256


@pytest.mark.parametrize("text", ["", ink_text([])])
def test_nothing_drawn_is_refused(text):
    assert refusal(text) == "tinta_kosong"


@pytest.mark.parametrize(
    "strokes",
    [
        [[320, 120, 0]],
        [[320, 120, 0, 322, 121, 16]],
        [[10, 10, 0], [300, 100, 100], [600, 200, 200]],
    ],
    ids=["one", "smudge", "three apart"],
)
def test_dots_are_refused(strokes):
    assert refusal(ink_text(strokes)) == "tinta_titik"


@pytest.mark.parametrize(
    "strokes",
    [
        [line(20, 120, 600, 120)],
        [line(20, 20, 600, 220)],
        [line(300, 10, 300, 230)],
        [line(20, 100, 600, 100), line(20, 140, 600, 141, start=900)],
        [line(20, y, 600, y, start=y * 100) for y in (60, 100, 140, 180)],
        [line(20, 100, 600, 100) + line(600, 101, 20, 101, start=900)],
        [line(20, 20, 600, 220), line(20, 220, 600, 20, start=900)],
        [line(20, 120, 600, 120), [30, 30, 900]],
        [[20, 120, 0, 600, 120, 500]],
    ],
    ids=["across", "slanted", "upright", "two", "four", "to and fro", "cross", "with a dot", "two points"],
)
def test_straight_lines_are_refused(strokes):
    assert refusal(ink_text(strokes)) == "tinta_garis"


def test_letters_of_straight_strokes_are_taken():
    letter = [line(100, 200, 200, 30), line(200, 30, 300, 200, start=600), line(140, 140, 260, 140, start=1300)]

    assert ink.parse(ink_text(letter)).strokes


def test_small_scribble_is_refused():
    tiny = [[300 + x % 7 * 4, 100 + x * x % 5 * 4, x * 16] for x in range(30)]
    flat = [number for point in tiny for number in point]

    assert refusal(ink_text([flat])) == "tinta_kecil"


def test_small_scribble_on_a_small_pad_is_taken():
    """Size is judged by the share of the pad, not by pixels."""
    flat = [number for x in range(30) for number in (20 + x % 7 * 9, 20 + x * x % 5 * 12, x * 16)]

    assert ink.parse(ink_text([flat], width=160, height=100)).width == 160


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": True},
        {"w": 99},
        {"h": 10_001},
        {"w": 640.0},
        {"s": "x"},
        {"s": [{}]},
        {"s": [[1, 2]]},
        {"s": [[]]},
        {"s": [[1, 2, 3, 4]]},
        {"s": [[1.5, 2, 3]]},
        {"s": [[True, 2, 3]]},
        {"s": [["1", 2, 3]]},
        {"s": [[None, 2, 3]]},
        {"s": [[641, 2, 3]]},
        {"s": [[-1, 2, 3]]},
        {"s": [[1, 241, 3]]},
        {"s": [[1, 2, -3]]},
        {"s": [[1, 2, 30, 2, 3, 20]]},
        {"s": [[1, 2, 30], [2, 3, 20]]},
        {"s": [[1, 2, 3_600_001]]},
        {"more": 1},
    ],
)
def test_wrong_shape_or_bounds_are_refused(change):
    assert refusal(json.dumps(json.loads(ink_text()) | change)) == "tinta_rusak"


@pytest.mark.parametrize("text", ["x", "null", "[]", '"a"', "{", "1e999", '{"v":1}', "[" * 100_000, "NaN"])
def test_what_is_no_drawing_is_refused(text):
    assert refusal(text) == "tinta_rusak"


def test_too_many_strokes_are_refused():
    assert refusal(ink_text([[1, 1, 0]] * 201)) == "tinta_panjang"


def test_as_many_strokes_as_allowed_are_taken():
    strokes = loops() + [[5, 5, 10_000]] * 198

    assert len(ink.parse(ink_text(strokes)).strokes) == 200


def test_too_many_points_are_refused():
    assert refusal(ink_text([[1, 1, 0] * 20_001])) == "tinta_panjang"


def test_as_many_points_as_allowed_are_taken():
    strokes = loops(count=1000, strokes=1)
    strokes[0] += [100, 100, 30_000] * (ink.MAX_POINTS - 1000)

    assert ink.parse(ink_text(strokes))


def test_too_long_a_text_is_refused_unread():
    assert refusal("[" * (ink.MAX_CHARACTERS + 1)) == "tinta_panjang"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from("vwhsx"), inner, max_size=5),
    max_leaves=30,
)


@given(st.fixed_dictionaries({"v": st.just(1), "w": JSON | st.just(640), "h": JSON | st.just(240), "s": JSON}) | JSON)
@settings(max_examples=300, deadline=None)
def test_any_json_is_taken_or_refused_with_a_sentence(value):
    try:
        taken = ink.parse(json.dumps(value))
    except InkRefused as refused:
        assert refused.message.endswith(".")
    else:
        assert taken.as_data() == value


POINT = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))


@given(st.lists(st.lists(POINT, min_size=1, max_size=12), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_strokes_inside_the_pad_are_judged_and_kept_exactly(strokes):
    clock = iter(range(0, 100_000, 16))
    flat = [[n for x, y in stroke for n in (x, y, next(clock))] for stroke in strokes]
    try:
        taken = ink.parse(ink_text(flat))
    except InkRefused as refused:
        assert refused.code in {"tinta_titik", "tinta_garis", "tinta_kecil"}
    else:
        assert [list(stroke) for stroke in taken.strokes] == flat
        assert taken.canonical == canonical(taken.as_data())


@given(POINT, POINT, st.integers(2, 80))
@settings(max_examples=200, deadline=None)
def test_one_straight_stroke_is_never_taken(start, end, points):
    with pytest.raises(InkRefused):
        ink.parse(ink_text([line(*start, *end, points=points)]))


@pytest.mark.parametrize(
    "typed", ["Siti Aminah", "siti aminah", "SITI  AMINAH", "Siti Aminah, S.Pd.", "Dra. Siti Aminah", " siti aminah "]
)
def test_typed_name_is_compared_leniently(typed):
    assert ink.typed_name_matches(typed, "Siti Aminah")


@pytest.mark.parametrize("typed", ["", "Siti", "Siti Aminahh", "Aminah Siti", "S.Pd.", "-"])
def test_other_typed_name_does_not_match(typed):
    assert not ink.typed_name_matches(typed, "Siti Aminah")


def test_typed_name_with_accents_and_apostrophes_matches():
    assert ink.typed_name_matches("ahmad syafii", "Ahmad Syafi'i")
