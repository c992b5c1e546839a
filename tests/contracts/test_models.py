"""Models: named in Indonesian, acts carry who did them, migrations complete, foreign keys point down."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOMS_FROM_BELOW = [
    "access", "ui", "audit", "ledger", "jobs", "documents", "exchange", "registry", "accounts", "pledges", "sanctions",
    "dashboards",
]  # fmt: skip
NAMED_OTHERWISE = {"at", "on", "day", "last_login"}  # the last is Django's
OURS = [model for model in apps.get_models() if model._meta.app_label in ROOMS_FROM_BELOW]


def level(model: type[models.Model]) -> int:
    """Height of the model's room; whatever is not ours is the ground."""
    label = model._meta.app_label
    return ROOMS_FROM_BELOW.index(label) if label in ROOMS_FROM_BELOW else -1


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if field.is_relation and level(field.related_model) > level(model)
    ]

    assert upward == []


def test_who_stands_beside_when():
    """`given_by` without `given_at`, or the reverse in a model that names both kinds, tells half of an act."""
    halves = []
    for model in OURS:
        names = {field.name for field in model._meta.fields}
        for name in names:
            if name.endswith("_by") and f"{name[:-3]}_at" not in names and f"{name[:-3]}_on" not in names:
                halves.append(f"{model._meta.label}.{name}")

    assert halves == []


def test_instants_and_dates_are_named_for_what_they_are():
    endings = {models.DateTimeField: ("_at", "_until"), models.DateField: ("_on", "_date")}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if (endings_here := endings.get(type(field)))
        if not field.name.endswith(endings_here) and field.name not in NAMED_OTHERWISE
    ]

    assert wrong == []


def test_no_column_is_nullable_and_text():
    """Empty text has one spelling; NULL is for numbers that must be unique and for erased ciphertext."""
    allowed = {"nip", "nik_hash", "body"}
    double = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and field.null and not field.unique
        if field.name not in allowed
    ]

    assert double == []


@pytest.mark.django_db
def test_migrations_are_complete():
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert "No changes detected" in out.getvalue()
