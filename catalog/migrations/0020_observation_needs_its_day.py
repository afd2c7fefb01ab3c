from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0019_modem'),
    ]

    operations = [
        migrations.AlterField(
            model_name='softwareobservation',
            name='seen_on',
            field=models.IntegerField(),
        ),
    ]
