"""Beginning the papers of a case: a draft from what the file knows."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions import letters
from netralitas.documents.letters import kind_of
from netralitas.documents.models import Letter
from netralitas.errors import DomainError
from sanctions import events
from sanctions.letters import ABOUT_PERSON, kinds
from sanctions.models import CasePerson
from sanctions.queries.letter_values import codes_for, prepared


@transaction.atomic
def begin(person: CasePerson, code: str, *, by: Actor) -> Letter:
    """Draft one paper about one person; what the file does not know is typed into the draft.

    *Refuses* a paper that does not belong to the track. *Records* `sanctions.paper_begun`,
    `documents.letter_drafted`.
    """
    if code not in codes_for(person, [kind.code for kind in kinds.ALL]):
        raise DomainError("Surat ini tidak dipakai pada jalur perkara ini. Pilih surat yang lain.")
    start, case = prepared(code, person), person.case
    record(events.PAPER_BEGUN, by=by, subject=case, number=case.number, paper=kind_of(code).label)
    return letters.draft(
        kind=code, values=start.values, kop=start.kop, signer=start.signers, addressee=start.addressee,
        copies=start.copies, sender=start.sender, subject_type=ABOUT_PERSON, subject_key=person.public_id,
        opd_id=None, by=by,
    )  # fmt: skip
