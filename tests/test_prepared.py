"""Prepared reads give what their QuerySet gives."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from netralitas.prepared import Prepared
from netralitas.registry.models import Opd, Staff
from tests.cast import make_staff

pytestmark = pytest.mark.django_db

STAFF = Prepared(lambda nip: Staff.objects.filter(nip=nip).select_related("unit__opd").defer("education"), "?nip")
NAMED = Prepared(lambda unit_id, name: Staff.objects.filter(unit_id=unit_id, name__gte=name).order_by("name"), -1, "?a")


def test_rows_and_their_joins_are_those_of_the_queryset(siti):
    with CaptureQueriesContext(connection) as captured:
        found = STAFF.first(siti.nip)
        place = (found.unit.name, found.unit.opd.name, found.birth_date)

    assert len(captured) == 1
    assert found == siti
    assert place == ("Dinas Pendidikan", "Dinas Pendidikan", siti.birth_date)
    assert found.get_deferred_fields() == {"education"}
    assert not found._state.adding


def test_each_call_binds_its_own_values(siti, dinas_a):
    other = make_staff("Ahmad", dinas_a)

    assert [STAFF.first(one.nip) for one in (siti, other, siti)] == [siti, other, siti]
    assert STAFF.first("0" * 18) is None
    assert NAMED.rows(dinas_a.pk, "A") == [other, siti]
    assert NAMED.rows(dinas_a.pk, "B") == [siti]


def test_value_is_bound_not_written_into_the_statement(siti):
    assert STAFF.first("' OR 1=1 --") is None
    assert STAFF.first("%s") is None


def test_fresh_connection_compiles_anew(siti):
    STAFF.first(siti.nip)
    before = STAFF._kept.compiler
    STAFF._kept.connection = None  # as after the database closed the line

    assert STAFF.first(siti.nip) == siti
    assert STAFF._kept.compiler is not before


def test_sample_that_does_not_reach_the_query_is_refused():
    with pytest.raises(ValueError, match="every sample"):
        Prepared(lambda code: Opd.objects.filter(code="x"), "?kode").rows("a")


@pytest.mark.django_db(transaction=True)
def test_thread_without_a_connection_yet_opens_its_own(siti):
    """The first request of a fresh worker thread."""
    found = []

    def ask() -> None:
        try:
            found.append(Prepared(lambda nip: Staff.objects.filter(nip=nip), "?nip").first(siti.nip))
        finally:
            connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()

    assert found == [siti]
