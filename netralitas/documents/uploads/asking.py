"""Having a file redrawn by the child process; whatever the file does to the child, the portal only learns a word."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

from django.conf import settings

from netralitas.documents.uploads.kinds import Kind

SECONDS = 20
_AT_ONCE = threading.BoundedSemaphore(2)  # children of one process of the portal
_WAIT_SECONDS = 15
_COMMAND = [sys.executable, "-m", "netralitas.documents.uploads.redrawing"]
_ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent",
    "MALLOC_ARENA_MAX": "1",
}  # fmt: skip
_MEDIA = {Kind.PICTURE: "image/jpeg", Kind.PDF: "application/pdf", Kind.TEXT: "text/plain", Kind.MAIL: "text/plain"}

PROBLEMS = {
    "waktu": "pemeriksaannya melewati 20 detik",
    "memori": "isinya terlalu besar untuk dibuka",
    "piksel": "gambarnya lebih dari 40 megapiksel",
    "halaman": "PDF-nya lebih dari 50 halaman",
    "sandi": "PDF-nya terkunci kata sandi",
    "besar": "salinannya terlalu besar",
    "rusak": "isinya rusak atau bukan berkas biasa",
    "sibuk": "pemeriksa berkas sedang sibuk",
    "kurung": "ruang pemeriksaan yang aman tidak tersedia di server ini",
    "jenis": "jenis berkas ini hanya disimpan, tidak ditampilkan",
}


@dataclass(frozen=True)
class Copy:
    """A copy that is safe to show; `problem` is a key of `PROBLEMS` when there is none."""

    content: bytes = b""
    media: str = ""
    pages: int = 0
    problem: str = ""


@dataclass(frozen=True)
class Spent:
    """What one child cost: seconds on the wall, the peak of its memory and of its own child's, in bytes."""

    seconds: float
    memory: int


def redraw(content: bytes, kind: Kind) -> Copy:
    """The portal's own copy of a file; never raises for what the file is."""
    return measured(content, kind)[0]


def measured(content: bytes, kind: Kind) -> tuple[Copy, Spent]:
    """The same with what it cost."""
    if kind not in _MEDIA:
        return Copy(problem="jenis"), Spent(0, 0)
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        return Copy(problem="sibuk"), Spent(0, 0)
    began = time.monotonic()
    try:
        answer, memory = _ask(content, kind)
    finally:
        _AT_ONCE.release()
    return answer, Spent(time.monotonic() - began, memory)


def _ask(content: bytes, kind: Kind) -> tuple[Copy, int]:
    """File and answer lie in memory only; the kernel holds the child to the size of its answer."""
    with os.fdopen(os.memfd_create("file"), "w+b") as file, os.fdopen(os.memfd_create("copy"), "w+b") as copy:
        file.write(content)
        file.seek(0)
        child = subprocess.Popen(  # noqa: S603  fixed command; the file comes in by its descriptor
            [*_COMMAND, kind.value], stdin=file, stdout=copy, stderr=subprocess.DEVNULL, cwd=settings.BASE_DIR,
            env=_ENVIRONMENT, start_new_session=True, restore_signals=False,
        )  # fmt: skip
        try:
            child.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return Copy(problem="waktu"), 0
        finally:
            _end(child)
        copy.seek(0)
        return _read(copy.readline(500), copy.read(), kind)


def _end(child: subprocess.Popen) -> None:
    """Nothing of it stays: the child leads a group of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _read(line: bytes, content: bytes, kind: Kind) -> tuple[Copy, int]:
    try:
        said = json.loads(line)
        problem, pages, memory = str(said["problem"]), int(said["pages"]), int(said["memory"])
    except (ValueError, KeyError, TypeError):
        return Copy(problem="rusak"), 0
    if problem or not content:
        return Copy(problem=problem if problem in PROBLEMS else "rusak"), memory
    return Copy(content=content, media=_MEDIA[kind], pages=pages), memory
