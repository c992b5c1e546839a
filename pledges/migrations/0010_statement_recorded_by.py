from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pledges", "0009_certificate_kind")]

    operations = [
        migrations.RenameField(model_name="statement", old_name="entered_by", new_name="recorded_by"),
        migrations.RenameField(model_name="statement", old_name="enterer_key", new_name="recorder_key"),
    ]
