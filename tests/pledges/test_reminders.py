"""Reminders over a simulated campaign: each step once for each person, never after signing, never above the cap."""

from collections import Counter
from contextlib import contextmanager
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs import outbox
from netralitas.jobs.models import Message
from netralitas.ledger.clock import pretend
from netralitas.registry.actions import staff as staff_actions
from pledges.actions import reluctance, reminders
from pledges.models import Obligation, Reminder, ReminderPlan, ReminderRun
from pledges.queries import reminders as queries
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

BY = Actor.command("uji")
FIRST = datetime(2026, 10, 1, 7, 0, tzinfo=timezone.get_default_timezone())
LAST = FIRST + timedelta(days=40)  # extended beyond the target
TARGET = FIRST + timedelta(days=14)


@contextmanager
def at(moment):
    """It is that moment, for the portal and for its database."""
    with time_machine.travel(moment, tick=False), pretend(moment):
        yield


@pytest.fixture
def people(dinas_a):
    """Five persons with an own address; one of them writes it in capitals."""
    found = [make_staff(f"Pegawai {n}", dinas_a, email=f"pegawai{n}@contoh.example") for n in range(5)]
    found[0].email = "Pegawai0@Contoh.example"
    found[0].save()
    return found


@pytest.fixture
def campaign(people):
    """Forty days, opened at the first."""
    with at(FIRST):
        return factory.open_campaign(opens_at=FIRST - timedelta(hours=1), closes_at=LAST)


def planned(campaign, **fields):
    """The usual plan with the target on the fourteenth day."""
    usual = {
        "is_active": True, "target_on": TARGET.date(), "days_before": [7, 3, 1, 0], "every_days": 7,
        "most_per_person": 99, "send_hour": time(8, 0), "uses_gateway": False,
    }  # fmt: skip
    with at(FIRST):
        return reminders.set_plan(campaign, by=BY, **{**usual, **fields})


def live_through(days, *, hours=(7, 8, 12, 20), each=lambda day: None):
    """The worker looks four times a day, and mails leave at once; who got one on which day after the first."""
    found = []
    for day in days:
        for hour in hours:
            with at(FIRST.replace(hour=hour) + timedelta(days=day)):
                each(day) if hour == hours[0] else None
                reminders.run_due(by=BY)
                before = len(mail.outbox)
                outbox.deliver_due()
                found += [(day, sent.to[0].lower()) for sent in mail.outbox[before:]]
    return found


def days_of(found):
    return sorted({day for day, _ in found})


def test_a_whole_campaign_writes_to_each_once_a_step_and_stops_when_signed(campaign, people):
    planned(campaign)

    def signs(day):
        for number in range(2):
            if day == (9, 20)[number]:
                sign(people[number], campaign)

    found = live_through(range(42), each=signs)

    assert days_of(found) == [7, 11, 13, 14, 21, 28, 35]
    per_person = Counter(address for _, address in found)
    assert per_person == {
        "pegawai0@contoh.example": 1, "pegawai1@contoh.example": 4,
        **{f"pegawai{n}@contoh.example": 7 for n in (2, 3, 4)},
    }  # fmt: skip
    assert max(Counter(found).values()) == 1
    assert Event.objects.filter(event="pledges.reminders_sent").count() == 7
    assert ReminderRun.objects.exclude(finished_at=None).count() == 7


def test_a_mail_that_waits_when_its_owner_signs_is_not_sent(campaign, people):
    planned(campaign)
    with at(FIRST.replace(hour=9) + timedelta(days=7)):
        assert reminders.run_due(by=BY) == 5
        sign(people[0], campaign)
        outbox.deliver_due()

    assert len(mail.outbox) == 4
    assert Message.objects.get(state=Message.State.UNNEEDED).template == "pengingat"


def test_the_words_hold_the_own_link_and_nobody_elses_name(campaign, people):
    planned(campaign)
    live_through([7])

    body = next(sent.body for sent in mail.outbox if sent.to == ["pegawai3@contoh.example"])
    assert "Yth. Bapak/Ibu Pegawai 3" in body
    assert f"/t/{people[3].personal_link.public_id}-" in body
    assert not any(f"Pegawai {n}" in body for n in (0, 1, 2, 4))


def test_the_cap_holds(campaign, people):
    planned(campaign, most_per_person=2)

    assert Counter(address for _, address in live_through(range(42))) == {
        f"pegawai{n}@contoh.example": 2 for n in range(5)
    }


def test_a_step_missed_by_a_day_is_made_up_and_a_later_one_not(campaign, people):
    planned(campaign)

    assert days_of(live_through([8])) == [8]
    assert days_of(live_through([9, 10])) == []
    assert days_of(live_through([16])) == []


def test_moving_the_target_repeats_no_step(campaign, people):
    planned(campaign)
    live_through([7])
    planned(campaign, target_on=(TARGET + timedelta(days=3)).date())

    assert live_through([10]) == []
    assert days_of(live_through([14])) == [14]


def test_two_workers_and_a_cut_off_run_write_to_each_once(campaign, people, monkeypatch):
    plan = planned(campaign)
    monkeypatch.setattr(reminders, "_BATCH", 2)
    with at(FIRST.replace(hour=9) + timedelta(days=7)):
        run = ReminderRun.objects.create(campaign=campaign, step=-7)
        reminders._write(run, queries.next_batch(plan, run, 2))  # then the worker died
        stale = queries.next_batch(plan, run, 5)
        assert reminders.run_due(by=BY) == 3
        assert reminders._write(run, stale) == 0  # the other worker had looked before
        assert reminders.run_due(by=BY) == 0

    assert Counter(Reminder.objects.values_list("obligation__staff__name", flat=True)) == {
        one.name: 1 for one in people
    }


def test_without_the_look_before_writing_the_other_worker_would_collide(campaign, people, monkeypatch):
    from django.db import IntegrityError, transaction

    plan = planned(campaign)
    with at(FIRST.replace(hour=9) + timedelta(days=7)):
        run = ReminderRun.objects.create(campaign=campaign, step=-7)
        stale = queries.next_batch(plan, run, 5)
        reminders._write(run, stale)
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(run=run, obligation_id=stale[0][0])


def fates(campaign):
    plan = ReminderPlan.objects.select_related("campaign").get(campaign=campaign)
    return {row.staff.name: row.fate for row in queries.audience(plan).select_related("staff")}


def test_each_reason_for_not_being_written_to(campaign, people, dinas_a):
    planned(campaign, most_per_person=1)
    nobody, twin, other_twin, away = (
        make_staff(name, dinas_a, email=email)
        for name, email in (("Tanpa", ""), ("Satu", "sama@x.example"), ("Dua", "SAMA@x.example"), ("Cuti", "c@x.id"))
    )
    for person in (nobody, twin, other_twin, away):
        Obligation.objects.create(
            campaign=campaign, staff=person, unit=dinas_a, recap_unit=dinas_a, category="pns", audience="asn",
            state="berhalangan" if person is away else "belum",
        )  # fmt: skip
    key = factory.obligation_of(people[0], campaign).public_id
    Message.objects.create(template="pengingat", recipient_type="pledges.reminder", recipient_key=key, state="bounced")
    Message.objects.create(
        template="pengingat", recipient_type="pledges.reminder", state="queued",
        recipient_key=factory.obligation_of(people[1], campaign).public_id,
    )  # fmt: skip
    run = ReminderRun.objects.create(campaign=campaign, step=-3)
    Reminder.objects.create(run=run, obligation=factory.obligation_of(people[2], campaign))

    found = fates(campaign)

    assert found == {
        "Pegawai 0": "kembali", "Pegawai 1": "menunggu", "Pegawai 2": "batas", "Pegawai 3": "surel",
        "Pegawai 4": "surel", "Tanpa": "tanpa", "Satu": "bersama", "Dua": "bersama", "Cuti": "berhalangan",
    }  # fmt: skip
    staff_actions.edit(people[0], email="baru@contoh.example", by=BY)
    assert fates(campaign)["Pegawai 0"] == "surel"


def test_whoever_is_not_willing_is_written_to_like_the_others(campaign, people):
    planned(campaign)
    with at(FIRST):
        reluctance.decline(factory.obligation_of(people[0], campaign), by=BY)

    assert fates(campaign)["Pegawai 0"] == "surel"


def test_phones_are_used_only_with_a_service(campaign, people, settings):
    with pytest.raises(DomainError, match="belum dipasang"):
        planned(campaign, uses_gateway=True)
    people[0].email, people[0].phone = "", "081234567890"
    people[0].save()
    settings.GATEWAY_URL = "http://127.0.0.1:9/"
    planned(campaign, uses_gateway=True)
    assert fates(campaign)["Pegawai 0"] == "hp"

    with at(FIRST.replace(hour=9) + timedelta(days=7)):
        reminders.run_due(by=BY)
    assert Message.objects.get(channel="whatsapp").context == {"via": "whatsapp"}
    settings.GATEWAY_URL = ""
    assert fates(campaign)["Pegawai 0"] == "menunggu"


@pytest.mark.parametrize("fields", [
    {"target_on": (LAST + timedelta(days=1)).date()}, {"days_before": [91]}, {"days_before": [], "every_days": 0},
])  # fmt: skip
def test_a_plan_that_makes_no_sense_is_refused(campaign, fields):
    with pytest.raises(DomainError):
        planned(campaign, **fields)

    assert not ReminderPlan.objects.exists()


def test_nothing_leaves_without_an_active_plan(campaign, people):
    planned(campaign, is_active=False)

    assert live_through([7, 14]) == []
