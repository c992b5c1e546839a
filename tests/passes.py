"""What `make test` and `make test-long` run: pytest once per database and in the browser, then one count."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import throwaway_server


@dataclass(frozen=True)
class Pass:
    """One run of pytest: which tests, on which database, in how many processes."""

    name: str
    markers: str
    postgres: bool = False
    processes: int = 2


SHORT = (
    Pass("SQLite", "not long and not browser and not postgres_only"),
    Pass("PostgreSQL", "not long and not sqlite_only and not browser and not screens", postgres=True),
    # apart: Playwright keeps an event loop running in its process, in which pyHanko can start none of its own
    Pass("browser", "browser and not long and not postgres_only"),
    Pass("browser, PostgreSQL", "browser and not long and not sqlite_only and both_databases", postgres=True),
)
LONG = (
    Pass("long, SQLite", "long and not alone and not browser and not postgres_only"),
    Pass("long, browser", "long and browser"),
    Pass("long, PostgreSQL", "long and not alone and not browser and both_databases", postgres=True),
    Pass("long, one by one", "alone", processes=1),
)


def run(one: Pass, folder: Path, more: list[str], failures: list[str]) -> tuple[int, int, int]:
    """Run one pass; (passed, failed, exit status), each failure named in `failures`. No test at all is a failure."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")}
    report = folder / "report.xml"
    report.unlink(missing_ok=True)
    with ExitStack() as stack:
        if one.postgres:
            environment["DATABASE_URL"] = stack.enter_context(throwaway_server())
        command = [sys.executable, "-m", "pytest", "-q", "-m", one.markers, f"--junitxml={report}", *more]
        if one.processes > 1:
            command += ["-n", str(one.processes), "--dist", "worksteal"]
        print(f"=== {one.name}", flush=True)
        status = subprocess.run(command, env=environment, check=False).returncode
    if not report.exists():
        return 0, 1, status or 1
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    tree = ElementTree.parse(report).getroot()
    for case in tree.iter("testcase"):
        for trouble in (*case.findall("failure"), *case.findall("error")):
            failures.append(f"{one.name}: {case.get('classname')}::{case.get('name')}: {trouble.get('message')}"[:400])
    for suite in tree.iter("testsuite"):
        counts = {key: number + int(suite.get(key, "0")) for key, number in counts.items()}
    failed = counts["failures"] + counts["errors"]
    return counts["tests"] - failed - counts["skipped"], failed, status


def main() -> int:
    """Run the passes and say how each ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="crash, load and statistical tests instead")
    parser.add_argument("--only", help="one pass by its name")
    options, more = parser.parse_known_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped too

    lines, failures, passed, failed, status = [], [], 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for one in LONG if options.long else SHORT:
            if options.only not in (None, one.name):
                continue
            began = time.monotonic()
            pass_passed, pass_failed, pass_status = run(one, Path(folder), more, failures)
            passed, failed, status = passed + pass_passed, failed + pass_failed, status or pass_status
            seconds = time.monotonic() - began
            lines.append(f"{one.name}: {pass_passed} passed, {pass_failed} failed in {seconds:.0f} s")
            if pass_status:
                lines[-1] += f" (pytest ended with {pass_status})"
    print("\n=== all passes", *failures, *lines, f"{passed} passed, {failed} failed", sep="\n", flush=True)
    return 1 if failed or status else 0


if __name__ == "__main__":
    sys.exit(main())
