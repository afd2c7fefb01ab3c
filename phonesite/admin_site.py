"""The admin site: who may come in, by which way, and what becomes of forms sent by people who were signed out."""

from functools import update_wrapper
from math import ceil

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.csrf import csrf_failure as failure_elsewhere
from django.views.decorators.http import require_POST
from django_otp import user_has_device

from . import preserved_post_data
from .lockout import name_in, remember_device, seconds_to_wait
from .reauthentication import is_proof_old, must_prove, note_proof, proof_page, proof_view
from .record_keys import check_record_keys
from .second_factor import (
    SecondFactorLoginForm,
    has_passed_second_factor,
    is_active_staff,
    must_set_up_device,
    second_factor_view,
)


class CatalogAdminSite(admin.AdminSite):
    """People with the right to publish come in with a second factor only. Whoever was signed out while typing finds
    what was typed after signing in again."""

    login_form = SecondFactorLoginForm

    def get_urls(self):
        from catalog.admin.pages import ADMIN_PAGES  # noqa: PLC0415 - it is registered at this site

        pages = [path(route, self.admin_view(view), name=name) for route, view, name in ADMIN_PAGES]
        second_factor = path("second-factor/", self.second_factor, name="second_factor")
        proof = path("proof/", self.admin_view(require_POST(self.proof)), name="proof")
        return [second_factor, proof, *pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        from catalog.admin.pages.worklist_pages import dashboard_context  # noqa: PLC0415 - likewise

        return super().index(request, {**dashboard_context(request), **(extra_context or {})})

    def has_permission(self, request):
        return super().has_permission(request) and has_passed_second_factor(request.user)

    def admin_view(self, view, cacheable=False):
        """Turns people away politely: to set up a second factor, or to sign in with what they have typed in hand. Asks
        who they are before what is dangerous."""
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **options):
            if not self.has_permission(request) and (elsewhere := self.access_denied_response(request)):
                return elsewhere
            if must_prove(request) and self.has_permission(request):
                return proof_page(self, request, preserved_post_data.packed_post_data(request))
            check_record_keys(request)
            return inner(request, *args, **options)

        return update_wrapper(guarded, inner)

    def access_denied_response(self, request):
        """What somebody sees who may not come in (yet); None leaves it to Django."""
        is_leaving = request.path == reverse("admin:logout")
        if is_leaving and request.user.is_authenticated:
            return self.logout(request)
        must_set_up = must_set_up_device(request.user)
        if is_leaving or request.method != "POST":
            return redirect("admin:second_factor") if must_set_up else None
        hidden = preserved_post_data.packed_post_data(request)
        if must_set_up:
            return self.resubmission_page(request, hidden)
        return self.login_page(request, hidden)

    def login_page(self, request, hidden):
        """The way in for somebody whose form was not taken, with what it held."""
        context = {
            **self.each_context(request),
            "title": "Log in",
            "app_path": reverse("admin:login"),
            "next": reverse("admin:index"),
            "form": SecondFactorLoginForm(request),
            **hidden,
        }
        return TemplateResponse(request, "admin/login.html", context, status=403)

    def login(self, request, extra_context=None):
        """Django's own; whoever brought a form along gets it back to send it again."""
        hidden = preserved_post_data.submitted_hidden_fields(request)
        response = super().login(request, {**hidden, **(extra_context or {})})
        is_signed_in = request.method == "POST" and response.status_code == 302
        if not is_signed_in:
            return response
        request.session.cycle_key()  # also for somebody who was signed in already
        note_proof(request)
        response = self.resubmission_page(request, hidden, status=200) or response
        remember_device(request, response)
        return response

    def resubmission_page(self, request, hidden, *, status=403, is_proven=False):
        """A page that sends the form again, to an address of the desk and nowhere else; None where it is no form. Its
        sender has signed in again, or has proved to be the same (``is_proven``), or has yet to be asked."""
        unpacked = preserved_post_data.unpacked_post_data(hidden)
        if unpacked is None:
            return None
        fields, path = unpacked
        context = {
            **self.each_context(request),
            "title": "Not saved yet",
            "is_back": status == 200 and not is_proven,
            "is_proven": is_proven,
            "has_to_set_up": must_set_up_device(request.user),
            "fields": fields,
            "to": path,
        }
        return TemplateResponse(request, "admin/come_back.html", context, status=status)

    def late_submission_response(self, request):
        """For a form that was opened before its sender signed in again, perhaps in another window."""
        if request.path == reverse("admin:login"):
            return self.login_page(request, preserved_post_data.submitted_hidden_fields(request))
        if request.path in (reverse("admin:logout"), reverse("admin:second_factor")):
            return redirect("admin:index")
        if not self.has_permission(request):
            return self.access_denied_response(request)
        return self.resubmission_page(request, preserved_post_data.packed_post_data(request))

    def second_factor(self, request):
        """Whoever has none, perhaps because it was taken away, sets one up soon after giving the password: a session
        that was left open is not enough."""
        user = request.user
        if is_active_staff(user) and not user_has_device(user) and is_proof_old(request):
            logout(request)
            return redirect_to_login(reverse("admin:second_factor"), reverse("admin:login"))
        return second_factor_view(self, request)

    def proof(self, request):
        return proof_view(self, request)

    def locked_out(self, request, credentials):
        """How long there is to wait is said, and not for which of the limits: it is the same for names that there are
        and names that there are not."""
        wait_s = seconds_to_wait(request, name_in(credentials))
        context = {
            **self.each_context(request),
            "title": "Too many wrong passwords",
            "app_path": reverse("admin:login"),
            "minutes": max(1, ceil(wait_s / 60)),
            **preserved_post_data.submitted_hidden_fields(request),
        }
        response = render(request, "admin/locked_out.html", context, status=429)
        response["Retry-After"] = wait_s
        return response


def lockout_response(request, response, credentials):
    """What axes shows."""
    return admin.site.locked_out(request, credentials)


def csrf_failure(request, reason=""):
    """A form of the desk's own comes back, to be sent once more by whoever typed it. What another site sends does not:
    browsers say truly where a form comes from."""
    own = (f"{request.scheme}://{request.get_host()}", settings.SITE_URL)
    if request.path.startswith(reverse("admin:index")) and request.headers.get("Origin") in own:
        return admin.site.late_submission_response(request)
    return failure_elsewhere(request, reason)
