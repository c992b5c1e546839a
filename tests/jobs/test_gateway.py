"""Messages to phones over a real local HTTP server that times out, fails, refuses and talks nonsense."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.template import engines
from django.utils import timezone

from netralitas.jobs import outbox
from netralitas.jobs.gateway import HttpGateway, Outcome, gateway
from netralitas.jobs.models import Message
from netralitas.jobs.outbox import Recipient

State = Message.State


class Service(ThreadingHTTPServer):
    """Answers as told; keeps what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.body, self.is_silent, self.asked = 200, b'{"id": "wa-1"}', False, []
        self.released = threading.Event()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/kirim?v=1"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        if self.server.is_silent:
            self.server.released.wait(5)
            return
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def service():
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def asked(service, **fields):
    timeout = fields.pop("timeout", 2)
    one = HttpGateway(url=service.address, token="rahasia", channel="whatsapp", timeout=timeout)
    return one.deliver(number="6281234567890", text="Halo", key="k1")


def test_taken_message_is_asked_once_with_key_and_token(service):
    answer = asked(service)

    assert (answer.outcome, answer.reference) == (Outcome.ACCEPTED, "wa-1")
    ((path, headers, body),) = service.asked
    assert path == "/kirim?v=1"
    assert headers["Authorization"] == "Bearer rahasia"
    assert headers["Idempotency-Key"] == "k1"
    assert body == {"to": "6281234567890", "text": "Halo", "channel": "whatsapp", "key": "k1"}


@pytest.mark.parametrize(("status", "body", "outcome"), [
    (202, b'{"id": 17}', Outcome.ACCEPTED),
    (200, b"OK", Outcome.UNKNOWN),
    (200, b"[]", Outcome.UNKNOWN),
    (200, b'{"id": ""}', Outcome.UNKNOWN),
    (200, b'{"id": true}', Outcome.UNKNOWN),
    (200, b"[" * 50_000, Outcome.UNKNOWN),
    (200, b'{"id": "' + b"x" * 70_000 + b'"}', Outcome.UNKNOWN),
    (500, b"", Outcome.UNKNOWN),
    (503, b'{"id": "wa-1"}', Outcome.UNKNOWN),
    (429, b"", Outcome.LATER),
    (400, b"{}", Outcome.REFUSED),
    (401, b"", Outcome.REFUSED),
    (302, b"", Outcome.REFUSED),
])  # fmt: skip
def test_each_answer_is_judged(service, status, body, outcome):
    service.status, service.body = status, body

    assert asked(service).outcome == outcome
    assert len(service.asked) == 1


def test_silence_is_not_known(service):
    service.is_silent = True

    assert asked(service, timeout=0.2).outcome == Outcome.UNKNOWN


def test_nothing_left_when_nobody_listens(service):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/"
        one = HttpGateway(url=nowhere, token="", channel="sms", timeout=1)

        assert one.deliver(number="62811", text="Halo", key="k").outcome == Outcome.LATER


def test_off_by_default():
    assert gateway() is None


# --- through the outbox


@pytest.fixture
def put(monkeypatch, db):
    """A message to a phone in the outbox."""
    monkeypatch.setattr(outbox, "get_template", lambda name: engines["django"].from_string("Halo {{ name }}"))
    resolve = {"uji": lambda key, context: Recipient(key, {"name": "Siti"})}
    monkeypatch.setattr(outbox, "_resolvers", resolve)
    return lambda key="6281": outbox.send("uji", recipient_type="uji", recipient_key=key, channel="whatsapp")


@pytest.fixture
def settings_on(settings, service):
    settings.GATEWAY_URL, settings.GATEWAY_TIMEOUT = service.address, 1
    return settings


def again(message):
    """Everything is due again, as many times as a worker would look."""
    for _ in range(3):
        Message.objects.update(next_at=timezone.now())
        outbox.deliver_due()
    message.refresh_from_db()
    return message


def test_sent_once_with_the_services_id(put, settings_on, service):
    message = again(put())

    assert (message.state, message.reference, len(service.asked)) == (State.SENT, "wa-1", 1)
    assert service.asked[0][2]["key"] == message.public_id
    assert message.sent_at


@pytest.mark.parametrize(("status", "body", "state"), [
    (500, b"", State.UNKNOWN), (200, b"nonsense", State.UNKNOWN), (404, b"", State.BOUNCED),
])  # fmt: skip
def test_what_is_not_known_or_refused_is_never_asked_again(put, settings_on, service, status, body, state):
    service.status, service.body = status, body

    message = again(put())

    assert (message.state, len(service.asked)) == (state, 1)
    assert message.error


def test_a_full_service_is_asked_again(put, settings_on, service):
    service.status = 429
    message = put()
    outbox.deliver_due()
    message.refresh_from_db()
    assert (message.state, message.left_at) == (State.QUEUED, None)

    service.status = 200
    assert again(message).state == State.SENT


def test_a_worker_that_died_between_request_and_answer_leaves_it_unknown(put, settings_on, service):
    message = put()
    Message.objects.update(left_at=timezone.now(), attempts=1)

    assert again(message).state == State.UNKNOWN
    assert service.asked == []


def test_without_that_mark_it_would_be_asked_again(put, settings_on, service):
    message = put()
    Message.objects.update(left_at=None, attempts=1)

    again(message)

    assert len(service.asked) == 1


def test_without_a_service_or_number_it_fails_in_words(put, settings_on, service):
    assert again(put("")).error == "tidak ada nomor HP"
    settings_on.GATEWAY_URL = ""
    assert again(put()).error == "layanan pesan tidak dipasang"
    assert service.asked == []
