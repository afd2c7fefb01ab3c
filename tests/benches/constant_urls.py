"""The site's addresses, and a page that costs nothing but its way through the middleware."""

import os
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.urls import path

from phonesite import urls

handler404, handler500 = urls.handler404, urls.handler500


def constant(request):
    return HttpResponse(page())


@cache
def page():
    """Read when first asked for, so that the server itself can have made it."""
    return Path(os.environ["CONSTANT_PAGE"]).read_bytes()


urlpatterns = [path("constant/", constant), *urls.urlpatterns]
