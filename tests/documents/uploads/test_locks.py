"""The child is locked in: no network, no files of the portal, no memory and time without end."""

import subprocess
import sys
import time

import pytest
from django.conf import settings

from netralitas.documents.uploads import asking
from netralitas.documents.uploads.kinds import Kind
from tests.documents.uploads.samples import scan_jpeg, scan_pdf

pytestmark = pytest.mark.sqlite_only  # no database is asked
_ATTEMPTS = {
    "socket": "import socket; socket.socket()",
    "unix socket": "import socket; socket.socket(socket.AF_UNIX)",
    "name of a host": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "files of others": "open('/etc/passwd')",
    "data of the portal": f"import os; os.listdir({str(settings.DATA_DIR)!r})",
    "code of the portal": f"open({str(settings.BASE_DIR / 'manage.py')!r})",
    "writing": "open('/tmp/locked-in-probe', 'w')",
    "another process": "import os; os.kill(os.getppid(), 0)",
    "memory": "bytes(300 << 20)",
    "new namespace": "import ctypes, os; raise OSError if ctypes.CDLL(None).unshare(0x40000000) else SystemExit(0)",
}


def attempt(code: str, *, is_locked: bool = True) -> str:
    """The name of the error that the code ends with in the child, "" when nothing stopped it."""
    lock = "from netralitas.documents.uploads.redrawing import locks; locks.lock_in()\n" if is_locked else ""
    body = f"{lock}try:\n    exec({code!r})\nexcept BaseException as error:\n    print(type(error).__name__)\n"
    done = subprocess.run(
        [sys.executable, "-c", body], cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("what", _ATTEMPTS)
def test_locked_in_process_cannot_reach(what):
    assert attempt(_ATTEMPTS[what]) in {"PermissionError", "OSError", "MemoryError"}


@pytest.mark.parametrize("what", ["socket", "code of the portal", "data of the portal", "memory", "another process"])
def test_unlocked_process_could(what):
    assert attempt(_ATTEMPTS[what], is_locked=False) == ""


def test_its_own_children_have_no_network_either():
    reach = [sys.executable, "-c", "import socket; socket.socket()"]
    code = f"import subprocess; subprocess.run({reach!r}, check=True)"

    assert attempt(code) == "CalledProcessError"
    assert attempt(code, is_locked=False) == ""


def test_child_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    monkeypatch.setattr(asking, "_COMMAND", [sys.executable, "-c", "import time; time.sleep(60)"])
    began = time.monotonic()

    assert asking.redraw(scan_jpeg(), Kind.PICTURE).problem == "waktu"
    assert time.monotonic() - began < 10


def test_child_that_never_stops_answering_fills_no_memory(monkeypatch):
    endless = (
        "from netralitas.documents.uploads.redrawing import locks\nimport sys\nlocks.lock_in()\n"
        "while True: sys.stdout.buffer.write(bytes(1 << 20))"
    )
    monkeypatch.setattr(asking, "_COMMAND", [sys.executable, "-c", endless])

    assert asking.redraw(scan_pdf(), Kind.PDF).problem == "rusak"


def test_without_the_lock_nothing_is_redrawn(monkeypatch):
    strange = (
        "import platform, runpy, sys\nplatform.machine = lambda: 'vax'\nsys.argv = ['x', 'picture']\n"
        "runpy.run_module('netralitas.documents.uploads.redrawing', run_name='__main__')"
    )
    monkeypatch.setattr(asking, "_COMMAND", [sys.executable, "-c", strange])

    assert asking.redraw(scan_jpeg(), Kind.PICTURE).problem == "kurung"
