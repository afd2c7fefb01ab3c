"""What stands around the contents of every readers' page: printed once by a process, for each language."""

from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import get_script_prefix

from catalog.languages.active_language import active_language
from catalog.pages.page_addresses import page_path

from .template_fragments import template_macro

FRAME_MACROS = {
    "head_links": "macros/frame.html",
    "site_search": "macros/frame.html",
    "site_nav": "macros/frame.html",
    "footer_links": "macros/frame.html",
    "footer_licence": "macros/frame.html",
    "tray": "macros/frame.html",
    "finder_legend": "macros/finder.html",
}
"""What templates call it → where its macro is."""
SECTIONS = ("phones", "compare_start", "guides", "sensors", "brands", "glossary")
"""Names of the pages that the menu has."""


def frame_functions():
    """The macros of ``FRAME_MACROS`` by name, each kept as it was printed."""
    return {name: frame_macro(template, name) for name, template in FRAME_MACROS.items()}


def frame_macro(template, name):
    """A macro of which the text hangs on its arguments, of which there are few, the language, and where addresses and
    files begin. While templates are written (DEBUG) it is printed each time."""
    printed = {}

    def frame(*arguments):
        if settings.DEBUG:
            return template_macro(template, name)(*arguments)
        key = (*arguments, active_language(), get_script_prefix(), static_storage())
        if key not in printed:
            printed[key] = template_macro(template, name)(*arguments)
        return printed[key]

    return frame


def static_storage():
    """The storage that knows the addresses of static files: there is another where settings change."""
    if not hasattr(staticfiles_storage._wrapped, "url"):
        staticfiles_storage.url  # noqa: B018 - lazy objects are made when they are first asked
    return staticfiles_storage._wrapped


def static_address(path):
    """The address of a static file; looked up once, but for developers."""
    if settings.DEBUG:
        return static(path)
    return _static_address(path, static_storage())


@cache
def _static_address(path, storage):
    return static(path)


def current_section(request):
    """The name of the page shown, where the menu has it; else empty."""
    return _sections_by_path(active_language(), get_script_prefix()).get(request.path, "")


@cache
def _sections_by_path(language, prefix):
    return {page_path(name): name for name in SECTIONS}
