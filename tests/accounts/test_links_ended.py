"""After its end: a personal link opens history for a while, papers survive a prolongation, all units get a link."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links, visits
from netralitas.accounts.models import UnitLink, Visit
from netralitas.accounts.queries import links as queries
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from tests.cast import make_unit

pytestmark = pytest.mark.django_db


def opened(link) -> Visit:
    return visits.open_by_personal_link(
        link=link, device_key="", is_operator_here=False, earlier=None, by=Actor.command("uji")
    )


# --- reading


def test_closed_link_opens_a_visit_for_reading(siti_link, siti_path, by):
    links.close_links(by=by)
    phone = Client()

    page = phone.get(siti_path).content.decode()
    answer = phone.post(siti_path)

    assert "Masa tanda tangan sudah berakhir" in page
    assert answer.url == "/ikrar/"
    assert Visit.objects.get().is_read_only is True


def test_link_whose_date_passed_opens_a_visit_for_reading(siti_link):
    with time_machine.travel(siti_link.expires_at + timedelta(days=1)):
        assert queries.resolve_personal(queries.personal_token(siti_link)) == siti_link
        assert opened(siti_link).is_read_only is True


def test_open_link_opens_a_visit_for_signing(siti_link):
    assert opened(siti_link).is_read_only is False


@pytest.mark.parametrize(("days", "is_open"), [(90, True), (91, False)])
def test_reading_ends_after_the_set_days(siti_link, by, settings, days, is_open):
    settings.LINK_READING_DAYS = 90
    links.close_links(by=by)
    siti_link.refresh_from_db()

    with time_machine.travel(siti_link.closed_at + timedelta(days=days, seconds=-1)):
        assert (queries.resolve_personal(queries.personal_token(siti_link)) is not None) is is_open


def test_pemda_that_wants_no_reading_sets_zero(siti_link, siti_path, by, settings):
    settings.LINK_READING_DAYS = 0
    links.close_links(by=by)

    assert Client().get(siti_path).status_code == 410
    siti_link.refresh_from_db()
    with pytest.raises(DomainError):
        opened(siti_link)


def test_leaked_link_can_be_replaced_while_it_opens_for_reading(siti, siti_link, siti_path, by):
    links.close_links(by=by)
    link = links.replace_personal_link(staff=siti, by=by)

    assert Client().get(siti_path).status_code == 410
    assert opened(link).is_read_only is True


def test_closed_link_is_handed_to_nobody(siti_link, by):
    links.close_links(by=by)

    assert queries.link_of(siti_link.staff) is None


# --- prolonging keeps what is printed


def test_prolonging_after_the_end_keeps_slips_and_posters(siti, siti_link, unit_link, dinas_a, by):
    slip, poster = queries.personal_token(siti_link), queries.unit_token(unit_link)
    with time_machine.travel(siti_link.expires_at + timedelta(days=3)):
        until = timezone.now() + timedelta(days=7)
        links.ensure_personal_links(staff_ids=[siti.pk], expires_at=until, by=by)
        links.ensure_unit_link(unit=dinas_a, expires_at=until, by=by)

        assert queries.is_usable(queries.resolve_personal(slip))
        assert queries.resolve_unit(poster).expires_at == until


def test_papers_of_long_ago_do_not_come_back(siti, siti_link, unit_link, dinas_a, by):
    slip, poster = queries.personal_token(siti_link), queries.unit_token(unit_link)
    with time_machine.travel(siti_link.expires_at + queries.reading_time() + timedelta(days=1)):
        until = timezone.now() + timedelta(days=7)
        links.ensure_personal_links(staff_ids=[siti.pk], expires_at=until, by=by)
        links.ensure_unit_link(unit=dinas_a, expires_at=until, by=by)

        assert queries.resolve_personal(slip) is None
        assert queries.resolve_unit(poster) is None


def test_closed_papers_do_not_come_back(siti, siti_link, unit_link, dinas_a, by, closes_at):
    slip, poster = queries.personal_token(siti_link), queries.unit_token(unit_link)
    links.close_links(by=by)
    links.ensure_personal_links(staff_ids=[siti.pk], expires_at=closes_at, by=by)
    links.ensure_unit_link(unit=dinas_a, expires_at=closes_at, by=by)

    assert queries.resolve_personal(slip) is None
    assert queries.resolve_unit(poster) is None
    siti_link.refresh_from_db()
    assert siti_link.closed_at is None


# --- links of many units


def test_units_without_a_link_get_one_in_one_batch(dinas_a, sekolah_a, unit_link, by, closes_at):
    others = [make_unit(f"SD Negeri {number}", parent=dinas_a) for number in range(3)]
    poster = queries.unit_token(unit_link)

    ids = [dinas_a.pk, sekolah_a.pk, *(unit.pk for unit in others)]
    made = links.ensure_unit_links(unit_ids=ids, place=dinas_a, expires_at=closes_at, by=by)

    assert made == 4
    assert queries.resolve_unit(poster) == unit_link
    assert all(queries.is_usable(link) for link in UnitLink.objects.all())
    assert Event.objects.get(event="accounts.unitlinks_made").details["count"] == 4


def test_batch_that_changes_nothing_leaves_no_event(dinas_a, unit_link, by, closes_at):
    assert links.ensure_unit_links(unit_ids=[dinas_a.pk], place=dinas_a, expires_at=closes_at, by=by) == 0
    assert not Event.objects.filter(event="accounts.unitlinks_made").exists()
