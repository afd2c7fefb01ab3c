from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_collections'),
    ]

    operations = [
        migrations.AddField(
            model_name='phone',
            name='camera_island_height_mm',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='phone',
            name='camera_island_position',
            field=models.CharField(blank=True, choices=[('top_left', 'Top left'), ('top_centre', 'Top centre'), ('top_right', 'Top right'), ('full_width', 'Top, over the full width'), ('upper_centre', 'Upper half, centred'), ('centre', 'Middle of the back')], max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='phone',
            name='camera_island_shape',
            field=models.CharField(blank=True, choices=[('circle', 'Circle'), ('square', 'Square, rounded'), ('rectangle_upright', 'Upright rectangle'), ('rectangle_across', 'Rectangle lying across'), ('strip_upright', 'Narrow upright strip'), ('strip_across', 'Narrow strip lying across'), ('bar', 'Bar'), ('lenses', 'No island: each lens by itself'), ('other', 'Another shape')], max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='phone',
            name='camera_island_width_mm',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('camera_island_width_mm__range', (3, 120))), name='phone_camera_island_width_mm_within_bounds'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('camera_island_height_mm__range', (3, 120))), name='phone_camera_island_height_mm_within_bounds'),
        ),
    ]
