"""A transfer accepted before the day of its SK waits for that day."""

from django.db import migrations, models

STATES = [
    ("proposed", "Menunggu"), ("due", "Diterima, menunggu harinya"), ("accepted", "Diterima"),
    ("disputed", "Disanggah"), ("withdrawn", "Dibatalkan"), ("kept", "Tetap di unit asal"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_corrections")]

    operations = [
        migrations.AlterField(
            model_name="transfer",
            name="state",
            field=models.CharField(choices=STATES, db_index=True, default="proposed", max_length=10),
        ),
    ]
