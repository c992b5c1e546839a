"""Sealed rows refuse change: by model, in bulk, by raw SQL, on both databases, and after a table was remade."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.state import ProjectState

from netralitas import db
from netralitas.errors import SealedRowError
from netralitas.ledger.models import Entry

pytestmark = pytest.mark.django_db

SEALED = [model for model in apps.get_models() if issubclass(model, db.SealedModel)]
DETAIL = [pytest.param(model, id=model._meta.label) for model in SEALED]


def make_entry(seq: int = 1_000_001) -> Entry:
    return Entry.objects.create(seq=seq, kind=Entry.Kind.TEXT, at=1, leaf=seq.to_bytes(32, "big"), salt=b"s", body="{}")


def raw(statement: str) -> None:
    """Run in a savepoint, so that a refusal leaves the test's transaction usable."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_sealed_tables_are_what_the_models_say():
    assert db.sealed_tables() == sorted(model._meta.db_table for model in SEALED)
    assert SEALED


@pytest.mark.parametrize("model", DETAIL)
def test_sealed_table_carries_its_triggers(model):
    assert model._meta.db_table not in db.missing_seals(connection)


@pytest.mark.parametrize("model", DETAIL)
def test_sealed_model_refuses_bulk_changes(model):
    with pytest.raises(SealedRowError):
        model._default_manager.all().update(pk=1)
    with pytest.raises(SealedRowError):
        model._default_manager.all().delete()
    with pytest.raises(SealedRowError):
        model._default_manager.bulk_update([], [model._meta.pk.name])
    with pytest.raises(SealedRowError):
        model().delete()


def test_sealed_row_refuses_a_second_save():
    entry = make_entry()
    entry.body = "changed"

    with pytest.raises(SealedRowError):
        entry.save()
    assert Entry.objects.get(pk=entry.pk).body == "{}"


REPLACE = "REPLACE INTO {table} (seq, kind, at, leaf) VALUES (1000001, 'text', 2, x'00')"
CHANGES = [
    "UPDATE {table} SET body = 'x'",
    "DELETE FROM {table}",
    pytest.param("TRUNCATE {table} CASCADE", marks=pytest.mark.postgres_only),
    pytest.param(REPLACE, marks=pytest.mark.sqlite_only),
]


@pytest.mark.parametrize("statement", CHANGES)
def test_sealed_row_refuses_raw_sql(statement):
    make_entry()

    with pytest.raises(DatabaseError, match="sealed table"):
        raw(statement.format(table=Entry._meta.db_table))
    assert Entry.objects.get(pk=1_000_001).body == "{}"


@pytest.mark.parametrize("statement", CHANGES[:2])
def test_without_the_triggers_raw_sql_would_pass(statement):
    """Negative control: it is the triggers that refuse."""
    make_entry()
    db.lift_seals(connection)
    try:
        raw(statement.format(table=Entry._meta.db_table))
        changed = not Entry.objects.filter(pk=1_000_001, body="{}").exists()
    finally:
        db.install_seals(connection)

    assert changed


@pytest.mark.django_db(transaction=True)
def test_sealed_row_refuses_change_after_its_table_was_remade():
    """SQLite remakes a table to alter it and forgets its triggers; `migrate` puts them back."""
    make_entry()
    remake(Entry)
    if connection.vendor == "sqlite":
        assert Entry._meta.db_table in db.missing_seals(connection)  # the danger is real

    db.restore_seals(using="default")

    assert db.missing_seals(connection) == []
    with pytest.raises(DatabaseError, match="sealed table"):
        raw(f"UPDATE {Entry._meta.db_table} SET body = 'x'")


def remake(model: type[models.Model]) -> None:
    """Alter a column there and back, as a migration would."""
    state = ProjectState.from_apps(apps)
    frozen = state.apps.get_model(model._meta.app_label, model.__name__)
    column = frozen._meta.get_field("kind")
    wider = models.CharField(max_length=column.max_length + 1)
    wider.set_attributes_from_name("kind")
    wider.model = frozen
    with connection.schema_editor() as editor:
        editor.alter_field(frozen, column, wider, strict=False)
    with connection.schema_editor() as editor:
        editor.alter_field(frozen, wider, column, strict=False)


def test_check_at_start_names_a_table_without_seals():
    from netralitas.apps import check_seals

    assert check_seals(databases=["default"]) == []
    db.lift_seals(connection)
    try:
        named = check_seals(databases=["default"])
    finally:
        db.install_seals(connection)

    assert len(named) == len(SEALED) + len(db.freezable_tables())
