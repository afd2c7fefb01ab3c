"""The files of translations: every text of readers' pages collected, merged into each language's file, and compiled."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from .sheet_messages import sheet_messages
from .shipped_texts import shipped_messages

FOLDER = Path(settings.BASE_DIR) / "catalog" / "locale"
READERS_CODE = (
    "catalog/comparison",
    "catalog/coverage",
    "catalog/drawings",
    "catalog/dumps",
    "catalog/facts",
    "catalog/finder",
    "catalog/history",
    "catalog/languages",
    "catalog/openapi",
    "catalog/pages",
    "catalog/pictures",
    "catalog/quantities",
    "catalog/sheet",
    "catalog/views",
    "phonesite",
)
"""Folders with texts that come to readers."""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
TEMPLATE_OPTIONS = {"trimmed": "true", "silent": "false"}
TRANSLATED = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def collected_messages():
    """A ``Catalog`` of every text, without translations."""
    catalog = Catalog(project=settings.SITE_NAME, charset="utf-8")
    for path in sorted((settings.BASE_DIR / "templates" / "site").rglob("*.html")):
        _collect(catalog, path, "jinja2.ext:babel_extract", TEMPLATE_OPTIONS)
    for folder in READERS_CODE:
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            _collect(catalog, path, "python", {})
    for text, context, place in sheet_messages():
        catalog.add(text, auto_comments=[place], context=context)
    for text, place in shipped_messages():
        catalog.add(text, auto_comments=[place])
    return catalog


def _collect(catalog, path, method, options):
    name = str(path.relative_to(settings.BASE_DIR))
    found = extract_from_file(method, str(path), keywords=KEYWORDS, comment_tags=("Translators:",), options=options)
    for line, message, comments, context in found:
        catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)


def translations_path(language, ending="po"):
    return FOLDER / language / "LC_MESSAGES" / f"django.{ending}"


def read_translations(language):
    path = translations_path(language)
    if not path.exists():
        return Catalog(locale=language, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def update_translations(language):
    """Brings the file of a language up to date with the texts, and compiles it; what is translated stays. A text that
    is no longer used goes."""
    catalog = read_translations(language)
    catalog.update(collected_messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    write_translations(language, catalog)


def write_translations(language, catalog):
    """The file of a language, by alphabet and without numbers of lines, and beside it what is compiled of it."""
    path = translations_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, include_lineno=False, sort_output=True)
    translations_path(language, "mo").write_bytes(compiled(read_translations(language)))


def compiled(catalog):
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog):
    """The texts that lack a translation, or are marked as unsure."""
    return [message.id for message in catalog if message.id and (not _is_translated(message) or message.fuzzy)]


def _is_translated(message):
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(texts)
