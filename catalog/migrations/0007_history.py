from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_desk")]

    operations = [
        migrations.RemoveIndex(model_name="revision", name="revisions_readers_see"),
        migrations.RemoveField(model_name="revision", name="public"),
        migrations.AddField(model_name="revision", name="seen_from", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="revision", name="introduces", field=models.BooleanField(default=False)),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["seen_from", "id"], name="revisions_readers_see"),
        ),
    ]
