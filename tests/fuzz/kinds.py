"""The kinds of requests, and how many of a hundred thousand are of each."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from catalog.openapi.document import openapi_document

from . import hostile
from .asked import FORM, Asked, form_body, segment, with_query
from .uploads import files, multipart

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE")
KINDS_OF_BODY = (FORM, "multipart/form-data; boundary=x", "application/json", "text/plain", "", "multipart/form-data")
LANGUAGES = ("", "", "", "/de", "/ja", "/xx")
FINDERS = ("/phones/", "/phones.json", "/phones.csv", "/de/phones/", "/ja/phones/")
MORE_NAMES = (
    "phone", "add", "find", "baseline", "rows", "group", "against", "country", "row", "key", "camera", "kind", "p", "o",
    "e", "_popup", "_to_field", "next", "action", "select_across", "app_label", "model_name", "field_name", "term",
    "pk__in", "id__exact", "name__isnull",
)  # fmt: skip
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Length", "Cookie", "Expect", "Forwarded",
    "Host", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Origin", "Range",
    "Referer", "Transfer-Encoding", "Upgrade", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
    "X-HTTP-Method-Override", "X-Request-ID", "X-CSRFToken",
)  # fmt: skip
HEADER_VALUES = (
    "bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1", "bytes=99999999999999999999-", "*", 'W/"x"', '"' * 50,
    "gzip;q=nan", "br;q=0, *;q=1", "identity;q=0", "en-" * 500, "Sun, 99 Feb 99999 25:61:61 GMT", "evil.example",
    "localhost:99999", "[::1", "localhost", "127.0.0.1, evil", "100-continue", "chunked",
    "desk_session=x; desk_session=y",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """``share`` is that of all requests, in percent. ``requests(site)`` is what makes them up, or what of them does not
    depend on what is stored."""

    name: str
    share: float
    requests: Callable


OF_LISTS = ("_selected_action", "action", "index", "select_across")
"""What the lists of the desk send beside what their forms show."""


@dataclass(frozen=True)
class FormChanges:
    """A form at ``path`` is sent with other values: (number of a field, its values)."""

    path: str
    changes: list

    def asked(self, site):
        fields = dict(site.form_fields(self.path))
        names = sorted({*fields, *OF_LISTS})
        for number, values in self.changes:
            fields[names[number % len(names)]] = values
        return Asked(self.path, "POST", form_body(fields), at_desk=True)


def parameter_names():
    """Those that the finder has, as its description lists them, and words before and behind them."""
    described = openapi_document()["paths"]["/phones.json"]["get"]["parameters"]
    names = [one["name"] for one in described if "name" in one]
    real = st.sampled_from([*names, "q", "sort", "page", "unknown", "units", "view", "more", "filters", "columns"])
    parts = st.sampled_from(["not.", "all.", "lens.", "front.", "display.", "not.lens.", ""])
    ends = st.sampled_from(["_min", "_max", "", "", "_currency"])
    return st.one_of(real, real, real, st.builds("{}{}{}".format, parts, real, ends), hostile.values())


def questions(names, most=6):
    return st.lists(st.tuples(names, st.one_of(hostile.values(), hostile.broken_bytes())), max_size=most)


def finder_questions(site):
    """Whatever ``site`` has."""
    pairs = questions(parameter_names())
    return st.builds(lambda path, pairs: Asked(with_query(path, pairs)), st.sampled_from(FINDERS), pairs)


def asked_oddly(addresses, at_desk=False):
    names = st.one_of(st.sampled_from(MORE_NAMES), parameter_names())
    return st.builds(
        lambda before, path, pairs: Asked(with_query(before + path, pairs), at_desk=at_desk),
        st.just("") if at_desk else st.sampled_from(LANGUAGES),
        addresses,
        questions(names, most=4),
    )


@st.composite
def odd_paths(draw, site):
    """An address with one of its parts in the place of which something else stands, or any path at all."""
    if draw(st.integers(0, 3)) == 0:
        return Asked("/" + segment(draw(st.one_of(hostile.values(), hostile.broken_bytes()))))
    parts = draw(st.sampled_from(site.readers_addresses)).partition("?")[0].split("/")
    place = draw(st.integers(1, len(parts) - 1))
    odd = draw(st.one_of(hostile.values(), hostile.broken_bytes()))
    parts[place] = segment(odd) + draw(st.sampled_from(["", "", ".json", ".svg", ".csv", "-vs-sharp-aquos-r7"]))
    return Asked("/".join(parts))


def odd_requests(site):
    header = st.one_of(st.sampled_from(HEADER_VALUES), hostile.values()).map(plain_header)
    headers = st.dictionaries(st.sampled_from(HEADERS), header, max_size=4)
    bodies = st.one_of(st.just(b""), hostile.broken_bytes(), hostile.values().map(lambda text: text.encode()))
    method, kind = st.sampled_from(METHODS), st.sampled_from(KINDS_OF_BODY)
    addresses = st.sampled_from(site.readers_addresses)
    return st.builds(Asked, addresses, method=method, body=bodies, kind=kind, headers=headers)


def plain_header(value):
    """As a server hands it on: Latin letters, no line ends."""
    return value.encode("utf-8", "replace").decode("latin-1").replace("\r", "").replace("\n", "").replace("\0", "")


@st.composite
def reports(draw, site):
    """The form of a report, one or more of its fields not as it should be; now and then all are."""
    fields = {"key": ["weight_g"], "camera": [""], "value": ["211"], "why": ["seen"], "url": [""], "website": [""]}
    fields["opened"] = [site.opened()]
    for name in draw(st.lists(st.sampled_from([*fields, "nonsense"]), max_size=3)):
        fields[name] = draw(st.lists(st.one_of(hostile.values(), hostile.broken_bytes()), max_size=3))
    path = draw(st.sampled_from(LANGUAGES[:-1])) + draw(st.sampled_from(site.report_addresses))
    return Asked(path, "POST", form_body(fields))


def desk_forms(site):
    """Forms of the desk as they stand, with some of their fields changed."""
    change = st.tuples(st.integers(0, 2_000), st.lists(hostile.values(), max_size=2))
    return st.builds(FormChanges, st.sampled_from(site.form_addresses), st.lists(change, min_size=1, max_size=4))


@st.composite
def uploads(draw, site):
    """A file that is none, or not one of its name."""
    address, field = draw(st.sampled_from(site.file_fields))
    name, content = draw(files())
    fields = {key: found for key, found in site.form_fields(address).items() if key != field}
    body, kind = multipart(fields, field, name, content)
    return Asked(address, "POST", body, kind, at_desk=True)


def readers_oddities(site):
    return asked_oddly(st.sampled_from(site.readers_addresses))


def desk_oddities(site):
    return asked_oddly(st.sampled_from(site.desk_addresses), at_desk=True)


KINDS = (
    Kind("The finder's questions", 45, finder_questions),
    Kind("Readers' addresses with odd questions", 13, readers_oddities),
    Kind("Odd paths", 18, odd_paths),
    Kind("Odd headers, methods and bodies", 12, odd_requests),
    Kind("Readers' reports", 4, reports),
    Kind("The desk's addresses, as an editor", 3, desk_oddities),
    Kind("The desk's forms, as an editor", 0.8, desk_forms),
    Kind("Uploaded files, as an editor", 0.2, uploads),
)
