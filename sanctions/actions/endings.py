"""How a matter leaves the desk, and how it comes back: told to BKN, closed, handed over, opened again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from sanctions.actions.steps import locked, take
from sanctions.models import CasePerson, CaseStep, Handover, Track
from sanctions.queries.decisions import standing_decision
from sanctions.refusals import NOTHING, need

Body = Handover.Body
_UPWARDS = frozenset({Body.GOVERNOR, Body.MINISTER})


@dataclass(frozen=True)
class Letter:
    """The letter a step rests on."""

    number: str
    dated_on: date


@transaction.atomic
def told_bkn(person: CasePerson, *, channel: str, number: str, on: date, by: Actor) -> CaseStep:
    """Note that the decision stands in BKN's systems. *Refuses* no number or channel. *Records* `case_step`."""
    need(number, "Isi nomor surat atau nomor catatan di SIASN/I'DIS.")
    need(channel, "Pilih saluran pelaporannya.")
    return take(person, "lapor_bkn", by=by, on=on, note=channel, document_number=number, document_date=on)


@transaction.atomic
def close(person: CasePerson, *, reason: str, on: date, by: Actor) -> CaseStep:
    """Close a matter whose sanction holds; outside the village track only after BKN was told.

    *Refuses* what the table refuses. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    code = "selesai_desa" if person.track == Track.VILLAGE else "selesai"
    return take(person, code, by=by, on=on, reason=reason)


@transaction.atomic
def hand_over(person: CasePerson, *, body: str, letter: Letter, reason: str, by: Actor) -> Handover:
    """Send a matter to Bawaslu, Gakkumdu, the governor or the minister by letter; it ends here.

    *Refuses* a letter without a number, no reason. *Records* `sanctions.case_step`.
    """
    code = "ke_gubernur" if body in _UPWARDS else "limpah_bawaslu"
    need(reason, "Tuliskan alasan pelimpahannya.")
    return _send(person, code, body, letter, reason, by)


@transaction.atomic
def copy_to_bawaslu(person: CasePerson, *, body: str, letter: Letter, reason: str, by: Actor) -> Handover:
    """Let Bawaslu or Gakkumdu know while the matter goes on here (a crime is theirs, the discipline ours).

    *Refuses* a letter without a number, the governor. *Records* `sanctions.case_step`.
    """
    if body in _UPWARDS:
        raise DomainError(f"Pilih Bawaslu atau Sentra Gakkumdu. {NOTHING}", code="kepada")
    return _send(person, "tembusan_bawaslu", body, letter, reason, by)


@transaction.atomic
def note_recommendation(person: CasePerson, *, letter: Letter, received_on: date, by: Actor) -> CaseStep:
    """Note what the supervisor (BKN) recommended; its clock starts when the PPK received it.

    *Refuses* a letter without a number or dated after its receipt. *Records* `sanctions.case_step`.
    """
    need(letter.number, "Isi nomor surat rekomendasinya.")
    if letter.dated_on > received_on:
        raise DomainError(f"Surat diterima sebelum tanggalnya. {NOTHING}", code="tanggal")
    return take(
        person, "rekomendasi_bkn", by=by, on=received_on, document_number=letter.number, document_date=letter.dated_on
    )


@transaction.atomic
def reopen(person: CasePerson, *, reason: str, on: date, by: Actor) -> CaseStep:
    """Take an ended matter up again because of something new; what was done before stays as it is.

    *Refuses* no reason, and a matter whose sanction stands: one breach is punished once. *Records* `case_step`.
    """
    person = locked(person)
    need(reason, "Tuliskan hal baru yang menjadi alasannya.")
    if standing_decision(person) is not None:
        raise DomainError(
            "Keputusannya masih berdiri, dan satu pelanggaran tidak dihukum dua kali. Bila keliru, catat pembatalan "
            f"keputusannya. {NOTHING}", code="berdiri",
        )  # fmt: skip
    return take(person, "buka_kembali", by=by, on=on, reason=reason)


def _send(person: CasePerson, code: str, body: str, letter: Letter, reason: str, by: Actor) -> Handover:
    need(letter.number, "Isi nomor suratnya.")
    step = take(
        person, code, by=by, on=letter.dated_on, reason=reason, note=f"Kepada {Body(body).label}",
        document_number=letter.number, document_date=letter.dated_on,
    )  # fmt: skip
    return Handover.objects.create(
        person=person, step=step, body=body, letter_number=letter.number.strip(), letter_date=letter.dated_on
    )
