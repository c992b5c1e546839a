"""Inline SVG icons, read once from the Bootstrap Icons package (settings.ICON_DIR)."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SVG = re.compile(r"<svg[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)


class UnknownIcon(LookupError):
    """No icon has this name; see https://icons.getbootstrap.com for the names."""


@cache
def _shapes(name: str) -> SafeString:
    path = Path(settings.ICON_DIR) / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UnknownIcon(name)
    shapes = _SVG.search(path.read_text(encoding="utf-8"))["shapes"].strip()
    return mark_safe(shapes)  # noqa: S308  a file of the pinned icon package, never text of a person


def render(name: str, *, css_class: str = "", label: str = "") -> SafeString:
    """The icon as inline SVG: hidden from screen readers, or an image named `label`; raises `UnknownIcon`."""
    meaning = format_html('{}="{}"', "aria-label" if label else "aria-hidden", label or "true")
    if label:
        meaning += format_html(' role="{}"', "img")
    return format_html(
        '<svg class="icon{}" width="16" height="16" viewBox="0 0 16 16" fill="currentColor" focusable="false" {}>'
        "{}</svg>",
        f" {css_class}" if css_class else "",
        meaning,
        _shapes(name),
    )
