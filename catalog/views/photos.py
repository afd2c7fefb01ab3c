"""The pictures of photographs: their names say what is in them, so browsers may keep them for ever.

Those of a phone that readers do not see are shown under signed addresses alone, and nobody keeps them.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from catalog.models import Photo
from catalog.models.photos import is_picture_key

CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp"}
MAX_AGE = 365 * 24 * 60 * 60
NAME_PATTERN = re.compile(r"[0-9a-f]{32}\.(avif|webp)")


@require_safe
def picture(request, name):
    match = NAME_PATTERN.fullmatch(name)
    if match is None:
        raise Http404
    is_public = Photo.objects.public().with_picture(name).exists()
    if not is_public and not is_picture_key(request.GET.get("key", ""), name):
        raise Http404
    response = picture_response(name, CONTENT_TYPES[match[1]])
    if is_public:
        patch_cache_control(response, public=True, max_age=MAX_AGE, immutable=True)
    else:
        add_never_cache_headers(response)
    return response


def picture_response(name, content_type):
    try:
        file = default_storage.open(f"photos/{name}")
    except FileNotFoundError as absent:
        raise Http404 from absent
    return FileResponse(file, content_type=content_type)
