"""Rounds of completion in tests: an OPD with a head, verified data, and each state one call away."""

import threading
from collections.abc import Callable
from datetime import date
from itertools import count

from django.db import connection
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.registry.models import Assignment, Opd, Staff
from pledges.actions import completion as rounds
from pledges.actions import reviews, statements, verifications
from pledges.models import Campaign, Completion, CompletionSnapshot, Review, ReviewPoint, Statement
from pledges.queries import verifications as data
from tests.pledges.factory import BY

State = Completion.State
_serial = count(1)


def make_head(user: User, opd: Opd, **fields: object) -> Assignment:
    """The person behind an account heads the OPD since January."""
    staff = Staff.objects.get(account_link__user=user)
    title = fields.pop("title", f"Kepala {opd.name}")
    return Assignment.objects.create(staff=staff, unit=opd, title=title, starts_on=date(2026, 1, 5), **fields)


def verify(opd: Opd) -> None:
    """The operator has stated that the data is right."""
    verifications.state(opd, seen_sha256=data.snapshot_of(opd).sha256, by=BY)


def actor(user: User) -> Actor:
    """The account as it acts."""
    return Actor.of_user(user)


def prepare(
    campaign: Campaign, opd: Opd, *, by: Actor = BY, note: str = "Ditindaklanjuti", **more: object
) -> CompletionSnapshot:
    """Freeze the numbers."""
    return rounds.prepare(campaign, opd, by=by, note=note, **more)


def seen(completion: Completion) -> str:
    """The snapshot on the page."""
    return rounds.latest_snapshot(completion).public_id


def state(completion: Completion, head: User) -> Statement:
    """The head states on screen."""
    return statements.state(completion, seen=seen(completion), by=actor(head))


def hand_in(completion: Completion, *, by: Actor = BY, **fields: object) -> Statement:
    """The operator hands in a scan."""
    fields = {"signed_on": timezone.localdate(), "scan_name": f"uji-{next(_serial)}", "scan_sha256": "0" * 64} | fields
    return statements.hand_in(completion, seen=seen(completion), by=by, **fields)


def statement_of(completion: Completion) -> Statement:
    """The newest statement."""
    return completion.statements.latest("pk")


def send_back(completion: Completion, *, by: Actor = BY, **notes: str) -> Review:
    """Return it with notes."""
    return reviews.send_back(completion, seen=statement_of(completion).public_id, notes=notes, by=by)


def accept(completion: Completion, *, by: Actor = BY) -> Review:
    """Find it complete."""
    return reviews.accept(completion, seen=statement_of(completion).public_id, by=by)


def completion_in(state_wanted: str, campaign: Campaign, opd: Opd, head: User) -> Completion:
    """A first round brought to a state by the real acts."""
    completion = prepare(campaign, opd).completion
    if state_wanted == State.AWAITING_STATEMENT:
        return completion
    state(completion, head)
    if state_wanted == State.RETURNED:
        send_back(completion, jumlah="Kurang dua guru")
    if state_wanted == State.COMPLETE:
        accept(completion)
    completion.refresh_from_db()
    assert completion.state == state_wanted
    return completion


def answered(completion: Completion) -> dict[str, str]:
    """An answer to every point that has none."""
    points = ReviewPoint.objects.filter(review__statement__completion=completion, answer=None)
    return {point.public_id: "Sudah ditambahkan" for point in points}


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run calls in threads at the same moment; what each gave or raised, in order."""
    barrier, found = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            found[place] = call()
        except Exception as error:  # noqa: BLE001 the test looks at it
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
