"""Photographs: is it one, and the same smaller, for pages. Nothing of what a camera notes in the file is passed on."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from math import sqrt
from operator import attrgetter

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
"""Of a JPEG, which need not be decoded whole."""
MAX_PIXELS_DECODED = 25_000_000
MAX_SIDE_PX = 16_000
"""WebP knows no longer ones."""
MIN_SIDE_PX = 320
RENDITION_WIDTHS = (320, 640, 1280)
MAX_RENDITION_BYTES = 80_000
"""Bytes of one picture on a page, at most."""
QUALITIES = {"avif": (62, 52, 42, 32, 22), "webp": (80, 68, 56, 44, 32)}
"""Tried one after the other until a picture is light enough; past the last of them it is made smaller instead."""
ENCODER_OPTIONS = {"avif": {"speed": 9}, "webp": {"method": 2}}
"""Fast ones: they cost a few per cent of weight, and a photograph of 12 megapixels takes well under a second."""
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
    """The photograph in ``data`` (bytes), upright and in sRGB; ``InvalidPhoto`` where there is none or a large one.

    A large JPEG is decoded at a half, a quarter or an eighth of its sides, as long as pages need no more.
    """
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        validate_size(*image.size, MAX_PIXELS if image.format == "JPEG" else MAX_PIXELS_DECODED)
        image.draft(None, (RENDITION_WIDTHS[-1], RENDITION_WIDTHS[-1]))
        image.load()
        return normalise_image(image)
    except InvalidPhoto:
        raise
    except _IMAGE_ERRORS as fault:
        raise InvalidPhoto("This is not a photograph: upload a JPEG, PNG, WebP or AVIF file.") from fault


def validate_weight(data):
    if len(data) > MAX_BYTES:
        raise InvalidPhoto(f"This file has {len(data) / 1e6:.0f} MB: at most {MAX_BYTES // 1_000_000}.")


def validate_size(width, height, most):
    """Before the pixels are read: a small file may claim to hold very many."""
    if width * height > most:
        raise InvalidPhoto(f"{width} × {height} pixels are too many: at most {most // 1_000_000} million.")
    if max(width, height) > MAX_SIDE_PX:
        raise InvalidPhoto(f"{width} × {height} pixels are too long: at most {MAX_SIDE_PX:,} on each side.")
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
    widest = resize_image(image, widths[-1])
    smaller = [resize_image(widest, width, image.size) for width in widths]
    made = []
    for kind in QUALITIES:
        made += renditions_of_format(smaller, kind)
    return sorted(made, key=attrgetter("width"))


def renditions_of_format(images, kind):
    """One of each of ``images``, which grow: a quality that was too heavy for one is not tried for the next."""
    qualities = QUALITIES[kind]
    made = []
    for image in images:
        rendition, qualities = make_rendition(image, kind, qualities)
        made.append(rendition)
    return made


def make_rendition(image, kind, qualities):
    """(``image`` as a ``Rendition`` at the first of ``qualities`` that is light enough, that and the lower ones); made
    narrower where it would be too heavy at any."""
    for number, quality in enumerate(qualities):
        data = encode_image(image, kind, quality)
        if len(data) <= MAX_RENDITION_BYTES:
            name = f"{hashlib.sha256(data).hexdigest()[:32]}.{kind}"
            return Rendition(image.width, image.height, kind, name, data), qualities[number:]
    narrower = resize_image(image, int(image.width * _shrink_factor(data)))
    return make_rendition(narrower, kind, qualities[-1:])


def _shrink_factor(data):
    """Of the sides: weight goes with their square, and a little is left over."""
    return min(0.9, 0.97 * sqrt(MAX_RENDITION_BYTES / len(data)))


def resize_image(image, width, shape=None):
    """``image`` at that width; its height is that of a picture of the sides ``shape``, its own by default."""
    own_width, own_height = shape or image.size
    size = (width, max(1, round(own_height * width / own_width)))
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def encode_image(image, kind, quality):
    written = BytesIO()
    image.save(written, kind, quality=quality, **ENCODER_OPTIONS[kind])
    return written.getvalue()
