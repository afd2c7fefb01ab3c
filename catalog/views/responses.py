"""How readers' answers are sent: GET and HEAD only, no cookies, checked again by ETag, licence said in a header."""

import csv
import json
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from catalog.facts.phone_serializer import LICENCE

LICENCE_HEADER = f'<{LICENCE["url"]}>; rel="license"'


def reader_view(view):
    """For every view that readers reach: anybody may keep its answer, but asks each time whether it still holds."""
    kept = cache_control(public=True, max_age=0, must_revalidate=True)
    return require_safe(conditional_page(kept(view)))


def json_response(data, status=200, indent=1):
    """``data`` for people to read as well; without ``indent`` where it is long."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return HttpResponse(text, status=status, content_type="application/json", headers={"Link": LICENCE_HEADER})


def csv_response(lines, name):
    """``lines`` as a file to save, in UTF-8 with the mark that spreadsheets look for."""
    disposition = f'attachment; filename="{name}.csv"'
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers={"Link": LICENCE_HEADER})
    answer["Content-Disposition"] = disposition
    csv.writer(answer).writerows(lines)
    return answer


def streamed_csv_response(lines, name):
    """``lines`` as a file to save, sent as they come: however many there are, few are held at once."""
    writer = csv.writer(_Echo())
    rows = (writer.writerow(line) for line in lines)
    answer = StreamingHttpResponse(chain(["\ufeff"], rows), content_type="text/csv; charset=utf-8")
    answer["Link"], answer["Content-Disposition"] = LICENCE_HEADER, f'attachment; filename="{name}.csv"'
    return answer


class _Echo:
    """A file that gives back what is written."""

    def write(self, text):
        return text
