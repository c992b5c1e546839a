"""Verifikasi kelengkapan: Bakesbangpol sends a statement back point by point, or finds it complete."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from netralitas.ledger.clock import database_time
from netralitas.names import clean
from pledges import events
from pledges.actions import completion as rounds
from pledges.actions import completion_letters
from pledges.models import Completion, Review, ReviewPoint, ScanCheck, Statement
from pledges.queries.statements import is_own

Act, Outcome, About = Completion.Act, Review.Outcome, ReviewPoint.About


@transaction.atomic
def send_back(completion: Completion, *, seen: str, notes: Mapping[str, str], by: Actor) -> Review:
    """Return a statement with notes, one a point (`notes` maps ReviewPoint.About to what is to be put right).

    *Refuses* whoever belongs to the OPD, no note at all, a statement that was replaced or decided. *Records* the
    sealed review with its points and `pledges.completion_returned`; writes to the head and the operators.
    """
    completion = rounds.take_step(completion, Act.SEND_BACK, by=by)
    guard_reviewer(completion, by)
    statement = rounds.seen_statement(completion, seen)
    points = [(about, note) for about in About.values if (note := clean(notes.get(about, ""))[:500])]
    if not points:
        raise DomainError(
            "Tulis sedikitnya satu catatan, supaya Perangkat Daerah tahu apa yang diperbaiki. Tidak ada yang berubah.",
            code="tanpa_catatan",
        )
    review = _decide(statement, Outcome.RETURNED, "", by)
    for about, note in points:
        ReviewPoint.objects.create(review=review, about=about, note=note)
    rounds.record(events.COMPLETION_RETURNED, completion, statement.snapshot, by=by, count=len(points))
    _write_home("kelengkapan_dikembalikan", completion, statement, points=len(points))
    return review


@transaction.atomic
def accept(
    completion: Completion, *, seen: str, by: Actor, note: str = "", number: str = "", dated_on: date | None = None
) -> Review:
    """Find a statement complete (*Lengkap*), by a letter whose number is typed from the agenda or left blank.

    *Refuses* whoever belongs to the OPD, a scan nobody has held against the snapshot, a statement that was replaced or
    decided, a number taken. *Records* the sealed review, its letter and `pledges.completion_accepted`; writes to the
    head and the operators.
    """
    completion = rounds.take_step(completion, Act.ACCEPT, by=by)
    guard_reviewer(completion, by)
    statement = rounds.seen_statement(completion, seen)
    if statement.is_paper and not ScanCheck.objects.filter(statement=statement).exists():
        raise DomainError(
            "Cocokkan dahulu pindaian suratnya dengan angka yang dibekukan. Tidak ada yang berubah.", code="pindaian"
        )
    review = _decide(statement, Outcome.ACCEPTED, clean(note)[:1000], by)
    dated_on = dated_on or timezone.localdate(review.decided_at)
    completion_letters.issue_acceptance(review, completion, number=number, dated_on=dated_on, by=by)
    rounds.record(events.COMPLETION_ACCEPTED, completion, statement.snapshot, by=by)
    _write_home("kelengkapan_lengkap", completion, statement)
    return review


def guard_reviewer(completion: Completion, by: Actor) -> None:
    """Refuse whoever belongs to the OPD whose statement it is."""
    if is_own(by, completion.opd, timezone.localdate(database_time())):
        raise DomainError(
            "Pernyataan Perangkat Daerah sendiri diverifikasi oleh orang dari Perangkat Daerah lain. "
            "Tidak ada yang berubah.",
            code="opd_sendiri",
        )


def _decide(statement: Statement, outcome: str, note: str, by: Actor) -> Review:
    return Review.objects.create(
        statement=statement, outcome=outcome, decided_at=database_time(), decided_by=by.label, decider_key=by.key,
        note=note,
    )  # fmt: skip


def _write_home(template: str, completion: Completion, statement: Statement, **words: object) -> None:
    for role in (rounds.HEADS, rounds.OPERATORS):
        rounds.write_to(role, template, completion, statement.snapshot, **words)
