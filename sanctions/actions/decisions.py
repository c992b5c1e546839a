"""The decision: submitted to the competent official, entered from paper by one, confirmed by another."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.models import StaffLink
from netralitas.audit.actions import record
from netralitas.errors import DomainError
from netralitas.ledger.actions import append
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Entry
from netralitas.registry.models import Staff
from sanctions import events
from sanctions.actions.steps import locked, take
from sanctions.models import CaseAssignment, CasePerson, CaseRole, CaseStep, Decision, DecisionVerdict, Measure, State
from sanctions.queries import decisions as queries
from sanctions.queries.parts import in_force
from sanctions.queries.suggestions import Suggestion
from sanctions.refusals import NOTHING, need

Kind, Outcome = Decision.Kind, Decision.Outcome
_DECIDED = frozenset(
    {State.DECIDED, State.DELIVERED, State.OBJECTION, State.APPEAL, State.IN_FORCE, State.TOLD_BKN, State.CLOSED}
)
# in which states a paper of each kind may be entered, and what it may say
_ENTERED_IN = {
    Kind.FIRST: frozenset({State.WAITING}), Kind.ON_OBJECTION: frozenset({State.OBJECTION}),
    Kind.ON_APPEAL: frozenset({State.APPEAL}), Kind.RECORD: _DECIDED, Kind.ANNULMENT: _DECIDED,
}  # fmt: skip
_RESULTS = (Outcome.UPHELD, Outcome.CHANGED, Outcome.ANNULLED)
OUTCOMES = {
    Kind.FIRST: (Outcome.IMPOSED,), Kind.ON_OBJECTION: _RESULTS, Kind.ON_APPEAL: _RESULTS,
    Kind.RECORD: (Outcome.IMPOSED,), Kind.ANNULMENT: (Outcome.ANNULLED,),
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A decision as it stands on paper, with the name and hash of its kept scan."""

    kind: str
    number: str
    dated_on: date
    outcome: str
    measure: Measure | None
    reason: str
    signer: str = ""
    official: CaseAssignment | None = None
    effective_on: date | None = None
    scan_name: str = ""
    scan_sha256: str = ""


@transaction.atomic
def submit(person: CasePerson, *, reason: str, on: date, document_number: str, by: Actor) -> CaseStep:
    """Lay the matter before the competent official, with the secretariat's grounds (nota dinas).

    *Refuses* a matter with nothing proven, one about the Sekda, one whose official is not named or has a conflict,
    no grounds. *Records* `sanctions.case_step`.
    """
    person = locked(person)
    need(reason, "Tuliskan pertimbangannya.")
    if not queries.proven_allegations(person):
        raise DomainError(f"Tidak ada dugaan yang terbukti: hentikan sebagai tidak terbukti. {NOTHING}", code="bukti")
    check_official(person)
    return take(person, "ajukan", by=by, on=on, reason=reason, document_number=document_number, document_date=on)


@transaction.atomic
def not_proven(person: CasePerson, *, reason: str, on: date, document_number: str, by: Actor) -> CaseStep:
    """End a matter of which nothing is proven. *Refuses* one with a proven allegation. *Records* `case_step`."""
    person = locked(person)
    need(reason, "Tuliskan alasannya.")
    if queries.proven_allegations(person):
        raise DomainError(f"Ada dugaan yang terbukti: ajukan kepada pejabat yang berwenang. {NOTHING}", code="bukti")
    return take(person, "tidak_terbukti", by=by, on=on, reason=reason, document_number=document_number)


@transaction.atomic
def enter(person: CasePerson, paper: Paper, *, by: Actor) -> Decision:
    """Enter a decision made on paper, with its scan; it holds only when somebody else has confirmed it.

    *Refuses* a kind that does not fit the state, a second entry while one waits, a paper without number, grounds or
    scan, dated before the last step or in the future, a measure the catalogue of the day did not have for this kind
    of employee, a second sanction for one breach, an official with a conflict. *Records* `sanctions.decision_entered`.
    """
    person = locked(person)
    kind = Kind(paper.kind)
    standing = queries.standing_decision(person)
    _check_moment(person, kind, standing)
    _check_paper(person, paper)
    measure = _measure_of(person, paper, standing)
    if kind == Kind.FIRST:
        check_official(person, paper.official)
    suggestion = queries.suggestion_for(person) if kind == Kind.FIRST else None
    entry = Decision.objects.create(
        person=person, kind=kind, outcome=paper.outcome, number=paper.number.strip(), dated_on=paper.dated_on,
        measure=measure, level=measure.level if measure else "", suggested_level=_suggested(suggestion),
        reason=paper.reason.strip(), official=paper.official, signer=_signer(paper),
        effective_on=paper.effective_on, scan_name=paper.scan_name, scan_sha256=paper.scan_sha256,
        entered_at=database_time(), entered_by=by.label, entered_by_key=by.key, entered_by_staff=_staff_of(by),
    )  # fmt: skip
    record(
        events.DECISION_ENTERED, by=by, subject=person.case, number=person.case.number, kind=kind.label.lower(),
        decision=entry.number,
    )  # fmt: skip
    return entry


@transaction.atomic
def confirm(entry: Decision, *, by: Actor) -> DecisionVerdict:
    """Confirm as the second person that an entry agrees with the paper; only now the decision holds.

    *Refuses* whoever entered it (also under another account), a settled entry, an official who declared a conflict
    meanwhile. *Records* `sanctions.decision_confirmed`, the step it brings, and the scan's hash in the ledger.
    """
    person = locked(entry.person)
    entry = _waiting(entry)
    if is_own(entry, by):
        raise DomainError(
            "Keputusan dikonfirmasi oleh orang kedua, bukan oleh yang mencatatnya. Tidak ada yang berubah.",
            code="berdua",
        )
    if entry.kind == Kind.FIRST:
        check_official(person, entry.official)
    verdict = DecisionVerdict.objects.create(
        decision=entry, is_confirmed=True, step=_step(entry, person, by), given_at=database_time(),
        given_by=by.label, given_by_key=by.key,
    )  # fmt: skip
    record(
        events.DECISION_CONFIRMED, by=by, subject=person.case, number=person.case.number, decision=entry.number,
        kind=entry.get_kind_display().lower(),
    )  # fmt: skip
    append(
        Entry.Kind.CASE,
        {"case": person.case.public_id, "paper": entry.kind, "content": f"sha256:{entry.scan_sha256}"},
    )
    return verdict


@transaction.atomic
def send_back(entry: Decision, *, note: str, by: Actor) -> DecisionVerdict:
    """Say that an entry does not agree with the paper (or take one's own back); it is then entered anew.

    *Refuses* a settled entry and no word on what differs. *Records* `sanctions.decision_returned`.
    """
    person = locked(entry.person)
    entry = _waiting(entry)
    need(note, "Tuliskan apa yang tidak sesuai.")
    record(
        events.DECISION_RETURNED, by=by, subject=person.case, number=person.case.number, decision=entry.number
    )  # fmt: skip
    return DecisionVerdict.objects.create(
        decision=entry, is_confirmed=False, note=note.strip()[:400], given_at=database_time(), given_by=by.label,
        given_by_key=by.key,
    )  # fmt: skip


def is_own(entry: Decision, by: Actor) -> bool:
    """Whether the actor entered it, under this account or as the same person under another."""
    staff = _staff_of(by)
    if entry.entered_by_key == by.key:
        return True
    same = Staff.objects.of_one_identity(staff) if staff else Staff.objects.none()
    return entry.entered_by_staff_id is not None and same.filter(pk=entry.entered_by_staff_id).exists()


def check_official(person: CasePerson, official: CaseAssignment | None = None) -> None:
    """Refuse a matter that its official may not decide: the Sekda's, one with a conflict, one without an official."""
    code, sentence = queries.official_gap(person)
    officials = in_force(person.case).filter(role=CaseRole.OFFICIAL)
    if not code and official is not None and not officials.filter(pk=official.pk).exists():
        code, sentence = "pejabat", "Pejabat ini tidak lagi bertugas dalam perkara; muat ulang halamannya."
    if code:
        raise DomainError(f"{sentence} {NOTHING}", code=code)


def _check_moment(person: CasePerson, kind: Kind, standing: Decision | None) -> None:
    if queries.waiting_entry(person) is not None:
        raise DomainError(f"Masih ada keputusan yang menunggu konfirmasi orang kedua. {NOTHING}", code="menunggu")
    if person.state not in _ENTERED_IN[kind]:
        raise DomainError(
            f"{kind.label} tidak dapat dicatat pada keadaan {State(person.state).label.lower()}. {NOTHING}",
            code="keadaan",
        )
    if kind == Kind.FIRST and standing is not None:
        raise DomainError(f"Satu pelanggaran tidak dihukum dua kali. {NOTHING}", code="dua_kali")
    if kind != Kind.FIRST and standing is None:
        raise DomainError(f"Tidak ada keputusan yang berdiri. {NOTHING}", code="tidak_ada")


def _check_paper(person: CasePerson, paper: Paper) -> None:
    need(paper.number, "Isi nomor surat keputusannya.")
    need(paper.reason, "Tuliskan pertimbangan tingkat dan jenis hukumannya.")
    need(paper.scan_name, "Sertakan pindaian surat keputusannya.")
    need(_signer(paper), "Isi siapa yang menetapkan.")
    if paper.outcome not in OUTCOMES[Kind(paper.kind)]:
        raise DomainError(f"Pilih isi putusannya. {NOTHING}", code="isi")
    if paper.dated_on > timezone.localdate():
        raise DomainError(f"Tanggal suratnya belum tiba. {NOTHING}", code="tanggal")
    if paper.kind != Kind.RECORD and paper.dated_on < person.state_on:
        raise DomainError(f"Tanggal suratnya lebih awal dari langkah sebelumnya. {NOTHING}", code="urutan")


def _measure_of(person: CasePerson, paper: Paper, standing: Decision | None) -> Measure | None:
    if paper.outcome == Outcome.ANNULLED:
        return None
    if paper.outcome == Outcome.UPHELD:
        return standing.measure
    if paper.measure is None or paper.measure not in queries.allowed_measures(person):
        raise DomainError(
            "Pilih jenis hukuman dari katalog yang berlaku pada tanggal perbuatan untuk jenis pegawai ini. "
            f"{NOTHING}", code="hukuman",
        )  # fmt: skip
    return paper.measure


def _step(entry: Decision, person: CasePerson, by: Actor) -> CaseStep | None:
    code = {
        Kind.FIRST: "putuskan", Kind.ANNULMENT: "batalkan",
        Kind.ON_OBJECTION: "putus_upaya", Kind.ON_APPEAL: "putus_upaya",
    }.get(entry.kind)  # fmt: skip
    if code is None:  # a corrected record moves nothing
        return None
    if code == "putus_upaya" and entry.outcome == Outcome.ANNULLED:
        code = "batal_upaya"
    return take(
        person, code, by=by, on=entry.dated_on, note=entry.get_outcome_display(), document_number=entry.number,
        document_date=entry.dated_on,
    )  # fmt: skip


def _waiting(entry: Decision) -> Decision:
    fresh = Decision.objects.waiting().filter(pk=entry.pk).first()
    if fresh is None:
        raise DomainError("Keputusan ini sudah diperiksa orang kedua. Tidak ada yang berubah.", code="sudah")
    return fresh


def _signer(paper: Paper) -> str:
    if paper.official is not None:
        return f"{paper.official.title or paper.official.name}"
    return paper.signer.strip()


def _suggested(suggestion: Suggestion | None) -> str:
    return (suggestion.weight.level or "") if suggestion else ""


def _staff_of(by: Actor) -> Staff | None:
    link = StaffLink.objects.filter(user_id=by.user_id).select_related("staff").first() if by.user_id else None
    return link.staff.itself if link else None
