"""The portal under gunicorn as in production, and a small client that keeps many connections busy; loopback only."""

import os
import selectors
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 30
_PATIENCE = 30.0


class Portal(str):
    """The address of a running portal, `http://127.0.0.1:<port>`, that knows its server."""

    pid: int

    def processor_seconds(self) -> float:
        """Processor time its workers have used so far; unlike a rate it does not depend on who else is busy."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # a process that ended meanwhile
                continue
            if int(fields[1]) == self.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def portal(application: str = "netralitas.wsgi:application") -> Iterator[Portal]:
    """Run gunicorn with the project's own configuration on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"NETRALITAS_BIND": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "deploy/gunicorn.conf.py"), application]
    with log_file().open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server)
        address = Portal(f"http://127.0.0.1:{port}")
        address.pid = server.pid
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def log_file() -> Path:
    """What the server complained about."""
    return Path(os.environ["NETRALITAS_DATA_DIR"]) / "gunicorn.log"


def _wait_for(address: str, server: subprocess.Popen) -> None:
    ends = time.monotonic() + _START_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the portal did not start: {log_file().read_text()[-2000:]}")


@dataclass
class Load:
    """What came of a run: how long it took, the statuses, the time of each answer in seconds."""

    seconds: float = 0.0
    statuses: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.statuses) / self.seconds


def drive(address: str, requests: list[bytes], *, connections: int) -> Load:
    """Send each prepared request once over `connections` kept-open connections; every answer is read whole."""
    load, waiting = Load(), list(reversed(requests))
    host, port = address.removeprefix("http://").split(":")
    chosen = selectors.DefaultSelector()
    began = time.perf_counter()
    for _ in range(min(connections, len(requests))):
        line = socket.create_connection((host, int(port)), timeout=_PATIENCE)
        chosen.register(line, selectors.EVENT_READ, _Exchange(line))
        chosen.get_key(line).data.send(waiting.pop())
    while chosen.get_map():
        ready = chosen.select(_PATIENCE)
        if not ready:
            raise TimeoutError(f"no answer for {_PATIENCE} s; {len(load.statuses)} of {len(requests)} came")
        for key, _ in ready:
            exchange: _Exchange = key.data
            if exchange.read():
                load.statuses.append(exchange.status)
                load.times.append(time.perf_counter() - exchange.began)
                if waiting:
                    exchange.send(waiting.pop())
                else:
                    chosen.unregister(exchange.line)
                    exchange.line.close()
    load.seconds = time.perf_counter() - began
    return load


class _Exchange:
    """One request and its answer on one connection; opened anew when the server closes it."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line

    def send(self, request: bytes) -> None:
        self.began, self.got, self.status = time.perf_counter(), b"", 0
        self.line.sendall(request)

    def read(self) -> bool:
        """True when the answer is complete."""
        part = self.line.recv(65536)
        self.got += part
        head, gap, body = self.got.partition(b"\r\n\r\n")
        if not part:
            raise ConnectionError(f"the server closed the connection after {len(self.got)} bytes")
        if not gap:
            return False
        self.status = int(head.split(b" ", 2)[1])
        lengths = [h for h in head.lower().split(b"\r\n") if h.startswith(b"content-length:")]
        if self.status == 204:
            return True
        return len(body) >= int(lengths[0].split(b":")[1])


def request(path: str, *, cookies: dict[str, str], body: str | None = None) -> bytes:
    """The bytes of one HTTP/1.1 request; a body makes it a POST of a form."""
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: keep-alive"]
    lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if body is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()
