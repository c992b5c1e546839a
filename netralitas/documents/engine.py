"""WeasyPrint on a short lead: it sees the pictures handed to it and the installed fonts, and nothing else.

Import this module only where a page is laid out: WeasyPrint costs a second and 60 MB at import.
"""

import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from weasyprint import CSS, HTML, Document
from weasyprint.pdf.fonts import Font
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from netralitas.documents.papers import SIZES

VARIANT = "pdf/a-3b"
lock = threading.RLock()  # Pango and the shared font configuration serve one page at a time
fonts = FontConfiguration()
_font_names: dict[int, str] = {}


class ForbiddenAddress(Exception):
    """A page asked for something it was not handed."""


class HandedPictures(URLFetcher):
    """Answers for the pictures in its hands; every other address, also file: and data:, stops the rendering.

    A subclass and not a function: only so does WeasyPrint ask it for stylesheets and attachments too (F4).
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The picture, or PermissionError."""
        if url not in self._pictures:
            raise PermissionError("papers may open nothing from outside")
        return URLFetcherResponse(url, self._pictures[url], {"Content-Type": "image/png"})


def lay_out(html: str, *, pictures: Mapping[str, bytes], stylesheet: str, size: str) -> Document:
    """Lay a page out; `pictures` by address. Raises `ForbiddenAddress` when it asks for anything else."""
    with _guarded():
        source = HTML(string=html, base_url=None, url_fetcher=HandedPictures(pictures))
        return source.render(font_config=fonts, stylesheets=[_stylesheet(stylesheet, size)])


def write(document: Document, target: Path | None = None, **options: Any) -> bytes | None:
    """The PDF/A-3b of a laid-out document: its bytes, or written to `target`; `options` are WeasyPrint's."""
    with _guarded(), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70 leaves its colour profile open
        return document.write_pdf(target, pdf_variant=VARIANT, **options)


def font_name(pango_font: Any) -> tuple[str, float]:
    """The name WeasyPrint gives a Pango font in a PDF, and its size in pixels."""
    key, description, size = get_pango_font_key(pango_font)
    if key not in _font_names:
        _font_names[key] = Font(pango_font, description, size).hash
    return _font_names[key], size


@contextmanager
def _guarded() -> Iterator[None]:
    """One at a time; WeasyPrint's fatal error is no Exception and would take the worker along."""
    with lock:
        try:
            yield
        except FatalURLFetchingError as error:
            raise ForbiddenAddress(str(error)) from error


@lru_cache(maxsize=32)
def _stylesheet(name: str, size: str) -> CSS:
    width, height = SIZES[size]
    rules = (settings.BASE_DIR / "templates" / name).read_text(encoding="utf-8")
    text = f"@page {{ size: {width}mm {height}mm }}\n{rules}"
    return CSS(string=text, font_config=fonts, url_fetcher=HandedPictures({}))
