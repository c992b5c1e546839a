"""*Pengingat* on the screen: the dry run, the schedule, and messages that did not arrive."""

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.scopes import EVERYTHING
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from pledges.actions import failed_messages as actions
from pledges.models import ReminderPlan
from pledges.queries import failed_messages as queries
from pledges.queries.reminders import RECIPIENT
from tests.cast import make_staff
from tests.pledges import factory
from tests.pledges.signing import sign

BY = Actor.command("uji")


@pytest.fixture
def amir(dinas_a):
    return make_staff("Amir Hamzah", dinas_a, email="amir@contoh.example")


@pytest.fixture
def campaign(siti, amir):
    """Siti has no address, Amir has one."""
    return factory.open_campaign()


def message(person, campaign, state, **fields):
    key = factory.obligation_of(person, campaign).public_id
    fields = {"sent_at": timezone.now() if state == "sent" else None, "error": "alamat ditolak", **fields}
    return Message.objects.create(
        template="pengingat", recipient_type=RECIPIENT, recipient_key=key, state=state, **fields
    )


def given(campaign, **fields):
    usual = {
        "aktif": "on", "sasaran": timezone.localtime(campaign.closes_at).date().isoformat(), "sebelum": "7, 3, 0",
        "tiap": "7", "batas": "6", "pukul": "08:30",
    }  # fmt: skip
    return {**usual, **fields}


def test_dry_run_counts_by_reason_and_names_only_on_its_own_page(sign_in, budi, campaign):
    client = sign_in(budi)

    page = client.get(reverse("pledges:reminders")).content.decode()
    assert "Dikirimi surel" in page
    assert "Tidak punya surel atau nomor HP" in page
    assert "Amir Hamzah" not in page
    people = client.get(reverse("pledges:reminder-people"), {"nasib": "surel"}).content.decode()
    assert "Amir Hamzah" in people
    assert "Siti Aminah" not in people
    assert not Message.objects.exists()
    sheet = client.get(reverse("pledges:reminder-people"), {"unduh": "xlsx"})
    assert sheet.headers["Content-Type"].endswith("sheet")


def test_another_office_sees_nobody(sign_in, rina, campaign, amir):
    message(amir, campaign, "bounced")
    client = sign_in(rina)

    for name in ("reminder-people", "failed-messages"):
        assert b"Amir" not in client.get(reverse(f"pledges:{name}")).content
    key = factory.obligation_of(amir, campaign).public_id
    assert client.post(reverse("pledges:failed-again", args=[key])).status_code == 404


def test_plan_is_proposed_saved_and_shown(sign_in, kesbang, campaign):
    client, address = sign_in(kesbang), reverse("pledges:reminder-plan")

    assert 'value="7, 3, 1, 0"' in client.get(address).content.decode()
    client.post(address, given(campaign))

    plan = ReminderPlan.objects.get()
    assert (plan.days_before, plan.is_active, plan.changed_by) == ([7, 3, 0], True, str(kesbang))
    page = client.get(reverse("pledges:reminders")).content.decode()
    assert "7 hari sebelum hari sasaran" in page
    assert "pukul 08.30" in page


@pytest.mark.parametrize(("fields", "words"), [
    ({"sebelum": "tujuh"}, "angka dipisah koma"),
    ({"sebelum": "", "tiap": "0"}, "sedikitnya satu"),
    ({"sasaran": "2099-01-01"}, "sesudah batas waktu"),
    ({"batas": "0"}, ""),
])  # fmt: skip
def test_plan_with_bad_input_is_refused_in_words(sign_in, kesbang, campaign, fields, words):
    page = sign_in(kesbang).post(reverse("pledges:reminder-plan"), given(campaign, **fields)).content.decode()

    assert words in page
    assert not ReminderPlan.objects.exists()


def test_what_did_not_arrive_is_shown_with_how_to_mend_it(sign_in, budi, campaign, amir):
    failed = message(amir, campaign, "bounced")
    client, address = sign_in(budi), reverse("pledges:failed-messages")

    page = client.get(address).content.decode()
    assert "Amir Hamzah" in page
    assert "Tanyakan alamat yang benar" in page
    assert "1 pesan tidak sampai" in client.get(reverse("pledges:reminders")).content.decode()

    key = factory.obligation_of(amir, campaign).public_id
    again = reverse("pledges:failed-again", args=[key])
    client.post(again, {"pesan": failed.public_id})
    assert Message.objects.filter(state="queued").count() == 1
    client.post(again, {"pesan": failed.public_id})  # a second tap
    assert Message.objects.filter(state="queued").count() == 1
    assert b"Semua pesan sampai" in client.get(address).content


@pytest.mark.parametrize("state", ["failed", "unknown"])
def test_each_kind_of_failure_is_shown_until_its_owner_signs(campaign, amir, siti, state):
    message(amir, campaign, state)
    message(siti, campaign, "sent")
    assert [row.staff for row in queries.failed(campaign, EVERYTHING)] == [amir]

    sign(amir, campaign)
    assert queries.count(campaign, EVERYTHING) == 0


def test_a_mail_that_came_back_to_the_office_is_noted(sign_in, budi, rina, campaign, amir):
    sent, address = message(amir, campaign, "sent"), reverse("pledges:failed-note")

    sign_in(rina).post(address, {"alamat": "amir@contoh.example"})
    sign_in(budi).post(address, {"alamat": "bukan alamat"})
    sign_in(budi).post(address, {"alamat": "lain@contoh.example"})
    sent.refresh_from_db()
    assert sent.state == "sent"

    sign_in(budi).post(address, {"alamat": "AMIR@contoh.example"})
    sent.refresh_from_db()
    assert sent.state == "bounced"
    page = sign_in(budi).get(reverse("pledges:reminder-people"), {"nasib": "kembali"}).content
    assert b"Amir Hamzah" in page


def test_sending_again_needs_something_that_failed(campaign, amir):
    duty, sent = factory.obligation_of(amir, campaign), message(amir, campaign, "sent")

    with pytest.raises(DomainError, match="tidak perlu"):
        actions.send_again(duty, message_id=sent.public_id, by=BY)
