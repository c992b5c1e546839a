"""The state of every Perangkat Daerah, the same wherever it is shown."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.dashboards.queries.recap import recap
from netralitas.ui.statuses import look
from pledges.queries.completion import standing_of
from tests.pledges import completion_cases as cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_of_a(kepala_a, budi, campaign, pemda, dinas_a):
    """Dinas A, ready to be brought to a state."""
    cases.make_head(kepala_a, dinas_a)
    cases.verify(dinas_a)

    def brought(state):
        return cases.completion_in(state, campaign, dinas_a, kepala_a)

    return brought


def shown(client, name, *arguments, **query):
    return re.sub(r"\s+", " ", client.get(reverse(name, args=arguments, query=query)).content.decode())


@pytest.mark.parametrize("state", ["awaiting_statement", "awaiting_review", "returned", "complete"])
def test_dashboard_desk_unit_readiness_and_list_agree(
    state, round_of_a, campaign, dinas_a, sign_in, sekda, budi, kesbang
):
    round_of_a(state)
    word = look("opd", state).word

    assert standing_of(campaign, dinas_a).state == state
    for client, name, arguments in (
        (sign_in(sekda), "dashboards:home", ()), (sign_in(budi), "dashboards:desk", ()),
        (sign_in(sekda), "dashboards:unit", (dinas_a.public_id,)), (sign_in(kesbang), "pledges:readiness", ()),
        (sign_in(kesbang), "pledges:completions", ()),
    ):  # fmt: skip
        assert word in shown(client, name, *arguments), name


def test_recap_holds_the_day_of_the_acceptance(round_of_a, campaign, dinas_a):
    round_of_a("awaiting_review")
    line = next(line for line in recap(campaign, timezone.now()).lines if line.name == dinas_a.name)
    assert (line.verified, "Menunggu verifikasi Kesbangpol" in line.remark) == ("belum", True)

    cases.accept(standing_of(campaign, dinas_a).main)

    line = next(line for line in recap(campaign, timezone.now()).lines if line.name == dinas_a.name)
    assert line.verified == f"{timezone.localdate():%d-%m-%Y}"


def test_what_waits_is_said_to_the_sekda_and_to_the_office(round_of_a, sign_in, sekda, budi):
    round_of_a("awaiting_review")
    assert "pernyataan menunggu verifikasi" in shown(sign_in(sekda), "dashboards:home")
    cases.send_back(cases.Completion.objects.get(), lain="Periksa")

    assert "pernyataan perlu diperbaiki" in shown(sign_in(sekda), "dashboards:home")
    assert "Bakesbangpol mengembalikan pernyataan" in shown(sign_in(budi), "dashboards:desk")
