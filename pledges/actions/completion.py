"""A round of completion: numbers frozen for a statement, and the one step from state to state that every act takes."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.models import RoleAssignment
from netralitas.audit import actions as audit
from netralitas.audit.catalogue import EventType
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger import actions as ledger
from netralitas.ledger.clock import database_time
from netralitas.names import clean
from netralitas.registry.models import Opd
from netralitas.ui.formats import number
from pledges import events
from pledges.actions import completion_letters, rosters
from pledges.models import Campaign, Completion, CompletionSnapshot, PointAnswer, ReviewPoint, Statement
from pledges.queries import verifications
from pledges.queries.snapshots import Numbers, has_changed, numbers_of

Act, State = Completion.Act, Completion.State
OPERATORS, HEADS, REVIEWERS = "operator_opd", "kepala_opd", "bakesbangpol"
_NOW = {
    "": "Pernyataan kelengkapan belum disiapkan.",
    State.AWAITING_STATEMENT: "Pernyataan ini sedang menunggu Kepala Perangkat Daerah.",
    State.AWAITING_REVIEW: "Pernyataan ini sudah diajukan dan sedang diverifikasi Bakesbangpol.",
    State.RETURNED: "Pernyataan ini sudah dikembalikan dengan catatan. Siapkan kembali sesudah diperbaiki.",
    State.COMPLETE: "Pernyataan ini sudah dinyatakan lengkap. Perubahan sesudahnya dibuat sebagai addendum.",
}


@transaction.atomic
def prepare(
    campaign: Campaign, opd: Opd, *, by: Actor, note: str = "", answers: Mapping[str, str] | None = None
) -> CompletionSnapshot:
    """Freeze the numbers of an OPD for its head's statement; after *Lengkap* this begins an addendum.

    `answers` maps the public id of each point sent back to what was done about it.
    *Refuses* a campaign without window, unverified data, nobody obliged, missing signatures without a word why, points
    without answer, a statement under review, an addendum without change. *Records* the sealed snapshot, its roster in
    the evidence log, `pledges.completion_prepared`, and writes to the heads.
    """
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    opd = Opd.objects.select_for_update(no_key=True, of=("self",)).get(pk=opd.pk)
    guard_campaign(campaign)
    completion = _round(campaign, opd)
    _check(completion, Act.PREPARE)
    data = verifications.standing_of(opd)
    if not data.is_verified:
        raise DomainError(
            "Data pegawai belum dinyatakan benar oleh operator, jadi kelengkapannya belum dapat disiapkan. "
            "Buka Verifikasi Data lebih dahulu."
        )
    _keep_answers(completion, answers or {}, by)
    if completion.pk:
        completion_letters.void_all(latest_snapshot(completion), by=by)
    ledger.hold()
    numbers, note = numbers_of(campaign, opd), clean(note)[:1000]
    _guard_numbers(numbers, note)
    completion.state = State.AWAITING_STATEMENT
    completion.state_at = database_time()
    completion.save()
    snapshot = _freeze(completion, numbers, note, data, by)
    record(events.COMPLETION_PREPARED, completion, snapshot, by=by, fingerprint=snapshot.fingerprint)
    write_to(HEADS, "kelengkapan_disiapkan", completion, snapshot)
    return snapshot


def guard_campaign(campaign: Campaign) -> None:
    """Refuse whatever concerns a campaign whose window has not begun, or that is archived."""
    is_begun = campaign.state in {Campaign.State.OPEN, Campaign.State.CLOSED} and not campaign.is_to_come()
    if not is_begun:
        raise DomainError("Kegiatan ini tidak sedang berjalan. Tidak ada yang berubah.", code="kegiatan")


def take_step(completion: Completion, act: Completion.Act, *, by: Actor) -> Completion:
    """Lock a round and move it as the table says, inside the transaction of an act of `by`.

    *Refuses* an act that its state does not allow, with a sentence that says where it stands. *Records* nothing: the
    caller writes what was decided, the audit and the messages.
    """
    rows = Completion.objects.select_for_update(of=("self",)).select_related("campaign", "opd__kind")
    completion = rows.get(pk=completion.pk)
    guard_campaign(completion.campaign)
    _check(completion, act)
    state = Completion.TRANSITIONS[act][1]
    if state != completion.state:
        completion.state, completion.state_at = state, database_time()
        completion.save(update_fields=["state", "state_at"])
    return completion


def latest_snapshot(completion: Completion) -> CompletionSnapshot:
    """The numbers that count now; one query."""
    return completion.snapshots.select_related("completion").latest("pk")


def seen_statement(completion: Completion, seen: str) -> Statement:
    """The statement under review; refuses when it is not the one that was seen (its public id). One query."""
    statement = completion.statements.select_related("snapshot").latest("pk")
    if statement.public_id != seen:
        raise DomainError(
            "Pernyataan ini sudah diganti dengan yang baru sejak halaman ini dibuka. Belum ada yang diputuskan; "
            "periksa yang baru.",
            code="pernyataan_lama",
        )
    return statement


def record(
    event: EventType, completion: Completion, snapshot: CompletionSnapshot, *, by: Actor, **details: object
) -> None:
    """Write the audit event of an act."""
    audit.record(
        event, by=by, subject=completion, opd_id=completion.opd_id, opd=completion.opd.name,
        campaign=completion.campaign.title, round=completion.title.lower(), done=number(snapshot.done),
        obliged=number(snapshot.obliged), **details,
    )  # fmt: skip


def write_to(role: str, template: str, completion: Completion, snapshot: CompletionSnapshot, **words: object) -> int:
    """Put a message into the outbox for everybody who holds a role in this matter; returns how many."""
    accounts = RoleAssignment.objects.in_force().of_present_staff().filter(role=role, user__is_active=True)
    if role != REVIEWERS:
        accounts = accounts.filter(unit=completion.opd)
    found = set(accounts.exclude(user__email="").values_list("user__username", flat=True))
    for username in sorted(found):
        jobs.send(
            template, recipient_type="access.user", recipient_key=username, opd=completion.opd.name,
            campaign=completion.campaign.title, round=completion.title, done=snapshot.done, obliged=snapshot.obliged,
            **words,
        )  # fmt: skip
    return len(found)


def _round(campaign: Campaign, opd: Opd) -> Completion:
    """The open round, locked; the first one, or the next addendum, not yet saved."""
    rounds = Completion.objects.select_for_update(of=("self",)).filter(campaign=campaign, opd=opd)
    last = rounds.order_by("-number").first()
    if last is None:
        return Completion(campaign=campaign, opd=opd, state="")
    if last.state != State.COMPLETE:
        return last
    if not has_changed(latest_snapshot(last)):
        raise DomainError(
            "Tidak ada yang berubah sejak dinyatakan lengkap, jadi tidak perlu addendum. Tidak ada yang disimpan."
        )
    return Completion(campaign=campaign, opd=opd, number=last.number + 1, state="")


def _check(completion: Completion, act: Completion.Act) -> None:
    if completion.state not in Completion.TRANSITIONS[act][0]:
        raise DomainError(f"{_NOW[completion.state]} Tidak ada yang berubah.", code="keadaan")


def _keep_answers(completion: Completion, answers: Mapping[str, str], by: Actor) -> None:
    if completion.state != State.RETURNED:
        return
    points: Iterable[ReviewPoint] = ReviewPoint.objects.filter(
        review__statement__completion=completion, answer__isnull=True
    )
    for point in points:
        answer = clean(answers.get(point.public_id, ""))[:500]
        if not answer:
            raise DomainError(
                f"Butir “{point.get_about_display()}” belum dijawab. Jawab setiap butir; belum ada yang berubah.",
                code="jawaban",
            )
        PointAnswer.objects.create(point=point, answer=answer, answered_at=timezone.now(), answered_by=by.label)


def _guard_numbers(numbers: Numbers, note: str) -> None:
    if not sum(numbers.counts.values()) and not numbers.villages:
        raise DomainError("Daftar wajib masih kosong, jadi belum ada yang dapat dinyatakan lengkap.")
    if numbers.waiting and not note:
        raise DomainError(
            f"Masih ada {number(numbers.waiting)} orang yang belum menandatangani. Isi keterangannya, tanpa nama dan "
            "tanpa alasan perorangan, atau tunggu sampai semuanya sudah. Belum ada yang disimpan.",
            code="keterangan",
        )


def _freeze(
    completion: Completion, numbers: Numbers, note: str, data: verifications.Standing, by: Actor
) -> CompletionSnapshot:
    at = completion.state_at
    reason = f"cuplikan kelengkapan sha256:{numbers.sha256}"
    seq = rosters.prove(completion.campaign, completion.opd, numbers.roster, at=at, reason=reason)
    return CompletionSnapshot.objects.create(
        completion=completion, taken_at=at, taken_by=by.label, taker_key=by.key, **numbers.counts,
        kinds=numbers.kinds, units=numbers.units, reasons=numbers.reasons, villages=numbers.villages,
        members=numbers.members, note=note if numbers.waiting else "", verified_at=data.statement.stated_at,
        open_count=data.open_changes, sha256=numbers.sha256, ledger_seq=seq,
    )  # fmt: skip
