"""The list of cases: that the nearest deadline of each is found without reading all that run."""

import pytest

from sanctions.queries import cases

pytestmark = pytest.mark.django_db


@pytest.mark.sqlite_only  # which plans without knowing how many rows there are
def test_nearest_deadline_is_sought_person_by_person(handler):
    rows = cases.cases_for(handler).prefetch_related(None).order_by("due_on")

    plan = [line for line in rows.explain().splitlines() if "SEARCH U0" in line and "person_id=?" in line]

    assert plan  # begun at all clocks that run, the late ones of 10,000 cases took a minute
    assert "(state=?)" not in rows.explain()
