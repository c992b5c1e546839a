"""Campaigns: prepared, opened, prolonged, closed, archived."""

import pytest

from pledges.models import Counter, Obligation, PledgeText, RosterEvent
from pledges.queries.counts import differences
from tests.pledges.factory import obligation_of, open_campaign

pytestmark = pytest.mark.django_db


def test_opening_enrols_everybody_and_freezes_the_texts(siti):
    campaign = open_campaign()

    assert obligation_of(siti, campaign).state == Obligation.State.WAITING
    assert RosterEvent.objects.get().before is None
    assert Counter.objects.get().waiting == 1
    assert not PledgeText.objects.filter(frozen_at__isnull=True).exists()
    assert differences(campaign) == []
