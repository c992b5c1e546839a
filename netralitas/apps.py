"""The project as an app: sealed rows after each migration, checks at start, admin read-only."""

import sqlite3

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks
from django.db import connection
from django.db.models.signals import post_migrate


class NetralitasConfig(AppConfig):
    """Registers what concerns the whole house."""

    name = "netralitas"

    def ready(self) -> None:
        """Seal after `migrate`; register the checks."""
        from netralitas import db

        post_migrate.connect(db.restore_seals, dispatch_uid="netralitas.seals")
        checks.register(check_sqlite)
        checks.register(check_seals, checks.Tags.database)


class ReadOnlyAdminConfig(AdminConfig):
    """Django's admin, for the superuser, to look only."""

    default_site = "netralitas.access.admin.ReadOnlyAdminSite"


def check_sqlite(**_: object) -> list[checks.CheckMessage]:
    """An SQLite with the WAL-reset bug (3.7.0-3.51.2) can corrupt the file under two writers."""
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 51, 3):
        hint = "Install pysqlite3 (requirements.txt) or use PostgreSQL through DATABASE_URL."
        return [checks.Error(f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug.", hint, id="netralitas.E001")]
    return []


def check_seals(databases: list[str] | None = None, **_: object) -> list[checks.CheckMessage]:
    """Every sealed table must carry its triggers (`manage.py check --database default`)."""
    from netralitas import db

    if not databases:
        return []
    return [
        checks.Error(f"Table {table} is not sealed.", "Run manage.py migrate.", id="netralitas.E002")
        for table in db.missing_seals(connection)
    ]
