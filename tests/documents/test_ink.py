"""Ink drawn from strokes: small, grey, the same every time."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from netralitas.documents import ink

WAVE = {
    "v": 1, "w": 600, "h": 200,
    "s": [[v for i in range(60) for v in (10 * i, 100 + (80 if i % 8 < 4 else -60), 16 * i)], [300, 20, 1200]],
}  # fmt: skip


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_ink_is_an_8_bit_grey_png_within_the_box():
    picture = opened(ink.draw(WAVE))

    assert picture.format == "PNG"
    assert picture.mode == "L"
    assert picture.width <= 480
    assert picture.height <= 180
    dark, light = picture.getextrema()
    assert dark < 60
    assert light == 255


def test_same_ink_gives_the_same_bytes():
    assert ink.draw(WAVE) == ink.draw(WAVE)


def test_picture_is_cropped_to_the_ink():
    moved = {**WAVE, "w": 3000, "h": 3000, "s": [[v + (0, 700, 0)[i % 3] for i, v in enumerate(s)] for s in WAVE["s"]]}

    assert opened(ink.draw(moved)).size == opened(ink.draw(WAVE)).size


@pytest.mark.parametrize("strokes", [[], [[]], [[5, 5]], [[0, 0, 0]], [[0, 0, 0, 0, 0, 0]], [[0, 0, 0, 20000, 0, 1]]])
def test_odd_strokes_never_fail(strokes):
    assert opened(ink.draw({"v": 1, "w": 100, "h": 100, "s": strokes})).mode == "L"


coordinates = st.integers(0, 4000)
strokes = st.lists(st.tuples(coordinates, coordinates, st.integers(0, 60000)), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.lists(strokes, min_size=1, max_size=5))
def test_any_integers_give_a_picture_inside_the_box(drawn):
    flat = [[number for point in stroke for number in point] for stroke in drawn]
    picture = opened(ink.draw({"v": 1, "w": 4000, "h": 4000, "s": flat}))

    assert 1 <= picture.width <= 480
    assert 1 <= picture.height <= 180
