"""Long print runs: many sheets into print-ready PDF parts; goes on after a crash, nothing lost or doubled.

A part is stored and noted in the job's checkpoint before the next begins. One part becomes one PDF, several a ZIP.
"""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from netralitas.documents import rendering, storing
from netralitas.documents.papers import Sheet
from netralitas.errors import DomainError
from netralitas.jobs.api import Cancelled, Progress
from netralitas.jobs.models import Job

if TYPE_CHECKING:
    from weasyprint import Document as Layout

PART_PAGES = 200  # WeasyPrint holds about 1 MB a page until the part is written
_FOLDER = "cetak"


def print_run(
    progress: Progress, *, items: Callable[[], list[int]], sheets: Callable[[int], list[Sheet]], name: str, empty: str
) -> None:
    """Lay out `sheets(item)` for every item in order and hand the result to the job under `name`.

    `items` is asked once, at the first start. *Refuses* with the sentence `empty` when there are none.
    """
    if not progress.last_checkpoint:
        progress.checkpoint({"items": items(), "done": 0, "parts": []})
    state = progress.last_checkpoint
    if not state["items"]:
        raise DomainError(empty)
    progress.total(len(state["items"]))
    progress.advance(state["done"] - progress.job.done_count)  # a crash may have counted more than it stored
    try:
        while state["done"] < len(state["items"]):
            state = _next_part(progress, state, sheets, name)
    except Cancelled:
        _drop_parts(progress.job.public_id)
        raise
    progress.note("Menyusun berkas")
    _hand_over(progress, state["parts"], name)
    _drop_parts(progress.job.public_id)


def drop_abandoned_parts() -> None:
    """Delete parts whose job is over or gone."""
    if not default_storage.exists(_FOLDER):
        return
    for public_id in default_storage.listdir(_FOLDER)[0]:
        if not Job.objects.unfinished().filter(public_id=public_id).exists():
            _drop_parts(public_id)


def _next_part(
    progress: Progress, state: dict[str, Any], sheets: Callable[[int], list[Sheet]], name: str
) -> dict[str, Any]:
    """Lay out items until the part is full, store it, note it."""
    layouts: list[Layout] = []
    done = state["done"]
    while done < len(state["items"]) and sum(len(layout.pages) for layout in layouts) < PART_PAGES:
        layouts += [rendering.lay_out(sheet) for sheet in sheets(state["items"][done])]
        done += 1
        progress.advance()
    part = f"{_FOLDER}/{progress.job.public_id}/{len(state['parts']) + 1:03d}.pdf"
    if layouts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "part.pdf"
            rendering.join(layouts, path, title=name)
            storing.keep(part, path.read_bytes())
    parts = [*state["parts"], part] if layouts else state["parts"]
    state = {**state, "done": done, "parts": parts}
    progress.checkpoint(state)
    return state


def _hand_over(progress: Progress, parts: list[str], name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / ("hasil.pdf" if len(parts) == 1 else "hasil.zip")
        if len(parts) == 1:
            with default_storage.open(parts[0]) as source, whole.open("wb") as target:
                shutil.copyfileobj(source, target)
        else:
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
                for number, part in enumerate(parts, start=1):
                    with default_storage.open(part) as source:
                        archive.writestr(f"{name} - bagian {number} dari {len(parts)}.pdf", source.read())
        progress.result(whole, f"{name}{whole.suffix}")


def _drop_parts(public_id: str) -> None:
    folder = f"{_FOLDER}/{public_id}"
    if not default_storage.exists(folder):
        return
    for part in default_storage.listdir(folder)[1]:
        storing.drop(f"{folder}/{part}")
    storing.drop(folder)
