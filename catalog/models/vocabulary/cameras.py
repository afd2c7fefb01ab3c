"""Terms of cameras and sensors."""

from django.db.models import TextChoices

from catalog.quantities import optics


class Facing(TextChoices):
    REAR = "rear", "Rear"
    FRONT = "front", "Front"


class Role(TextChoices):
    MAIN = "main", "Main camera"
    ULTRAWIDE = "ultrawide", "Ultrawide"
    TELE = "tele", "Telephoto"
    PERISCOPE = "periscope", "Periscope telephoto"
    MACRO = "macro", "Macro"
    MICROSCOPE = "microscope", "Microscope"
    STEREO = "stereo", "Second of a stereo pair"
    MONOCHROME = "monochrome", "Monochrome"
    COLOUR_FILTER = "colour_filter", "Colour filter"
    DEPTH = "depth", "Depth"
    TOF = "tof", "Time of flight"
    INFRARED = "infrared", "Infrared"
    FRONT = "front", "Front camera"


TELEPHOTO_ROLES = (Role.TELE, Role.PERISCOPE)
LENS_ROLES = (Role.MAIN, Role.ULTRAWIDE, *TELEPHOTO_ROLES)
"""Rear cameras that a phone is described by: their facts are asked for before it is published."""
HELPER_ROLES = (Role.DEPTH, Role.TOF, Role.INFRARED)
"""Cameras that take no pictures of their own."""


class Mounting(TextChoices):
    FIXED = "fixed", "Fixed"
    POP_UP = "pop_up", "Pop-up"
    FLIP = "flip", "Flips to face either way"
    ROTATING = "rotating", "Rotating"
    UNDER_DISPLAY = "under_display", "Under-display"


class Certainty(TextChoices):
    CONFIRMED = "confirmed", "Confirmed by the maker"
    REPORTED = "reported", "Reported, not confirmed"


class FilterArray(TextChoices):
    BAYER = "bayer", "Bayer"
    QUAD_BAYER = "quad_bayer", "Quad Bayer"
    NONA_BAYER = "nona_bayer", "Nona Bayer (3 × 3)"
    TETRA2_BAYER = "tetra2_bayer", "Tetra² Bayer (4 × 4)"
    RYYB = "ryyb", "RYYB"
    RGBW = "rgbw", "RGBW"
    MONOCHROME = "monochrome", "None (monochrome)"


class ZoomKind(TextChoices):
    FIXED = "fixed", "Fixed focal length"
    CONTINUOUS = "continuous", "Continuous optical zoom"
    STEPS = "steps", "Stepped optical zoom"


class AngleKind(TextChoices):
    """Along which line of the picture an angle of view is measured."""

    DIAGONAL = optics.DIAGONAL, "Diagonal"
    HORIZONTAL = optics.HORIZONTAL, "Along the long side"
    VERTICAL = optics.VERTICAL, "Along the short side"


class ApertureKind(TextChoices):
    FIXED = "fixed", "Fixed"
    STEPS = "steps", "Variable, in steps"
    IRIS = "iris", "Variable, continuous"
    ZOOM = "zoom", "Varies with the zoom"


class Stabilisation(TextChoices):
    OIS = "ois", "Optical (OIS)"
    SENSOR_SHIFT = "sensor_shift", "Sensor shift"
    GIMBAL = "gimbal", "Gimbal"
    ELECTRONIC = "electronic", "Electronic"


class Autofocus(TextChoices):
    FIXED = "fixed", "Fixed focus"
    CONTRAST = "contrast", "Contrast detection"
    PDAF = "pdaf", "Phase detection"
    DUAL_PIXEL = "dual_pixel", "Dual pixel"
    QUAD_PIXEL = "quad_pixel", "All-pixel phase detection"
    LASER = "laser", "Laser"
    TOF = "tof", "Time of flight"


class Flash(TextChoices):
    LED = "led", "LED"
    DUAL_LED = "dual_led", "Dual LED"
    RING_LED = "ring_led", "LED ring"
    XENON = "xenon", "Xenon"
    SCREEN = "screen", "Screen"


class VideoFormat(TextChoices):
    """How a camera stores video, where that is more than 8 bits for the usual screen."""

    TEN_BIT = "ten_bit", "10-bit"
    HDR10 = "hdr10", "HDR10"
    HDR10_PLUS = "hdr10_plus", "HDR10+"
    DOLBY_VISION = "dolby_vision", "Dolby Vision"
    HLG = "hlg", "HLG"
    HDR_VIVID = "hdr_vivid", "HDR Vivid"
    LOG = "log", "Log"
    PRORES = "prores", "ProRes"
    PRORES_RAW = "prores_raw", "ProRes RAW"


class RawFormat(TextChoices):
    DNG = "dng", "DNG"
    PROPRIETARY = "proprietary", "Proprietary"


class RawResolution(TextChoices):
    FULL = "full", "Full resolution"
    BINNED = "binned", "Binned"
