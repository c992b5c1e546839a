"""What persons ask to be put right in their own data."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import netralitas.db

ABOUT = [
    ("nama", "Nama atau gelar"), ("nomor", "NIP, NI PPPK, atau NIK"), ("lahir", "Tanggal lahir atau jenis kelamin"),
    ("jabatan", "Jabatan, pangkat, atau golongan"), ("unit", "Unit kerja"), ("kedudukan", "Kedudukan"),
    ("kontak", "Nomor HP atau surel"), ("ikrar", "Ikrar atau sertifikat"), ("lain", "Lainnya"),
]  # fmt: skip
STATES = [
    ("diminta", "Menunggu jawaban"), ("diperbaiki", "Sudah diperbaiki"), ("tetap", "Data tetap, dengan penjelasan"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_reconciliations")]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", netralitas.db.PublicIdField()),
                ("about", models.CharField(choices=ABOUT, max_length=10, verbose_name="yang keliru")),
                ("text", models.CharField(max_length=500, verbose_name="yang benar")),
                ("state", models.CharField(choices=STATES, db_index=True, default="diminta", max_length=10,
                                           verbose_name="keadaan")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diminta")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="jawaban")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=200)),
                ("staff", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections",
                                            to="registry.staff")),
            ],
            options={"verbose_name": "permintaan perbaikan data"},
        ),
    ]  # fmt: skip
