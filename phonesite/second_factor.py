"""The second factor: codes from an app (TOTP, RFC 6238), and recovery codes for the day the telephone is gone."""

from io import BytesIO
from time import time

import qrcode
from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import CHANGE, LogEntry
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

from catalog.models.recovery_codes import new_code, recovery_device, stored_code

from .lockout import has_codes_left, note_wrong_code, record_failed_login

RECOVERY_CODES = 10
CODE_DIGITS = 6
MAX_CODE_LENGTH = 40
"""With the spaces of a recovery code."""
PROVEN_SESSION_KEY = "second_factor_proven"
PROVEN_FOR_S = 10 * 60


class CodeMixin(OTPAuthenticationFormMixin):
    """Whose device a code is for shows in the code: six digits are the app's, anything else is a recovery code."""

    otp_error_messages = {
        **OTPAuthenticationFormMixin.otp_error_messages,
        "token_required": "Enter the code that your app shows, or a recovery code.",
        "invalid_token": "This code is wrong, or was used before. Wait for the next one.",
        "device_required": "This code is wrong, or was used before. Wait for the next one.",
        "n_failed_attempts": "Too many wrong codes. Wait a moment, then try again.",
    }
    no_codes_left = "Too many wrong codes within a day: none is taken until tomorrow."

    def clean_otp(self, user):
        """A code that is wrong counts towards the day's limit, from wherever it came."""
        if not has_codes_left(user):
            raise forms.ValidationError(self.no_codes_left)
        try:
            super().clean_otp(user)
        except forms.ValidationError as fault:
            if fault.code == "invalid_token":
                note_wrong_code(user)
            raise

    def _update_form(self, user):
        """A password that was right is not printed back, where the library would do so: it would show that it was."""

    def _chosen_device(self, user):
        code = self.cleaned_data.get("otp_token") or ""
        is_from_app = code.isdecimal() and len(code) == CODE_DIGITS
        model = TOTPDevice if is_from_app else StaticDevice
        return model.objects.devices_for_user(user, confirmed=True).select_for_update().first()

    def _verify_token(self, user, token, device=None):
        if isinstance(device, StaticDevice):
            token = stored_code(device, token)
        return super()._verify_token(user, token, device)


class CodeField(forms.CharField):
    """A code as apps show it and people write it down: spaces and capitals do not matter."""

    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "off"})

    def to_python(self, value):
        return "".join(super().to_python(value).split()).lower()


class SecondFactorLoginForm(CodeMixin, AdminAuthenticationForm):
    """Name and password; and a code from whoever has a second factor. Which of them was wrong is not said, nor counted
    in another way: a password that somebody has guessed must not show by its code being asked for."""

    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": "The name, the password or the code is wrong. Whoever has a second factor needs a code each "
        "time. A code works once, and after several wrong ones none is taken for a while: wait for the next one.",
    }
    otp_token = CodeField(max_length=MAX_CODE_LENGTH, required=False, label="Code, if you have a second factor")

    def clean(self):
        try:
            found = super().clean()
            user = self.get_user()
            if user is not None and user_has_device(user):
                self.clean_otp(user)
        except forms.ValidationError:
            if self.get_user() is not None:  # so the password was right
                record_failed_login(self.request, self.cleaned_data["username"])
            raise self.get_invalid_login_error() from None
        return found


class CodeForm(CodeMixin, forms.Form):
    """A code alone, from somebody who is signed in."""

    otp_token = CodeField(max_length=MAX_CODE_LENGTH, label="Code")

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
        return unconfirmed_device(user)


def needs_second_factor(user):
    """Whether somebody may use the desk only with a second factor: who publishes, and whoever has one."""
    return user.has_perm("catalog.publish") or user_has_device(user)


def has_passed_second_factor(user):
    """Whether this session has shown its second factor, or needs none."""
    return is_verified(user) or not needs_second_factor(user)


def is_verified(user):
    """Asked in the very request that signs in, the middleware has not seen the user yet."""
    return getattr(user, "otp_device", None) is not None


def must_set_up_device(user):
    """Whether somebody lacks nothing but a second factor to come in."""
    if not is_active_staff(user) or user_has_device(user):
        return False
    return needs_second_factor(user)


def may_manage_devices(user):
    """Whether somebody may set up a device: staff, and with a device only those who have given a code of it."""
    if not is_active_staff(user):
        return False
    return is_verified(user) or not user_has_device(user)


def is_active_staff(user):
    return user.is_active and user.is_staff


@transaction.atomic
def unconfirmed_device(user):
    """The device that ``user`` is setting up; the same until its first code confirms it."""
    started = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).order_by("pk").first()
    return started or TOTPDevice.objects.create(user=user, confirmed=False, name="App")


def second_factor_view(site, request):
    """Setting up a device, or, with one, new recovery codes and another device."""
    if not may_manage_devices(request.user):
        return redirect("admin:login")
    if not user_has_device(request.user):
        return device_setup_view(site, request)
    if "_first" in request.POST and has_recent_code(request):
        return device_setup_view(site, request)
    return device_management_view(site, request)


def has_recent_code(request):
    """Whether somebody with a device has just given a code of it, to set up another."""
    return time() - request.session.get(PROVEN_SESSION_KEY, 0) < PROVEN_FOR_S


def device_setup_view(site, request):
    """The secret as a picture and as text; the first right code makes it count, and shows recovery codes once."""
    user = request.user
    form = FirstCodeForm(user, request.POST if "_first" in request.POST else None)
    is_right = form.is_valid()
    device = unconfirmed_device(user)
    if is_right:
        codes = confirm_device(request, device)
        return render_second_factor(site, request, "second_factor_codes", codes=codes)
    return render_second_factor(
        site, request, "second_factor", form=form, picture=qr_code_svg(device.config_url), secret=grouped_secret(device)
    )


def device_management_view(site, request):
    """What somebody with a device can do, each time after giving a code: other recovery codes, another device. So a
    session that was left open gives the desk away only until it ends."""
    is_asked = bool({"_codes", "_replace"} & request.POST.keys())
    form = CodeForm(request.user, request.POST if is_asked else None)
    if not form.is_valid():
        left = StaticToken.objects.filter(device__user=request.user).count()
        return render_second_factor(site, request, "second_factor_kept", form=form, left=left)
    if "_codes" in request.POST:
        return render_second_factor(site, request, "second_factor_codes", codes=create_recovery_codes(request.user))
    request.session[PROVEN_SESSION_KEY] = time()
    return device_setup_view(site, request)


def render_second_factor(site, request, template, **context):
    settled = has_passed_second_factor(request.user)
    words = {"title": "Second factor", "is_nav_sidebar_enabled": settled, "is_first": not settled}
    context = {**site.each_context(request), **words, **context}
    response = TemplateResponse(request, f"admin/{template}.html", context)
    response["Cache-Control"] = "no-store"
    return response


@transaction.atomic
def confirm_device(request, device):
    """Let ``device`` count, in place of any before, from now on in this session; return new recovery codes."""
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    request.session.pop(PROVEN_SESSION_KEY, None)
    verified_login(request, device)
    log_change(request.user, "Second factor set up.")
    return create_recovery_codes(request.user)


@transaction.atomic
def create_recovery_codes(user):
    """Recovery codes in place of those before, each good for once. Nobody can show them again: hashes are stored."""
    device = recovery_device(user)
    device.token_set.all().delete()
    codes = [new_code() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=stored_code(device, code)) for code in codes)
    log_change(user, "Recovery codes made.")
    return codes


def log_change(user, words):
    """In the log that chiefs see as the history of a person."""
    LogEntry.objects.log_actions(user.pk, [user], CHANGE, words, single_object=True)


def qr_code_svg(address):
    """A QR code as SVG, without styles: the policy of the desk allows none inline."""
    written = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, box_size=12).save(written)
    svg = written.getvalue().decode()
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 - a drawing made here, of numbers


def grouped_secret(device):
    """For those who type it: as apps want it, in groups of four."""
    text = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
