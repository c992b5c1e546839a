"""Scans of letters are kept by `documents.uploads`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_letters")]

    operations = [
        migrations.RenameField("letterscan", "storage_name", "scan_name"),
        migrations.RenameField("letterscan", "sha256", "scan_sha256"),
        migrations.RenameField("letterscan", "size", "page_count"),
        migrations.AlterField("letterscan", "scan_name", models.CharField(max_length=80, unique=True)),
        migrations.AlterField("letterscan", "page_count", models.PositiveSmallIntegerField(default=1)),
    ]
