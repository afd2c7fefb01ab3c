"""What is possible but unlikely in the content of a phone that is not stored yet."""

from catalog.models import Camera, Display, Phone, Sensor
from catalog.models.plausibility import record_warnings

from .shapes import PHONE_SHAPE


class ContentWarnings:
    """Asks the models for warnings. ``store`` turns content into columns; all sensors are fetched once, for the first
    that is named."""

    def __init__(self, store):
        self.store = store
        self.sensors = {}

    def about(self, content):
        """Yield (path, words) for each doubt about a phone, its displays and cameras."""
        yield from record_warnings(Phone(**self.store.columns(content, PHONE_SHAPE)))
        yield from self.about_rows("displays", Display, content)
        yield from self.about_rows("cameras", Camera, content)

    def about_rows(self, name, model, content):
        for number, row in enumerate(content.get(name, ()), 1):
            part = model(**self.store.columns(row, PHONE_SHAPE.rows[name]))
            if getattr(part, "sensor_id", None):
                part.sensor = self.sensor(part.sensor_id)
            for field, words in record_warnings(part):
                yield f"{name}[{number}].{field}", words

    def sensor(self, key):
        if not self.sensors:
            self.sensors = Sensor.objects.in_bulk()
        return self.sensors[key]
