"""Kinds of unit from the catalogue; the pemda may edit them afterwards."""

from django.db import migrations

RECAP_GROUPS = {
    "SETDA": ("Setda", 10), "BAGIAN": ("Setda", 15), "SETWAN": ("Setda", 20), "ITDA": ("Badan", 30),
    "DINAS": ("Dinas", 40), "SATPOLPP": ("Dinas", 45), "DAMKAR": ("Dinas", 46), "BADAN": ("Badan", 50),
    "KESBANGPOL": ("Badan", 51), "BPBD": ("Badan", 52), "RSUD": ("RSUD", 60), "KECAMATAN": ("Kecamatan", 70),
    "KELURAHAN": ("Kecamatan", 75), "UPTD": ("Dinas", 80), "PUSKESMAS": ("Dinas", 81), "KORWIL": ("Dinas", 82),
    "SEKOLAH": ("Dinas", 83), "TK_SKB": ("Dinas", 84), "BUMD": ("BUMD", 90), "DESA": ("Desa", 95),
}


def load(apps, schema_editor):
    from netralitas.registry.catalogues import rows

    kinds = apps.get_model("registry", "OpdKind")
    for row in rows("opd_types"):
        group, order = RECAP_GROUPS[row["code"]]
        kinds.objects.update_or_create(
            code=row["code"],
            defaults={
                "name": row["type_name"][:80], "head_title": row["head_title"], "head_eselon": row["head_eselon"],
                "recap_group": group, "order": order, "is_asn_unit": row["code"] not in {"DESA", "BUMD"},
                "note": row["notes"],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
