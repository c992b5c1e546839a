"""Print runs: one print-ready PDF of any length, written in parts; goes on after a crash, nothing lost or doubled.

What is to be printed is noted in a file at the first start, in its order. Pages are written to a part; a part is stored
and noted in the job's checkpoint before the next begins; a run that dies begins its present part anew. Object numbers
and byte places go on from part to part, so at the end the parts are simply put behind each other and the table of
places is written. Memory holds one part and eight bytes for each object.
"""

import io
import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from django.core.files.storage import default_storage

from netralitas.documents import rendering, storing
from netralitas.documents.papers import Sheet
from netralitas.errors import DomainError
from netralitas.jobs.api import Cancelled
from netralitas.jobs.models import Job

if TYPE_CHECKING:
    from netralitas.documents.stamper.assembling import Book

PART_PAGES = 400
_FOLDER = "cetak"
_TOGETHER = 100  # items handed over at once, so that their facts are read together
Item = Any  # plain JSON: what the caller needs to know to put its pages


class Progress(Protocol):
    """What a run says of itself: a job's progress, or the shell's."""

    last_checkpoint: dict[str, Any]

    done: int

    def total(self, count: int) -> None:
        """How many items there are."""

    def advance(self, count: int = 1) -> None:
        """So many more are done; may raise to end the run."""

    def note(self, text: str) -> None:
        """What is being done now."""

    def checkpoint(self, facts: dict[str, Any]) -> None:
        """Keep what a restarted run needs."""

    def result(self, path: Path | str, download_name: str) -> None:
        """Take the file at `path` over."""


Put = Callable[["Book", list[Item]], "Counter | None"]  # may count what became of the items


def print_run(
    progress: Progress, *, run_id: str, items: Callable[[], list[Item]], put: Put, name: str, empty: str
) -> Counter:
    """Write the pages of every item in order and hand the PDF to the progress under `name`.

    `items` is asked once, at the first start; `put` writes the pages of some items to a book. Returns what `put`
    counted, each item once however often the run died. *Refuses* with the sentence `empty` when there is nothing to
    print. `run_id` names the folder of the parts.
    """
    state = progress.last_checkpoint or _begin(progress, run_id, items(), empty)
    found = json.loads(_read(f"{_FOLDER}/{run_id}/daftar.json"))
    progress.total(len(found))
    progress.advance(state["done"] - progress.done)  # a crash may have counted more than it stored
    try:
        while state["done"] < len(found):
            state = _next_part(progress, run_id, state, found, put)
    except Cancelled:
        drop_parts(run_id)
        raise
    progress.note("Menyusun berkas")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hasil.pdf"
        with path.open("wb") as target:
            _join(target, run_id, state["parts"], name)
        progress.result(path, f"{name}.pdf")
    drop_parts(run_id)
    return Counter(state["counted"])


def put_sheets(sheets: Callable[[Item], list[Sheet]]) -> Put:
    """Pages of sheets that WeasyPrint lays out one by one."""

    def put(book: "Book", items: list[Item]) -> None:
        from netralitas.documents.stamper import stamping

        for item in items:
            for sheet in sheets(item):
                stamping.put_laid_out(book, rendering.pdf(sheet))

    return put


def drop_parts(run_id: str) -> None:
    """Delete what a run has stored on its way."""
    folder = f"{_FOLDER}/{run_id}"
    if not default_storage.exists(folder):
        return
    for part in default_storage.listdir(folder)[1]:
        storing.drop(f"{folder}/{part}")
    storing.drop(folder)


def drop_abandoned_parts() -> None:
    """Delete parts whose job is over or gone."""
    if not default_storage.exists(_FOLDER):
        return
    for public_id in default_storage.listdir(_FOLDER)[0]:
        if not Job.objects.unfinished().filter(public_id=public_id).exists():
            drop_parts(public_id)


def _begin(progress: Progress, run_id: str, items: list[Item], empty: str) -> dict[str, Any]:
    if not items:
        raise DomainError(empty)
    storing.keep(f"{_FOLDER}/{run_id}/daftar.json", json.dumps(items).encode())
    state = {"done": 0, "parts": [], "counted": {}}
    progress.checkpoint(state)
    return state


def _next_part(progress: Progress, run_id: str, state: dict[str, Any], items: list[Item], put: Put) -> dict[str, Any]:
    """Write items until the part is full, store it, note it."""
    from netralitas.documents.stamper.assembling import HEADER, Book

    parts, done, target, counted = state["parts"], state["done"], io.BytesIO(), Counter(state["counted"])
    earlier = sum(part["objects"] for part in parts)
    book = Book(target, first=2 + earlier, begin=sum(part["bytes"] for part in parts))
    if not parts:
        book.write(HEADER)
    while done < len(items) and book.count < PART_PAGES:
        some = items[done : done + min(_TOGETHER, PART_PAGES)]
        counted.update(put(book, some) or {})
        done += len(some)
        progress.advance(len(some))
    book.close_node()
    name = f"{_FOLDER}/{run_id}/{len(parts) + 1:05d}"
    storing.keep(f"{name}.isi", target.getvalue())
    storing.keep(f"{name}.letak", book.places.tobytes())
    part = {"name": name, "objects": len(book.places), "bytes": len(target.getvalue()), "nodes": book.nodes}
    state = {"done": done, "parts": [*parts, part], "counted": counted}
    progress.checkpoint(state)
    return state


def _join(target: BinaryIO, run_id: str, parts: list[dict[str, Any]], title: str) -> None:
    """Put the parts behind each other and close the file."""
    from netralitas.documents.stamper import closing
    from netralitas.documents.stamper.assembling import Book, finish

    places = array("Q")
    for part in parts:
        with default_storage.open(f"{part['name']}.isi") as source:
            for chunk in source.chunks():
                target.write(chunk)
        places.frombytes(_read(f"{part['name']}.letak"))
    book = Book(target, first=2 + len(places), begin=sum(part["bytes"] for part in parts))
    ends = closing.of_title(title)
    nodes = [tuple(node) for part in parts for node in part["nodes"]]
    finish(book, earlier=places, nodes=nodes, catalogue=ends.catalogue(book), info=ends.info, metadata=ends.metadata)


def _read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return file.read()
