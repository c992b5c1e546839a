"""What waits for whom, in the Sekda's words; each line leads to where something can be done."""

from collections import Counter
from dataclasses import dataclass

from netralitas.dashboards.queries.rollup import Rollup


@dataclass(frozen=True)
class Wait:
    """Somebody, how many things wait there, what they are, and the table that shows them."""

    who: str
    count: int
    what: str
    sort: str = ""


def waits(rollup: Rollup) -> list[Wait]:
    """Only what really waits, in the order of the office; the rows know their states. No query."""
    states = Counter(row.state for row in rollup.counted_rows)
    whole, heads = rollup.total, rollup.heads
    found = [
        Wait("Pegawai", whole.waiting, "belum menandatangani", "-belum"),
        Wait("Kepala Perangkat Daerah", heads.waiting, "belum menandatangani", "urutan"),
        Wait("Operator OPD", len(rollup.not_begun), "baris rekap belum mulai", "kemajuan"),
        Wait("Operator OPD", states["returned"], "pernyataan perlu diperbaiki"),
        Wait("Kepala Perangkat Daerah", states["awaiting_statement"], "pernyataan ditunggu"),
        Wait("Bakesbangpol", states["awaiting_review"], "pernyataan menunggu verifikasi"),
    ]
    return [wait for wait in found if wait.count]
