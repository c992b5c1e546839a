"""The accent colour and what is derived from it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from netralitas.ui import theme

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = Path(settings.BASE_DIR) / "static/css/components/tokens.css"


@given(colours, st.booleans())
def test_every_accent_is_readable(colour, dark):
    family = theme.shades(colour, dark=dark)
    surface = theme.DARK_SURFACE if dark else theme.LIGHT_SURFACE

    assert theme.contrast(family.accent, surface) >= 4.5
    assert theme.contrast(family.on_accent, family.accent) >= 4.5
    assert theme.contrast(family.on_accent, family.accent_strong) >= 4.5
    assert theme.contrast(family.accent_text, surface) >= 4.5
    assert theme.contrast(family.accent_text, family.accent_soft) >= 4.5


def test_contrast_of_black_and_white():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") < 4.5


def test_accent_comes_from_the_provider_and_nonsense_falls_back(monkeypatch):
    monkeypatch.setattr(theme, "_provider", None)
    assert theme.accent() == theme.DEFAULT_ACCENT
    theme.register(lambda: "#AA0000")
    assert theme.accent() == "#aa0000"
    theme.register(lambda: "red;} body{display:none")
    assert theme.accent() == theme.DEFAULT_ACCENT


@pytest.mark.django_db
def test_stylesheet_is_public_and_cached_by_its_version(client, monkeypatch):
    monkeypatch.setattr(theme, "_provider", lambda: "#7a1f1f")
    page = client.get("/tema.css", {"v": theme.version("#7a1f1f")})

    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/css")
    assert "#7a1f1f" in page.text
    assert "immutable" in page["Cache-Control"]
    assert "immutable" not in client.get("/tema.css", {"v": "lama"})["Cache-Control"]


def test_dark_tokens_are_the_same_by_device_and_by_attribute():
    text = TOKENS.read_text(encoding="utf-8")
    by_device = re.search(r":root:not\(\[data-bs-theme\]\) \{(.*?)\}", text, re.DOTALL)[1]
    by_attribute = re.search(r"^\[data-bs-theme=dark\] \{(.*?)\}", text, re.DOTALL | re.MULTILINE)[1]

    assert by_device.split() == by_attribute.split()


def _tokens(selector: str) -> dict[str, str]:
    block = TOKENS.read_text(encoding="utf-8").split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


@pytest.mark.parametrize("selector", [":root, [data-bs-theme=light] {", "\n[data-bs-theme=dark] {"])
def test_words_are_readable_on_every_ground(selector):
    tokens = _tokens(selector)
    pairs = [("ink", ground) for ground in ("surface", "ground", "sunken")]
    pairs += [("ink-soft", ground) for ground in ("surface", "ground", "sunken")]
    pairs += [(tone, f"{tone}-soft") for tone in ("good", "info", "wait", "warn", "bad")]
    pairs += [("on-bad", "bad"), ("on-accent", "accent"), ("accent-text", "accent-soft"), ("accent-text", "ground")]

    assert [pair for pair in pairs if theme.contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []
