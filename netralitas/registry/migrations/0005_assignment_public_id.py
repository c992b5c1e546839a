"""Posts get an id of their own for addresses; those already there get theirs first."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import netralitas.db


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """A fresh id for each post."""
    for row in apps.get_model("registry", "Assignment").objects.all():
        row.public_id = netralitas.db.new_public_id()
        row.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_unit_history_and_pemda_settings"),
    ]

    operations = [
        migrations.AddField("assignment", "public_id", models.CharField(max_length=16, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("assignment", "public_id", netralitas.db.PublicIdField()),
    ]
