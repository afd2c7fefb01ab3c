"""The yardstick: the site's own WSGI application, which at ``/constant/`` gives the bytes of a file and does nothing.

CONSTANT_PAGE names the file. All other addresses are the site's, so both can be asked of one and the same server. The
constant page is never kept: its way through the middleware is what is measured.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phonesite.settings")

from django.conf import settings

settings.ROOT_URLCONF = "tests.benches.constant_urls"

from phonesite.wsgi import application  # noqa: E402, F401 - gunicorn asks for it here
