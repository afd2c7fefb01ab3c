"""Metric or imperial units of readers' pages: the choice stands in the address and stays on links to other pages."""

import re
from functools import wraps

from django.utils.translation import gettext

UNITS = "units"
IMPERIAL = "imperial"
UNIT_SYSTEMS = ("metric", IMPERIAL)
_PAIR = f"{UNITS}={IMPERIAL}"
_HIDDEN_INPUT = f'<input type="hidden" name="{UNITS}" value="{IMPERIAL}">'
_LINK = re.compile(r'(?P<start>\shref=")(?P<path>/[^"?#]*/|/)(?P<query>\?[^"#]*)?(?P<rest>#[^"]*)?"')
"""A link to another page of the site; addresses of data and files do not end in a slash, those of pages do."""
_FORM = re.compile(r'(?P<tag><form\s[^>]*action="/[^>]*>)(?P<fields>.*?)(?P<end></form>)', re.DOTALL)


def asks_imperial(request):
    return request.GET.get(UNITS) == IMPERIAL


def units_fault(request):
    """What is wrong with the units asked for, in words; empty where nothing is."""
    text = request.GET.get(UNITS, "")
    if not text or text in UNIT_SYSTEMS:
        return ""
    words = gettext("There are no units called “{name}”: write metric or imperial. Metric ones are shown.")
    return words.format(name=text[:30])


def units_kept(view):
    """The view, with its links, GET forms and redirects asking for the units that the request asks for."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if asks_imperial(request):
            _keep_units(response)
        return response

    return kept


def _keep_units(response):
    if response.get("Location", "").startswith("/"):
        response["Location"] = _path_with_units(response["Location"])
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        response.content = html_with_units(response.content.decode())


def html_with_units(html):
    """``html`` with imperial units asked for wherever it leads to a page of the site that does not say otherwise."""
    linked = _LINK.sub(_link_with_units, html)
    return _FORM.sub(_form_with_units, linked)


def _path_with_units(path):
    page, mark, rest = path.partition("#")
    if f"{UNITS}=" in page:
        return path
    joint = "&" if "?" in page else "?"
    return f"{page}{joint}{_PAIR}{mark}{rest}"


def _link_with_units(found):
    query = found["query"] or ""
    if f"{UNITS}=" in query:
        return found[0]
    joint = "&amp;" if len(query) > 1 else "?"
    query = query.removesuffix("?")
    return f'{found["start"]}{found["path"]}{query}{joint}{_PAIR}{found["rest"] or ""}"'


def _form_with_units(found):
    is_sent_in_body = 'method="post"' in found["tag"]
    if is_sent_in_body or f'name="{UNITS}"' in found["fields"]:
        return found[0]
    return f"{found['tag']}{_HIDDEN_INPUT}{found['fields']}{found['end']}"
