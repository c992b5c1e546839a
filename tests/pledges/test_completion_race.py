"""Two at once: reviewers, heads, a signature while numbers are frozen; on both databases, with real commits."""

from unittest.mock import patch

import pytest
from django.db import IntegrityError

from netralitas.errors import DomainError
from netralitas.ledger.models import Entry
from pledges.actions import completion as rounds
from pledges.actions import reviews, rosters
from pledges.actions.signatures import sign as sign_action
from pledges.models import Completion, CompletionSnapshot, Review, Statement
from tests.cast import make_account, make_staff
from tests.pledges import completion_cases as cases
from tests.pledges.factory import BY, open_campaign
from tests.pledges.signing import sign, signing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
State = Completion.State


@pytest.fixture
def office(siti, kepala_a, budi, dinas_a):
    cases.make_head(kepala_a, dinas_a)
    cases.verify(dinas_a)
    return dinas_a


@pytest.fixture
def campaign(office):
    return open_campaign()


def reviewers(count):
    return [cases.actor(make_account(f"Verifikator {number}", "bakesbangpol")) for number in range(count)]


def decide_at_once(completion, people):
    seen = cases.statement_of(completion).public_id
    accepting, returning = people[: len(people) // 2], people[len(people) // 2 :]
    return cases.at_once(
        *(lambda by=by: reviews.accept(completion, seen=seen, by=by) for by in accepting),
        *(lambda by=by: reviews.send_back(completion, seen=seen, notes={"lain": "x"}, by=by) for by in returning),
    )


def test_of_many_reviewers_at_once_one_decides(campaign, office, kepala_a):
    completion = cases.completion_in(State.AWAITING_REVIEW, campaign, office, kepala_a)

    outcomes = decide_at_once(completion, reviewers(4))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["DomainError"] * 3 + ["Review"]
    review = Review.objects.get()
    completion.refresh_from_db()
    assert completion.state == (State.COMPLETE if review.outcome == "accepted" else State.RETURNED)


def test_without_the_guard_the_constraint_still_holds(campaign, office, kepala_a):
    """Negative control: with the check of the state switched off, the second runs into one decision a statement."""
    completion = cases.completion_in(State.AWAITING_REVIEW, campaign, office, kepala_a)

    with patch.object(rounds, "_check"):
        outcomes = decide_at_once(completion, reviewers(4))

    assert Review.objects.count() == 1
    assert any(isinstance(outcome, IntegrityError) for outcome in outcomes)


def test_screen_and_paper_at_once_make_one_statement(campaign, office, kepala_a):
    completion = cases.prepare(campaign, office).completion

    outcomes = cases.at_once(lambda: cases.state(completion, kepala_a), lambda: cases.hand_in(completion))

    assert Statement.objects.count() == 1
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == 1, outcomes


def test_two_who_prepare_at_once_make_one_round(campaign, office):
    outcomes = cases.at_once(*[lambda: cases.prepare(campaign, office)] * 3)

    assert Completion.objects.count() == 1
    assert sum(isinstance(outcome, CompletionSnapshot) for outcome in outcomes) == CompletionSnapshot.objects.count()
    assert not [outcome for outcome in outcomes if isinstance(outcome, IntegrityError)]


def test_signatures_that_arrive_meanwhile_are_counted_or_come_later(campaign, office):
    """Whatever the order: everybody counted as signed stands in the log before the snapshot, everybody else behind."""
    people = [make_staff(f"Pegawai {number}", office) for number in range(6)]
    rosters.sync_open_campaigns(by=BY)
    ready = [signing(person, campaign) for person in people]

    outcomes = cases.at_once(
        *(lambda one=one: sign_action(**one) for one in ready[:3]), lambda: cases.prepare(campaign, office),
        *(lambda one=one: sign_action(**one) for one in ready[3:]),
    )  # fmt: skip

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    snapshot = CompletionSnapshot.objects.get()
    before = Entry.objects.filter(kind=Entry.Kind.PLEDGE, seq__lt=snapshot.ledger_seq).count()
    assert snapshot.done == before
    assert Entry.objects.filter(kind=Entry.Kind.PLEDGE).count() == 6


def test_signature_while_the_head_states_changes_nothing_stated(campaign, office, siti, kepala_a):
    completion = cases.prepare(campaign, office).completion

    outcomes = cases.at_once(lambda: cases.state(completion, kepala_a), lambda: sign(siti, campaign))

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Statement.objects.get().snapshot.done == 0
