"""Reminders of deadlines: to those who keep or examine the case, once a stage, through the walls, without a name."""

from datetime import date

import pytest
from django.template.loader import get_template

from netralitas.audit.models import Event
from netralitas.jobs.models import Message
from netralitas.jobs.outbox import NotNeeded
from sanctions.actions import reminders
from sanctions.actions.calendar import NewHoliday
from sanctions.actions.calendar import add as add_holidays
from sanctions.models import ClockReminder
from sanctions.queries.reminders import address_of
from tests.cast import make_account, make_staff
from tests.sanctions import matters, outcomes
from tests.sanctions.outcomes import FIRST, bring

pytestmark = pytest.mark.django_db
NEAR, OVER = date(2026, 3, 12), date(2026, 3, 16)  # PANGGIL-1 of FIRST_LETTER ends on Friday 13 March


@pytest.fixture
def addressed(handler, examiner, examiner_staff, accused, dinas_a, inspector):
    """Everybody has an address; only handler and examiner may open the case."""
    matters.let_in(accused.case, examiner_staff, "pemeriksa", "pengawasan")
    walled = make_account("BKPSDM Dinas A", "bkpsdm", staff=make_staff("Sahabat", dinas_a))
    for number, account in enumerate((handler, examiner, walled, inspector)):
        type(account).objects.filter(pk=account.pk).update(email=f"petugas{number}@contoh.id")
    matters.make_team(accused.case)
    bring(accused, "panggilan_1")
    return handler, examiner


def test_those_concerned_are_told_once_for_each_stage(addressed):
    handler, examiner = addressed

    assert reminders.remind(on=NEAR, by=FIRST) == 2
    assert reminders.remind(on=NEAR, by=FIRST) == 0
    assert reminders.remind(on=OVER, by=FIRST) == 2
    assert reminders.remind(on=OVER, by=FIRST) == 0

    told = set(Message.objects.filter(template="sanctions/jatuh_tempo").values_list("recipient_key", flat=True))
    assert told == {handler.username, examiner.username}
    assert Event.objects.filter(event="sanctions.deadline_reminders").count() == 2


def test_message_names_nobody_and_no_case(addressed, accused):
    reminders.remind(on=NEAR, by=FIRST)
    message = Message.objects.filter(template="sanctions/jatuh_tempo").first()
    recipient = address_of(message.recipient_key)
    body = get_template("messages/sanctions/jatuh_tempo.body.txt").render(message.context | recipient.context)

    assert "/penanganan/jatuh-tempo/" in body
    for secret in (accused.staff.name, accused.case.number, accused.staff.nip):
        assert secret not in body + str(message.context)


def test_moved_deadline_is_told_anew(addressed):
    reminders.remind(on=NEAR, by=FIRST)
    add_holidays([NewHoliday(date(2026, 3, 13), "Libur", "daerah")], by=FIRST)

    assert reminders.remind(on=NEAR, by=FIRST) == 2


def test_nothing_is_sent_long_before_the_end_or_when_the_step_was_taken(addressed, accused):
    assert reminders.remind(on=date(2026, 3, 5), by=FIRST) == 0
    matters.examine(accused)
    assert reminders.remind(on=OVER, by=FIRST) == 0


def test_message_that_meanwhile_has_no_ground_is_not_sent(addressed, accused):
    reminders.remind(on=NEAR, by=FIRST)
    matters.examine(accused)

    with pytest.raises(NotNeeded):
        address_of(addressed[0].username)


def test_days_of_the_punished_person_remind_nobody(addressed, accused):
    matters.examine(accused)
    matters.report_on(accused)
    accused.refresh_from_db()
    outcomes.submit(accused)
    outcomes.decide(accused)
    outcomes.deliver(accused)

    assert reminders.remind(on=date(2026, 4, 24), by=FIRST) == 2  # the day of force nears
    assert {one.clock.limit.code for one in _reminders()} == {"BERLAKU"}


def _reminders():
    return ClockReminder.objects.select_related("clock__limit")
