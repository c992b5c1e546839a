"""From a sheet, or from the frozen facts of a document, to a PDF."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from netralitas.documents.papers import Pictures, Sheet, address_of, sheet_of

if TYPE_CHECKING:
    from weasyprint import Document as Layout


_loading = threading.Lock()
_is_loaded = False


def load() -> None:
    """Load WeasyPrint whole, by one thread: two that begin at different ends of it break each other's import."""
    global _is_loaded  # noqa: PLW0603  one process, one engine
    if _is_loaded:
        return
    with _loading:
        from netralitas.documents.stamper import press  # noqa: F401

        _is_loaded = True


def render(kind: str, facts: dict[str, Any], pictures: Pictures | None = None) -> bytes:
    """The PDF/A-3b of a document from its facts alone; the same facts give the same bytes.

    Stamped where the paper and the person allow it, else laid out by itself. `pictures` when they are drawn already.
    """
    load()
    from netralitas.documents.stamper import press

    return press.stamped(kind, facts, pictures) or pdf(sheet_of(kind, facts, pictures))


def why_plain(kind: str, facts: dict[str, Any]) -> str:
    """Why a paper with these facts cannot be stamped; "" when it can. Makes and proves its plan: seconds at first."""
    load()
    from netralitas.documents.stamper import Unstampable, press

    try:
        press.prepared(kind, facts)
    except Unstampable as reason:
        return str(reason)
    return ""


def pdf(sheet: Sheet) -> bytes:
    """The PDF of one sheet."""
    load()
    from netralitas.documents import engine

    return engine.write(lay_out(sheet))


def pdf_with_step(sheet: Sheet) -> tuple[bytes, int | None]:
    """The PDF of one sheet and the fit step it is set in, as `fitted`."""
    layout, step = fitted(sheet)
    from netralitas.documents import engine

    return engine.write(layout), step


def lay_out(sheet: Sheet) -> "Layout":
    """The pages of a sheet; one with fit steps is set in the largest step that stays on one page, else in the last."""
    return fitted(sheet)[0]


def fitted(sheet: Sheet) -> tuple["Layout", int | None]:
    """The pages of a sheet, and the fit step they are set in; None when they are more than one page in every step."""
    tried: dict[int, Layout] = {}

    def is_one_page(step: int) -> bool:
        tried[step] = in_step(sheet, step)
        return len(tried[step].pages) == 1

    fitting = largest_step(is_one_page, sheet.fit_steps)
    return tried[max(tried) if fitting is None else fitting], fitting


def largest_step(fits: Callable[[int], bool], last: int) -> int | None:
    """The first of the steps 0…`last` in which it fits, by bisection; None when it fits in none."""
    if fits(0):
        return 0
    found, low, high = None, 1, last
    while low <= high:
        step = (low + high) // 2
        if fits(step):
            found, high = step, step - 1
        else:
            low = step + 1
    return found


def in_step(sheet: Sheet, step: int) -> "Layout":
    """The pages of a sheet in one fit step."""
    load()
    from netralitas.documents import engine

    addresses = {name: address_of(picture) for name, picture in sheet.pictures.items()}
    html = render_to_string(sheet.template, {**sheet.context, "pictures": addresses, "step": step})
    pictures = {addresses[name]: picture for name, picture in sheet.pictures.items()}
    return engine.lay_out(html, pictures=pictures, stylesheet=sheet.stylesheet, size=sheet.size)


def join(layouts: list["Layout"], target: Path, *, title: str) -> None:
    """Write many laid-out sheets into one PDF file in the given order."""
    load()
    from netralitas.documents import engine

    whole = layouts[0].copy([page for layout in layouts for page in layout.pages])
    whole.metadata.title = title
    engine.write(whole, target)
