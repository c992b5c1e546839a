"""An upload may mean only some rows of its file: those that a comparison found to be new."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_upload_facts")]

    operations = [migrations.AddField("importbatch", "only_rows", models.JSONField(default=list))]
