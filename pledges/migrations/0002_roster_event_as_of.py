"""The index from which "as of" reads the last event of each obligation; it also serves what `campaign_id` alone did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pledges", "0001_initial")]

    operations = [
        migrations.AlterField("rosterevent", "campaign_id", models.BigIntegerField()),
        migrations.AddIndex(
            "rosterevent",
            models.Index(fields=["campaign_id", "obligation", "recorded_at", "id"], name="roster_event_as_of"),
        ),
    ]
