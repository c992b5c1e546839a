"""What waits in a unit, for whoever takes over: each room that knows of waiting work says how to count it."""

from collections.abc import Callable

from netralitas.exchange.models import ImportBatch
from netralitas.registry.models import Opd, Transfer

Count = Callable[[Opd], int]
_counts: dict[str, Count] = {}


def learn_work(label: str, count: Count) -> None:
    """Add a kind of work, in the words of the hand-over sheet; rooms above call this in their AppConfig."""
    _counts[label] = count


def open_work_of(unit: Opd) -> list[tuple[str, int]]:
    """(words, how many) for every kind of work, also where nothing waits; as many queries as kinds."""
    return [(label, count(unit)) for label, count in _counts.items()]


def _transfers(unit: Opd) -> int:
    waiting = Transfer.objects.waiting()
    here = waiting.filter(from_unit__path__startswith=unit.path) | waiting.filter(to_unit__path__startswith=unit.path)
    return here.count()


def _imports(unit: Opd) -> int:
    unfinished = (ImportBatch.State.UPLOADED, ImportBatch.State.CHECKED)
    return ImportBatch.objects.filter(opd_id=unit.opd_id, state__in=unfinished).count()


learn_work("Mutasi yang belum diterima atau disanggah", _transfers)
learn_work("Unggahan data pegawai yang belum diterapkan", _imports)
