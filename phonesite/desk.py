"""The desk as a whole: who comes in, by which way, and with what they had typed."""

from functools import update_wrapper

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.csrf import csrf_failure as failure_elsewhere

from . import kept
from .second_factor import DeskLoginForm, has_to_set_up, is_settled, second_factor_view


class DeskSite(admin.AdminSite):
    """People with the right to publish come in with a second factor only. Whoever was signed out while typing finds
    what was typed after signing in again."""

    login_form = DeskLoginForm

    def get_urls(self):
        from catalog.admin.pages import PAGES  # noqa: PLC0415 - it is registered at this site

        pages = [path(route, self.admin_view(view), name=name) for route, view, name in PAGES]
        second_factor = path("second-factor/", self.second_factor, name="second_factor")
        return [second_factor, *pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        from catalog.admin.pages.worklist_pages import first_screen  # noqa: PLC0415 - likewise

        return super().index(request, {**first_screen(request), **(extra_context or {})})

    def has_permission(self, request):
        return super().has_permission(request) and is_settled(request.user)

    def admin_view(self, view, cacheable=False):
        """Turns people away politely: to set up a second factor, or to sign in with what they have typed in hand."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **options):
            if not self.has_permission(request) and (elsewhere := self.turned_away(request)):
                return elsewhere
            return inner(request, *args, **options)

        return update_wrapper(guarded, inner)

    def turned_away(self, request):
        """What somebody sees who may not come in (yet); None leaves it to Django."""
        is_leaving = request.path == reverse("admin:logout")
        if is_leaving and request.user.is_authenticated:
            return self.logout(request)
        is_typed = request.method == "POST" and not is_leaving
        if not has_to_set_up(request.user):
            return self.login_page(request, kept.taken_from(request)) if is_typed else None
        return self.come_back(request, kept.taken_from(request)) if is_typed else redirect("admin:second_factor")

    def login_page(self, request, hidden):
        """The way in for somebody whose form was not taken, with what it held."""
        words = {"title": "Log in", "app_path": reverse("admin:login"), "next": reverse("admin:index")}
        context = {**self.each_context(request), **words, "form": DeskLoginForm(request), **hidden}
        return TemplateResponse(request, "admin/login.html", context, status=403)

    def login(self, request, extra_context=None):
        """Django's own; whoever brought a form along gets it back to send it again."""
        hidden = kept.brought_along(request)
        response = super().login(request, {**hidden, **(extra_context or {})})
        is_in = request.method == "POST" and response.status_code == 302
        return self.come_back(request, hidden, status=200) or response if is_in else response

    def come_back(self, request, hidden, *, status=403):
        """A page that sends the form again, to an address of the desk and nowhere else; None where it is no form."""
        found = kept.unpacked(hidden)
        if found is None:
            return None
        words = {"title": "Not saved yet", "is_back": status == 200, "has_to_set_up": has_to_set_up(request.user)}
        context = {**self.each_context(request), **words, "fields": found[0], "to": found[1]}
        return TemplateResponse(request, "admin/come_back.html", context, status=status)

    def come_late(self, request):
        """For a form that was opened before its sender signed in again, perhaps in another window."""
        if request.path == reverse("admin:login"):
            return self.login_page(request, kept.brought_along(request))
        if request.path in (reverse("admin:logout"), reverse("admin:second_factor")):
            return redirect("admin:index")
        if not self.has_permission(request):
            return self.turned_away(request)
        return self.come_back(request, kept.taken_from(request))

    def second_factor(self, request):
        return second_factor_view(self, request)

    def locked_out(self, request):
        wait = settings.AXES_COOLOFF_TIME
        words = {"title": "Too many wrong passwords", "app_path": reverse("admin:login")}
        figures = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": int(wait.total_seconds() // 60)}
        context = {**self.each_context(request), **words, **figures, **kept.brought_along(request)}
        response = render(request, "admin/locked_out.html", context, status=429)
        response["Retry-After"] = int(wait.total_seconds())
        return response


def locked_out(request, response, credentials):
    """What axes shows."""
    return admin.site.locked_out(request)


def csrf_failure(request, reason=""):
    """A form of the desk's own comes back, to be sent once more by whoever typed it. What another site sends does not:
    browsers say truly where a form comes from."""
    own = (f"{request.scheme}://{request.get_host()}", settings.SITE_URL)
    if request.path.startswith(reverse("admin:index")) and request.headers.get("Origin") in own:
        return admin.site.come_late(request)
    return failure_elsewhere(request, reason)
