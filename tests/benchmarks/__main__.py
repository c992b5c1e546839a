"""Runs the benchmarks, each in a process of its own: `python -m tests.benchmarks [name …]`."""

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measuring import Control, Line
from tests.postgres import throwaway_server

FOLDER = Path(__file__).parent
SECONDS = 3600


def names() -> list[str]:
    """Every benchmark there is."""
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def run_here(name: str) -> int:
    """Run one benchmark in this process, on a fresh database; 1 when a target is missed or a control passes."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    module = importlib.import_module(f"tests.benchmarks.bench_{name}")
    if getattr(module, "needs_database", True):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
    lines = []
    for line in module.run():
        print(line, flush=True)
        lines.append(line)
    missed = [str(line) for line in lines if isinstance(line, Line) and not line.meets(line.first)]
    uncaught = [str(line) for line in lines if isinstance(line, Control) and not line.caught]
    if not any(isinstance(line, Line) for line in lines):
        print(f"{name}: printed no figure")
        return 1
    return 1 if missed or uncaught else 0


@contextmanager
def database_for(name: str) -> Iterator[dict[str, str]]:
    """The environment that chooses the database: SQLite, or a server of its own for `<name>_postgresql`."""
    if not name.endswith("_postgresql"):
        yield {"NETRALITAS_DEMO": "1"}
        return
    with throwaway_server(is_durable=True) as url:
        address = "https://netralitas.contoh.go.id"  # outside the demonstration a campaign opens only with one
        yield {"DATABASE_URL": url, "NETRALITAS_SSL_REDIRECT": "0", "NETRALITAS_BASE_URL": address}


def run_apart(name: str) -> bool:
    """Run one benchmark in a process and a data folder of its own; whether it met its targets."""
    with tempfile.TemporaryDirectory(prefix=f"netralitas-bench-{name}-") as folder, database_for(name) as database:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_URL")}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "netralitas.settings",
            "NETRALITAS_DATA_DIR": folder,
            "NETRALITAS_LOG_LEVEL": "WARNING",
            **database,
        }
        command = [sys.executable, "-m", "tests.benchmarks", "--here", name]
        began = time.monotonic()
        try:
            done = subprocess.run(command, env=environment, timeout=SECONDS, check=False).returncode == 0
        except subprocess.TimeoutExpired:
            print(f"{name}: stopped after {SECONDS} s")
            done = False
        print(f"--- {name}: {'ok' if done else 'FAILED'} in {time.monotonic() - began:.0f} s\n", flush=True)
        return done


def main() -> int:
    """Run what was asked for and say what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks to run; all when none is named")
    parser.add_argument("--here", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return run_here(options.here)

    wanted = options.names or names()
    if unknown := set(wanted) - set(names()):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names()) or 'none yet'}")
        return 1
    packages = ", ".join(f"{package} {version(package)}" for package in ("Django", "weasyprint"))
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {packages}\n")
    failed = [name for name in wanted if not run_apart(name)]
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed{': ' + ', '.join(failed) if failed else ''}")
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
