"""The desk as a whole: who comes in, by which way, and with what they had typed."""

import json
import re
from functools import update_wrapper

from django.contrib import admin
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .second_factor import DeskLoginForm, is_settled, second_factor_view

NOT_KEPT = re.compile("csrfmiddlewaretoken|otp_token|.*password.*")


class DeskSite(admin.AdminSite):
    """People with the right to publish come in with a second factor only. Whoever was signed out while typing finds
    what was typed after signing in again."""

    login_form = DeskLoginForm

    def get_urls(self):
        second_factor = path("second-factor/", self.second_factor, name="second_factor")
        return [second_factor, *super().get_urls()]

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
        user = request.user
        if user.is_authenticated and user.is_staff and not is_settled(user):
            return redirect("admin:second_factor")
        is_typed = request.method == "POST" and request.path != reverse("admin:logout")
        return self.login_with(request) if is_typed else None

    def login_with(self, request):
        """The way in for somebody who sends a form without being signed in (any more); files cannot be kept."""
        kept = [[name, value] for name, values in request.POST.lists() if not NOT_KEPT.match(name) for value in values]
        context = {
            **self.each_context(request),
            "title": "Log in",
            "app_path": reverse("admin:login"),
            "form": DeskLoginForm(request),
            "kept": json.dumps(kept, ensure_ascii=False),
            "kept_path": request.get_full_path(),
            "files": bool(request.FILES),
        }
        return TemplateResponse(request, "admin/login.html", context, status=403)

    def login(self, request, extra_context=None):
        """Django's own; whoever brought a form along gets it back to send it again."""
        kept = {name: request.POST[name] for name in ("kept", "kept_path") if request.POST.get(name)}
        response = super().login(request, {**kept, **(extra_context or {})})
        if request.method == "POST" and response.status_code == 302 and len(kept) == 2:
            return self.carry_on(request, **kept) or response
        return response

    def carry_on(self, request, *, kept, kept_path):
        """A page that sends the form again, to an address of the desk and nowhere else; None where it is no form."""
        fields = fields_in(kept)
        if fields is None or not kept_path.startswith(reverse("admin:index")):
            return None
        if not url_has_allowed_host_and_scheme(kept_path, allowed_hosts=None):
            return None
        context = {**self.each_context(request), "title": "You are signed in again", "fields": fields, "to": kept_path}
        return TemplateResponse(request, "admin/carry_on.html", context)

    def second_factor(self, request):
        return second_factor_view(self, request)


def fields_in(text):
    """[name, value] pairs of texts; None for anything else."""
    try:
        fields = json.loads(text)
        sound = all(isinstance(name, str) and isinstance(value, str) for name, value in fields)
    except (ValueError, TypeError, RecursionError):
        return None
    return fields if sound else None
