"""The ethics council (majelis kode etik): formed for one matter, hears, recommends; the PPK decides."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from sanctions.actions.steps import check_open, locked, take
from sanctions.models import CasePerson, CaseStep, CouncilRecommendation, Measure
from sanctions.queries.councils import gaps_of
from sanctions.queries.decisions import allowed_measures
from sanctions.refusals import NOTHING, need
from sanctions.transitions import BY_CODE


@dataclass(frozen=True)
class Advice:
    """What the council recommends, after a hearing, in a numbered paper."""

    held_on: date
    number: str
    dated_on: date
    is_proven: bool
    measure: Measure | None
    reason: str


@transaction.atomic
def form(person: CasePerson, *, letter_number: str, letter_date: date, by: Actor) -> CaseStep:
    """Set the council up for this matter (SK majelis).

    *Refuses* what `queries.councils.gaps_of` names: fewer than three, an even number, somebody undeclared or with a
    conflict, no allegation, the Sekda; no number. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    check_open(person, BY_CODE["bentuk_majelis"])
    need(letter_number, "Isi nomor SK majelis.")
    if gaps := gaps_of(person):
        raise DomainError(f"{' '.join(gaps)} {NOTHING}", code="syarat")
    return take(
        person, "bentuk_majelis", by=by, on=letter_date, document_number=letter_number, document_date=letter_date
    )


@transaction.atomic
def recommend(person: CasePerson, advice: Advice, *, by: Actor) -> CouncilRecommendation:
    """Note the council's recommendation; it binds nobody, the PPK sets the sanction.

    *Refuses* one dated before the hearing, without number or grounds, a measure where nothing is proven, one that is
    no moral sanction. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    check_open(person, BY_CODE["rekomendasi"])
    need(advice.number, "Isi nomor rekomendasinya.")
    need(advice.reason, "Tuliskan pertimbangan majelis.")
    if advice.dated_on < advice.held_on or advice.held_on < person.state_on:
        raise DomainError(f"Tanggal sidang dan rekomendasinya tidak berurutan. {NOTHING}", code="tanggal")
    if advice.measure is not None and (not advice.is_proven or advice.measure not in allowed_measures(person)):
        raise DomainError(f"Pilih sanksi moral hanya bila terbukti. {NOTHING}", code="sanksi")
    step = take(
        person, "rekomendasi", by=by, on=advice.dated_on, note="Terbukti" if advice.is_proven else "Tidak terbukti",
        document_number=advice.number, document_date=advice.dated_on,
    )  # fmt: skip
    return CouncilRecommendation.objects.create(
        person=person, step=step, held_on=advice.held_on, number=advice.number.strip(), dated_on=advice.dated_on,
        is_proven=advice.is_proven, measure=advice.measure, reason=advice.reason.strip(),
    )  # fmt: skip
