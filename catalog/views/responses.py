"""How readers' answers are sent: GET and HEAD only, no cookies, checked again by ETag, licence said in a header."""

import csv
import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from catalog.facts.phone_serializer import LICENCE

from .units import units_kept

CSV_TYPE = "text/csv; charset=utf-8"
LICENCE_HEADER = f'<{LICENCE["url"]}>; rel="license"'


def reader_view(view):
    """For every view that readers reach: anybody may keep its answer, but asks each time whether it still holds."""
    revalidated = cache_control(public=True, max_age=0, must_revalidate=True)
    return require_safe(conditional_page(revalidated(units_kept(view))))


def permanent_redirect(path, query=""):
    """``path`` is an address for ever; the query string goes along."""
    return redirect(f"{path}?{query}" if query else path, permanent=True)


def json_response(data, status=200, indent=1):
    """``data`` for people to read as well; without ``indent`` where it is long."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return json_text_response(text, status)


def json_text_response(text, status=200):
    return HttpResponse(text, status=status, content_type="application/json", headers={"Link": LICENCE_HEADER})


def csv_response(lines, name):
    """``lines`` as a file to save, in UTF-8 with the mark that spreadsheets look for."""
    response = HttpResponse("\ufeff", content_type=CSV_TYPE, headers=_download_headers(name))
    csv.writer(response).writerows(lines)
    return response


def _download_headers(name):
    return {"Link": LICENCE_HEADER, "Content-Disposition": f'attachment; filename="{name}.csv"'}
