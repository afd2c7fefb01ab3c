"""The yardstick: the site's own WSGI application, which at ``/constant/`` gives the bytes of a file and does nothing.

CONSTANT_PAGE names the file. All other addresses are the site's, so both can be asked of one and the same server.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phonesite.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

settings.ROOT_URLCONF = "tests.benches.constant_urls"
application = get_wsgi_application()
