"""A PostgreSQL of our own for the length of a run: fresh folder, unix socket only, gone afterwards.

As a command it prints the address and stays until Ctrl-C:  `.venv/bin/python -m tests.postgres`
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

START_SECONDS = 30
ROLE = "netralitas"  # may create databases, but is no superuser, as in production


def binaries() -> Path:
    """The folder of the newest installed server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if elsewhere := shutil.which("initdb"):
        return Path(elsewhere).resolve().parent
    raise RuntimeError("PostgreSQL is missing: run deploy/setup.sh test (or apt-get install postgresql)")


def _as_server() -> list[str]:
    """The server refuses to be root; it ends with us whatever happens to us."""
    prefix = ["setpriv", "--pdeathsig", "INT"]
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        prefix += ["--reuid", str(account.pw_uid), "--regid", str(account.pw_gid), "--clear-groups"]
    return prefix


@contextmanager
def throwaway_server(*, is_durable: bool = False) -> Iterator[str]:
    """Start a server, hand out its `DATABASE_URL`, stop it and remove its folder.

    Tests need no durability; a benchmark does, or it would not wait for the disk as production does.
    """
    folder = Path(tempfile.mkdtemp(prefix="nl-pg-", dir="/tmp"))  # short: a socket's path has ~100 bytes
    server = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _initialise(folder)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [
                    *_as_server(), str(binaries() / "postgres"), "-D", str(folder / "data"), "-k", str(folder),
                    "-c", f"fsync={'on' if is_durable else 'off'}",
                    "-c", "listen_addresses=", "-c", "max_connections=300", "-c", "log_min_messages=panic",
                ],
                cwd=folder, stdout=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip
        _wait_until_ready(folder, server)
        _command(folder, "createuser", "--createdb", ROLE)
        _command(folder, "createdb", "--owner", ROLE, ROLE)
        yield f"postgres://{ROLE}@{quote(str(folder), safe='')}/{ROLE}"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGQUIT)  # at once; nothing in it is worth a checkpoint
            server.wait(timeout=START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(folder: Path) -> None:
    command = [str(binaries() / "initdb"), "--no-sync", "-D", str(folder / "data"), "-U", "postgres"]
    command += ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    done = subprocess.run([*_as_server(), *command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr or done.stdout}")


def _wait_until_ready(folder: Path, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    ready = [str(binaries() / "pg_isready"), "-q", "-h", str(folder)]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)


def _command(folder: Path, name: str, *arguments: str) -> None:
    subprocess.run([str(binaries() / name), "-h", str(folder), "-U", "postgres", *arguments], check=True)


def main() -> None:
    """Hold a server for work by hand."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with throwaway_server() as url:
        print(f"DATABASE_URL={url}", flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    main()
