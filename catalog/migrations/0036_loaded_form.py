from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0034_row_permissions")]

    operations = [
        migrations.AddField(
            model_name="loadedrecord",
            name="form",
            field=models.CharField(
                default="", help_text="Of the record format that it was read in", max_length=16
            ),
        ),
    ]
