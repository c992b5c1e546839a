"""*Daftar Penandatangan* of 300 rows with signatures; the rival is WeasyPrint laying out the same list."""

from collections.abc import Iterator
from dataclasses import replace

from netralitas.documents import engine, listing, rendering
from netralitas.documents.stamper import proof
from tests.benchmarks.bench_certificate import person
from tests.benchmarks.measuring import Control, Line, compare, control
from tests.documents import lists

needs_database = False
ROWS = 300


def run() -> Iterator[Line | Control]:
    """Equal pixels and text of every page first, then time."""
    found = lists.of([person(number) for number in range(ROWS)])

    def laid_out() -> bytes:
        return engine.write(rendering.in_step(listing.sheet(found, listing.parts(found)), 0))

    theirs = laid_out()
    proof.compare(listing.file_of(found), theirs)
    fewer = replace(found, entries=[replace(found.entries[0], picture=None), *found.entries[1:]])
    yield control("a missing signature is seen", _differ(listing.file_of(fewer), theirs))

    ours, rival = compare(lambda: listing.file_of(found), laid_out, rounds=3, cpu=True)
    remark = f"{ROWS} rows on {len(listing.parts(found))} pages, layout of the forms included, 0 different pixels, CPU"
    yield Line("signature_list", ours, rival, "s", 5, 20, remark=remark)


def _differ(ours: bytes, theirs: bytes) -> bool:
    try:
        proof.compare(ours, theirs)
    except proof.Unequal:
        return True
    return False
