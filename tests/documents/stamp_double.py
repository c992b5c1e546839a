"""A time stamping authority on this machine (RFC 3161, by pyHanko), with its faults."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import core, keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

REPLY = "application/timestamp-reply"
Answer = tuple[int, str, bytes]  # status, type, body


@cache
def authority(name: str) -> tuple[DummyTimeStamper, bytes]:
    """A stamping service of this name, and its root as PEM; all are named alike inside."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Stempel Waktu Uji")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=800))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    loaded = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    return DummyTimeStamper(loaded, keys.PrivateKeyInfo.load(der)), certificate.public_bytes(Encoding.PEM)


def granted(question: bytes) -> Answer:
    """A good answer."""
    return 200, REPLY, _reply(authority("ours")[0], tsp.TimeStampReq.load(question))


def of_a_stranger(question: bytes) -> Answer:
    """A good answer by a service nobody told us of."""
    return 200, REPLY, _reply(authority("stranger")[0], tsp.TimeStampReq.load(question))


def of_another_question(question: bytes) -> Answer:
    """A stamp over other bytes."""
    asked = tsp.TimeStampReq.load(question)
    asked["message_imprint"]["hashed_message"] = bytes(32)
    return 200, REPLY, _reply(authority("ours")[0], asked)


def replayed(question: bytes) -> Answer:
    """A stamp with another nonce: an old answer."""
    asked = tsp.TimeStampReq.load(question)
    asked["nonce"] = core.Integer(7)
    return 200, REPLY, _reply(authority("ours")[0], asked)


def rejected(question: bytes) -> Answer:
    """A clear no."""
    return 200, REPLY, bytes.fromhex("30053003020102")  # status 2, no token: asn1crypto cannot write it


def html(question: bytes) -> Answer:
    """A page of somebody's proxy."""
    return 200, "text/html", b"<html>Silakan masuk</html>"


def broken(question: bytes) -> Answer:
    """Out of order."""
    return 500, "text/plain", b""


def _reply(service: DummyTimeStamper, question: tsp.TimeStampReq) -> bytes:
    return service.request_tsa_response(question).dump()


@contextmanager
def running(answer: Callable[[bytes], Answer] | None) -> Iterator[str]:
    """The address of a service that answers so; None never answers."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        """One question, one answer."""

        def do_POST(self) -> None:
            """As the fault says."""
            question = self.rfile.read(int(self.headers["Content-Length"]))
            if answer is None:
                over.wait(20)
                return
            status, kind, body = answer(question)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/stempel"
    finally:
        over.set()
        server.shutdown()
        server.server_close()
