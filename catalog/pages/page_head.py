"""What the head of a readers' page says: title, description, canonical address, preview picture, structured data."""

from dataclasses import dataclass

from django.conf import settings
from django.templatetags.static import static

from catalog.languages.active_language import gettext
from catalog.languages.language_links import open_graph_locale

from .page_addresses import absolute_url, page_path, page_path_if_known
from .page_titles import fitting_description, fitting_title

PREVIEW_SIZE = (1200, 630)
"""Of preview pictures, in pixels."""


@dataclass(frozen=True)
class PreviewPicture:
    """What other sites show beside a link to a page; ``words`` say what is to be seen."""

    url: str
    words: str

    width, height = PREVIEW_SIZE


@dataclass(frozen=True)
class PageHead:
    """``path`` is the canonical one, empty for a page that has none; ``data`` is a JSON-LD document or None; ``feeds``
    are (title, path) of the page's own ones."""

    title: str
    description: str = ""
    path: str = ""
    kind: str = "website"
    is_indexed: bool = True
    picture: PreviewPicture | None = None
    data: dict | None = None
    feeds: tuple = ()

    @property
    def address(self):
        return absolute_url(self.path) if self.path else ""

    @property
    def locale(self):
        return open_graph_locale()

    @property
    def full_title(self):
        """With the site's name, where there is room for it."""
        return fitting_title(f"{self.title} · {settings.SITE_NAME}", self.title)

    @property
    def shown_picture(self):
        return self.picture or site_picture()


def site_picture():
    """For pages that have no picture of their own."""
    return PreviewPicture(absolute_url(static("preview.png")), gettext("Image sensors of phones, drawn to scale"))


def drawn_picture(name, argument, words):
    """The preview picture that the address of this name draws; None where there is no such address."""
    path = page_path_if_known(name, argument)
    if not path:
        return None
    return PreviewPicture(absolute_url(path), words)


def plain_head(name, title, description="", is_indexed=True):
    """Of a page that there is one of; ``name`` is that of its address."""
    return PageHead(title, fitting_description(description), page_path(name), is_indexed=is_indexed)


def unlisted_head(title, description=""):
    """Of a page that is for nobody but who was sent there: not indexed, without an address to pass on."""
    return PageHead(title, description, is_indexed=False)


def numbered(text, number):
    """A title or path for a further page of a list, as ``text`` is for the first: “Leica phones, page 2”."""
    if number == 1:
        return text
    if text.startswith("/"):
        return f"{text}?page={number}"
    return gettext("{title}, page {number}").format(title=text, number=number)
