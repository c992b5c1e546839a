"""From the team to the LHP: begin, summon, note an absence, the BAP, the LHP."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger import vault
from netralitas.ledger.actions import append
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry, RowKey
from netralitas.ui.formats import day as written
from sanctions import events
from sanctions.actions import clocks
from sanctions.actions.steps import check_open, locked, take
from sanctions.models import CasePerson, CaseStep, Examination, Summons
from sanctions.models.examinations import SecretDraft
from sanctions.queries.teams import gaps_of
from sanctions.queries.time_limits import deadline
from sanctions.transitions import BY_CODE

_NOTHING = "Belum ada yang dicatat."


@dataclass(frozen=True)
class Hearing:
    """When and where an examination is held."""

    on: date
    at: time | None
    place: str
    is_virtual: bool = False


@transaction.atomic
def stop(person: CasePerson, *, reason: str, on: date, document_number: str, by: Actor) -> CaseStep:
    """End a matter in review for want of evidence. *Refuses* no reason. *Records* `sanctions.case_step`."""
    _need(reason, "Tuliskan alasannya.")
    return take(person, "tidak_cukup_bukti", by=by, on=on, reason=reason, document_number=document_number)


@transaction.atomic
def begin(
    persons: Sequence[CasePerson], *, letter_number: str, letter_date: date, reason: str, by: Actor
) -> list[CaseStep]:  # fmt: skip
    """Begin the examination of persons of one case with the team that stands.

    *Refuses* what `queries.teams.gaps_of` names: no allegation, an incomplete or undeclared team, the Sekda.
    *Records* `sanctions.case_step` for each.
    """
    if not persons:
        raise DomainError(f"Pilih sedikitnya satu terlapor. {_NOTHING}", code="terlapor")
    _need(letter_number, "Isi nomor SK atau surat perintah tim pemeriksa.")
    for person in persons:
        if gaps := gaps_of(locked(person)):
            raise DomainError(f"{' '.join(gaps)} {_NOTHING}", code="syarat")
    return [
        take(
            person, "periksa", by=by, on=letter_date, reason=reason, document_number=letter_number,
            document_date=letter_date,
        )
        for person in persons
    ]  # fmt: skip


@transaction.atomic
def summon(
    person: CasePerson, *, letter_number: str, letter_date: date, hearing: Hearing, reason: str, by: Actor
) -> Summons:
    """Call an accused person in writing, the first or the second time (facts.md 4.2 no. 3-4).

    `reason` says why the second call is late. *Refuses* a hearing on or before the letter's day or beyond the working
    days of PANGGIL-1, a second call before the first hearing was missed, a late one without a reason.
    *Records* `sanctions.case_step`.
    """
    person = locked(person)
    first = person.summonses.filter(order=1).order_by("-pk").first()
    order = 2 if person.state == "panggilan_1" else 1
    check_open(person, BY_CODE[f"panggil_{order}"])
    _need(letter_number, "Isi nomor surat panggilan.")
    _need(hearing.place, "Isi tempat pemeriksaan.")
    _check_gap(letter_date, hearing.on)
    if order == 2 and first is not None:
        _check_second(first, letter_date, reason)
    step = take(
        person, f"panggil_{order}", by=by, on=letter_date, reason=reason, document_number=letter_number,
        document_date=letter_date, note=f"Diperiksa {written(hearing.on)} di {hearing.place.strip()}",
    )  # fmt: skip
    if order == 1:
        clocks.start(person, "PANGGIL-2", hearing.on)  # runs from the day that may be missed
    return Summons.objects.create(
        person=person, step=step, order=order, letter_number=letter_number.strip(), letter_date=letter_date,
        exam_on=hearing.on, exam_at=hearing.at, place=hearing.place.strip(), is_virtual=hearing.is_virtual,
    )  # fmt: skip


def _check_gap(letter_date: date, exam_on: date) -> None:
    if exam_on <= letter_date:
        raise DomainError(f"Pemeriksaan harus sesudah tanggal surat panggilan. {_NOTHING}", code="tanggal")
    limit = deadline("PANGGIL-1", letter_date)
    if limit is not None and exam_on > limit.due_on:
        raise DomainError(
            f"Pemeriksaan paling lambat {written(limit.due_on)}, yaitu {limit.length} sesudah surat panggilan. "
            f"{_NOTHING}", code="tenggat",
        )  # fmt: skip


def _check_second(first: Summons, letter_date: date, reason: str) -> None:
    if letter_date <= first.exam_on and not (letter_date == first.exam_on and first.exam_on <= timezone.localdate()):
        raise DomainError(
            f"Panggilan I untuk {written(first.exam_on)}; panggilan II sesudah tanggal itu tidak dihadiri. {_NOTHING}",
            code="belum_lewat",
        )
    limit = deadline("PANGGIL-2", first.exam_on)
    if limit is not None and letter_date > limit.due_on and not reason.strip():
        raise DomainError(
            f"Panggilan II seharusnya paling lambat {written(limit.due_on)}. Tuliskan alasan keterlambatannya. "
            f"{_NOTHING}", code="terlambat",
        )  # fmt: skip


@transaction.atomic
def note_absence(person: CasePerson, *, on: date, document_number: str, reason: str, by: Actor) -> CaseStep:
    """Note that a person stayed away twice: what follows rests on the evidence there is (facts.md 4.2 no. 5).

    *Refuses* a day before the second hearing. *Records* `sanctions.case_step`.
    """
    second = person.summonses.filter(order=2).order_by("-pk").first()
    if second is not None and on < second.exam_on:
        raise DomainError(f"Panggilan II untuk {written(second.exam_on)}, belum lewat. {_NOTHING}", code="belum_lewat")
    return take(person, "tidak_hadir", by=by, on=on, reason=reason, document_number=document_number)


@transaction.atomic
def write(
    person: CasePerson, *, hearing: Hearing, examiners: Sequence[str], answers: Sequence[Mapping[str, str]],
    closing: str, by: Actor,
) -> Examination:  # fmt: skip
    """Keep the draft of a BAP, encrypted; drafts may be written as often as needed.

    *Refuses* a moment when no examination is held, and a hearing to come. *Records* `sanctions.examination_written`.
    """
    person = locked(person)
    check_open(person, BY_CODE["bap"])
    if hearing.on > timezone.localdate():
        raise DomainError(f"Tanggal pemeriksaan belum tiba. {_NOTHING}", code="tanggal")
    first = person.examinations.filter(frozen_at__isnull=True, supplements__isnull=True).first()
    draft = first or Examination(person=person)
    set_hearing(draft, hearing)
    content = {"pemeriksa": list(examiners), "tanya_jawab": [dict(row) for row in answers], "penutup": closing.strip()}
    keep(draft, content, by)
    record(events.EXAMINATION_WRITTEN, by=by, subject=person.case, number=person.case.number)
    return draft


def set_hearing(draft: Examination, hearing: Hearing) -> None:
    """Write when and where into a draft that is not saved yet."""
    draft.held_on, draft.held_at = hearing.on, hearing.at
    draft.place, draft.is_virtual = hearing.place.strip(), hearing.is_virtual


@transaction.atomic
def finish(
    examination: Examination, *, outcome: str, refusal_note: str, copy_given_on: date | None, number: str, by: Actor
) -> Examination:
    """Close a BAP, the first or a further one: signed, or the examined person would not sign, which does not void it.

    facts.md 4.2 no. 7.

    *Refuses* an empty question or answer, no examiner, no outcome, a refusal without a word, a copy before the
    hearing. *Records* `sanctions.case_step` and the hash of the words in the ledger.
    """
    draft = Examination.objects.select_for_update(of=("self",)).select_related("person__case").get(pk=examination.pk)
    if draft.frozen_at is not None:
        raise DomainError("BAP ini sudah selesai dan tidak berubah lagi.", code="sudah")
    _check_complete(draft, outcome, refusal_note, copy_given_on)
    draft.outcome, draft.copy_given_on = outcome, copy_given_on
    draft.refusal_note = refusal_note.strip() if outcome == Examination.Outcome.REFUSED else ""
    words = Examination.Outcome(outcome).label.lower()
    draft.step = take(
        draft.person, draft.transition, by=by, on=draft.held_on, note=f"{draft} {words}", document_number=number,
        reason=draft.content.get("alasan", "")[:1000],
    )  # fmt: skip
    freeze(draft, draft.person, draft.transition, by)
    return draft


def _check_complete(draft: Examination, outcome: str, refusal_note: str, copy_given_on: date | None) -> None:
    content = draft.content
    rows = content["tanya_jawab"]
    if not rows or any(not row["tanya"].strip() or not row["jawab"].strip() for row in rows):
        raise DomainError("Setiap pertanyaan dan jawaban dalam BAP harus terisi. BAP belum diselesaikan.", code="isi")
    if not content["pemeriksa"]:
        raise DomainError("Pilih pemeriksanya. BAP belum diselesaikan.", code="pemeriksa")
    if outcome not in Examination.Outcome.values:
        raise DomainError("Catat apakah BAP ditandatangani. BAP belum diselesaikan.", code="tanda_tangan")
    if outcome == Examination.Outcome.REFUSED and not refusal_note.strip():
        raise DomainError("Tuliskan alasan tidak bersedia menandatangani. BAP belum diselesaikan.", code="alasan")
    if copy_given_on is not None and copy_given_on < draft.held_on:
        raise DomainError("Salinan diserahkan sesudah pemeriksaan. BAP belum diselesaikan.", code="salinan")


def keep(draft: SecretDraft, content: dict[str, Any], by: Actor) -> None:
    """Encrypt the words of a draft under its own key and save it."""
    if draft.row_key_id is None:
        draft.row_key, key = vault.new_key()
        draft.created_by, draft.created_at = by.label, database_time()
    else:
        key = vault.open_key(RowKey.objects.filter(pk=draft.row_key_id).first())
    draft.ciphertext = vault.seal(content, key)
    draft.save()


def freeze(draft: SecretDraft, person: CasePerson, what: str, by: Actor) -> None:
    """Seal a paper and put the hash of its words, with no name, into the ledger as the last lock."""
    words = json.dumps(draft.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    draft.content_sha256 = hashlib.sha256(words.encode()).hexdigest()
    draft.frozen_at, draft.frozen_by = database_time(), by.label
    entry = append(
        Entry.Kind.CASE, {"case": person.case.public_id, "paper": what, "content": f"sha256:{draft.content_sha256}"}
    )
    draft.ledger_seq = entry.seq
    draft.save()


def _need(words: str, sentence: str) -> None:
    if not words.strip():
        raise DomainError(f"{sentence} {_NOTHING}", code="kosong")
