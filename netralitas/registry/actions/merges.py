"""One identity: joining two rows of one person, and parting them again; both behind a confirmed proposal."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry import events, merging
from netralitas.registry.actions.staff import log
from netralitas.registry.models import Assignment, Proposal, Staff, StaffEvent, StaffStatus, Transfer
from netralitas.ui.formats import day

_FILLED = ("phone", "email", "birth_date")  # what the row that goes may know and the other not


@transaction.atomic
def merge(kept: Staff, other: Staff, *, by: Actor, reason: str) -> dict[str, Any]:
    """Let one row speak for a person that had two; the other stays as *data ganda* with all that hangs on it.

    Returns what a split needs. *Refuses* rows that cannot be joined (any more). *Records* a StaffEvent of both,
    `registry.staff_merged`, and what the other rooms record.
    """
    kept, other = _locked(kept, other)
    if problem := problem_of(kept, other):
        raise DomainError(problem)
    remembered = {"registry": _move(kept, other, by)}
    before = other.status
    other.merged_into, other.status, other.status_on = kept, StaffStatus.DUPLICATE, timezone.localdate()
    other.save(update_fields=["merged_into", "status", "status_on", "updated_at"])
    changes = {"status": [before, StaffStatus.DUPLICATE.value], "merged_into": [None, kept.public_id]}
    log(other, StaffEvent.Kind.MERGED, changes, by, reason=reason)
    log(kept, StaffEvent.Kind.MERGED, {"speaks_for": [None, other.public_id]}, by, reason=reason)
    record(
        events.STAFF_MERGED, by=by, subject=kept, opd_id=kept.unit.opd_id, person=kept.full_name,
        merged=f"{other.full_name} ({other.unit.name})",
    )  # fmt: skip
    remembered |= {"status": before} | merging.merge_all(kept, other, by)
    jobs.nudge("pledges.sync_rosters")
    return remembered


@transaction.atomic
def split(other: Staff, *, by: Actor, reason: str) -> Staff:
    """Part a row from the one it was merged into: everything goes back where it was.

    *Refuses* a row that is not merged. *Records* a StaffEvent of both, `registry.staff_split`, and what others record.
    """
    if not other.merged_into_id:
        raise DomainError("Data ini tidak (lagi) tergabung dengan data lain. Tidak ada yang berubah.")
    kept, other = _locked(other.merged_into, other)
    remembered = _merge_of(other).followed
    _move_back(kept, other, remembered.get("registry", {}), by)
    before, other.merged_into = other.status, None
    other.status, other.status_on = remembered.get("status", StaffStatus.ACTIVE.value), timezone.localdate()
    other.save(update_fields=["merged_into", "status", "status_on", "updated_at"])
    changes = {"status": [before, other.status], "merged_into": [kept.public_id, None]}
    log(other, StaffEvent.Kind.SPLIT, changes, by, reason=reason)
    log(kept, StaffEvent.Kind.SPLIT, {"speaks_for": [other.public_id, None]}, by, reason=reason)
    record(
        events.STAFF_SPLIT, by=by, subject=kept, opd_id=kept.unit.opd_id, person=kept.full_name,
        merged=f"{other.full_name} ({other.unit.name})",
    )  # fmt: skip
    merging.split_all(kept, other, remembered, by)
    jobs.nudge("pledges.sync_rosters")
    return other


def problem_of(kept: Staff, other: Staff) -> str:
    """Why two rows cannot be joined, in a sentence, or ""; no query."""
    if kept.pk == other.pk:
        return "Pilih dua data yang berbeda. Belum ada yang berubah."
    if kept.merged_into_id or other.merged_into_id:
        return "Salah satu data sudah digabung sebelumnya. Belum ada yang berubah; muat ulang halamannya."
    if kept.birth_date and other.birth_date and kept.birth_date != other.birth_date:
        return (
            f"Tanggal lahirnya berbeda ({day(kept.birth_date)} dan {day(other.birth_date)}), jadi bukan orang yang "
            "sama. Betulkan dahulu tanggal lahirnya bila memang satu orang."
        )
    return ""


def _locked(kept: Staff, other: Staff) -> tuple[Staff, Staff]:
    rows = Staff.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, other.pk])}
    return found[kept.pk], found[other.pk]


def _merge_of(other: Staff) -> Proposal:
    done = Proposal.objects.filter(kind=Proposal.Kind.MERGE, other=other, applied_at__isnull=False)
    return done.order_by("-applied_at").first() or Proposal()


def _move(kept: Staff, other: Staff, by: Actor) -> dict[str, Any]:
    """Posts, rows merged before and missing contact go to the kept row; open proposals of the other lapse."""
    posts = list(Assignment.objects.filter(staff=other).values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=posts).update(staff=kept)
    rows = list(Staff.objects.filter(merged_into=other).values_list("pk", flat=True))
    Staff.objects.filter(pk__in=rows).update(merged_into=kept)
    lapsed = {"settled_at": timezone.now(), "settled_by": by.label}
    Transfer.objects.pending().filter(staff=other).update(state=Transfer.State.WITHDRAWN, **lapsed)
    Proposal.objects.open().filter(staff=other).update(state=Proposal.State.WITHDRAWN, **lapsed)
    filled = [name for name in _FILLED if getattr(other, name) and not getattr(kept, name)]
    if filled:
        for name in filled:
            setattr(kept, name, getattr(other, name))
        kept.save(update_fields=[*filled, "updated_at"])
        values = {name: [None, str(getattr(kept, name))] for name in filled if name == "birth_date"}
        log(kept, StaffEvent.Kind.CHANGED, values or {"contact": [None, "dilengkapi"]}, by, reason="penggabungan data")
    return {"posts": posts, "rows": rows, "filled": filled}


def _move_back(kept: Staff, other: Staff, moved: dict[str, Any], by: Actor) -> None:
    Assignment.objects.filter(pk__in=moved.get("posts", []), staff=kept).update(staff=other)
    Staff.objects.filter(pk__in=moved.get("rows", []), merged_into=kept).update(merged_into=other)
    taken = [name for name in moved.get("filled", []) if getattr(kept, name) == getattr(other, name)]
    if taken:
        for name in taken:
            setattr(kept, name, None if name == "birth_date" else "")
        kept.save(update_fields=[*taken, "updated_at"])
        values = {name: [str(getattr(other, name)), None] for name in taken if name == "birth_date"}
        log(kept, StaffEvent.Kind.CHANGED, values or {"contact": ["dilengkapi", None]}, by, reason="pemisahan data")
