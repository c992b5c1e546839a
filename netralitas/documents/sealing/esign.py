"""Talking to BSrE's eSign client service v2 (the pemda's own server): one call, one answer, no blind retry.

After *Petunjuk Teknis API Esign Client Service v2.2.1*: JSON, HTTP Basic, files in base64. What the manual leaves open
is a setting or is taken in the careful way: whatever is no clear answer counts as "outcome unknown".
"""

import base64
import binascii
import http.client
import json
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from netralitas.documents.sealing.base import NotReady, OutcomeUnknown, Refused

_LARGEST_ANSWER = 30 * 1024 * 1024
_WRONG_PASSPHRASE = "2031"
UNREACHABLE = "Layanan eSign BSrE tidak dapat dihubungi. Berkas belum dikirim."
NOT_SET = "Alamat layanan eSign BSrE belum diisi (NETRALITAS_BSRE_URL)."


@dataclass(frozen=True)
class Service:
    """Where the service is and who we are to it; `password` never leaves this object but in a header."""

    url: str
    user: str
    password: str
    timeout: float

    def ask(self, path: str, question: dict[str, Any]) -> dict[str, Any]:
        """The JSON answer to a question; raises NotReady (never sent), Refused (clear no) or OutcomeUnknown."""
        connection = self._connected()
        try:
            body = json.dumps(question).encode()
            connection.request("POST", f"{urlsplit(self.url).path}{path}", body, self._headers())
            response = connection.getresponse()
            content = response.read(_LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as error:
            raise OutcomeUnknown("sambungan terputus sesudah berkas dikirim") from error
        finally:
            connection.close()
        return _answer(response.status, content)

    def _connected(self) -> http.client.HTTPConnection:
        """An open connection; nothing has been sent yet when this fails."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise NotReady(NOT_SET)
        connection: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(parts.hostname, parts.port, timeout=self.timeout, context=context)
        else:
            connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.timeout)
        try:
            connection.connect()
        except OSError as error:
            raise NotReady(UNREACHABLE) from error
        return connection

    def _headers(self) -> dict[str, str]:
        secret = base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {secret}", "Content-Type": "application/json", "Accept": "application/json"}


def _answer(status: int, content: bytes) -> dict[str, Any]:
    """A clear yes as JSON; a clear no (4xx with JSON) as Refused; anything else is unknown."""
    try:
        answer = json.loads(content) if len(content) <= _LARGEST_ANSWER else None
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise OutcomeUnknown(f"jawaban layanan bukan JSON (status {status})")
    if status == http.client.OK:
        return answer
    if http.client.BAD_REQUEST <= status < http.client.INTERNAL_SERVER_ERROR:
        raise Refused(_words(status, answer), code=_code(answer))
    raise OutcomeUnknown(f"layanan menjawab status {status}")


def _code(answer: dict[str, Any]) -> str:
    return str(answer.get("status_code") or answer.get("code") or answer.get("status") or "")[:20]


def _words(status: int, answer: dict[str, Any]) -> str:
    """What the office reads; the service's own words are not shown, for they may repeat what was sent."""
    code = _code(answer)
    if code == _WRONG_PASSPHRASE:
        return "Passphrase salah. Berkas belum ditandatangani; ketik ulang passphrase dengan teliti."
    return f"Layanan eSign BSrE menolak berkas (status {status}, kode {code or 'tidak ada'})."


def file_of(answer: dict[str, Any]) -> bytes:
    """The one file of an answer; raises OutcomeUnknown when there is none: something was signed, but what?"""
    files = answer.get("file")
    if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], str):
        raise OutcomeUnknown("jawaban layanan tidak berisi tepat satu berkas")
    try:
        return base64.b64decode(files[0], validate=True)
    except (binascii.Error, ValueError) as error:
        raise OutcomeUnknown("berkas dalam jawaban layanan rusak") from error


def as_base64(content: bytes) -> str:
    """A file as the service takes it."""
    return base64.b64encode(content).decode("ascii")
