"""The register of reports: writing them down, triage, and the answer to whoever forwarded them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents.actions.numbering import next_number
from netralitas.errors import DomainError
from netralitas.ledger import vault
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Staff
from sanctions import events
from sanctions.models import Act, Report, ReportedPerson, ReporterIdentity, Triage

State = Report.State
_BY_LETTER = frozenset({State.TO_BAWASLU, State.TO_GOVERNOR, State.TO_OTHERS})
_FINAL = frozenset({State.DUPLICATE, State.NO_BREACH, State.EXAMINE}) | _BY_LETTER


@dataclass(frozen=True)
class Named:
    """Somebody a report names: a person of the registry, or the words of the report."""

    staff: Staff | None = None
    description: str = ""


@transaction.atomic
def register(
    *, source: str, received_on: date, summary: str, named: Sequence[Named], acts: Sequence[Act],
    reporter: dict[str, str], by: Actor, **details: Any,
) -> Report:  # fmt: skip
    """Write a report down under the next number of its year; the reporter's identity goes apart, encrypted.

    *Refuses* a report that names nobody or comes from the future. *Records* `sanctions.report_registered`.
    """
    now = database_time()
    if not named:
        raise DomainError("Tuliskan siapa yang dilaporkan, atau uraian orangnya. Belum ada yang dicatat.", code="nama")
    if received_on > now.date() or (details.get("acted_on") and details["acted_on"] > received_on):
        raise DomainError("Tanggalnya belum tiba atau terbalik. Belum ada yang dicatat.", code="tanggal")
    number = f"LD/{received_on.year}/{next_number(f'laporan-{received_on.year}'):04d}"
    report = Report.objects.create(
        number=number, source=source, received_on=received_on, summary=summary, recorded_at=now,
        recorded_by=by.label, **details,
    )  # fmt: skip
    report.acts.set(acts)
    ReportedPerson.objects.bulk_create(
        ReportedPerson(report=report, staff=one.staff, description=one.description) for one in named
    )
    if any(reporter.values()):
        row_key, key = vault.new_key()
        ReporterIdentity.objects.create(report=report, row_key=row_key, ciphertext=vault.seal(reporter, key))
    record(events.REPORT_REGISTERED, by=by, subject=report, number=number, source=str(Report.Source(source).label))
    return report


@transaction.atomic
def triage(
    report: Report, *, outcome: str, reason: str, by: Actor, same_as: Report | None = None, letter_number: str = ""
) -> Triage:
    """Decide what becomes of a report; a settled one may be taken up again as *perlu keterangan*.

    *Refuses* a settled report, a forward without its letter, a duplicate of nothing or of itself.
    *Records* `sanctions.report_triaged`.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    outcome = State(outcome)
    if report.state in _FINAL and outcome != State.NEEDS_MORE:
        raise DomainError(
            "Laporan ini sudah ditelaah. Buka kembali sebagai Perlu keterangan bila ada hal baru.", code="sudah"
        )
    if outcome == State.RECEIVED:
        raise DomainError("Pilih hasil telaahnya. Belum ada yang dicatat.", code="hasil")
    if outcome in _BY_LETTER and not letter_number.strip():
        raise DomainError("Isi nomor surat penerusannya. Belum ada yang dicatat.", code="surat")
    if outcome == State.DUPLICATE and (same_as is None or same_as.pk == report.pk):
        raise DomainError("Pilih laporan lain yang sama isinya. Belum ada yang dicatat.", code="duplikat")
    report.state = outcome
    report.save(update_fields=["state"])
    decision = Triage.objects.create(
        report=report, outcome=outcome, reason=reason, recorded_at=database_time(), recorded_by=by.label,
        same_as=same_as if outcome == State.DUPLICATE else None, letter_number=letter_number.strip(),
    )  # fmt: skip
    record(events.REPORT_TRIAGED, by=by, subject=report, number=report.number, outcome=str(outcome.label))
    return decision


@transaction.atomic
def answer(report: Report, *, letter_number: str, letter_date: date, by: Actor) -> None:
    """Note the letter that told the forwarding body what came of it.

    *Refuses* a report still in triage, and a second answer. *Records* `sanctions.report_answered`.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state == State.RECEIVED:
        raise DomainError("Telaah dahulu laporannya, baru catat jawabannya. Belum ada yang dicatat.", code="telaah")
    if report.answer_number:
        raise DomainError(f"Sudah dijawab dengan surat {report.answer_number}.", code="sudah")
    report.answer_number, report.answer_date = letter_number.strip(), letter_date
    report.save(update_fields=["answer_number", "answer_date"])
    record(events.REPORT_ANSWERED, by=by, subject=report, number=report.number, letter=report.answer_number)
