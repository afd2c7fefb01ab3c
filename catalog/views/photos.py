"""The pictures of photographs: their names say what is in them, so browsers may keep them for ever."""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp"}
NAME_PATTERN = re.compile(r"[0-9a-f]{32}\.(avif|webp)")


@require_safe
@cache_control(public=True, max_age=365 * 24 * 60 * 60, immutable=True)
def picture(request, name):
    match = NAME_PATTERN.fullmatch(name)
    if match is None:
        raise Http404
    try:
        file = default_storage.open(f"photos/{name}")
    except FileNotFoundError as absent:
        raise Http404 from absent
    return FileResponse(file, content_type=CONTENT_TYPES[match[1]])
