"""What the first page of each kind would otherwise wait for, done when a process starts: templates are compiled, and
pages printed that nobody asked for."""

from wsgiref.util import setup_testing_defaults

from django.core.handlers.wsgi import WSGIRequest
from django.template import engines
from django.urls import resolve, reverse

from catalog.comparison.phone_selection import comparison_path
from catalog.languages.active_language import language_activated
from catalog.models import Phone


def warm_pages_up():
    """Compile all templates of readers' pages, then print the page of a phone and a comparison."""
    environment = engines["jinja2"].env
    for name in environment.list_templates():
        environment.get_template(name)
    with language_activated(None):
        for path in _example_paths():
            print_page(path)


def _example_paths():
    """Of the newest phones: that readers ask for them is as good as certain. None without phones."""
    slugs = list(Phone.objects.published().newest_first().values_list("slug", flat=True)[:2])
    paths = [reverse("phone", args=[slug]) for slug in slugs]
    if len(slugs) > 1:
        paths.append(reverse("compare", args=[comparison_path(slugs)]))
    return paths


def print_page(path):
    """The answer of the view of a readers' page, without what middleware does to it."""
    environ = {"PATH_INFO": path, "QUERY_STRING": ""}
    setup_testing_defaults(environ)
    request = WSGIRequest(environ)
    request.resolver_match = match = resolve(path)
    return match.func(request, *match.args, **match.kwargs)
