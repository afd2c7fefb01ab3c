"""Photographs: is it one, and the same smaller, for pages. Nothing of what a camera notes in the file is passed on."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
MIN_SIDE_PX = 320
RENDITION_WIDTHS = (320, 640, 1280)
MAX_RENDITION_BYTES = 80_000
"""Bytes of one picture on a page, at most."""
QUALITIES = {"avif": (62, 52, 42, 32, 22), "webp": (80, 68, 56, 44, 32)}
"""Tried one after the other until a picture is light enough; past the last of them it is made smaller instead."""
ENCODER_OPTIONS = {"avif": {"speed": 8}, "webp": {"method": 4}}
_SHRINK_FACTOR = 0.8
_IMAGE_ERRORS = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


class InvalidPhoto(ValueError):
    """Why a file cannot be taken for a photograph."""


@dataclass(frozen=True)
class Rendition:
    """One size of a photograph, as a page shows it. ``name`` says what is in it, so that it can be kept for ever."""

    width: int
    height: int
    format: str
    name: str
    data: bytes

    def as_row(self):
        size = {"width": self.width, "height": self.height, "format": self.format}
        return {**size, "name": self.name, "bytes": len(self.data)}


def open_photo(data):
    """The photograph in ``data`` (bytes), upright and in sRGB; ``InvalidPhoto`` where there is none or a large one."""
    if len(data) > MAX_BYTES:
        raise InvalidPhoto(f"This file has {len(data) / 1e6:.0f} MB: at most {MAX_BYTES // 1_000_000}.")
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        validate_size(*image.size)
        image.load()
        return normalise_image(image)
    except InvalidPhoto:
        raise
    except _IMAGE_ERRORS as fault:
        raise InvalidPhoto("This is not a photograph: upload a JPEG, PNG, WebP or AVIF file.") from fault


def validate_size(width, height):
    """Before the pixels are read: a small file may claim to hold very many."""
    if width * height > MAX_PIXELS:
        raise InvalidPhoto(f"{width} × {height} pixels are too many: at most {MAX_PIXELS // 1_000_000} million.")
    if min(width, height) < MIN_SIDE_PX:
        raise InvalidPhoto(f"{width} × {height} pixels are too few: at least {MIN_SIDE_PX} on each side.")


def normalise_image(image):
    """The pixels alone: turned as the camera meant them, in sRGB, on white where it can be seen through."""
    image = ImageOps.exif_transpose(convert_to_srgb(image))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layers = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers)
    return image.convert("RGB")


def convert_to_srgb(image):
    """Its colours as browsers without its profile would show them; as it is where the profile is none."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "L", "CMYK"):
        return image
    try:
        own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image


def make_renditions(image):
    """A ``Rendition`` of each width and format, the narrowest first; none wider than the photograph itself."""
    widths = sorted({min(width, image.width) for width in RENDITION_WIDTHS})
    return [make_rendition(image, width, kind) for width in widths for kind in QUALITIES]


def make_rendition(image, width, kind):
    """The photograph at that width, or narrower where it would be too heavy at any quality."""
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    for quality in QUALITIES[kind]:
        data = encode_image(small, kind, quality)
        if len(data) <= MAX_RENDITION_BYTES:
            return Rendition(width, height, kind, f"{hashlib.sha256(data).hexdigest()[:32]}.{kind}", data)
    return make_rendition(image, int(width * _SHRINK_FACTOR), kind)


def encode_image(image, kind, quality):
    written = BytesIO()
    image.save(written, kind, quality=quality, **ENCODER_OPTIONS[kind])
    return written.getvalue()
