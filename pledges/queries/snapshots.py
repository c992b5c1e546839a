"""The numbers of a Perangkat Daerah as a statement of completeness freezes them, and what changed since."""

import hashlib
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from netralitas.ledger.canonical import canonical
from netralitas.registry.models import Opd, Staff, StaffCategory, StaffStatus
from netralitas.registry.models.staff import VILLAGE
from pledges.models import Campaign, CompletionSnapshot, Obligation
from pledges.queries.counts import COLUMN_OF_STATE, COUNTED_COLUMNS, OBLIGED_COLUMNS, SIGNED_COLUMNS
from pledges.queries.rosters import RosterFacts, facts_of

REASONS = dict(StaffStatus.choices) | {
    Obligation.UNIT_LEFT_OUT: "Unitnya tidak ikut kegiatan ikrar",
    Obligation.CATEGORY_LEFT_OUT: "Jenis pegawai ini tidak diwajibkan",
    "": "Tanpa keterangan",
}
_COLUMNS = (
    "pk", "staff__public_id", "unit_id", "unit__public_id", "unit__path", "unit__name", "recap_unit__name", "category",
    "state", "state_reason",
)  # fmt: skip


class _Row(NamedTuple):
    pk: int
    person: str
    unit_id: int
    unit: str
    path: str
    unit_name: str
    recap_name: str
    category: str
    state: str
    reason: str

    @property
    def column(self) -> str:
        return _place(self.state, self.reason)[0]

    @property
    def why(self) -> str:
        return _place(self.state, self.reason)[1]


@dataclass(frozen=True)
class Numbers:
    """A roster at one moment: counted as the recap counts, in parts, and who stood where (as CompletionSnapshot)."""

    counts: dict[str, int]
    kinds: list[list]
    units: list[list]
    reasons: list[list]
    villages: list[int]
    members: list[list]
    roster: RosterFacts
    sha256: str

    @property
    def waiting(self) -> int:
        """Everybody who has still to sign, village government with them."""
        return self.counts["waiting"] + (self.villages[0] if self.villages else 0)


def numbers_of(campaign: Campaign, opd: Opd) -> Numbers:
    """The roster of an OPD as it stands, all from the same reading: one query whatever its size."""
    found = Obligation.objects.filter(campaign=campaign, unit__opd=opd).exclude(state=Obligation.State.MOVED)
    listed = found.order_by("staff__public_id").values_list(*_COLUMNS)
    rows = [_Row(*row) for row in listed.iterator(chunk_size=5000)]
    main, villages = [row for row in rows if row.category not in VILLAGE], [r for r in rows if r.category in VILLAGE]
    roster = [[row.person, row.unit, row.category, row.state != Obligation.State.EXCLUDED] for row in rows]
    stood = [[row.person, row.unit, row.category, row.column, row.why] for row in rows]
    body = canonical({"v": 1, "campaign": campaign.public_id, "opd": opd.public_id, "stood": stood})
    return Numbers(
        counts=dict(zip(COUNTED_COLUMNS, _counted(main), strict=True)), kinds=_kinds(main), units=_units(rows),
        reasons=_reasons(rows), villages=_counted(villages) if villages else [],
        members=[[row.pk, row.unit_id, row.column, row.why] for row in rows],
        roster=facts_of(campaign, roster), sha256=hashlib.sha256(body.encode()).hexdigest(),
    )  # fmt: skip


def _counted(rows: list[_Row]) -> list[int]:
    tally = Tally(row.column for row in rows)
    return [tally[column] for column in COUNTED_COLUMNS]


def _kinds(rows: list[_Row]) -> list[list]:
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.category].append(row)
    return [[kind.value, *_counted(by_kind[kind])] for kind in StaffCategory if kind in by_kind]


def _units(rows: list[_Row]) -> list[list]:
    """Each unit with its own people, in the order of the tree; with the name of its row in the recap."""
    by_unit = defaultdict(list)
    for row in rows:
        by_unit[row.path, row.unit, row.unit_name, row.recap_name].append(row)
    return [[unit, name, recap, *_counted(found)] for (_, unit, name, recap), found in sorted(by_unit.items())]


def _reasons(rows: list[_Row]) -> list[list]:
    tally = Tally((row.column, REASONS.get(row.why, row.why)) for row in rows if row.column in {"hindered", "excluded"})
    return [[column, why, count] for (column, why), count in sorted(tally.items())]


@dataclass(frozen=True)
class Changed:
    """One person who stands elsewhere than in the snapshot: name, unit, what happened in words."""

    staff: Staff
    unit: str
    words: str
    kind: str  # joined, left, signed, excluded, back, undone or hindered


WORDS = {
    "joined": "masuk daftar",
    "left": "keluar dari daftar",
    "signed": "menandatangani",
    "excluded": "menjadi tidak termasuk wajib",
    "back": "bertugas lagi atau kembali wajib",
    "undone": "ikrarnya dibatalkan atau diminta ulang",
    "hindered": "menjadi berhalangan sementara",
    "moved": "pindah unit",
}


def changes_since(snapshot: CompletionSnapshot) -> list[Changed]:
    """Who joined, left, signed, was excluded … since a snapshot, by name; two queries."""
    found = _named(_kinds_of_change(snapshot))
    return sorted(found, key=lambda one: (list(WORDS).index(one.kind), one.staff.name_key))


def has_changed(snapshot: CompletionSnapshot) -> bool:
    """Whether anybody stands elsewhere than in the snapshot; one query."""
    return bool(_kinds_of_change(snapshot))


def _kinds_of_change(snapshot: CompletionSnapshot) -> dict[int, str]:
    then, now = _by_obligation(snapshot.members), _by_obligation(_stood_now(snapshot))
    return {pk: kind for pk in then.keys() | now.keys() if (kind := _kind(then.get(pk), now.get(pk)))}


def _by_obligation(rows: list) -> dict[int, tuple]:
    return {row[0]: tuple(row[1:]) for row in rows}


def _stood_now(snapshot: CompletionSnapshot) -> list[tuple]:
    rows = Obligation.objects.filter(campaign_id=snapshot.completion.campaign_id, unit__opd=snapshot.completion.opd_id)
    rows = rows.exclude(state=Obligation.State.MOVED)
    found = rows.values_list("pk", "unit_id", "state", "state_reason").iterator(chunk_size=5000)
    return [(pk, unit, *_place(state, reason)) for pk, unit, state, reason in found]


def _place(state: str, reason: str) -> tuple[str, str]:
    """Where a state counts (*belum bersedia* counts, and shows, as belum), and why, of those hindered or excluded."""
    column = str(COLUMN_OF_STATE[state])
    return column, reason if column in {"hindered", "excluded"} else ""


def _kind(then: tuple | None, now: tuple | None) -> str:
    """What happened between two places of one person; "" for nothing worth telling."""
    if then is None or now is None:
        return "joined" if then is None else "left"
    before, after = then[1], now[1]
    if before == after or {before, after} <= SIGNED_COLUMNS:
        return "moved" if then[0] != now[0] else ""
    if after in SIGNED_COLUMNS and before in OBLIGED_COLUMNS:
        return "signed"
    if after in {"excluded", "hindered"} and before != "excluded":
        return after
    return "back" if before in {"excluded", "hindered"} else "undone"


def _named(kinds: dict[int, str]) -> list[Changed]:
    found, wanted = [], list(kinds)
    for start in range(0, len(wanted), 5000):
        rows = Obligation.objects.filter(pk__in=wanted[start : start + 5000]).select_related("staff", "unit")
        found += rows.defer("staff__nik_ciphertext", "staff__nik_hash")
    return [Changed(row.staff, row.unit.name, _words(kinds[row.pk], row), kinds[row.pk]) for row in found]


def _words(kind: str, row: Obligation) -> str:
    why = REASONS.get(row.state_reason, "") if kind in {"excluded", "hindered"} and row.state_reason else ""
    return f"{WORDS[kind]} ({why.lower()})" if why else WORDS[kind]
