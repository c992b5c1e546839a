"""A local double of BSrE's eSign client service v2, with every fault a network and a stranger's server can have."""

import base64
import functools
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from tests.documents import seal_cases

USER, PASSWORD = "portal", "rahasia-layanan"
PASSPHRASE, NIK = "Passphrase-Pejabat#1", "3604011209700001"


@functools.cache
def _signer(authority: str) -> signers.SimpleSigner:
    folder = seal_cases.folder_of_authority(authority)
    return signers.SimpleSigner.load(
        str(folder / "seal-1.key"), str(folder / "seal-1.crt"), ca_chain_files=[str(folder / "root-1.crt")]
    )


class Double(ThreadingHTTPServer):
    """Remembers what it was asked; `fault` says how it misbehaves next."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.fault = ""
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.sealed: list[bytes] = []
        self.totp = "111111"
        self.authority = "bsre"

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


class Handler(BaseHTTPRequestHandler):
    """The documented calls."""

    server: Double

    def log_message(self, *args: object) -> None:
        """Silent."""

    def do_POST(self) -> None:
        """Answer, or misbehave."""
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, question))
        expected = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {expected}":
            return self._say(401, {"error": "unauthorized"})
        if self.path == "/api/v2/seal/get/totp":
            return self._totp(question)
        return self._sign(question)

    def _totp(self, question: dict[str, Any]) -> None:
        if self.server.fault == "totp refused" or question["totp"] != self.server.totp:
            return self._say(200, {"result": False, "message": "TOTP tidak sesuai"})
        self.server.totp = str(int(self.server.totp) + 1)
        expires = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
        return self._say(200, {"result": True, "message": "ok", "totp": self.server.totp, "expires": expires})

    def _sign(self, question: dict[str, Any]) -> None:
        fault = self.server.fault
        if fault == "wrong passphrase" or question.get("passphrase", PASSPHRASE) != PASSPHRASE:
            return self._say(400, {"status_code": 2031, "error": f"Passphrase anda salah {question.get('passphrase')}"})
        if fault == "refused":
            return self._say(400, {"status_code": 2011, "error": "ditolak"})
        if fault == "cut":
            return self.connection.close()
        if fault == "slow":
            threading.Event().wait(3)
        if fault == "html":
            return self._say(200, b"<html><h1>Gateway</h1></html>")
        if fault in {"server error", "bad gateway"}:
            return self._say({"server error": 500, "bad gateway": 502}[fault], {"error": "x"})
        sent = base64.b64decode(question["file"][0])
        return self._say(200, {"time": 42, "file": self._answers(fault, sent)})

    def _answers(self, fault: str, sent: bytes) -> list[Any]:
        if fault == "no file":
            return []
        if fault == "two files":
            return ["AA==", "AA=="]
        if fault == "no base64":
            return ["bukan base64!"]
        wrong = {
            "wrong bytes": b"%PDF-1.7 salah",
            "unsigned": sent,
            "another file": self._signed(seal_cases.unsealed("Surat orang lain")) if fault == "another file" else b"",
            "truncated": self._signed(sent)[:-200],
        }
        authority = "stranger" if fault == "wrong root" else self.server.authority
        answer = wrong.get(fault) or self._signed(sent, authority)
        self.server.sealed.append(answer)
        return [base64.b64encode(answer).decode()]

    @staticmethod
    def _signed(content: bytes, authority: str = "bsre") -> bytes:
        signer = _signer(authority)
        meta = signers.PdfSignatureMetadata(field_name="BSrE", subfilter=SigSeedSubFilter.PADES)
        return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), meta, signer=signer).getvalue()

    def _say(self, status: int, answer: dict[str, Any] | bytes) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running() -> Iterator[Double]:
    """A double that listens on this machine."""
    double = Double()
    thread = threading.Thread(target=double.serve_forever, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        double.shutdown()
        double.server_close()
        thread.join()
