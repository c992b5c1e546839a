"""The LHP: what the examination found of each allegation, and what it proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from sanctions import events
from sanctions.actions.examinations import freeze, keep
from sanctions.actions.steps import check_open, locked, take
from sanctions.models import CasePerson, Finding, InvestigationReport
from sanctions.transitions import BY_CODE

PARTS = ("fakta", "analisis", "kesimpulan", "pertimbangan")


@dataclass(frozen=True)
class Conclusion:
    """What the team holds of one allegation: proven, not proven, or None while it is open."""

    is_proven: bool | None
    note: str = ""


@transaction.atomic
def write(
    person: CasePerson, *, words: Mapping[str, str], conclusions: Mapping[str, Conclusion], proposed_level: str,
    by: Actor,
) -> InvestigationReport:  # fmt: skip
    """Keep the draft of an LHP, encrypted. `conclusions` by the public id of the allegation.

    *Refuses* a moment before the examination or after the LHP. *Records* `sanctions.investigation_report_written`.
    """
    person = locked(person)
    check_open(person, BY_CODE["lhp"])
    draft = person.investigation_reports.filter(frozen_at__isnull=True).first() or InvestigationReport(person=person)
    draft.proposed_level = proposed_level
    known = {one.public_id for one in person.allegations.filter(withdrawal__isnull=True)}
    findings = {
        key: {"terbukti": one.is_proven, "catatan": one.note.strip()}
        for key, one in conclusions.items()
        if key in known
    }
    keep(draft, {part: words.get(part, "").strip() for part in PARTS} | {"dugaan": findings}, by)
    record(events.REPORT_DRAFTED, by=by, subject=person.case, number=person.case.number)
    return draft


@transaction.atomic
def finish(report: InvestigationReport, *, number: str, dated_on: date, by: Actor) -> InvestigationReport:
    """Hand the LHP to the competent official: from now on it stands as it is.

    *Refuses* an empty part, an allegation without a conclusion, no number, an open BAP tambahan.
    *Records* `sanctions.case_step`, a Finding for each allegation, and the hash of the words in the ledger.
    """
    rows = InvestigationReport.objects.select_for_update(of=("self",)).select_related("person__case")
    draft = rows.get(pk=report.pk)
    if draft.frozen_at is not None:
        raise DomainError("LHP ini sudah disampaikan dan tidak berubah lagi.", code="sudah")
    if draft.person.examinations.filter(frozen_at__isnull=True, supplements__isnull=False).exists():
        raise DomainError(
            "Selesaikan atau hapus dahulu rancangan BAP tambahan. LHP belum disampaikan.",
            code="bap_tambahan",
        )
    content, allegations = draft.content, list(draft.person.allegations.filter(withdrawal__isnull=True))
    if any(not content[part] for part in ("fakta", "analisis", "kesimpulan")):
        raise DomainError("Isi fakta, analisis, dan kesimpulan LHP. LHP belum disampaikan.", code="isi")
    found = content["dugaan"]
    if not allegations or any(found.get(one.public_id, {}).get("terbukti") is None for one in allegations):
        raise DomainError("Simpulkan setiap dugaan: terbukti atau tidak. LHP belum disampaikan.", code="dugaan")
    if not number.strip():
        raise DomainError("Isi nomor LHP. LHP belum disampaikan.", code="nomor")
    draft.number, draft.dated_on = number.strip(), dated_on
    proven = sum(found[one.public_id]["terbukti"] for one in allegations)
    draft.step = take(
        draft.person, "lhp", by=by, on=dated_on, document_number=number, document_date=dated_on,
        note=f"{proven} dari {len(allegations)} dugaan terbukti menurut pemeriksa",
    )  # fmt: skip
    Finding.objects.bulk_create(
        Finding(
            report=draft, allegation=one, is_proven=found[one.public_id]["terbukti"],
            note=found[one.public_id]["catatan"][:1000],
        )
        for one in allegations
    )  # fmt: skip
    freeze(draft, draft.person, "lhp", by)
    return draft
