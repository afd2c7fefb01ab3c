"""The readers' style sheets: one file a component in the source, one file for all where they are collected."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.templatetags.static import static
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site-bundle.css"
COMPONENTS = (
    "tokens",
    "reset",
    "base",
    "site",
    "table",
    "marks",
    "drawing",
    "bodies",
    "real-size",
    "light",
    "cards",
    "forms",
    "phone",
    "lens-strip",
    "home",
    "compare",
    "lines",
    "finder",
    "facets",
    "results",
    "search",
    "guides",
    "changes",
    "reference",
    "parts",
    "photos",
    "coverage",
    "downloads",
    "tray",
    "utilities",
    "print",
)
"""Names of the files in ``static/css``, in the order in which they are read."""


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also writes one file of all style sheets: a page asks for one, not two dozen."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            self._write_bundle()
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)

    def _write_bundle(self):
        if self.exists(BUNDLE):
            self.delete(BUNDLE)
        self.save(BUNDLE, ContentFile(b"\n".join(map(self._source, COMPONENTS))))

    def _source(self, component):
        with self.open(f"css/{component}.css") as sheet:
            return sheet.read()


def style_sheets():
    """Addresses of the style sheets that a page asks for: the bundle, else (while developing) every component."""
    if settings.DEBUG or not isinstance(staticfiles_storage._wrapped, BundlingStorage):
        return [static(f"css/{component}.css") for component in COMPONENTS]
    return [static(BUNDLE)]
