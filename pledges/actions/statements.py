"""Surat Pernyataan Kelengkapan: given by the head on screen, or on paper and handed in by the operator."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time
from netralitas.registry.models import Assignment
from netralitas.registry.queries.heads import head_on
from netralitas.ui.formats import day as in_words
from pledges import events
from pledges.actions import completion as rounds
from pledges.actions import completion_letters
from pledges.actions.reviews import guard_reviewer
from pledges.models import Completion, CompletionSnapshot, ScanCheck, Statement
from pledges.queries.statements import post_of

Act, Way = Completion.Act, Statement.Way


@transaction.atomic
def state(completion: Completion, *, seen: str, by: Actor) -> Statement:
    """State completeness on screen, over the snapshot that was seen (its public id).

    *Refuses* everybody but the head of the day (definitive, Plt. or Plh.), a snapshot that was replaced, a round that
    waits for no statement. *Records* the sealed statement, its letter and `pledges.completion_stated`; writes to
    Bakesbangpol.
    """
    completion = rounds.take_step(completion, Act.STATE, by=by)
    at = database_time()
    post = post_of(by, completion.opd, timezone.localdate(at))
    if post is None:
        raise DomainError(_not_the_head(head_on(completion.opd, timezone.localdate(at))), code="bukan_kepala")
    snapshot = _seen_snapshot(completion, seen)
    statement = Statement.objects.create(
        completion=completion, snapshot=snapshot, way=Way.SCREEN, signed_on=timezone.localdate(at), recorded_at=at,
        head=post.staff, name=post.staff.full_name, post=str(post)[:200], recorded_by=by.label, recorder_key=by.key,
    )  # fmt: skip
    completion_letters.issue_stated(statement, completion, post, by=by)
    return _announced(statement, completion, snapshot, by)


@transaction.atomic
def hand_in(
    completion: Completion, *, seen: str, signed_on: date, scan_name: str, scan_sha256: str, by: Actor
) -> Statement:
    """Hand in the scan of a statement that the head signed and stamped on paper (*basah*).

    The scan was redrawn and kept before. *Refuses* no scan, a day before the snapshot or to come, a day without a
    head, a snapshot that was replaced. *Records* the sealed statement and `pledges.completion_stated`; writes to
    Bakesbangpol, who hold the scan against the snapshot.
    """
    completion = rounds.take_step(completion, Act.HAND_IN, by=by)
    snapshot, at = _seen_snapshot(completion, seen), database_time()
    if not scan_name:
        raise DomainError("Pilih pindaian surat yang sudah ditandatangani dan dicap. Belum ada yang disimpan.")
    if not timezone.localdate(snapshot.taken_at) <= signed_on <= timezone.localdate(at):
        raise DomainError(
            f"Tanggal surat harus antara {in_words(snapshot.taken_at)} (saat angkanya dibekukan) dan hari ini. "
            "Belum ada yang disimpan.",
            code="tanggal",
        )
    post = head_on(completion.opd, signed_on)
    if post is None:
        raise DomainError(_not_the_head(None), code="tanpa_kepala")
    statement = Statement.objects.create(
        completion=completion, snapshot=snapshot, way=Way.PAPER, signed_on=signed_on, recorded_at=at, head=post.staff,
        name=post.staff.full_name, post=str(post)[:200], recorded_by=by.label, recorder_key=by.key, scan_name=scan_name,
        scan_sha256=scan_sha256,
    )  # fmt: skip
    return _announced(statement, completion, snapshot, by)


@transaction.atomic
def check_scan(completion: Completion, *, seen: str, by: Actor) -> ScanCheck:
    """Confirm that the scan shows this statement: the same numbers, signed by this head, with the stamp.

    *Refuses* whoever belongs to the OPD, a statement on screen, a second check, a statement that was replaced.
    *Records* the sealed check and `pledges.completion_scan_checked`.
    """
    completion = rounds.take_step(completion, Act.CHECK_SCAN, by=by)
    guard_reviewer(completion, by)
    statement = rounds.seen_statement(completion, seen)
    if not statement.is_paper:
        raise DomainError("Pernyataan ini diberikan di layar, jadi tidak ada pindaian yang perlu dicocokkan.")
    if ScanCheck.objects.filter(statement=statement).exists():
        raise DomainError("Pindaian ini sudah dicocokkan. Tidak ada yang berubah.", code="sudah")
    check = ScanCheck.objects.create(statement=statement, at=database_time(), by_label=by.label, by_key=by.key)
    rounds.record(events.SCAN_CHECKED, completion, statement.snapshot, by=by)
    return check


def _seen_snapshot(completion: Completion, seen: str) -> CompletionSnapshot:
    snapshot = rounds.latest_snapshot(completion)
    if snapshot.public_id != seen:
        raise DomainError(
            "Angkanya sudah dibekukan ulang sejak halaman ini dibuka. Belum ada yang dinyatakan; periksa yang baru.",
            code="cuplikan_lama",
        )
    return snapshot


def _not_the_head(post: Assignment | None) -> str:
    if post is None:
        return "Pimpinan Perangkat Daerah ini belum tercatat. Mintalah BKPSDM menetapkannya; belum ada yang dinyatakan."
    return (
        f"Hanya {post} yang dapat menyatakan kelengkapan hari ini, yaitu {post.staff.full_name}, dengan akunnya "
        "sendiri. Belum ada yang dinyatakan."
    )


def _announced(statement: Statement, completion: Completion, snapshot: CompletionSnapshot, by: Actor) -> Statement:
    """Write audit and messages, and have the signatures looked at."""
    way = "dengan tanda tangan basah" if statement.is_paper else "di layar"
    rounds.record(
        events.COMPLETION_STATED, completion, snapshot, by=by, name=statement.name, post=statement.post, way=way
    )
    for role in (rounds.REVIEWERS, rounds.OPERATORS):
        rounds.write_to(role, "kelengkapan_dinyatakan", completion, snapshot, head=statement.name, post=statement.post)
    jobs.nudge("pledges.check_signals")  # so that the review page asks what is to be asked
    return statement
