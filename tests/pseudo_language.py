"""A made-up translation in which every text of the site is spelt in full-width letters: what a page still says in
plain letters is data, or a text that nobody can translate. `python -m tests.pseudo_language /phones/ …` shows it."""

import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

PSEUDO = "el"
"""A language whose own letters, for months and countries, are no Latin ones either."""
KEPT = re.compile(r"%\(\w+\)[sd]|\{\w*[^}]*\}|<[^>]*>|&\w+;|\n")
"""What a translation has to keep: places for values, and marks of HTML."""
READ_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "label")
READ_META = frozenset(("description", "og:title", "og:description", "og:image:alt"))
SILENT = ("script", "style", "template", "code", "kbd")
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")


def disguised(text):
    """“Weight of {phone}” → “Ｗｅｉｇｈｔ ｏｆ {phone}”."""
    kept = KEPT.findall(text)
    pieces = [re.sub(r"[A-Za-z]", lambda letter: chr(ord(letter[0]) + 0xFEE0), piece) for piece in KEPT.split(text)]
    result = pieces[0]
    for mark, piece in zip(kept, pieces[1:], strict=True):
        result += mark + piece
    return result


def write_pseudo_translations(folder):
    """A compiled file of translations below ``folder``, for LOCALE_PATHS."""
    from catalog.languages.translation_files import collected_messages, compiled  # noqa: PLC0415

    catalog = collected_messages()
    catalog.locale = PSEUDO
    for message in catalog:
        if isinstance(message.id, tuple):
            message.string = tuple(map(disguised, message.id))
        elif message.id:
            message.string = disguised(message.id)
    path = Path(folder) / PSEUDO / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(compiled(catalog))


def pseudo_settings(folder):
    """The settings under which the site speaks it."""
    from django.conf import settings  # noqa: PLC0415

    return {"LANGUAGES": [*settings.LANGUAGES, (PSEUDO, "Ψευδο")], "LOCALE_PATHS": [str(folder)]}


class PageTexts(HTMLParser):
    """Every text that a page shows or reads out in its own language."""

    def __init__(self):
        super().__init__()
        self.texts = []
        self.foreign = []
        """The open elements within one that is in another language, or silent."""

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        is_foreign = tag in SILENT or found.get("lang", PSEUDO) != PSEUDO or found.get("translate") == "no"
        if not (self.foreign or is_foreign):
            self.texts += [found[name] for name in READ_ATTRIBUTES if found.get(name)]
            if tag == "meta" and READ_META.intersection((found.get("name"), found.get("property"))):
                self.texts.append(found["content"])
        if tag not in VOID and (self.foreign or is_foreign):
            self.foreign.append(tag)

    def handle_endtag(self, tag):
        if tag in self.foreign:
            while self.foreign.pop() != tag:
                pass

    def handle_data(self, data):
        if not self.foreign and data.strip():
            self.texts.append(" ".join(data.split()))


def plain_texts(html, allowed=frozenset()):
    """The texts of a page with a word in plain letters that is not among the ``allowed`` ones, each once."""
    parser = PageTexts()
    parser.feed(html)
    return list(dict.fromkeys(text for text in parser.texts if not allowed.issuperset(WORD.findall(text))))


def catalogue_words():
    """The words of every name in the catalogue."""
    from catalog.models import Brand, Camera, Chipset, Phone, Sensor, Source  # noqa: PLC0415

    words = set()
    for model, columns in (
        (Brand, ["name"]), (Phone, ["name"]), (Sensor, ["name"]), (Chipset, ["name"]), (Camera, ["name"]),
        (Source, ["title", "publisher"]),
    ):  # fmt: skip
        known = {field.name for field in model._meta.get_fields()}
        for column in known.intersection(columns):
            for text in model.objects.values_list(column, flat=True):
                words.update(WORD.findall(text or ""))
    return words


def main(paths):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phonesite.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-looking")
    import django  # noqa: PLC0415

    django.setup()
    from django.test import Client, override_settings  # noqa: PLC0415

    from tests.conftest import PLAIN_STATIC  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        write_pseudo_translations(folder)
        with override_settings(
            **pseudo_settings(folder), ALLOWED_HOSTS=["testserver"], STORAGES={"staticfiles": PLAIN_STATIC}
        ):
            allowed = catalogue_words()
            for path in paths:
                print(f"== {path}")
                print("\n".join(plain_texts(Client().get(f"/{PSEUDO}{path}").content.decode(), allowed)))


if __name__ == "__main__":
    main(sys.argv[1:])
