"""Beginning a surat penerusan from a report that is no case yet."""

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions import letters
from netralitas.documents.models import Letter
from netralitas.errors import DomainError
from sanctions import events
from sanctions.letters.reports import ABOUT_REPORT, FORWARD
from sanctions.models import Report
from sanctions.queries.report_letters import prepared, receivers


@transaction.atomic
def begin(report: Report, *, receiver: str, by: Actor) -> Letter:
    """Draft the letter that forwards a report; what the register does not know is typed into the draft.

    *Refuses* an unknown receiver, and a report that became a case: its letters begin there, behind the case's wall.
    *Records* `sanctions.report_letter_begun`, `documents.letter_drafted`.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if receiver not in receivers():
        raise DomainError("Pilih kepada siapa laporan diteruskan. Belum ada yang disusun.", code="tujuan")
    if report.cases.exists():
        raise DomainError(
            "Laporan ini sudah menjadi perkara. Susun surat penerusannya dari perkara itu. Belum ada yang disusun.",
            code="perkara",
        )
    start = prepared(report, receiver)
    record(events.REPORT_LETTER_BEGUN, by=by, subject=report, number=report.number)
    return letters.draft(
        kind=FORWARD, values=start.values, kop=start.kop, signer=start.signers, addressee=start.addressee,
        subject_type=ABOUT_REPORT, subject_key=report.public_id, opd_id=None, by=by,
    )  # fmt: skip
