"""What the operator of the server is told: every setting, working scripts, a backup that comes back."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.contracts.source import ROOT, modules
from tests.postgres import throwaway_server

MANUAL = ROOT / "docs" / "operasi.md"
READS = re.compile(r"env\.(?:text|flag|number|words)\(\s*\"([A-Z_]+)\"|os\.environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"")
OUR_OWN = {"DJANGO_SETTINGS_MODULE"}


def variables() -> set[str]:
    """Every environment variable the portal and its server read."""
    texts = [module.text for module in modules() + modules("deploy")]
    found = {name for text in texts for match in READS.findall(text) for name in match if name}
    return (found | {"NETRALITAS_DJANGO_KEY", "NETRALITAS_LINK_KEY", "NETRALITAS_DATA_KEY"}) - OUR_OWN


def test_manual_lists_every_variable():
    manual = MANUAL.read_text(encoding="utf-8")

    assert [name for name in sorted(variables()) if f"`{name}`" not in manual] == []


def test_manual_lists_no_variable_that_is_gone():
    named = set(re.findall(r"^\| `(NETRALITAS_[A-Z_]+)`", MANUAL.read_text(encoding="utf-8"), re.MULTILINE))

    assert named - variables() == set()


def test_example_settings_are_known():
    lines = (ROOT / "deploy" / "contoh.env").read_text(encoding="utf-8").splitlines()

    assert {line.split("=")[0] for line in lines if line and not line.startswith("#")} <= variables()


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "deploy").glob("*.sh")))
def test_scripts_can_be_read_by_bash(script):
    subprocess.run(["bash", "-n", ROOT / "deploy" / script], check=True)


def run_script(name: str, argument: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run one of deploy's scripts as the operator would."""
    base = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_URL", "NETRALITAS_"))}
    command = [ROOT / "deploy" / name, argument]
    return subprocess.run(command, env=base | environment, capture_output=True, text=True, check=False)


@pytest.mark.sqlite_only
def test_sqlite_backup_comes_back_whole(tmp_path):
    data, restored = tmp_path / "data ku", tmp_path / "baru"
    (data / "files").mkdir(parents=True)
    (data / "files" / "a.pdf").write_bytes(b"%PDF")
    (data / "keys").mkdir()
    (data / "keys" / "data.key").write_text("rahasia")
    with sqlite3.connect(data / "netralitas.sqlite3") as connection:
        connection.execute("CREATE TABLE t (n)")
        connection.execute("INSERT INTO t VALUES (42)")

    backup = run_script("backup.sh", tmp_path / "cadangan", NETRALITAS_DATA_DIR=str(data))
    assert backup.returncode == 0, backup.stderr
    (folder,) = (tmp_path / "cadangan").iterdir()
    restore = run_script("restore.sh", folder, NETRALITAS_DATA_DIR=str(restored))

    assert restore.returncode == 0, restore.stderr
    assert sqlite3.connect(restored / "netralitas.sqlite3").execute("SELECT n FROM t").fetchall() == [(42,)]
    assert (restored / "files" / "a.pdf").read_bytes() == b"%PDF"
    assert not (restored / "keys").exists()  # the keys are kept elsewhere
    again = run_script("restore.sh", folder, NETRALITAS_DATA_DIR=str(restored))
    assert again.returncode == 1
    assert "exists" in again.stderr


@pytest.mark.sqlite_only
def test_damaged_backup_is_refused(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    sqlite3.connect(data / "netralitas.sqlite3").execute("CREATE TABLE t (n)").connection.close()
    run_script("backup.sh", tmp_path / "cadangan", NETRALITAS_DATA_DIR=str(data))
    (folder,) = (tmp_path / "cadangan").iterdir()
    (folder / "database.sqlite3").write_bytes(b"x")

    restore = run_script("restore.sh", folder, NETRALITAS_DATA_DIR=str(tmp_path / "baru"))

    assert restore.returncode == 1
    assert "damaged" in restore.stderr
    assert not (tmp_path / "baru").exists()


@pytest.mark.postgres_only
def test_postgres_backup_comes_back_whole(tmp_path):
    import psycopg2

    def execute(url: str, statement: str) -> list:
        connection = psycopg2.connect(url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    with throwaway_server() as source, throwaway_server() as target:
        execute(source, "CREATE TABLE t (n int); INSERT INTO t VALUES (42)")
        data = {"NETRALITAS_DATA_DIR": str(tmp_path / "var")}  # never the checkout's own
        backup = run_script("backup.sh", tmp_path / "cadangan", DATABASE_URL=source, **data)
        assert backup.returncode == 0, backup.stderr
        (folder,) = (tmp_path / "cadangan").iterdir()
        restore = run_script("restore.sh", folder, DATABASE_URL=target, **data)

        assert restore.returncode == 0, restore.stderr
        assert execute(target, "SELECT n FROM t") == [(42,)]
        again = run_script("restore.sh", folder, DATABASE_URL=target, **data)
        assert again.returncode == 1
        assert "not empty" in again.stderr


@pytest.mark.sqlite_only
@pytest.mark.parametrize(("is_demo", "status", "remains"), [(1, 0, False), (0, 1, True)])
def test_only_the_demonstrations_own_data_is_thrown_away(tmp_path, is_demo, status, remains):
    database = tmp_path / "netralitas.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE registry_pemda (is_demo); CREATE TABLE registry_staff (name)")
        connection.execute("INSERT INTO registry_pemda VALUES (?)", [is_demo])
        connection.commit()

    done = subprocess.run(
        [sys.executable, ROOT / "deploy" / "forget_demo.py", tmp_path], capture_output=True, check=False
    )

    assert done.returncode == status
    assert database.exists() is remains


@pytest.mark.sqlite_only
def test_demonstration_in_use_is_not_thrown_away(tmp_path):
    database = tmp_path / "netralitas.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("CREATE TABLE registry_pemda (is_demo); CREATE TABLE registry_staff (name)")
        command = [sys.executable, ROOT / "deploy" / "forget_demo.py", tmp_path]

        done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "stop make run first" in done.stderr
    assert database.exists()
