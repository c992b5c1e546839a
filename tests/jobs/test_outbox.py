"""The outbox: sent once, tried again later, given up, bounced; no address and no link is kept."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.template import engines
from django.utils import timezone

from netralitas.jobs import outbox
from netralitas.jobs.models import Message
from netralitas.jobs.outbox import Recipient

TEXTS = {
    "messages/uji.subject.txt": "Ikrar {{ event }}\n",
    "messages/uji.body.txt": "Yth. {{ name }}: {{ link }} & selesai",
}


class Refusing(EmailBackend):
    """A mail server with an opinion."""

    problem: Exception = smtplib.SMTPServerDisconnected("x")

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture(autouse=True)
def _texts(monkeypatch, db):
    monkeypatch.setattr(outbox, "get_template", lambda name: engines["django"].from_string(TEXTS[name]))
    monkeypatch.setattr(
        outbox,
        "_resolvers",
        {
            "uji": lambda key, context: Recipient(
                f"{key}@contoh.id", {"name": "Siti & Budi", "link": "https://x/t/rahasia"}
            )
        },
    )


def put() -> Message:
    return outbox.send("uji", recipient_type="uji", recipient_key="siti", event="Pilkada")


def refused_with(monkeypatch, settings, problem: Exception) -> None:
    monkeypatch.setattr(Refusing, "problem", problem)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def test_message_is_sent_once_as_plain_text():
    message = put()

    assert (outbox.deliver_due(), outbox.deliver_due()) == (1, 0)

    message.refresh_from_db()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (
        ["siti@contoh.id"], "Ikrar Pilkada", "Yth. Siti & Budi: https://x/t/rahasia & selesai",
    )  # fmt: skip
    assert message.state == Message.State.SENT
    assert message.sent_at


def test_row_keeps_neither_address_nor_link():
    put()
    outbox.deliver_due()

    kept = str(Message.objects.values().get())
    assert "contoh.id" not in kept
    assert "rahasia" not in kept


def test_recipient_without_address_is_a_failure_in_words(monkeypatch):
    monkeypatch.setattr(outbox, "_resolvers", {"uji": lambda key, context: None})
    message = put()

    outbox.deliver_due()

    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.FAILED, "tidak ada alamat surel")


def test_recipient_type_nobody_resolves_is_refused_when_sent():
    with pytest.raises(LookupError):
        outbox.send("uji", recipient_type="lain", recipient_key="1")


def test_server_trouble_is_tried_again_later_and_given_up_at_last(monkeypatch, settings):
    refused_with(monkeypatch, settings, smtplib.SMTPServerDisconnected("siti@contoh.id"))
    message = put()

    waits = []
    for _ in range(outbox.MAX_TRIES):
        before = timezone.now()
        outbox.deliver_due()
        assert outbox.deliver_due() == 0  # not again at once
        message.refresh_from_db()
        waits.append(round((message.next_at - before).total_seconds() / 60))
        Message.objects.update(next_at=timezone.now() - timedelta(seconds=1))

    assert waits[:-1] == [1, 5, 30, 120, 480]
    assert (message.state, message.error) == (Message.State.FAILED, "SMTPServerDisconnected")


def test_address_the_server_refuses_is_bounced(monkeypatch, settings):
    refused_with(monkeypatch, settings, smtplib.SMTPRecipientsRefused({"siti@contoh.id": (550, b"no")}))
    message = put()

    outbox.deliver_due()

    message.refresh_from_db()
    assert message.state == Message.State.BOUNCED
    assert "@" not in message.error


def test_one_bad_message_does_not_stop_the_others(monkeypatch):
    def resolve(key, context):
        if key == "bad":
            raise RuntimeError
        return Recipient("a@contoh.id", {"name": "", "link": ""})

    monkeypatch.setattr(outbox, "_resolvers", {"uji": resolve})
    outbox.send("uji", recipient_type="uji", recipient_key="bad", event="x")
    put()

    assert outbox.deliver_due() == 1


def test_message_that_came_back_is_noted(by):
    message = put()
    outbox.deliver_due()

    outbox.mark_bounced(message, by=by, reason="kotak penuh")

    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.BOUNCED, "kotak penuh")
