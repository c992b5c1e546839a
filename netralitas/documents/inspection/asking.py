"""Asking the child process about a PDF."""

import json
import subprocess
import sys
import threading
from datetime import datetime

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from netralitas.documents.inspection.findings import Findings
from netralitas.documents.sealing import stamps

SECONDS = 20
_AT_ONCE = threading.BoundedSemaphore(2)  # children of one web process
_WAIT_SECONDS = 5
_COMMAND = [sys.executable, "-m", "netralitas.documents.inspection"]
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


class Busy(Exception):
    """Too many files are being looked at; ask again in a moment."""


def inspect(
    content: bytes, *, roots: list[x509.Certificate], moment: datetime | None = None, wants_text: bool = False
) -> Findings:
    """The facts of a file; `problem` is set when the child did not answer in time or at all. Raises `Busy`."""
    orders = {
        "roots": [root.public_bytes(Encoding.PEM).decode("ascii") for root in roots],
        "moment": moment.isoformat() if moment else "",
        "wants_text": wants_text,
        "stamp_roots": [pem.armor("CERTIFICATE", root.dump()).decode("ascii") for root in stamps.roots()],
    }
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise Busy
    try:
        done = subprocess.run(  # noqa: S603  fixed command; the file comes in by a pipe
            _COMMAND, input=json.dumps(orders).encode() + b"\n" + content, capture_output=True, timeout=SECONDS,
            check=True, cwd=settings.BASE_DIR, env=_ENVIRONMENT,
        )  # fmt: skip
        return Findings.from_json(done.stdout)
    except subprocess.TimeoutExpired:
        return Findings(problem="timeout")
    except (subprocess.SubprocessError, OSError, ValueError, TypeError):
        return Findings(problem="crash")
    finally:
        _AT_ONCE.release()
