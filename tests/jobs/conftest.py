"""Jobs and tasks that exist only here."""

from collections.abc import Callable, Iterator

import pytest

from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.jobs import catalogue, queue, running

SEEN: list[object] = []


def count_to(progress: jobs.Progress, *, n: int = 3, refuse: bool = False, crash: bool = False) -> None:
    """Counts, remembers where it was, leaves a file."""
    progress.total(n)
    for step in range(progress.last_checkpoint.get("next", 0), n):
        SEEN.append(step)
        progress.checkpoint({"next": step + 1})
        progress.advance()
        if refuse:
            raise DomainError("Berkas ini bukan buku kerja.")
        if crash:
            raise RuntimeError("pecah")
    progress.outcome(counted=n)


def note_word(word: str = "", fail: bool = False) -> None:
    """Leaves a trace, or fails."""
    SEEN.append(word)
    if fail:
        raise RuntimeError("pecah")


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The test's own declarations, gone afterwards."""
    monkeypatch.setattr(catalogue, "_tasks", dict(catalogue._tasks))
    monkeypatch.setattr(catalogue, "_kinds", dict(catalogue._kinds))
    catalogue.job("test.count", label="Menghitung")(count_to)
    catalogue.task("test.note")(note_word)
    SEEN.clear()
    queue.forget_nudges()
    running.stopping.clear()
    yield
    running.stopping.clear()


@pytest.fixture
def start(db, by, siti_user) -> Callable[..., object]:
    """Start the counting job for Siti."""

    def started(**arguments: object) -> object:
        return jobs.start("test.count", by=by, owner=siti_user, return_url="/tujuan/", **arguments)

    return started
