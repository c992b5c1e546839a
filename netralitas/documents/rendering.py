"""From a sheet, or from the frozen facts of a document, to a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from netralitas.documents.papers import Sheet, address_of, sheet_of

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
    """The pages of a sheet; one with fit steps is set in the largest step that stays on one page, else in the last."""
    layout = _in_step(sheet, 0)
    if len(layout.pages) == 1:
        return layout
    smallest, largest = sheet.fit_steps, 1
    while largest <= smallest:
        step = (largest + smallest) // 2
        tried = _in_step(sheet, step)
        if len(tried.pages) == 1:
            layout, smallest = tried, step - 1
        else:
            largest = step + 1
            layout = tried if len(layout.pages) > 1 else layout
    return layout


def _in_step(sheet: Sheet, step: int) -> "Layout":
    from netralitas.documents import engine

    addresses = {name: address_of(picture) for name, picture in sheet.pictures.items()}
    html = render_to_string(sheet.template, {**sheet.context, "pictures": addresses, "step": step})
    pictures = {addresses[name]: picture for name, picture in sheet.pictures.items()}
    return engine.lay_out(html, pictures=pictures, stylesheet=sheet.stylesheet, size=sheet.size)


def join(layouts: list["Layout"], target: Path, *, title: str) -> None:
    """Write many laid-out sheets into one PDF file in the given order."""
    from netralitas.documents import engine

    whole = layouts[0].copy([page for layout in layouts for page in layout.pages])
    whole.metadata.title = title
    engine.write(whole, target)
