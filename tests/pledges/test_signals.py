"""Patterns of *titip tanda tangan*: planted ones are found, ordinary signing gives none."""

import copy
import json
import random
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.accounts.actions import links
from netralitas.accounts.models import LinkReveal, PersonalLink, WayIn
from netralitas.audit.models import Event
from netralitas.demo.strokes import drawn
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from netralitas.ledger.clock import pretend
from netralitas.registry.actions import staff as staff_actions
from netralitas.registry.models import Pemda
from pledges import ink
from pledges.actions import signals as actions
from pledges.actions import voids
from pledges.models import SignalFinding
from pledges.queries import signals
from pledges.queries.mailings import RECIPIENT
from pledges.signal_rules import BURST, CONTACT, DEVICE, KINDS, NIGHT, READING, REVEALED, STROKES, THRESHOLDS
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

BY = Actor.command("uji")
BUDI = Actor("user", "budi", "Budi Santoso")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def people(dinas_a):
    """Twelve persons of one office."""
    return [make_staff(f"Pegawai {number:02d}", dinas_a) for number in range(12)]


@pytest.fixture
def campaign(people):
    """Open around the noon at which these tests sign."""
    return factory.open_campaign(opens_at=NOON - timedelta(days=3), closes_at=NOON + timedelta(days=40))


def signed(person, campaign, number, *, at=None, seconds=40, device=None, strokes=None, **parts):
    """A signature of one's own: own device, own strokes, unhurried, minutes after the last."""
    evidence = {"device": device or f"{number:064d}", "seconds_on_text": seconds, "network": "4g"}
    mark = ink.parse(json.dumps(strokes or drawn(100 + number)))
    with pretend(at or NOON + timedelta(minutes=7 * number)):
        return sign(person, campaign, evidence=evidence, ink=mark, **parts)


def found(campaign, opd):
    """Kind → (groups, signatures) after a fresh check."""
    actions.check(campaign, opd, by=BY)
    return {one.code: (one.groups, one.signatures) for one in signals.signals_for(campaign=campaign, opd=opd)}


def test_ordinary_signing_raises_no_question(campaign, people, dinas_a):
    for number, person in enumerate(people):
        signed(person, campaign, number)

    assert found(campaign, dinas_a) == {}


def test_three_persons_on_one_device_are_asked_about(campaign, people, dinas_a):
    for number, person in enumerate(people[:6]):
        signed(person, campaign, number, device="a" * 64 if number < 3 else None)

    assert found(campaign, dinas_a) == {DEVICE: (1, 3)}


@pytest.mark.parametrize(
    "marks", [{"is_shared_device": True}, {"way_in": WayIn.KIOSK}, {"device": None}], ids=["hp-bersama", "pos", "own"]
)
def test_shared_phones_and_the_kiosk_are_left_out(campaign, people, dinas_a, marks):
    campaign.ways_in = [*campaign.ways_in, WayIn.KIOSK]
    campaign.save()

    for number, person in enumerate(people[:4]):
        signed(person, campaign, number, **{"device": "a" * 64, **marks})

    assert found(campaign, dinas_a) == {}


def redrawn(strokes, *, size=0.7, right=90, down=40, shake=4, seed=5):
    """The same movement on another phone: smaller, elsewhere, with a little tremble."""
    chance, copied = random.Random(seed), copy.deepcopy(strokes)
    for stroke in copied["s"]:
        for place in range(0, len(stroke), 3):
            stroke[place] = round(stroke[place] * size + right + chance.uniform(-shake, shake))
            stroke[place + 1] = max(0, round(stroke[place + 1] * size + down + chance.uniform(-shake, shake)))
    return copied


def test_one_hand_under_several_names_is_asked_about(campaign, people, dinas_a):
    hand = drawn(7)
    for number, person in enumerate(people[:9]):
        signed(person, campaign, number, strokes=redrawn(hand, seed=number) if number < 4 else None)

    assert found(campaign, dinas_a) == {STROKES: (1, 4)}
    assert set(SignalFinding.objects.values_list("signature__staff__name", flat=True)) == {
        one.name for one in people[:4]
    }


def test_a_crowd_within_a_minute_is_asked_about(campaign, people, dinas_a):
    for number, person in enumerate(people):
        signed(person, campaign, number, at=NOON + timedelta(seconds=4 * number if number < 10 else 600 * number))

    assert found(campaign, dinas_a) == {BURST: (1, 10)}


def test_two_crowds_are_two_groups(campaign, people, dinas_a):
    actions.set_threshold("burst_people", value=5, note="uji", by=BY)
    for number, person in enumerate(people):
        signed(person, campaign, number, at=NOON + timedelta(seconds=5 * number, hours=number // 6))

    assert found(campaign, dinas_a) == {BURST: (2, 12)}


def test_signing_unread_is_asked_about_when_many_do(campaign, people, dinas_a):
    for number, person in enumerate(people):
        signed(person, campaign, number, seconds=2 if number < 5 else None)

    assert found(campaign, dinas_a) == {READING: (1, 5)}


@pytest.mark.parametrize(("hour", "expected"), [(2, {NIGHT: (1, 5)}), (21, {})])
def test_night_is_told_by_the_hour_of_the_place(campaign, people, dinas_a, hour, expected):
    for number, person in enumerate(people[:5]):
        signed(person, campaign, number, at=NOON.replace(hour=hour) + timedelta(minutes=10 * number))

    assert found(campaign, dinas_a) == expected


def test_night_follows_the_zone_of_the_pemda(campaign, people, dinas_a):
    for number, person in enumerate(people[:5]):
        signed(person, campaign, number, at=NOON.replace(hour=21) + timedelta(minutes=10 * number))

    with timezone.override("Asia/Jayapura"):  # two hours ahead: 23.00 there
        assert found(campaign, dinas_a) == {NIGHT: (1, 5)}


def test_link_revealed_and_opened_on_one_device_is_asked_about(campaign, people, dinas_a):
    Pemda.objects.update_or_create(pk=1, defaults={"name": "Contoh", "allows_operator_links": True})
    for person, device in ((people[0], "e" * 64), (people[1], "f" * 64)):
        link = PersonalLink.objects.get(staff=person)
        links.reveal_link(link=link, way="salin", by=BUDI, device_key=device)
    LinkReveal.objects.update(at=NOON - timedelta(hours=1))
    signed(people[0], campaign, 0, device="e" * 64)
    signed(people[1], campaign, 1)

    assert found(campaign, dinas_a) == {REVEALED: (1, 1)}


@pytest.mark.parametrize(("old", "hours", "expected"), [
    ("lama@contoh.example", 3, {CONTACT: (1, 1)}), ("", 3, {}), ("lama@contoh.example", 70, {}),
])  # fmt: skip
def test_address_replaced_shortly_before_the_mail_is_asked_about(campaign, people, dinas_a, old, hours, expected):
    person = people[0]
    person.email = old
    person.save()
    staff_actions.edit(person, email="baru@contoh.example", by=BUDI)
    mail = Message.objects.create(
        template="tautan_pribadi", recipient_type=RECIPIENT,
        recipient_key=factory.obligation_of(person, campaign).public_id, state=Message.State.SENT,
        sent_at=timezone.now() + timedelta(hours=hours),
    )  # fmt: skip
    campaign.opens_at, campaign.closes_at = timezone.now(), timezone.now() + timedelta(days=30)
    campaign.save()
    signed(person, campaign, 0, at=mail.sent_at.replace(hour=9) + timedelta(days=1))

    assert found(campaign, dinas_a) == expected


def test_a_void_signature_and_another_office_do_not_count(campaign, people, dinas_a, dinas_b):
    last = [signed(person, campaign, number, device="a" * 64) for number, person in enumerate(people[:3])][-1]

    assert found(campaign, dinas_b) == {}
    assert found(campaign, dinas_a) == {DEVICE: (1, 3)}
    voids.confirm(voids.propose(last, reason="uji", by=BUDI), by=BY)
    assert found(campaign, dinas_a) == {}


def test_check_looks_only_where_something_came(campaign, people, dinas_a):
    signed(people[0], campaign, 0)

    assert [actions.check_due(by=BY), actions.check_due(by=BY)] == [1, 0]
    signed(people[1], campaign, 1)
    assert actions.check_due(by=BY) == 1
    assert Event.objects.filter(event="pledges.signals_checked").count() == 2


def test_threshold_changes_what_is_asked_and_asks_for_a_new_check(campaign, people, dinas_a):
    for number, person in enumerate(people[:3]):
        signed(person, campaign, number, device="a" * 64)
    actions.check_due(by=BY)

    actions.set_threshold("device_people", value=4, note="Banyak suami istri sekantor", by=BUDI)

    assert actions.check_due(by=BY) == 1
    assert signals.signals_for(campaign=campaign, opd=dinas_a) == []
    assert Event.objects.get(event="pledges.signal_threshold_set").details["before"] == 3


@pytest.mark.parametrize(("value", "note"), [(1, "uji"), (101, "uji"), (5, " ")])
def test_threshold_out_of_bounds_or_without_a_note_is_refused(db, value, note):
    with pytest.raises(DomainError):
        actions.set_threshold("device_people", value=value, note=note, by=BUDI)

    assert {one.threshold.code: one.value for one in signals.limits()}["device_people"] == 3


def test_every_kind_has_words_and_every_threshold_a_kind():
    assert all(kind.question.endswith("?") and kind.ordinary for kind in KINDS.values())
    assert {one.kind for one in THRESHOLDS.values()} <= set(KINDS)
