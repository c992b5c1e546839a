"""Batas usia pensiun: keeping the table of ages, and proposing a retirement by it."""

from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.registry import events
from netralitas.registry.actions import standings
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Proposal, RetirementAge, Staff, StaffStatus
from netralitas.registry.queries.retirements import pension_of


@transaction.atomic
def set_ages(rows: list[dict[str, Any]], *, by: Actor) -> int:
    """Write the table of ages anew, one dict a row (jenjang, word, age, is_uncertain, note); returns how many differ.

    *Refuses* a table without a row for everybody else. *Records* `registry.retirement_age_changed` for each that is new
    or gone.
    """
    if not any(not row["jenjang"] and not row["word"] for row in rows):
        raise DomainError(
            "Sisakan satu baris tanpa jenjang dan tanpa kata, untuk jabatan lain. Belum ada yang berubah."
        )
    before = {_said(row) for row in RetirementAge.objects.values()}
    RetirementAge.objects.all().delete()
    RetirementAge.objects.bulk_create(
        RetirementAge(order=number * 10, changed_by=by.label, **row) for number, row in enumerate(rows, start=1)
    )
    changed = sorted(before ^ {_said(row) for row in rows})
    for post in changed:
        record(events.RETIREMENT_AGE_CHANGED, by=by, post=post)
    return len(changed)


@transaction.atomic
def propose(person: Staff, *, is_from_opd: bool, by: Actor) -> Proposal:
    """Propose the retirement of a person on the day the table of ages says.

    *Refuses* somebody without birth date, and what `standings.propose_exit` refuses.
    *Records* `registry.proposal_made`.
    """
    found = pension_of(person)
    if found is None:
        raise DomainError("Tanggal lahirnya belum diisi, sehingga TMT pensiun tidak dapat dihitung.")
    on, rule = found
    ground = Ground(reason=f"Batas usia pensiun {rule.age} tahun menurut tabel{_doubt(rule)}")
    return standings.propose_exit(
        person, status=StaffStatus.RETIRED, on=on, ground=ground, is_from_opd=is_from_opd, by=by
    )


def _doubt(rule: RetirementAge) -> str:
    return " (belum dipastikan; cocokkan dengan SK pensiun)" if rule.is_uncertain else ""


def _said(row: dict[str, Any]) -> str:
    post = " ".join(filter(None, (row["jenjang"], row["word"]))) or "jabatan lain"
    doubt = ", belum dipastikan" if row["is_uncertain"] else ""
    return f"{post}: {row['age']} tahun{doubt}"
