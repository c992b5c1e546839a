"""One person, one identity: proposing to join two rows, or to part them; changing kind and number."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas import names
from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.keys import data_key, encrypt, keyed_hash
from netralitas.registry import events
from netralitas.registry.actions import merges, proposals
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.actions.staff import derive, log, set_nik
from netralitas.registry.models import FormerNumber, Proposal, Staff, StaffCategory, StaffEvent
from netralitas.registry.models.staff import ASN


@transaction.atomic
def propose_merge(*, kept: Staff, other: Staff, ground: Ground, is_from_opd: bool, by: Actor) -> Proposal:
    """Propose that two rows are one person, of which `kept` speaks from then on.

    *Refuses* the same row twice, rows merged before, different birth dates. *Records* `registry.proposal_made`.
    """
    if problem := merges.problem_of(kept, other):
        raise DomainError(problem)
    return proposals.propose(
        kind=Proposal.Kind.MERGE, staff=kept, other=other, starts_on=timezone.localdate(), ground=ground,
        is_from_opd=is_from_opd, by=by,
    )  # fmt: skip


@transaction.atomic
def propose_split(*, other: Staff, ground: Ground, is_from_opd: bool, by: Actor) -> Proposal:
    """Propose to part a row from the one it was merged into, because they are two persons.

    *Refuses* a row that is not merged. *Records* `registry.proposal_made`.
    """
    if not other.merged_into_id:
        raise DomainError("Data ini tidak tergabung dengan data lain. Tidak ada yang berubah.")
    return proposals.propose(
        kind=Proposal.Kind.SPLIT, staff=other.merged_into, other=other, starts_on=timezone.localdate(), ground=ground,
        is_from_opd=is_from_opd, by=by,
    )  # fmt: skip


@transaction.atomic
def change_kind(
    person: Staff, *, category: str, number: str, on: date, reason: str, by: Actor, golongan: str = "",
    position: str = "",
) -> Staff:  # fmt: skip
    """Change the kind of employee and the number (THL → PPPK PW → PPPK → CPNS → PNS) of the same person.

    The old number stays findable. `number`: digits of the new NIP, NI PPPK or NIK, "" when it stays.
    *Refuses* a missing reason, a kind without its number, a number of somebody else, a merged row. *Records* a
    StaffEvent and `registry.kind_changed`.
    """
    if not reason.strip():
        raise DomainError("Isi dasar perubahannya, misalnya nomor SK pengangkatan. Belum ada yang berubah.")
    person = Staff.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    if person.merged_into_id:
        raise DomainError("Data ini sudah digabung dengan data lain. Ubah pada data yang dipakai.")
    changes = {"category": [person.category, category]}
    before, person.category = person.get_category_display(), category
    changes |= _renumber(person, number, by)
    for name, value in (("golongan", golongan), ("position", position)):
        if value and getattr(person, name) != value:
            changes[name] = [getattr(person, name), value]
            setattr(person, name, value)
    if category in ASN and not person.nip:
        raise DomainError("Pegawai ASN memerlukan NIP atau NI PPPK. Isi nomor barunya; belum ada yang berubah.")
    derive(person)
    person.save()
    log(person, StaffEvent.Kind.RENUMBERED, changes, by, on=on, reason=reason)
    record(
        events.KIND_CHANGED, by=by, subject=person, opd_id=person.unit.opd_id, person=person.full_name,
        before=before, after=StaffCategory(category).label, reason=reason,
    )  # fmt: skip
    jobs.nudge("pledges.sync_rosters")
    return person


def _renumber(person: Staff, number: str, by: Actor) -> dict[str, list]:
    """Give the new number and remember the old one; a NIK never stands in the history."""
    if not number or number in (person.nip, person.nik):
        return {}
    is_nip = len(number) == 18
    known = {"nip": number} if is_nip else {"nik_hash": keyed_hash(number, "nik")}
    if other := Staff.objects.filter(**known).exclude(pk=person.pk).select_related("unit").first():
        raise DomainError(
            f"Nomor itu sudah terdata atas nama {names.mask(other.name)} di {other.unit}. Bila orangnya sama, usulkan "
            "penggabungan data lewat Data Ganda; belum ada yang berubah.",
            code="nomor_terdata",
        )
    old = person.nip if is_nip else ""
    if old:
        _remember(person, old, by)
    if not is_nip:
        set_nik(person, number)
        return {}
    changes = {"nip": [person.nip, number]}
    person.nip = number
    if nik := person.nik:  # an ASN is known by NIP; the NIK only still finds the person
        _remember(person, nik, by)
        person.nik_ciphertext = person.nik_hash = None
    return changes


def _remember(person: Staff, number: str, by: Actor) -> None:
    FormerNumber.objects.create(
        staff=person, number_hash=keyed_hash(number, "number"),
        number_ciphertext=encrypt(number.encode(), data_key("number")), replaced_by=by.label,
    )  # fmt: skip
