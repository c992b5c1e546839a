"""Writing down versions of the wording of letters."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import events, letter_facts, letter_text
from netralitas.documents.letters import LetterKind
from netralitas.documents.models import LetterTemplate
from netralitas.documents.queries.letter_templates import default_of, newest
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time

_PATTERN_NAMES = {"nomor", "tahun", "bulan"}


@transaction.atomic
def ensure_current(kind: LetterKind, *, by: Actor) -> LetterTemplate:
    """Return the version in force; the portal's own wording is written down when nobody has changed it yet.

    *Refuses* nothing. *Records* nothing: it came with the portal.
    """
    found, own = newest(kind), default_of(kind)
    if found.pk and (not found.is_default or _wording(found) == _wording(own)):
        return found
    own.version, own.made_at = (found.version + 1 if found.pk else 1), database_time()
    own.save()
    return own


@transaction.atomic
def write_version(
    kind: LetterKind, *, subject: str, body: str, heading: str, number_pattern: str, paper: str, note: str, by: Actor
) -> LetterTemplate:
    """Write the next version; drafts made from now on use it, letters already made keep theirs.

    *Refuses* stray braces, unknown fields, required fields left out, a pattern without {nomor}, and a text that is
    the same as before. *Records* `documents.letter_template_written`.
    """
    subject, body, heading = (letter_text.clean(text) for text in (subject, body, heading))
    refuse_faults(kind, subject=subject, body=body, heading=heading, number_pattern=number_pattern)
    before = ensure_current(kind, by=by)
    made = LetterTemplate(
        kind=kind.code, version=before.version + 1, heading=heading, subject=subject, body=body, paper=paper,
        number_pattern=number_pattern.strip(), note=note[:200], made_at=database_time(), made_by=by.label,
    )  # fmt: skip
    if _wording(made) == _wording(before):
        raise DomainError("Naskah ini sama dengan versi sebelumnya. Tidak ada yang disimpan.")
    made.save()
    record(events.LETTER_TEMPLATE_WRITTEN, by=by, subject=made, letter=kind.label, version=made.version, note=note)
    return made


def refuse_faults(kind: LetterKind, *, subject: str, body: str, heading: str, number_pattern: str) -> None:
    """Refuse a wording that could not be filled, naming every field. *Records* nothing."""
    for text in (heading, subject, body):
        letter_text.refuse_stray_braces(text)
    if unknown := letter_facts.unknown_fields(kind, heading, subject, body):
        known = ", ".join(f"{{{name}}}" for name in kind.names)
        shown = ", ".join(f"{{{name}}}" for name in unknown)
        raise DomainError(f"Isian {shown} tidak dikenal untuk {kind.label}. Isian yang ada: {known}.")
    if unused := letter_facts.unused_fields(kind, heading, subject, body):
        shown = ", ".join(f"{{{one.name}}} ({one.label})" for one in unused)
        raise DomainError(f"Isian wajib belum ada dalam naskah: {shown}.")
    if not subject or not body:
        raise DomainError("Hal dan isi surat tidak boleh kosong.")
    if not number_pattern.strip():
        return
    if not kind.may_number_itself:
        raise DomainError("Nomor surat ini berasal dari agenda masing-masing kantor. Kosongkan polanya.")
    names = set(letter_text.placeholders(number_pattern))
    if "nomor" not in names or not names <= _PATTERN_NAMES:
        raise DomainError("Pola nomor harus memuat {nomor}, boleh memuat {tahun} dan {bulan}, dan tidak yang lain.")


def _wording(template: LetterTemplate) -> tuple[str, ...]:
    return template.heading, template.subject, template.body, template.number_pattern, template.paper
