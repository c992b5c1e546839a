"""Personal and unit links: derived, never stored; forged, replaced, foreign and expired ones refused."""

from datetime import time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from netralitas import keys
from netralitas.accounts.actions import links
from netralitas.accounts.models import LinkReveal, PersonalLink, UnitLink, Visit
from netralitas.accounts.queries import links as queries
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.models import Pemda
from tests.cast import make_staff

pytestmark = pytest.mark.django_db


def test_token_means_its_link(siti_link, unit_link):
    assert queries.resolve_personal(queries.personal_token(siti_link)) == siti_link
    assert queries.resolve_unit(queries.unit_token(unit_link)) == unit_link
    assert queries.personal_address(siti_link).startswith("http://testserver/t/")


def test_nothing_of_the_secret_is_stored(siti_link):
    mac = queries.personal_token(siti_link).split("-")[1]

    assert mac not in str(PersonalLink.objects.values().get())


def test_token_needs_the_link_key(siti_link, settings):
    token = queries.personal_token(siti_link)
    settings.LINK_KEY = "another key"

    assert queries.resolve_personal(token) is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: ("2" if token[0] != "2" else "3") + token[1:],
        lambda token: token.split("-")[0],
        lambda token: token + "a",
        lambda token: token.upper(),
        lambda token: "",
        lambda token: "x" * 3000,
        lambda token: token.replace("-", "\x00"),
    ],
)
def test_forged_token_means_nothing(siti_link, forge):
    assert queries.resolve_personal(forge(queries.personal_token(siti_link))) is None


def test_any_single_change_is_refused(siti_link):
    token = queries.personal_token(siti_link)
    changed = [token[:i] + ("a" if token[i] != "a" else "b") + token[i + 1 :] for i in range(len(token))]

    assert [t for t in changed if queries.resolve_personal(t)] == []


def test_without_the_mac_check_a_guess_would_open(siti_link, monkeypatch):
    """Negative control: it is the comparison that refuses."""
    token = queries.personal_token(siti_link)
    forged = token[:-4] + ("aaaa" if not token.endswith("aaaa") else "bbbb")
    monkeypatch.setattr(queries.hmac, "compare_digest", lambda ours, theirs: True)

    assert queries.resolve_personal(forged) == siti_link


def test_token_of_one_kind_does_not_open_the_other(siti_link, unit_link):
    assert queries.resolve_unit(queries.personal_token(siti_link)) is None
    UnitLink.objects.update(public_id=siti_link.public_id)
    assert queries.resolve_unit(queries.personal_token(siti_link)) is None


def test_token_of_one_person_does_not_open_another(siti_link, dinas_a, by, closes_at):
    other = make_staff("Agus", dinas_a)
    links.ensure_personal_links(staff_ids=[other.pk], expires_at=closes_at, by=by)
    other_link = PersonalLink.objects.get(staff=other)
    mac = queries.personal_token(siti_link).split("-")[1]

    assert queries.resolve_personal(f"{other_link.public_id}-{mac}") is None


def test_link_long_expired_means_nothing(siti_link):
    token = queries.personal_token(siti_link)
    with time_machine.travel(siti_link.expires_at + queries.reading_time() + timedelta(seconds=1)):
        assert queries.resolve_personal(token) is None
        assert queries.formerly_personal(token) == siti_link


def test_replaced_link_ends_the_old_address_and_its_visits(siti, siti_link, siti_path, phone, by):
    token = queries.personal_token(siti_link)
    phone.post(siti_path)

    new = links.replace_personal_link(staff=siti, by=by)

    assert queries.resolve_personal(token) is None
    assert queries.resolve_personal(queries.personal_token(new)) == new
    assert Visit.objects.get().ended_at is not None
    assert Event.objects.filter(event="accounts.link_replaced").count() == 1


def test_replaced_unit_link_ends_the_old_address(dinas_a, unit_link, by):
    token = queries.unit_token(unit_link)

    new = links.replace_unit_link(unit=dinas_a, by=by)

    assert queries.resolve_unit(token) is None
    assert queries.resolve_unit(queries.unit_token(new)) == new


def test_replacing_a_link_that_is_not_open_is_refused(siti, dinas_a, by):
    with pytest.raises(DomainError):
        links.replace_personal_link(staff=siti, by=by)
    with pytest.raises(DomainError):
        links.replace_unit_link(unit=dinas_a, by=by)


def test_ensuring_twice_keeps_the_slips_valid(siti, siti_link, by, closes_at):
    token = queries.personal_token(siti_link)

    changed = links.ensure_personal_links(staff_ids=[siti.pk], expires_at=closes_at + timedelta(days=7), by=by)

    assert changed == 0
    assert queries.resolve_personal(token).expires_at == closes_at + timedelta(days=7)
    assert Event.objects.filter(event="accounts.links_made").count() == 1


def test_next_campaign_starts_a_new_generation(siti, siti_link, by, closes_at):
    token = queries.personal_token(siti_link)
    links.close_links(by=by, staff_ids=[siti.pk])

    links.ensure_personal_links(staff_ids=[siti.pk], expires_at=closes_at, by=by)

    assert queries.resolve_personal(token) is None
    siti_link.refresh_from_db()
    assert (siti_link.generation, siti_link.is_active) == (2, True)


def test_closing_all_links_closes_units_too(siti_link, unit_link, by):
    links.close_links(by=by)

    assert queries.link_of(siti_link.staff) is None
    assert queries.resolve_unit(queries.unit_token(unit_link)) is None


@pytest.mark.parametrize("size", [3, 700])
def test_links_of_many_are_made_in_few_statements(dinas_a, by, closes_at, size):
    people = [make_staff(f"Pegawai {number}", dinas_a) for number in range(size)]

    with CaptureQueriesContext(
        connection,
    ) as queries_run:
        made = links.ensure_personal_links(staff_ids=[p.pk for p in people], expires_at=closes_at, by=by)

    assert made == size
    assert len(queries_run) <= 2 + 8 * (1 + size // 500)


@pytest.mark.parametrize(
    ("opens", "closes", "now", "is_open"),
    [
        (time(6), time(18), time(7, 30), True),
        (time(6), time(18), time(5, 59), False),
        (time(6), time(18), time(18), False),
        (time(20), time(6), time(23), True),
        (time(20), time(6), time(12), False),
        (None, None, time(3), True),
    ],
)
def test_hours_of_a_unit_link(unit_link, by, opens, closes, now, is_open):
    links.set_hours(link=unit_link, opens=opens, closes=closes, by=by)

    assert queries.is_within_hours(unit_link, now) is is_open


def test_one_hour_without_the_other_is_refused(unit_link, by):
    with pytest.raises(DomainError):
        links.set_hours(link=unit_link, opens=time(6), closes=None, by=by)


def test_unit_without_a_link_uses_the_one_above(unit_link, sekolah_a):
    assert queries.unit_link_for(sekolah_a) == unit_link


def test_revealed_link_is_written_down(siti_link, by):
    links.reveal_link(link=siti_link, way="whatsapp", by=by)

    assert LinkReveal.objects.get().generation == siti_link.generation
    event = Event.objects.get(event="accounts.link_revealed")
    assert queries.personal_token(siti_link) not in str(event.details)


def test_reveal_is_refused_when_the_pemda_forbids_it(siti_link, by):
    Pemda.objects.create(allows_operator_links=False)

    with pytest.raises(DomainError):
        links.reveal_link(link=siti_link, way="whatsapp", by=by)
    assert not LinkReveal.objects.exists()


def test_reveal_of_a_closed_link_is_refused(siti_link, by):
    links.close_links(by=by)

    with pytest.raises(DomainError):
        links.reveal_link(link=siti_link, way="salin", by=by)


def test_reveal_leaves_nothing_when_the_audit_fails(siti_link, by, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("audit is down")

    monkeypatch.setattr(links.audit, "record", broken)
    with pytest.raises(RuntimeError):
        links.reveal_link(link=siti_link, way="salin", by=by)
    assert not LinkReveal.objects.exists()


def test_mac_is_of_id_and_generation(siti_link):
    assert keys.link_mac("a") != keys.link_mac("b")
    before = queries.personal_token(siti_link)
    siti_link.generation += 1
    assert queries.personal_token(siti_link) != before
    assert timezone.now() < siti_link.expires_at
