"""An exhibit is received: by whom beside when."""

from django.db import migrations


class Migration(migrations.Migration):
    """Two columns get the name of what happened."""

    dependencies = [("sanctions", "0009_names_of_days")]

    operations = [
        migrations.RenameField("exhibit", "arrived_at", "received_at"),
        migrations.RenameField("exhibit", "recorded_by", "received_by"),
    ]
