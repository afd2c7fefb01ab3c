"""What this build of the site prints with: code, templates, translations, styles, packages and settings."""

from functools import cache
from hashlib import blake2b
from importlib.metadata import distributions

from django.conf import settings

FOLDERS = ("catalog", "phonesite", "templates", "static")
ENDINGS = (".py", ".html", ".xml", ".txt", ".mo", ".css", ".js", ".svg", ".json", ".ttf")
PRINTED_SETTINGS = ("SITE_NAME", "SITE_URL", "ADMIN_PATH", "SECURE_CSP", "LANGUAGES", "X_FRAME_OPTIONS")


@cache
def build_digest():
    """The same in every process of one build, and another after a deploy. Reads some megabytes, once."""
    digest = blake2b(digest_size=16)
    for path in sorted(source_files()):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    for line in sorted(f"{package.name} {package.version}" for package in distributions()):
        digest.update(line.encode())
    for name in PRINTED_SETTINGS:
        digest.update(repr(getattr(settings, name)).encode())
    return digest.hexdigest()


def source_files():
    """The files of ours that pages are made with; not the catalogue's records, which are in the database."""
    for folder in FOLDERS:
        for path in (settings.BASE_DIR / folder).rglob("*"):
            is_record = path.is_relative_to(settings.BASE_DIR / "catalog" / "data")
            if path.suffix in ENDINGS and path.is_file() and not is_record:
                yield path
