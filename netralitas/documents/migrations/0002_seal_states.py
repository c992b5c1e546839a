"""Sealing between rendering and storing: states, times, who sealed a file with which certificate, revocations."""

from typing import Any

from django.db import migrations, models


def rename_finished(apps: Any, schema_editor: Any) -> None:
    """What was "rendered" is now "stored"; files issued before keep an empty seal."""
    apps.get_model("documents", "Rendition").objects.filter(state="rendered").update(state="stored")


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealRevocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(db_index=True, max_length=64)),
                ('revoked_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('by_label', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='issuedfile',
            name='seal_fingerprint',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='issuedfile',
            name='sealed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='issuedfile',
            name='sealer',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='rendition',
            name='rendered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='rendition',
            name='rendered_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='rendition',
            name='rendered_size',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='rendition',
            name='sealed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='rendition',
            name='sent_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='rendition',
            name='stored_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='rendition',
            name='state',
            field=models.CharField(choices=[('rendering', 'Sedang dibuat'), ('sealing', 'Sedang disegel'), ('waiting', 'Menunggu segel'), ('stored', 'Bersegel dan tersimpan'), ('failed', 'Gagal, akan diulang'), ('uncertain', 'Periksa: hasil segel belum diketahui'), ('parked', 'Perlu diperiksa')], db_index=True, default='rendering', max_length=10),
        ),
        migrations.RunPython(rename_finished, migrations.RunPython.noop, elidable=True),
    ]
