"""From a sheet, or from the frozen facts of a document, to a PDF."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from netralitas.documents.papers import Sheet, sheet_of

if TYPE_CHECKING:
    from weasyprint import Document as Layout


def render(kind: str, facts: dict[str, Any]) -> bytes:
    """The PDF/A-3b of a document from its facts alone; the same facts give the same bytes."""
    return pdf(sheet_of(kind, facts))


def pdf(sheet: Sheet) -> bytes:
    """The PDF of one sheet."""
    from netralitas.documents import engine

    return engine.write(lay_out(sheet))


def lay_out(sheet: Sheet) -> "Layout":
    """The pages of a sheet; a sheet with fit steps is set smaller until it stays on one page, or in the last step."""
    from netralitas.documents import engine

    addresses = {name: engine.address_of(picture) for name, picture in sheet.pictures.items()}
    pictures = {addresses[name]: picture for name, picture in sheet.pictures.items()}
    cache: dict[str, Any] = {}
    for step in range(sheet.fit_steps + 1):
        html = render_to_string(sheet.template, {**sheet.context, "pictures": addresses, "step": step})
        layout = engine.lay_out(
            html, pictures=pictures, stylesheet=sheet.stylesheet, size=sheet.size, cache=cache
        )  # fmt: skip
        if len(layout.pages) == 1:
            break
    return layout


def joined(layouts: Iterable["Layout"], target: Path) -> int:
    """Write many sheets into one PDF file in the given order; returns the number of pages."""
    from netralitas.documents import engine

    layouts = list(layouts)
    pages = [page for layout in layouts for page in layout.pages]
    engine.write(layouts[0].copy(pages), target)
    return len(pages)
