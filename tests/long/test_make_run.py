"""`make run` as a stranger meets it: from a folder with spaces, stopped in every way, started again in seconds."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.source import ROOT

pytestmark = [pytest.mark.long, pytest.mark.alone, pytest.mark.timeout(1500)]

FIRST_START_SECONDS, SECOND_START_SECONDS, STOP_SECONDS = 900, 20, 15


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """The files git knows or would know, in a folder with spaces; nothing installed."""
    folder = tmp_path_factory.mktemp("a b") / "netralitas baru"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of_a_stranger() -> dict[str, str]:
    """Without pytest's own settings."""
    ours = ("NETRALITAS_", "DATABASE_URL", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def make(folder: Path, *words: str) -> subprocess.CompletedProcess:
    environment = environment_of_a_stranger()
    return subprocess.run(["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def processes_of(folder: Path) -> list[int]:
    """Everything that works in the checkout."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.fixture
def portal(checkout) -> Iterator["Portal"]:
    portal = Portal(checkout)
    yield portal
    portal.kill()


class Portal:
    """One `make run`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.make = folder, free_port(), None
        self.log = folder.parent / "run.log"

    def start(self, within: float) -> float:
        """Start and wait until it answers; seconds it took."""
        environment = environment_of_a_stranger() | {"PORT": str(self.port), "STAFF": "300"}
        began = time.monotonic()
        with self.log.open("wb") as log:
            # as in a terminal: what runs this suite in the background has Ctrl-C ignored, and children inherit that
            command = ["env", "--default-signal=INT", "make", "run"]
            self.make = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        while self.status("/readyz") != 200:
            assert self.make.poll() is None, self.log.read_text()
            assert time.monotonic() - began < within, f"not up after {within} s:\n{self.log.read_text()}"
            time.sleep(0.2)
        return time.monotonic() - began

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except OSError:
            return 0

    def wait_until_gone(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        while left := processes_of(self.folder):
            assert time.monotonic() < deadline, f"still there: {left}\n{self.log.read_text()}"
            time.sleep(0.1)
            self.make.poll()

    def kill(self) -> None:
        for number in processes_of(self.folder):
            os.kill(number, signal.SIGKILL)
        if self.make:
            self.make.wait()


def test_first_start_from_nothing_then_stopped_by_sigterm(portal):
    portal.start(FIRST_START_SECONDS)
    time.sleep(3)

    assert portal.status("/") == 200  # the sign-in page, through its redirect
    log = portal.log.read_text()
    assert f"http://127.0.0.1:{portal.port}" in log
    os.kill(portal.make.pid, signal.SIGTERM)
    portal.wait_until_gone()


def test_second_start_takes_seconds_and_ctrl_c_stops_both(portal):
    assert portal.start(FIRST_START_SECONDS) < SECOND_START_SECONDS

    os.killpg(portal.make.pid, signal.SIGINT)
    portal.wait_until_gone()


def test_worker_that_dies_takes_the_web_server_along(portal):
    portal.start(FIRST_START_SECONDS)
    time.sleep(3)
    workers = [
        n for n in processes_of(portal.folder) if b"manage.py\0worker" in Path(f"/proc/{n}/cmdline").read_bytes()
    ]
    assert workers

    for number in workers:
        os.kill(number, signal.SIGKILL)

    portal.wait_until_gone()
    assert portal.make.wait() != 0


def test_demo_is_made_anew_but_never_under_a_running_portal(portal):
    portal.start(FIRST_START_SECONDS)
    refused = make(portal.folder, "demo")
    os.kill(portal.make.pid, signal.SIGTERM)
    portal.wait_until_gone()

    assert refused.returncode != 0
    assert "stop make run first" in refused.stderr
    done = make(portal.folder, "demo", "STAFF=350")
    assert done.returncode == 0, done.stderr


def test_taken_port_is_said_plainly(portal):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", portal.port))
        taken.listen()
        done = make(portal.folder, "run", f"PORT={portal.port}")

    assert done.returncode != 0
    assert "Choose another: make run PORT=" in done.stderr
