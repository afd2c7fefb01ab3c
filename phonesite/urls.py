"""All addresses: the desk, and the readers' pages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from catalog.urls import page_patterns

from .metrics import metrics


class FaviconView(RedirectView):
    """The icon for whoever asks at the fixed address, such as a browser showing JSON."""

    http_method_names = ("get", "head")

    def get_redirect_url(self, *args, **kwargs):
        return static("favicon.svg")


handler400 = "phonesite.failure_pages.bad_request"
handler403 = "phonesite.failure_pages.permission_denied"
handler404 = "catalog.views.errors.page_not_found"
handler500 = "phonesite.failure_pages.server_error"

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("metrics", metrics, name="metrics"),
    path("favicon.ico", FaviconView.as_view()),
    path("", include("catalog.urls")),
    *i18n_patterns(*page_patterns, prefix_default_language=False),
]
