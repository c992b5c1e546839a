"""The catalogue the portal starts with; BKPSDM corrects it on screen by new versions."""

from datetime import date

from django.db import migrations

SKB_DATE = date(2022, 9, 22)  # the joint decree whose list of acts this is (facts.md 1.6)
BY = "Katalog awal portal"


def load(apps, schema_editor):
    from sanctions.catalogues import rows

    fixed = {"recorded_by": BY, "starts_on": SKB_DATE}
    act, measure = apps.get_model("sanctions", "Act"), apps.get_model("sanctions", "Measure")
    for row in rows("acts"):
        act.objects.create(
            code=row["code"], name=row["act"], track=row["track"], stage=row["stage"],
            normal_level=row["normal_level"], legal_basis=row["legal_basis"], sanction_pns=row["sanction_pns"],
            sanction_pppk=row["sanction_pppk"], sanction_other=row["sanction_non_asn"],
            applies_to=row["applies_to"].split(";"), is_certain=row["certain"] == "ya",
            note="" if row["certain"] == "ya" else "Belum pasti: mintakan penegasan Bagian Hukum.", **fixed,
        )  # fmt: skip
    for row in rows("measures"):
        measure.objects.create(
            code=row["code"], name=row["name_id"], track=row["category"], level=row["level"],
            applies_to=row["applies_to"].split(";"), duration_months=_number(row["duration_months"]),
            rate_percent=_number(row["rate_percent"]), legal_basis=row["legal_basis"],
            authority=row["decided_by_kab_kota"], remedy=row["remedy"], siasn_id=row["siasn_hukdis_id"],
            is_active=row["active"] == "ya", is_certain="UNSOURCED" not in row["source"],
            note=". ".join(filter(None, [row["in_force_note"], row["activate_note"]])), **fixed,
        )  # fmt: skip
    for row in rows("authorities"):
        apps.get_model("sanctions", "Authority").objects.create(
            code=row["code"], name=row["punisher"], over=row["over"], jenjang=row["jenjang"].split(";"),
            levels=row["levels"].split(";"), legal_basis=row["legal_basis"], note=row["note"], is_certain=False,
            **fixed,
        )  # fmt: skip
    for row in rows("supervisors"):
        apps.get_model("sanctions", "Supervisor").objects.create(
            code=row["code"], name=row["name"], duty=row["duty"], legal_basis=row["legal_basis"], note=row["note"],
            starts_on=date.fromisoformat(row["valid_from"]), is_certain=row["certain"] == "ya", recorded_by=BY,
        )  # fmt: skip


def _number(text):
    return int(text) if text else None


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
