"""Cameras and displays: the parts of a phone that come in several."""

from functools import cache

from django.db import models
from django.db.models import F, Q

from catalog.quantities import optics

from . import vocabulary as words
from .fields import Choice, Count, Flag, Listed, Measure, Term, Text, TypeLabel
from .parts import Sensor
from .phones import Phone
from .qualifiers import QualifiedFigures, qualified_figures
from .validators import validate_type_label, validate_video_mode


class Display(QualifiedFigures, models.Model):
    """One display. Its pixels are counted with the phone upright."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="displays")
    position = models.PositiveSmallIntegerField(default=1)
    display_role = Choice(max_length=20, choices=words.DisplayRole.choices)
    display_size_in = Measure(hard=(0.9, 20), soft=(2, 8.5))
    display_width_px = Count(hard=(30, 8000), soft=(240, 4000))
    display_height_px = Count(hard=(30, 8000), soft=(240, 4000))
    stated_ppi = Measure(hard=(50, 1000), soft=(150, 650))
    display_technology = Text(max_length=60)
    refresh_hz = Measure(hard=(24, 300), soft=(60, 165))
    refresh_min_hz = Measure(hard=(0.5, 300))
    touch_hz = Measure(hard=(30, 5000))
    hdr = Listed(words=words.Hdr)
    brightness_nits = Measure(hard=(50, 20_000))
    peak_brightness_nits = Measure(hard=(50, 20_000))
    pwm_hz = Measure(hard=(0, 50_000))
    colour_depth_bits = Count(hard=(1, 16))
    display_protection = Text(max_length=80)
    always_on = Flag()
    cutout = Term(choices=words.Cutout.choices)
    about = qualified_figures("Display", "Keys of the figures above that are only about right: brightness_nits")
    at_most = qualified_figures("Display", "Keys of the figures above that are upper bounds")
    at_least = qualified_figures("Display", "Keys of the figures above that are lower bounds")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["phone", "position"], name="display_has_its_place"),
            models.CheckConstraint(
                condition=Q(refresh_min_hz__isnull=True) | Q(refresh_min_hz__lte=F("refresh_hz")),
                name="display_refresh_range_in_order",
            ),
        ]

    def __str__(self):
        return self.get_display_role_display()

    @property
    def size(self):
        """Width × height in mm, computed from diagonal and pixels; None where one of them is not known."""
        return optics.display_size(self.display_size_in, self.display_width_px, self.display_height_px)


def _both_sides(part, unit="mm"):
    """A check constraint: width and height are both known, or neither is."""
    sides = (f"{part}_width_{unit}__isnull", f"{part}_height_{unit}__isnull")
    return models.CheckConstraint(
        condition=Q(**dict.fromkeys(sides, True)) | Q(**dict.fromkeys(sides, False)),
        name=f"camera_{part}_has_both_sides",
        violation_error_message=f"The {part} width needs its height, and the other way round.",
    )


class Camera(QualifiedFigures, models.Model):
    """One lens with its sensor. Several may share a role; ``position`` tells them apart."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="cameras")
    position = models.PositiveSmallIntegerField(default=1)
    facing = Choice(max_length=10, choices=words.Facing.choices)
    role = Choice(max_length=20, choices=words.Role.choices)
    mounting = Term(choices=words.Mounting.choices)
    display_side = Term(choices=words.DisplayRole.choices, help_text="For front cameras")
    co_branding = Text(max_length=40)
    lens_name = Text(max_length=80)

    megapixels = Measure(hard=(0.05, 400), soft=(2, 200))
    picture_width_px = Count(hard=(100, 30_000), help_text="Long side of the largest image it saves: 4032")
    picture_height_px = Count(hard=(100, 30_000), help_text="Short side of the largest image it saves: 3024")
    sensor_megapixels = Measure(
        hard=(0.05, 400), help_text="All pixels of the sensor, where the sensor itself is not known"
    )
    used_megapixels = Measure(
        hard=(0.05, 400), help_text="Pixels of the sensor that form the image, where fewer than all"
    )
    sensor = models.ForeignKey(Sensor, models.PROTECT, null=True, blank=True, related_name="cameras")
    sensor_certainty = Term(choices=words.Certainty.choices)
    shares_sensor_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="sensor_shared_by"
    )
    sensor_type = TypeLabel(max_length=12, validators=[validate_type_label], help_text="Such as 1/1.31")
    sensor_width_mm = Measure(hard=(0.5, 40), soft=(2, 13.2))
    sensor_height_mm = Measure(hard=(0.5, 40), soft=(1.5, 9.9))
    pixel_pitch_um = Measure(hard=(0.4, 6), soft=(0.56, 2.4))
    filter_array = Term(choices=words.FilterArray.choices)
    used_width_mm = Measure(hard=(0.5, 40))
    used_height_mm = Measure(hard=(0.5, 40))

    focal_length_eq_mm = Measure(hard=(8, 600), soft=(12, 135), help_text="35 mm equivalent; for a zoom, the short end")
    focal_length_eq_max_mm = Measure(hard=(8, 600), soft=(12, 240), help_text="The long end of a zoom")
    focal_length_eq_steps_mm = Listed(of=float)
    stated_angle_of_view_deg = Measure(hard=(1, 220), soft=(8, 130), help_text="For a zoom, at its short end")
    stated_angle_kind = Term(choices=words.AngleKind.choices)
    stated_zoom = Measure(hard=(0.1, 50), soft=(0.4, 10), help_text="3 for “3×”, as the maker counts")
    zoom_kind = Term(choices=words.ZoomKind.choices)
    f_number = Measure(hard=(0.9, 32), soft=(1.4, 5), help_text="Wide open")
    f_number_max = Measure(
        hard=(0.9, 32), soft=(1.4, 11), help_text="At the smallest opening, where variable or varying with the zoom"
    )
    f_number_steps = Listed(of=float)
    aperture_kind = Term(choices=words.ApertureKind.choices)
    stabilisation = Listed(words=words.Stabilisation)
    autofocus = Listed(words=words.Autofocus)
    close_focus_cm = Measure(hard=(0.1, 500))
    lens_elements = Count(hard=(1, 20))

    video_modes = Listed(check=validate_video_mode)
    video_formats = Listed(words=words.VideoFormat)
    video_stabilisation = Listed(words=words.Stabilisation)
    raw = Flag()
    raw_formats = Listed(words=words.RawFormat)
    raw_resolutions = Listed(words=words.RawResolution)
    flash = Listed(words=words.Flash)
    notes = Text(max_length=500)
    about = qualified_figures("Camera", "Keys of the figures above that are only about right: focal_length_eq_mm")
    at_most = qualified_figures("Camera", "Keys of the figures above that are upper bounds")
    at_least = qualified_figures("Camera", "Keys of the figures above that are lower bounds")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["phone", "position"], name="camera_has_its_place"),
            models.CheckConstraint(
                condition=Q(focal_length_eq_max_mm__isnull=True)
                | Q(focal_length_eq_max_mm__gte=F("focal_length_eq_mm")),
                name="camera_zoom_range_in_order",
                violation_error_message="The long end of a zoom is not shorter than the short end.",
            ),
            models.CheckConstraint(
                condition=Q(f_number_max__isnull=True) | Q(f_number_max__gte=F("f_number")),
                name="camera_f_numbers_in_order",
                violation_error_message="The minimum aperture cannot have a smaller f-number than the widest opening.",
            ),
            _both_sides("sensor"),
            _both_sides("used"),
            _both_sides("picture", "px"),
            models.CheckConstraint(condition=~Q(shares_sensor_with=F("id")), name="camera_shares_with_another"),
        ]

    def __str__(self):
        return self.get_role_display()

    def sensor_sizes(self):
        """Each route to the sensor's size, best first, by its words; None for a route with figures missing.

        The pixels of the largest picture stand for the sensor's where no part of it is named. Megapixels, which leave
        the shape to be guessed, count only where the pixels of each side are not known.
        """
        sensor = self.sensor or _unknown_sensor()
        from_pixels = optics.size_from_pixels(sensor.width_px, sensor.height_px, sensor.pixel_pitch_um)
        if not (from_pixels or self.names_a_part):
            from_pixels = optics.size_from_pixels(self.picture_width_px, self.picture_height_px, self.pitch_um)
        from_megapixels = None
        if not from_pixels:
            from_megapixels = optics.size_from_megapixels(self.whole_sensor_megapixels, self.pitch_um)
        return {
            "stated": _size(self.sensor_width_mm, self.sensor_height_mm),
            "stated for the sensor": _size(sensor.width_mm, sensor.height_mm),
            "from pixels and pitch": from_pixels,
            "from megapixels and pitch": from_megapixels,
            "from the type label": optics.size_from_label(self.sensor_type or sensor.sensor_type),
        }

    @property
    def names_a_part(self):
        """Whether pictures are known to be made by a part of the sensor only."""
        return bool(self.used_megapixels or self.used_width_mm)

    @property
    def whole_sensor_megapixels(self):
        """All pixels of the sensor in millions. Those of pictures stand for them where no part of it is named."""
        stated = self.sensor_megapixels or (self.sensor and self.sensor.megapixels)
        if stated or self.used_megapixels:
            return stated
        return self.megapixels

    @property
    def pitch_um(self):
        """The pixel pitch of the camera, else of its sensor."""
        return self.pixel_pitch_um or (self.sensor and self.sensor.pixel_pitch_um)

    @property
    def sensor_size(self):
        """The best known size of the whole sensor, or None."""
        stated = _size(self.sensor_width_mm, self.sensor_height_mm)
        if stated:
            return stated
        return next(filter(None, self.sensor_sizes().values()), None)

    @property
    def part_used(self):
        """The part of the sensor that makes stills: stated, or from the pixels used. None where nothing is known of a
        part."""
        stated = _size(self.used_width_mm, self.used_height_mm)
        if stated or not self.used_megapixels:
            return stated
        whole = self.sensor_size
        whole_megapixels = self.whole_sensor_megapixels
        if whole and whole_megapixels:
            return whole.scaled(min(1, self.used_megapixels / whole_megapixels))
        return optics.size_from_megapixels(self.used_megapixels, self.pitch_um)

    @property
    def used_size(self):
        """The part that makes stills, or the whole sensor where nothing is known of a part; else None."""
        part = self.part_used
        if part or self.used_megapixels:
            return part
        return self.sensor_size

    @property
    def focal_length(self):
        """The best known equivalent ``FocalLength``, of a zoom its short end: stated, else from the stated angle of
        view. None where neither is known."""
        if self.focal_length_eq_mm:
            return optics.FocalLength(self.focal_length_eq_mm)
        return self.focal_length_by_angle

    @property
    def focal_length_by_angle(self):
        """From the stated angle of view alone; None where none is stated, or it is that of a fisheye."""
        share, how = self._share_of_diagonal()
        mm = optics.focal_length_from_angle(self.stated_angle_of_view_deg, share)
        if mm is None:
            return None
        return optics.FocalLength(mm, how)

    @property
    def short_mm(self):
        """That focal length in mm, or None."""
        focal_length = self.focal_length
        return focal_length and focal_length.mm

    def _share_of_diagonal(self):
        """(the line along which the stated angle is measured ÷ the diagonal of the picture, how that is known).

        An angle of a kind that is not known counts as the diagonal one, which makers name most, and a picture of
        unknown shape as 4:3: both are estimates.
        """
        kind = self.stated_angle_kind
        if kind == words.AngleKind.DIAGONAL:
            return 1, optics.COMPUTED
        size = self.used_size
        if kind is None or size is None or size.how == optics.ESTIMATED:
            return optics.USUAL_SHARES[kind or optics.DIAGONAL], optics.ESTIMATED
        side = size.width_mm if kind == words.AngleKind.HORIZONTAL else size.height_mm
        return side / size.diagonal_mm, optics.COMPUTED


@cache
def _unknown_sensor():
    """Making one takes longer than all that is asked of it."""
    return Sensor()


def _size(width_mm, height_mm):
    if not (width_mm and height_mm):
        return None
    return optics.Size(width_mm, height_mm)
