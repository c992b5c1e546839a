"""What a person is accused of, act by act, frozen as things were that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger import vault
from netralitas.ledger.clock import database_time
from netralitas.ui.formats import day as written
from pledges.models import Election
from sanctions import events
from sanctions.actions.steps import locked
from sanctions.models import Act, Allegation, AllegationWithdrawal, CasePerson, FrozenFacts, State
from sanctions.models.catalogue import ElectionStage
from sanctions.queries.catalogue import stage_on
from sanctions.queries.frozen import person_on
from sanctions.queries.missing_pledge import is_missing_pledge

BEFORE_REPORT = frozenset(
    {State.REVIEW, State.EXAMINATION, State.SUMMONED_1, State.SUMMONED_2, State.ABSENT, State.EXAMINED, State.COUNCIL}
)
_NOTHING = "Belum ada yang dicatat."


@dataclass(frozen=True)
class Accusation:
    """What one or more persons are accused of: the day, where, and the acts in force that day."""

    acted_on: date
    acts: Sequence[Act]
    place: str = ""
    election: Election | None = None
    description: str = ""


@transaction.atomic
def add(
    person: CasePerson, *, act: Act, acted_on: date, by: Actor, place: str = "", election: Election | None = None,
    impact: str = "", description: str = "",
) -> Allegation:  # fmt: skip
    """Accuse a person of one act of the catalogue, in the version in force on the day of the act.

    *Refuses* a missing pledge; an act not in force that day, for another kind of employee or another stage of the
    election; a day to come; the same act twice; a matter already reported on. *Records* `sanctions.allegation_added`.
    """
    fresh = locked(person)
    stage = stage_on(election, acted_on) if election else None
    _check_moment(fresh, acted_on)
    frozen = freeze(fresh, acted_on)
    _check_act(act, acted_on, stage, _category_on(fresh, acted_on))
    same = fresh.allegations.filter(act__code=act.code, acted_on=acted_on, withdrawal__isnull=True)
    if same.exists():
        raise DomainError(f"{act.code} pada {written(acted_on)} sudah dicatat. {_NOTHING}", code="ada")
    allegation = Allegation.objects.create(
        person=fresh, act=act, acted_on=acted_on, place=place.strip(), election=election, stage=stage or "",
        impact=impact, description=description.strip(), frozen=frozen, recorded_at=database_time(),
        recorded_by=by.label,
    )  # fmt: skip
    record(events.ALLEGATION_ADDED, by=by, subject=fresh.case, number=fresh.case.number, act=act.code)
    return allegation


@transaction.atomic
def add_all(person: CasePerson, accusation: Accusation, *, by: Actor, impact: str = "") -> list[Allegation]:
    """Accuse a person of several acts of one day, all or none. *Refuses* and *records* as `add`."""
    return [
        add(
            person, act=act, acted_on=accusation.acted_on, place=accusation.place, election=accusation.election,
            description=accusation.description, impact=impact, by=by,
        )
        for act in accusation.acts
    ]  # fmt: skip


@transaction.atomic
def withdraw(allegation: Allegation, *, reason: str, by: Actor) -> AllegationWithdrawal:
    """Take a wrong allegation back before the LHP; the row stays, with the reason beside it.

    *Refuses* a later moment, a second time, no reason. *Records* `sanctions.allegation_withdrawn`.
    """
    fresh = locked(allegation.person)
    if fresh.state not in BEFORE_REPORT:
        raise DomainError("Sesudah LHP, dugaan tidak dapat dicabut. Belum ada yang berubah.", code="keadaan")
    if AllegationWithdrawal.objects.filter(allegation=allegation).exists():
        raise DomainError("Dugaan ini sudah dicabut.", code="sudah")
    if not reason.strip():
        raise DomainError("Tuliskan alasannya. Belum ada yang berubah.", code="alasan")
    taken_back = AllegationWithdrawal.objects.create(
        allegation=allegation, reason=reason.strip(), recorded_at=database_time(), recorded_by=by.label
    )
    record(
        events.ALLEGATION_WITHDRAWN, by=by, subject=fresh.case, number=fresh.case.number, act=allegation.act.code
    )  # fmt: skip
    return taken_back


def freeze(person: CasePerson, acted_on: date) -> FrozenFacts:
    """Keep who the person was on a day, encrypted, with the pledge signed by then; once per person and day."""
    if known := FrozenFacts.objects.filter(person=person, acted_on=acted_on).first():
        return known
    then = person_on(person.staff, acted_on)
    row_key, key = vault.new_key()
    return FrozenFacts.objects.create(
        person=person, acted_on=acted_on, signature=then.signature,
        ledger_seq=then.signature.ledger_seq if then.signature else None, row_key=row_key,
        ciphertext=vault.seal(then.facts(), key), taken_at=database_time(),
    )  # fmt: skip


def _category_on(person: CasePerson, acted_on: date) -> str:
    return person_on(person.staff, acted_on).staff.category


def _check_moment(person: CasePerson, acted_on: date) -> None:
    if person.state not in BEFORE_REPORT:
        raise DomainError(f"Sesudah LHP, dugaan baru menjadi perkara baru. {_NOTHING}", code="keadaan")
    if acted_on > timezone.localdate():
        raise DomainError(f"Tanggal perbuatan belum tiba. {_NOTHING}", code="tanggal")


def _check_act(act: Act, acted_on: date, stage: ElectionStage | None, category: str) -> None:
    if is_missing_pledge(act.name):
        raise DomainError(f"Belum menandatangani ikrar bukan pelanggaran. {_NOTHING}", code="ikrar")
    if not Act.objects.in_force(acted_on).filter(pk=act.pk).exists():
        raise DomainError(f"{act.code} tidak berlaku pada {written(acted_on)}. {_NOTHING}", code="versi")
    if category not in act.applies_to:
        raise DomainError(f"{act.code} bukan untuk jenis pegawai orang ini. {_NOTHING}", code="jenis")
    if stage and act.stage in {ElectionStage.BEFORE, ElectionStage.AFTER} and act.stage != stage:
        raise DomainError(
            f"{act.code} untuk tahapan {act.get_stage_display().lower()}, sedangkan pada {written(acted_on)} "
            f"berlaku tahapan {stage.label.lower()}. Pilih bentuk pelanggaran yang sesuai. {_NOTHING}",
            code="tahapan",
        )
