"""Days and instants named for what they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0008_evidence")]
    operations = [
        migrations.RenameField("caseperson", "state_since", "state_on"),
        migrations.RenameField("conflictdeclaration", "declared_at", "recorded_at"),
    ]
