"""Asking once more who somebody is, before what is dangerous: a session that was left open must not be enough for it.

docs/desk.md says what is dangerous.
"""

from time import time

from django import forms
from django.contrib.auth import authenticate
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django_otp import user_has_device

from . import preserved_post_data
from .second_factor import CodeForm

PROVEN_AT = "proven_at"
"""When somebody last gave a password or a code in this session, in seconds since 1970."""
PROVEN_FOR_S = 30 * 60
PEOPLE_PAGES = ("auth_user_", "auth_group_")
FORMS_WITH_PASSWORDS = {"auth_user_add", "auth_user_password_change"}
"""Asked about when they are opened: what is typed there is not kept while asking."""
DANGEROUS_PAGES = {"catalog_edit_undo", "catalog_edit_merge", "catalog_upload_import"}
DANGEROUS_ACTIONS = {"delete_selected", "reset_second_factor"}


class PasswordForm(forms.Form):
    """The password of somebody who is signed in and has no second factor. Wrong ones count as at the login."""

    password = forms.CharField(
        strip=False, label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, request, *args, **options):
        super().__init__(*args, **options)
        self.request = request

    def clean_password(self):
        person = self.request.user
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=person.get_username(), password=password) != person:
            raise forms.ValidationError("This password is wrong.")
        return password


def is_dangerous(request):
    """Whether what is asked for takes a proof that is not old."""
    name = request.resolver_match.url_name or ""
    if name in FORMS_WITH_PASSWORDS:
        return True
    if request.method != "POST":
        return False
    if name.startswith(PEOPLE_PAGES) or name.endswith("_delete") or name in DANGEROUS_PAGES:
        return True
    return request.POST.get("action") in DANGEROUS_ACTIONS


def must_prove(request):
    """Whether somebody has to give a code or password first."""
    return is_dangerous(request) and is_proof_old(request)


def is_proof_old(request):
    return time() - request.session.get(PROVEN_AT, 0) > PROVEN_FOR_S


def note_proof(request):
    request.session[PROVEN_AT] = time()


def proof_form(request, data=None):
    """What is asked of this person: a code, or the password of somebody without a second factor."""
    if user_has_device(request.user):
        return CodeForm(request.user, data)
    return PasswordForm(request, data)


def proof_page(site, request, hidden, form=None):
    """Asks for the proof, with what was about to be done in hidden fields."""
    context = {**site.each_context(request), "title": "Is it you?", "form": form or proof_form(request), **hidden}
    return TemplateResponse(request, "admin/proof.html", context, status=403)


def proof_view(site, request):
    """Takes the proof, and gives what was about to be done back to be sent again, or opens the page asked for."""
    hidden = preserved_post_data.submitted_hidden_fields(request)
    form = proof_form(request, request.POST)
    if not form.is_valid():
        return proof_page(site, request, hidden, form)
    note_proof(request)
    unpacked = preserved_post_data.unpacked_post_data(hidden)
    if unpacked is None:
        return redirect("admin:index")
    fields, path = unpacked
    if not fields:
        return redirect(path)
    return site.resubmission_page(request, hidden, status=200, is_proven=True)
