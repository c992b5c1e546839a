"""Where each Perangkat Daerah stands with its data: unverified, verified, changes proposed, changed since."""

import hashlib
from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max
from django.utils import timezone

from netralitas.db import Gathered
from netralitas.ledger.canonical import canonical
from netralitas.registry.models import Opd, Proposal, Staff, StaffCategory, Transfer
from netralitas.registry.models.staff import HINDERED_STATUSES
from pledges.models import RosterDue, RosterStatement


@dataclass(frozen=True)
class Snapshot:
    """The people of an OPD as they stand: how many of each kind, how many away, who, and the hash of it all."""

    counts: dict[str, int]
    away: int
    members: tuple[int, ...]
    sha256: str

    @property
    def by_label(self) -> list[tuple[str, int]]:
        """Kinds of employee in words, in the order of the choices."""
        return [(category.label, self.counts[category]) for category in StaffCategory if category in self.counts]


@dataclass(frozen=True)
class Standing:
    """One OPD: by when, what was stated last, what changed since, how many proposals wait."""

    opd: Opd
    total: int
    due: RosterDue | None
    statement: RosterStatement | None
    joined: int
    left: int
    open_changes: int

    @property
    def stated_at(self) -> datetime | None:
        """When the data was last stated to be right; None when it never was."""
        return self.statement.stated_at if self.statement else None

    @property
    def is_verified(self) -> bool:
        """Whether the last statement answers what was asked."""
        return self.statement is not None and (self.due is None or self.statement.stated_at >= self.due.asked_at)

    @property
    def state(self) -> str:
        """The code of the OPD's state (wording.md)."""
        if self.open_changes:
            return "change_proposed"
        return "data_verified" if self.is_verified else "data_unverified"

    @property
    def is_overdue(self) -> bool:
        """Past the day, and not verified."""
        return self.due is not None and not self.is_verified and self.due.due_on < timezone.localdate()

    @property
    def days_left(self) -> int | None:
        """Days until the day; None without one."""
        return (self.due.due_on - timezone.localdate()).days if self.due else None

    @property
    def change(self) -> str:
        """`berubah sejak verifikasi: +2 −1`, or ""."""
        if not self.is_verified or not (self.joined or self.left):
            return ""
        return f"berubah sejak verifikasi: +{self.joined} −{self.left}"


def standings(opds: Iterable[Opd]) -> list[Standing]:
    """Each OPD as given, in that order; seven queries whatever their number."""
    wanted = list(opds)
    keys = [opd.pk for opd in wanted]
    dues = {row.opd_id: row for row in RosterDue.objects.filter(opd__in=keys)}
    last = RosterStatement.objects.filter(opd__in=keys).order_by().values("opd").annotate(last=Max("pk"))
    statements = {row.opd_id: row for row in RosterStatement.objects.filter(pk__in=last.values("last"))}
    present = Staff.objects.present().filter(unit__opd__in=keys).order_by().values_list("unit__opd")
    people = {opd_id: set(found) for opd_id, found in present.annotate(found=Gathered("pk"))}
    waiting = _waiting(keys)
    return [
        _standing(opd, people.get(opd.pk, set()), dues.get(opd.pk), statements.get(opd.pk), waiting[opd.pk])
        for opd in wanted
    ]


def standing_of(opd: Opd) -> Standing:
    """One OPD; seven queries."""
    return standings([opd])[0]


def snapshot_of(opd: Opd) -> Snapshot:
    """The present people of an OPD; one query.

    Canonical roster: one row a person, ordered by person: [person, unit, kind, standing], ids as shown outside.
    """
    rows = Staff.objects.present().filter(unit__opd=opd).order_by("public_id")
    columns = rows.values_list("pk", "public_id", "unit__public_id", "category", "status")
    members, roster, counts, away = [], [], Tally(), 0
    for pk, person, unit, category, status in columns.iterator(chunk_size=5000):
        members.append(pk)
        roster.append([person, unit, category, status])
        counts[category] += 1
        away += status in HINDERED_STATUSES
    body = canonical({"v": 1, "opd": opd.public_id, "roster": roster})
    return Snapshot(dict(counts), away, tuple(sorted(members)), hashlib.sha256(body.encode()).hexdigest())


def changes_since(standing: Standing) -> tuple[list[Staff], list[Staff]]:
    """Who came and who left since the last statement, by name; two queries."""
    if standing.statement is None:
        return [], []
    before = set(standing.statement.members)
    now = set(Staff.objects.present().filter(unit__opd=standing.opd).values_list("pk", flat=True))
    changed = {row.pk: row for row in Staff.objects.filter(pk__in=before ^ now).by_name()}
    joined = [row for pk, row in changed.items() if pk in now]
    return joined, [row for pk, row in changed.items() if pk in before]


def unverified_due(until: date) -> list[Standing]:
    """OPD whose day has passed or comes by `until`, and who have not verified; eight queries."""
    opds = Opd.objects.top().active().filter(roster_due__due_on__lte=until).in_protocol_order()
    return [one for one in standings(opds) if not one.is_verified]


def _standing(
    opd: Opd, people: set[int], due: RosterDue | None, statement: RosterStatement | None, waiting: int
) -> Standing:
    before = set(statement.members) if statement else people
    return Standing(opd, len(people), due, statement, len(people - before), len(before - people), waiting)


def _waiting(keys: list[int]) -> Tally[int]:
    """Proposals and transfers that wait, by OPD; one between two OPD waits in both."""
    found: Tally[int] = Tally()
    pairs = [
        *Proposal.objects.open().values_list("staff__unit__opd_id", "other__unit__opd_id"),
        *Transfer.objects.waiting().values_list("from_unit__opd_id", "to_unit__opd_id"),
    ]
    for pair in pairs:
        found.update({opd_id for opd_id in pair if opd_id is not None})
    return found
