"""The catalogue as data: what can be downloaded, how the addresses for programs work, and whom the facts are from."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from catalog.dumps.dump_store import find_dump_file, newest_dump
from catalog.dumps.sqlite_tables import TABLES
from catalog.openapi.document import openapi_document
from catalog.openapi.examples import EXAMPLES
from catalog.pages.date_format import formatted_date
from catalog.pages.downloads import downloads
from catalog.pages.source_counts import KIND_LABELS, MAX_SEARCH_LENGTH, listed_sources, source_counts
from catalog.records.json_schema import record_json_schema as schema_of_records

from .pagination import paginate
from .ranged_files import SentFile, ranged_file_response
from .responses import LICENCE_HEADER, json_response, reader_view

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "gz": "application/gzip",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}


@reader_view
def data(request):
    found = downloads(timezone.now())
    counts = source_counts()
    context = {
        "downloads": found,
        "made": formatted_date(found.dump and found.dump.made_at),
        "tables": TABLES,
        "source_counts": counts,
        "source_total": sum(count.count for count in counts),
    }
    response = render(request, "data.html", context)
    response.may_be_kept = False  # the files on the disk change without the stamp
    return response


@reader_view
def data_sources(request):
    """Everything that facts, software and guides are cited from, by title."""
    kind = request.GET.get("kind", "")
    words = request.GET.get("q", "")[:MAX_SEARCH_LENGTH].strip()
    cut = paginate(request, listed_sources(kind, words))
    context = {"cut": cut, "counts": source_counts(), "kind": kind if kind in KIND_LABELS else "", "words": words}
    return render(request, "data_sources.html", context)


@reader_view
def data_file(request, name):
    """A file under the name that it has for ever; 404 once newer ones have taken its place."""
    found = find_dump_file(name)
    if found is None:
        raise Http404
    path, file, dump = found
    kind = CONTENT_TYPES[path.suffix.removeprefix(".")]
    sent = SentFile(path, file.size, f'"{file.sha256}"', dump.made_at.timestamp(), kind)
    response = ranged_file_response(request, sent)
    response["Link"] = LICENCE_HEADER
    response["X-Robots-Tag"] = "noindex"
    return response


@reader_view
def latest_data_file(request, key):
    """To the newest file of one kind: an address for scripts."""
    dump = newest_dump()
    if dump is None or key not in dump.by_key:
        raise Http404
    return redirect(reverse("data_file", args=[dump.by_key[key].name]))


@reader_view
def record_schema(request):
    return json_response(schema_of_records(f"{settings.SITE_URL}{reverse('record_schema')}"))


@reader_view
def data_api(request):
    """How programs ask, for people."""
    return render(request, "data_api.html", {"examples": EXAMPLES})


@reader_view
def openapi(request):
    """The same for programs, as OpenAPI 3.1."""
    return json_response(openapi_document(), indent=None)
