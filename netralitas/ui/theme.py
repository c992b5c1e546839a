"""The pemda's one accent colour, and the readable colours derived from it (WCAG AA, light and dark)."""

import colorsys
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

DEFAULT_ACCENT = "#1c4f80"
LIGHT_SURFACE = "#ffffff"
DARK_SURFACE = "#161b21"
INK = "#12181f"
WHITE = "#ffffff"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE = 4.5  # WCAG 2.1, 1.4.3
_COMFORTABLE = 6.0  # accent as small text on a dark screen

_provider: Callable[[], str] | None = None


@dataclass(frozen=True)
class Shades:
    """Accent for surfaces, the ink on it, accent as text, a soft tint, and a stronger accent for hover."""

    accent: str
    on_accent: str
    accent_text: str
    accent_soft: str
    accent_strong: str


def register(provider: Callable[[], str]) -> None:
    """Name the function that knows the pemda's accent colour as `#rrggbb` (registry does, in its AppConfig)."""
    global _provider  # noqa: PLW0603  one process, one pemda
    _provider = provider


def accent() -> str:
    """The pemda's accent, or the sober default when none (or no colour) is set."""
    colour = (_provider() if _provider else "") or ""
    return colour.lower() if _HEX.fullmatch(colour) else DEFAULT_ACCENT


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _with_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _channels(colour)))
    return "#" + "".join(f"{round(value * 255):02x}" for value in colorsys.hls_to_rgb(hue, lightness, saturation))


def _readable_on(colour: str, surface: str, end: float, ratio: float = _READABLE) -> str:
    """The colour, as little lighter (end 1) or darker (end 0) as the ratio needs, in its own hue."""
    lightness = colorsys.rgb_to_hls(*(value / 255 for value in _channels(colour)))[1]
    candidates = (_with_lightness(colour, lightness + (end - lightness) * step / 50) for step in range(51))
    return next(candidate for candidate in candidates if contrast(candidate, surface) >= ratio)


def _ink_on(colour: str) -> str:
    return WHITE if contrast(WHITE, colour) >= contrast(INK, colour) else INK


def shades(colour: str, *, dark: bool) -> Shades:
    """The readable family of an accent on the light or the dark surface."""
    surface, end = (DARK_SURFACE, 1.0) if dark else (LIGHT_SURFACE, 0.0)
    soft = mix(surface, colour, 0.22 if dark else 0.09)
    base = _readable_on(colour, surface, end)
    text = _readable_on(base, soft, end, _COMFORTABLE if dark else _READABLE)
    return Shades(base, _ink_on(base), text, soft, mix(base, WHITE if dark else INK, 0.18))


def version(colour: str) -> str:
    """A short mark that changes with the colour, so that /tema.css may be cached for long."""
    return hashlib.sha256(f"3:{colour}".encode()).hexdigest()[:10]


def _declarations(colour: str, *, dark: bool) -> str:
    family = shades(colour, dark=dark)
    return (
        f"--accent:{family.accent};--on-accent:{family.on_accent};--accent-text:{family.accent_text};"
        f"--accent-soft:{family.accent_soft};--accent-strong:{family.accent_strong}"
    )


def stylesheet(colour: str) -> str:
    """The whole of /tema.css."""
    light, dark = _declarations(colour, dark=False), _declarations(colour, dark=True)
    return (
        f":root,[data-bs-theme=light]{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-bs-theme]){{{dark}}}}}\n"
        f"[data-bs-theme=dark]{{{dark}}}\n"
        f"@media print{{:root,[data-bs-theme]{{{light}}}}}\n"
    )
