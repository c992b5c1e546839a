"""Throw away what the demonstration made, and only that, and only while nobody is using it. Keys stay.

`python deploy/forget_demo.py DATA_DIR`; ends with a sentence and status 1 when it must not.
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def holds_other_data(database: Path) -> bool:
    """Whether somebody's own data is in it."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            (is_demo,) = connection.execute("SELECT min(is_demo) FROM registry_pemda").fetchone()
            (persons,) = connection.execute("SELECT count(*) FROM registry_staff").fetchone()
        except sqlite3.OperationalError:  # not migrated yet
            return False
    return is_demo == 0 or (is_demo is None and persons > 0)


def user_of(database: Path) -> str:
    """The number of a process that has it open, or ""."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if link.readlink() == database:
                return link.parts[2]
        except OSError:
            continue
    return ""


def main() -> None:
    """Look twice, then delete."""
    folder = Path(sys.argv[1]).resolve()
    database = folder / "netralitas.sqlite3"
    if database.exists():
        if holds_other_data(database):
            sys.exit(f"demo: {database} holds data that is not the demonstration's; nothing was changed")
        if process := user_of(database):
            sys.exit(f"demo: process {process} is using {database}; stop make run first")
    for name in ("netralitas.sqlite3", "netralitas.sqlite3-wal", "netralitas.sqlite3-shm", "demo-complete"):
        (folder / name).unlink(missing_ok=True)
    for name in ("files", "mail"):
        shutil.rmtree(folder / name, ignore_errors=True)


if __name__ == "__main__":
    main()
