"""The limits again through the real web server: gunicorn with our configuration, spoken to over a socket."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite_only  # the server's business; once is enough

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def talk(port: int, request: bytes) -> tuple[int, bytes]:
    """Send bytes, read the whole answer; the status and the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(request)
        answer = b""
        while part := line.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> Iterator[int]:
    """A server of our own on an empty SQLite database."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")} | {
        "NETRALITAS_DATA_DIR": str(tmp_path_factory.mktemp("web")), "NETRALITAS_DEMO": "1", "PORT": str(port),
        "HOST": "127.0.0.1", "NETRALITAS_WEB_WORKERS": "1", "NETRALITAS_WEB_THREADS": "4",
        "DJANGO_SETTINGS_MODULE": "netralitas.settings",
    }  # fmt: skip
    for prepare in ("collectstatic", "migrate"):
        command = [sys.executable, "manage.py", prepare, "--noinput", "--verbosity=0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "netralitas.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=40)


def _wait_until_it_answers(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            assert talk(port, ask("GET", "/healthz"))[0] == 200
            return
        except OSError:
            assert server.poll() is None, "gunicorn ended"
            assert time.monotonic() < deadline, "gunicorn does not answer"
            time.sleep(0.1)


def ask(method: str, path: str, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def test_thirteen_megabytes_are_refused_unread(port):
    status, body = talk(port, ask("POST", "/masuk/", "Content-Length: 13000000"))

    assert status == 413
    assert "Berkas terlalu besar" in body.decode()


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (ask("GET", "/verifikasi/?kode=" + "A" * 5000), 414),
        (ask("GET", "/healthz", "X-A: " + "a" * 9000), 431),
        (ask("GET", "/healthz", *(f"X-{n}: 1" for n in range(70))), 431),
        (ask("BREW", "/healthz"), 405),
        (ask("GET", "/healthz", "X-A: a\x00b"), 400),
        (ask("POST", "/healthz", "Content-Length: abc"), 400),
        (ask("POST", "/healthz", "Content-Length: 5", "Transfer-Encoding: chunked", body=b"0\r\n\r\n"), 400),
        (b"GARBAGE\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 400),
    ],
)
def test_broken_requests_are_refused(port, request_bytes, status):
    assert talk(port, request_bytes)[0] == status
    assert talk(port, ask("GET", "/healthz"))[0] == 200
