"""Writing letters: draft, revise, discard, issue, enter the number, keep the signed paper, void."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import codes, events, letter_facts
from netralitas.documents.actions import numbering, voiding
from netralitas.documents.actions.letter_templates import ensure_current
from netralitas.documents.actions.register import register
from netralitas.documents.letters import LetterKind, Signer, house, kind_of, lines, signer_of
from netralitas.documents.models import Document, Letter, LetterNumber, LetterScan
from netralitas.documents.queries.letters import number_taken
from netralitas.documents.uploads.keeping import Scan
from netralitas.errors import DomainError
from netralitas.ledger import vault
from netralitas.ledger.clock import database_time
from netralitas.ui import formats

_REGISTER, _DIGITS = "surat", 6  # SRT/2026/000123: the portal's own register, never the letter's number
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEARS = range(2000, 2200)


@transaction.atomic
def draft(
    *, kind: str, values: Mapping[str, Any], kop: dict[str, Any], addressee: str | Iterable[str] = (),
    signer: Signer | dict[str, str] | Iterable[Signer | dict[str, str]] = (), copies: Iterable[str] = (),
    subject_type: str = "", subject_key: str = "", opd_id: int | None = None, attachment: str = "", sender: str = "",
    by: Actor,
) -> Letter:  # fmt: skip
    """Write a draft from what the room hands down; the newest wording of the kind is taken.

    `kop` as pledges.letterheads gives it; `attachment` is what stands behind *Lampiran* ("1 (satu) berkas");
    `sender` behind *Dari* on a nota dinas; several signers stand side by side. *Refuses* values the kind does not know
    or that cannot be read; missing ones are named when it is issued. *Records* `documents.letter_drafted`.
    """
    declared = kind_of(kind)
    template = ensure_current(declared, by=by)
    row_key, key = vault.new_key()
    content = {
        "values": letter_facts.normal(declared, values), "kop": kop, "addressee": lines(addressee),
        "signers": [one.facts() for one in _signers(signer)], "copies": lines(copies), "attachment": attachment,
        "sender": sender,
    }  # fmt: skip
    letter = Letter(
        kind=kind, template=template, title=letter_facts.title_of(template, content["values"]),
        office=" · ".join(kop["lines"])[:300], addressed_to=_public_addressee(declared, content),
        subject_type=subject_type, subject_key=str(subject_key), opd_id=opd_id, row_key=row_key,
        content_ciphertext=vault.seal(content, key), made_at=database_time(), made_by=by.label,
    )  # fmt: skip
    letter.save()
    record(events.LETTER_DRAFTED, by=by, subject=letter, opd_id=opd_id, letter=declared.log_name)
    return letter


@transaction.atomic
def revise(
    *, letter: Letter, values: Mapping[str, Any], addressee: str | Iterable[str] | None = None,
    copies: Iterable[str] | None = None, attachment: str | None = None, signers: list[dict[str, Any]] | None = None,
    by: Actor,
) -> Letter:  # fmt: skip
    """Change a draft: the values given replace those of the same name, an empty one takes it away.

    `signers` as `Signer.facts` gives them, in the order of the paper.

    *Refuses* a letter that was issued. *Records* `documents.letter_revised`.
    """
    letter = _locked(letter)
    if letter.document_id:
        raise DomainError("Surat ini sudah terbit dan tidak dapat diubah. Batalkan dahulu, lalu buat yang baru.")
    declared, content = kind_of(letter.kind), letter.content()
    kept = {name: value for name, value in content["values"].items() if name not in values}
    content["values"] = kept | letter_facts.normal(declared, values)
    for name, given in (("addressee", addressee), ("copies", copies)):
        content[name] = content[name] if given is None else lines(given)
    content["attachment"] = content["attachment"] if attachment is None else attachment.strip()[:120]
    content["signers"] = content["signers"] if signers is None else signers
    letter.template = ensure_current(declared, by=by)
    letter.title = letter_facts.title_of(letter.template, content["values"])
    letter.addressed_to = _public_addressee(declared, content)
    letter.content_ciphertext = vault.seal(content, vault.open_key(letter.row_key))
    letter.save()
    record(events.LETTER_REVISED, by=by, subject=letter, opd_id=letter.opd_id, letter=declared.log_name)
    return letter


@transaction.atomic
def discard(*, letter: Letter, by: Actor) -> None:
    """Throw a draft away. *Refuses* a letter that was issued. *Records* `documents.letter_discarded`."""
    letter = _locked(letter)
    if letter.document_id:
        raise DomainError("Surat ini sudah terbit dan tidak dapat dihapus. Batalkan bila keliru.")
    record(events.LETTER_DISCARDED, by=by, subject=letter, opd_id=letter.opd_id, letter=kind_of(letter.kind).log_name)
    letter.delete()


@transaction.atomic
def issue(*, letter: Letter, number: str = "", dated_on: date | None = None, by: Actor) -> Letter:
    """Freeze the letter into a `Document`; its file is made and sealed by the worker from these facts alone.

    `number` as in the agenda; "" takes the next one by the pattern of the wording, or leaves it blank to be entered
    once. *Refuses* a letter issued before, missing values (named), a number taken, a number without a date.
    *Records* `documents.letter_issued`.
    """
    letter = _locked(letter)
    if letter.document_id:
        raise DomainError("Surat ini sudah terbit. Tidak ada yang berubah.")
    kind, content, at = kind_of(letter.kind), letter.content(), database_time()
    if missing := letter_facts.missing(letter.template, content["values"]):
        names = ", ".join(one.label for one in missing)
        raise DomainError(f"Surat belum dapat diterbitkan. Isian yang masih kosong: {names}.")
    letter.number = _number(letter, number, dated_on)
    letter.dated_on = dated_on
    facts = letter_facts.compose(letter.template, content, number=letter.number, dated_on=dated_on, place=house().place)
    letter.document = _registered(letter, kind, facts)
    letter.frozen_at = at
    letter.save()
    record(
        events.LETTER_ISSUED, by=by, subject=letter, opd_id=letter.opd_id, letter=kind.log_name, number=_said(letter)
    )
    return letter


def _registered(letter: Letter, kind: LetterKind, facts: dict[str, Any]) -> Document:
    """The document of a letter under the letter's own row key."""
    at = database_time()
    code, year = codes.new_code(), at.year
    series = numbering.next_number(f"{_REGISTER}:{year}")
    register_number = f"SRT/{year}/{series:0{_DIGITS}d}"
    facts |= {
        "register": register_number, "code": codes.pretty(code), "address": house().address,
        "qr": f"{settings.BASE_URL}{reverse('documents:verify-code', args=[code])}", "issued_at": int(at.timestamp()),
    }  # fmt: skip
    public = {"paper": kind.public_label or kind.label, "number": letter.number, "dated_on": facts["date"]}
    return register(
        kind=Document.Kind.LETTER, number=register_number, code=code, facts=facts, public_facts=public,
        row_key=letter.row_key, key=vault.open_key(letter.row_key), issued_at=at,
    )  # fmt: skip


@transaction.atomic
def enter_number(*, letter: Letter, number: str, dated_on: date, by: Actor) -> LetterNumber:
    """Enter the number of a letter that was issued without one, once; then it is locked.

    *Refuses* a draft, a void letter, a letter that has its number, a number taken.
    *Records* `documents.letter_numbered`.
    """
    letter = _locked(letter)
    if letter.document_id is None:
        raise DomainError("Surat ini masih konsep. Terbitkan dahulu.")
    if letter.full_number:
        raise DomainError(f"Nomor surat ini sudah dicatat: {letter.full_number}. Nomor tidak dapat diganti.")
    if hasattr(letter.document, "voidance"):
        raise DomainError("Surat ini sudah dibatalkan. Nomornya tidak dicatat lagi.")
    if not (typed := _typed(number)):
        raise DomainError("Isi nomor surat dari agenda.")
    _refuse_taken(letter, typed, dated_on)
    entered = LetterNumber.objects.create(
        letter=letter, number=typed, dated_on=dated_on, at=database_time(), by_label=by.label
    )
    label = kind_of(letter.kind).log_name
    record(events.LETTER_NUMBERED, by=by, subject=letter, opd_id=letter.opd_id, letter=label, number=typed)
    return entered


@transaction.atomic
def void(*, letter: Letter, reason: str, by: Actor) -> None:
    """Declare an issued letter void; *Cek Keaslian* says so from now on.

    *Refuses* a draft, an empty reason, a letter void already. *Records* `documents.document_voided`.
    """
    letter = _locked(letter)
    if letter.document is None:
        raise DomainError("Surat ini masih konsep. Hapus saja konsepnya.")
    if not reason.strip():
        raise DomainError("Tuliskan alasan pembatalan.")
    voiding.void(letter.document, reason=reason.strip(), by=by)


@transaction.atomic
def keep_scan(*, letter: Letter, scan: Scan, by: Actor) -> LetterScan:
    """Write down the scan of the signed and stamped paper (`uploads.keeping`); a later one stands beside it.

    *Refuses* a draft. *Records* `documents.letter_scanned`.
    """
    letter = _locked(letter)
    if letter.document_id is None:
        raise DomainError("Surat ini masih konsep. Terbitkan dahulu, lalu unggah pindaiannya.")
    record(events.LETTER_SCANNED, by=by, subject=letter, opd_id=letter.opd_id, letter=kind_of(letter.kind).log_name,
           number=_said(letter))  # fmt: skip
    return LetterScan.objects.create(
        letter=letter, scan_name=scan.name, scan_sha256=scan.sha256, page_count=scan.pages, at=database_time(),
        by_label=by.label,
    )  # fmt: skip


def _locked(letter: Letter) -> Letter:
    found = Letter.objects.select_for_update(of=("self",)).select_related("template", "row_key")
    locked = found.filter(pk=letter.pk).first()
    if locked is None:
        raise DomainError("Konsep surat ini sudah dihapus. Tidak ada yang berubah.")
    return locked


def _signers(given: Signer | dict[str, str] | Iterable[Signer | dict[str, str]]) -> list[Signer]:
    one_or_more = [given] if isinstance(given, Signer | dict) else list(given)
    return [signer_of(one) for one in one_or_more]


def _public_addressee(kind: LetterKind, content: Mapping[str, Any]) -> str:
    return "" if kind.names_person else "; ".join(content["addressee"])[:300]


def _number(letter: Letter, typed: str, dated_on: date | None) -> str:
    """The number typed, or the next by the pattern, or none; takes the series' lock, so call it late."""
    pattern = letter.template.number_pattern
    if not (number := _typed(typed)) and not pattern:
        return ""
    if dated_on is None:
        raise DomainError("Isi tanggal surat: surat yang bernomor harus bertanggal.")
    if not number:
        filled = pattern.replace("{tahun}", str(dated_on.year))
        serial = numbering.next_number(f"nomor:{sha256(f'{letter.office}|{filled}'.encode()).hexdigest()}")
        number = filled.replace("{nomor}", str(serial)).replace("{bulan}", _ROMAN[dated_on.month - 1])
    _refuse_taken(letter, number, dated_on)
    return number


def _typed(number: str) -> str:
    return " ".join(number.split())[:80]


def _refuse_taken(letter: Letter, number: str, dated_on: date) -> None:
    """A number belongs to one valid letter of an office in a year; after a void one it may be used again."""
    if dated_on.year not in _YEARS:
        raise DomainError("Tanggal surat tidak masuk akal. Periksa tahunnya.")
    if number_taken(letter, number, dated_on.year):
        raise DomainError(f"Nomor {number} sudah dipakai surat lain tahun {dated_on.year}. Periksa agenda.")


def _said(letter: Letter) -> str:
    """The number for the log, or what stands for it."""
    return letter.full_number or f"tanpa nomor ({formats.day(letter.dated_on) if letter.dated_on else 'tanpa tanggal'})"
