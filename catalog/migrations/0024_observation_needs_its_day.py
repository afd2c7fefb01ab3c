from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0023_not_sold_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name='softwareobservation',
            name='seen_on',
            field=models.IntegerField(),
        ),
    ]
