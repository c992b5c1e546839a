"""Random histories with merges and splits: counters agree, past instants stay as they were shown."""

from datetime import timedelta

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from netralitas.ledger.clock import pretend
from netralitas.registry.actions import identities, proposals
from netralitas.registry.actions.proposals import Ground
from netralitas.registry.models import Staff
from pledges.actions import rosters
from pledges.models import Campaign, Obligation
from pledges.queries.counts import differences
from tests.dashboards.test_as_of import BY, PERSON, START, STEPS, live_through, make_world, shown_now, shown_then

SECOND = Actor.command("orang kedua")
GROUND = Ground(reason="SK")
MERGES = st.one_of(
    st.tuples(st.just("gabung"), PERSON, PERSON),
    st.tuples(st.just("pisah"), PERSON, st.none()),
    STEPS.filter(lambda step: step[0] != "merge"),
)


def confirmed(kept: Staff, other: Staff, what: str) -> None:
    """Proposed by one, accepted by another; what the rules refuse changes nothing."""
    common = {"other": other, "ground": GROUND, "is_from_opd": False, "by": BY}
    try:
        with transaction.atomic():
            made = (
                identities.propose_merge(kept=kept, **common)
                if what == "gabung"
                else identities.propose_split(**common)
            )
            proposals.accept(made, by=SECOND)
    except DomainError:
        pass


def live(campaign: Campaign, units: list, step: tuple) -> None:
    people = list(Staff.objects.order_by("pk").select_related("unit", "merged_into__unit"))
    if step[0] == "gabung":
        confirmed(people[step[1]], people[step[2]], "gabung")
    elif step[0] == "pisah":
        confirmed(people[step[1]], people[step[1]], "pisah")
    else:
        try:
            with transaction.atomic():
                live_through(campaign, units, step)
        except DomainError:
            return
    rosters.sync_open_campaigns(by=BY)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=st.lists(MERGES, min_size=2, max_size=7))
def test_counters_and_the_past_survive_merges_and_splits(db, history):
    with transaction.atomic():
        with time_machine.travel(START, tick=False), pretend(START):
            campaign, units = make_world()
        now, seen = START, []
        for step in history:
            now += timedelta(minutes=7)
            with time_machine.travel(now, tick=False), pretend(now):
                live(campaign, units, step)
                seen.append((now, shown_now(campaign, units)))
            assert differences(campaign) == []
            assert rosters.sync_open_campaigns(by=BY) == 0
            doubled = Staff.objects.filter(merged_into__isnull=False, obligations__campaign=campaign)
            assert not doubled.exclude(obligations__state=Obligation.State.MOVED).exists()

        for at, shown in seen:
            assert shown_then(campaign, units, at) == shown
        transaction.set_rollback(True)
