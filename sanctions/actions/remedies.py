"""From the confirmed decision until it holds: delivery, objection, appeal, and the day it takes force."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from netralitas.ui.formats import day as written
from sanctions.actions import clocks
from sanctions.actions.steps import check_open, locked, take
from sanctions.models import Appeal, CasePerson, CaseStep, Decision, Delivery
from sanctions.queries import decisions as queries
from sanctions.queries.decisions import Remedy
from sanctions.queries.time_limits import deadline
from sanctions.refusals import NOTHING, need
from sanctions.transitions import BY_CODE

_STEP_OF = {Remedy.OBJECTION: "keberatan", Remedy.APPEAL: "banding"}
_CLOCK_OF = {Remedy.OBJECTION: "KEBERATAN", Remedy.APPEAL: "BANDING"}


@dataclass(frozen=True)
class Handing:
    """How and when a decision was handed over; `received_on` may be later when it was sent."""

    outcome: str
    handed_on: date
    received_on: date
    record_number: str
    place: str = ""


@transaction.atomic
def note_absence(person: CasePerson, *, on: date, document_number: str, reason: str, by: Actor) -> CaseStep:
    """Note that the person did not come to receive the decision; it must now be sent (PerBKN 6/2022 Pasal 49).

    *Refuses* no number of the record. *Records* `sanctions.case_step` and starts the clock of sending.
    """
    need(document_number, "Isi nomor berita acaranya.")
    return take(person, "tidak_hadir_penyampaian", by=by, on=on, reason=reason, document_number=document_number)


@transaction.atomic
def deliver(person: CasePerson, handing: Handing, *, reason: str, by: Actor) -> Delivery:
    """Note how the decision reached the person, also when it was not accepted; the clocks of remedy and force start.

    *Refuses* a record without a number, receipt before the handing or in the future, a delivery past its clock
    without a reason. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    check_open(person, BY_CODE["sampaikan"])
    decision = queries.standing_decision(person)
    need(handing.record_number, "Isi nomor berita acara atau bukti kirimnya.")
    _check_receipt(handing)
    is_late = _is_over("SAMPAI", decision.dated_on, handing.handed_on)
    if is_late and not reason.strip():
        raise DomainError(f"Penyampaian melewati tenggatnya. Tuliskan alasan keterlambatannya. {NOTHING}", code="lewat")
    step = take(
        person, "sampaikan", by=by, on=handing.handed_on, reason=reason, document_number=handing.record_number,
        note=Delivery.Outcome(handing.outcome).label,
    )  # fmt: skip
    remedy = queries.remedy_of(decision)
    if remedy is not Remedy.NONE:
        clocks.start(person, _CLOCK_OF[remedy], handing.received_on)
        clocks.start(person, "BERLAKU", handing.received_on)
    return Delivery.objects.create(
        decision=decision, step=step, outcome=handing.outcome, handed_on=handing.handed_on,
        received_on=handing.received_on, record_number=handing.record_number.strip(), place=handing.place.strip(),
        is_late=is_late,
    )  # fmt: skip


@transaction.atomic
def appeal(
    person: CasePerson, *, kind: str, number: str, filed_on: date, received_on: date, reason: str, by: Actor
) -> Appeal:
    """Note an objection or an administrative appeal; the decision does not take force until it is answered.

    *Refuses* the kind that the measure does not allow, one filed before delivery or received before it was filed, a
    late one without the reason why it is taken up. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    check_open(person, BY_CODE[kind])
    decision, delivery = queries.standing_decision(person), queries.last_delivery(person)
    if _STEP_OF.get(queries.remedy_of(decision)) != kind:
        raise DomainError(
            f"Terhadap {decision.measure.name.lower()} tidak tersedia {BY_CODE[kind].code} menurut katalog. {NOTHING}",
            code="upaya",
        )
    if filed_on < delivery.received_on or received_on < filed_on or received_on > timezone.localdate():
        raise DomainError(
            f"Tanggalnya terbalik atau belum tiba: keputusan diterima {written(delivery.received_on)}. {NOTHING}",
            code="tanggal",
        )
    is_late = _is_over(kind.upper(), delivery.received_on, filed_on)
    if is_late and not reason.strip():
        raise DomainError(
            f"Diajukan sesudah tenggatnya; menurut aturan haknya gugur. Tuliskan mengapa tetap dicatat. {NOTHING}",
            code="lewat",
        )
    step = take(person, kind, by=by, on=received_on, reason=reason, document_number=number, document_date=filed_on)
    if kind == Appeal.Kind.APPEAL:
        clocks.start(person, "BANDING-PUTUS", received_on)
    return Appeal.objects.create(
        decision=decision, step=step, kind=kind, number=number.strip(), filed_on=filed_on, received_on=received_on,
        is_late=is_late,
    )  # fmt: skip


@transaction.atomic
def answer_appeal(person: CasePerson, *, on: date, document_number: str, by: Actor) -> CaseStep:
    """Note the PPK's answer to the BPASN (PP 79/2021 Pasal 13). *Refuses* no number, a second one.

    *Records* `sanctions.case_step`.
    """
    person = locked(person)
    need(document_number, "Isi nomor surat tanggapannya.")
    filed = person.steps.filter(transition="banding").order_by("-pk").first()
    if filed is not None and person.steps.filter(transition="tanggapi_banding", pk__gt=filed.pk).exists():
        raise DomainError("Tanggapan PPK atas banding ini sudah dicatat.", code="sudah")
    return take(person, "tanggapi_banding", by=by, on=on, document_number=document_number, document_date=on)


@transaction.atomic
def take_force(person: CasePerson, *, by: Actor) -> CaseStep:
    """Note that a decision holds, from the day the rule says, not from the day it is noted (PerBKN 6/2022 Pasal 50).

    *Refuses* a day that has not come. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    check_open(person, BY_CODE["berlaku"])
    day = queries.force_day(_standing(person), queries.last_delivery(person))
    if day > timezone.localdate():
        raise DomainError(f"Menurut aturan keputusan baru berlaku pada {written(day)}. {NOTHING}", code="belum")
    return take(person, "berlaku", by=by, on=day, note=f"Berlaku sejak {written(day)}")


def _standing(person: CasePerson) -> Decision:
    decision = queries.standing_decision(person)
    if decision is None:
        raise DomainError(f"Tidak ada keputusan yang berdiri. {NOTHING}", code="tidak_ada")
    return decision


def _check_receipt(handing: Handing) -> None:
    if handing.outcome != Delivery.Outcome.SENT and handing.received_on != handing.handed_on:
        raise DomainError(f"Yang disampaikan langsung diterima pada hari yang sama. {NOTHING}", code="tanggal")
    if handing.received_on < handing.handed_on or handing.received_on > timezone.localdate():
        raise DomainError(f"Tanggal diterima belum tiba atau sebelum disampaikan. {NOTHING}", code="tanggal")


def _is_over(code: str, start: date, day: date) -> bool:
    limit = deadline(code, start)
    return limit is not None and limit.is_over(day)
