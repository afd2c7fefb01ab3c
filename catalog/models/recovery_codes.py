"""Recovery codes: written down by people, stored as hashes."""

from base64 import b32encode
from hashlib import pbkdf2_hmac
from secrets import token_bytes

from django_otp.plugins.otp_static.models import StaticDevice

CODE_BYTES = 15
"""120 random bits, as twenty-four letters and digits."""
STORED_BYTES = 10
"""What the column of django-otp holds, in the same letters."""
ITERATIONS = 50_000


def recovery_device(user):
    """The device that the recovery codes of ``user`` belong to; made where there is none."""
    device = StaticDevice.objects.filter(user=user).first()
    return device or StaticDevice.objects.create(user=user, name="Recovery codes")


def new_code():
    """In groups of four, as it is shown once; spaces do not matter when it is given."""
    letters = _letters(token_bytes(CODE_BYTES))
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def stored_code(device, code):
    """What is stored of a code of a ``StaticDevice``: PBKDF2 with the device as its salt."""
    salt = f"recovery codes of device {device.pk}".encode()
    typed = code.replace(" ", "").encode()
    return _letters(pbkdf2_hmac("sha256", typed, salt, ITERATIONS, STORED_BYTES))


def _letters(data):
    return b32encode(data).decode().lower()
