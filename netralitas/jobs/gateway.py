"""Messages to phones through an HTTP service of the pemda (WhatsApp or SMS): one message, one request, one answer.

The service is whatever `NETRALITAS_GATEWAY_URL` names; without it nothing leaves. It takes JSON and answers JSON with
an id. What is not known for certain to have been refused is never sent again by itself: a person decides.
"""

import http.client
import json
import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings

_MOST_BYTES = 65_536


class Outcome(StrEnum):
    """What became of one request."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # the service said no: trying again would be refused again
    LATER = "later"  # certainly not taken: nothing left, or the service asked to wait
    UNKNOWN = "unknown"  # it may have been taken


@dataclass(frozen=True)
class Answer:
    """The outcome, the service's own id of the message, and a short reason without number or text."""

    outcome: Outcome
    reference: str = ""
    reason: str = ""


class Gateway(Protocol):
    """Anything that takes a message to a phone."""

    channel: str

    def deliver(self, *, number: str, text: str, key: str) -> Answer:
        """Hand over one message; `number` as 628…, `key` the same for the same message."""


class HttpGateway:
    """`POST {"to", "text", "channel", "key"}` with a bearer token; 2xx with `{"id": …}` means taken."""

    def __init__(self, *, url: str, token: str, channel: str, timeout: float) -> None:
        self.channel = channel
        self._url, self._token, self._timeout = urlsplit(url), token, timeout

    def deliver(self, *, number: str, text: str, key: str) -> Answer:
        """One request; nothing is tried twice here."""
        body = json.dumps({"to": number, "text": text, "channel": self.channel, "key": key}).encode()
        connection = self._connection()
        try:
            connection.connect()
        except (OSError, ssl.SSLError):
            return Answer(Outcome.LATER, reason="layanan pesan tidak dapat dihubungi")
        try:
            connection.request("POST", self._path, body, self._headers(key))
            response = connection.getresponse()
            return _judged(response.status, response.read(_MOST_BYTES + 1))
        except (OSError, http.client.HTTPException):
            return Answer(Outcome.UNKNOWN, reason="layanan pesan tidak menjawab")
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        secure = self._url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(self._url.hostname or "", self._url.port, timeout=self._timeout)

    @property
    def _path(self) -> str:
        query = f"?{self._url.query}" if self._url.query else ""
        return f"{self._url.path or '/'}{query}"

    def _headers(self, key: str) -> dict[str, str]:
        found = {"Content-Type": "application/json", "Accept": "application/json", "Idempotency-Key": key}
        return {**found, "Authorization": f"Bearer {self._token}"} if self._token else found


def gateway() -> Gateway | None:
    """The gateway of the settings; None while it is off."""
    if not settings.GATEWAY_URL:
        return None
    return HttpGateway(
        url=settings.GATEWAY_URL, token=settings.GATEWAY_TOKEN, channel=settings.GATEWAY_CHANNEL,
        timeout=float(settings.GATEWAY_TIMEOUT),
    )  # fmt: skip


def _judged(status: int, body: bytes) -> Answer:
    """2xx with an id is taken, 4xx refused, 429 later; all else may have been taken."""
    if status == http.client.TOO_MANY_REQUESTS:
        return Answer(Outcome.LATER, reason="layanan pesan sedang penuh")
    if 300 <= status < 500:
        return Answer(Outcome.REFUSED, reason=f"ditolak layanan pesan ({status})")
    reference = _reference(body) if 200 <= status < 300 else ""
    if reference:
        return Answer(Outcome.ACCEPTED, reference)
    reason = f"layanan pesan bermasalah ({status})" if status >= 500 else "jawaban layanan pesan tidak dapat dibaca"
    return Answer(Outcome.UNKNOWN, reason=reason)


def _reference(body: bytes) -> str:
    try:
        found = json.loads(body) if len(body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        return ""
    name = found.get("id") if isinstance(found, dict) else None
    return str(name)[:64] if isinstance(name, str | int) and not isinstance(name, bool) else ""
