"""The second factor: codes from an app (TOTP, RFC 6238), and recovery codes for the day the telephone is gone."""

from io import BytesIO

import qrcode
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django_otp import login as verified_login
from django_otp import user_has_device
from django_otp.forms import OTPAuthenticationFormMixin
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

RECOVERY_CODES = 10
DIGITS = 6
PROVEN = "second_factor_proven"


class CodeMixin(OTPAuthenticationFormMixin):
    """Whose device a code is for shows in the code: six digits are the app's, anything else is a recovery code."""

    otp_error_messages = {
        **OTPAuthenticationFormMixin.otp_error_messages,
        "token_required": "Enter the code that your app shows, or a recovery code.",
        "invalid_token": "This code is wrong, or was used before. Wait for the next one.",
        "device_required": "This code is wrong, or was used before. Wait for the next one.",
        "n_failed_attempts": "Too many wrong codes. Wait a moment, then try again.",
    }

    def _chosen_device(self, user):
        code = self.cleaned_data.get("otp_token") or ""
        model = TOTPDevice if code.isdigit() and len(code) == DIGITS else StaticDevice
        return model.objects.devices_for_user(user, confirmed=True).select_for_update().first()


def code_field(**options):
    attributes = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off"}
    return forms.CharField(max_length=20, widget=forms.TextInput(attrs=attributes), **options)


class DeskLoginForm(CodeMixin, AdminAuthenticationForm):
    """Name and password; and a code from whoever has a second factor."""

    otp_token = code_field(required=False, label="Code, if you have a second factor")

    def clean(self):
        found = super().clean()
        user = self.get_user()
        if user is not None and user_has_device(user):
            self.clean_otp(user)
        return found


class CodeForm(CodeMixin, forms.Form):
    """A code alone, from somebody who is signed in."""

    otp_token = code_field(label="Code")

    def __init__(self, user, *args, **options):
        super().__init__(*args, **options)
        self.user = user

    def clean(self):
        found = super().clean()
        if found.get("otp_token"):
            self.clean_otp(self.user)
        return found


class FirstCodeForm(CodeForm):
    """The first code of a device that is being set up."""

    def _chosen_device(self, user):
        return unconfirmed(user)


def needs_one(user):
    """Whether somebody may use the desk only with a second factor: who publishes, and whoever has one."""
    return user.has_perm("catalog.publish") or user_has_device(user)


def is_settled(user):
    """Whether this session has shown its second factor, or needs none."""
    return is_verified(user) or not needs_one(user)


def is_verified(user):
    """Asked in the very request that signs in, the middleware has not seen the user yet."""
    return getattr(user, "otp_device", None) is not None


@transaction.atomic
def unconfirmed(user):
    """The device that ``user`` is setting up; the same until its first code confirms it."""
    return TOTPDevice.objects.select_for_update().get_or_create(user=user, confirmed=False, defaults={"name": "App"})[0]


def second_factor_view(site, request):
    """Setting up a device, or, with one, new recovery codes and another device."""
    user = request.user
    if not (user.is_active and user.is_staff) or (user_has_device(user) and not is_verified(user)):
        return redirect("admin:login")
    if not user_has_device(user) or has_proven(request):
        return set_up_view(site, request)
    return kept_view(site, request)


def has_proven(request):
    """Whether somebody with a device has just given a code of it, to set up another."""
    if "_replace" in request.POST and CodeForm(request.user, request.POST).is_valid():
        request.session[PROVEN] = True
    return "_codes" not in request.POST and request.session.get(PROVEN, False)


def set_up_view(site, request):
    """The secret as a picture and as text; the first right code makes it count, and shows recovery codes once."""
    user = request.user
    form = FirstCodeForm(user, request.POST if "_first" in request.POST else None)
    if "_first" in request.POST and form.is_valid():
        return page(site, request, "second_factor_codes", codes=confirmed(request, unconfirmed(user)))
    device = unconfirmed(user)
    return page(site, request, "second_factor", form=form, picture=picture(device.config_url), secret=secret(device))


def kept_view(site, request):
    """What somebody with a device can do: other recovery codes, another device."""
    if "_codes" in request.POST:
        return page(site, request, "second_factor_codes", codes=new_codes(request.user))
    left = StaticToken.objects.filter(device__user=request.user).count()
    context = {"wrong": "_replace" in request.POST, "form": CodeForm(request.user), "left": left}
    return page(site, request, "second_factor_kept", **context)


def page(site, request, template, **context):
    context = {**site.each_context(request), "title": "Second factor", **context}
    response = TemplateResponse(request, f"admin/{template}.html", context)
    response["Cache-Control"] = "no-store"
    return response


@transaction.atomic
def confirmed(request, device):
    """Let ``device`` count, in place of the one before, from now on in this session; return new recovery codes."""
    TOTPDevice.objects.filter(user=request.user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    request.session.pop(PROVEN, None)
    verified_login(request, device)
    return new_codes(request.user)


@transaction.atomic
def new_codes(user):
    """Recovery codes in place of those before, each good for once. This is the only time that they are shown."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def picture(address):
    """A QR code as SVG, without styles: the policy of the desk allows none inline."""
    written = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12).save(written)
    svg = written.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])


def secret(device):
    """For those who type it: as apps want it, in groups of four."""
    text = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
