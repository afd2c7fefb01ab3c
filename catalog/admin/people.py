"""Who works at the desk, and as what."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from .shared.checked_list import CheckedListMixin
from .shared.number_parameters import parse_key

NAME_FIELDSET = ("Person", {"fields": ["first_name", "last_name", "email"]})
ROLE_FIELDSET = ("Role", {"fields": ["is_active", "is_staff", "groups"]})

# Second factors are taken away here, and have no pages to look at: those of the library come and go with its admin.
admin.site.unregister([User, Group, StaticDevice, TOTPDevice])


class RecordsField(forms.ModelMultipleChoiceField):
    """Refuses a key that no database has, where Django's own would ask for it."""

    def clean(self, value):
        for key in value or ():
            if parse_key(str(key)) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class PeoplePageMixin(CheckedListMixin):
    """For pages on which several roles or rights are chosen."""

    def formfield_for_manytomany(self, db_field, request, **options):
        return super().formfield_for_manytomany(db_field, request, form_class=RecordsField, **options)


@admin.register(User)
class PersonAdmin(PeoplePageMixin, UserAdmin):
    """A chief gives roles and takes them; what goes beyond roles is for superusers, and so are superusers."""

    add_fieldsets = (
        (None, {"fields": ["username", "usable_password", "password1", "password2", "is_staff", "groups"]}),
    )
    list_display = ["username", "first_name", "last_name", "is_staff", "is_active", "is_superuser"]
    list_filter = ["is_active", "groups"]
    list_per_page = 50
    actions = ["reset_second_factor"]

    def get_fieldsets(self, request, obj=None):
        if obj is None or request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return ((None, {"fields": ["username", "password"]}), NAME_FIELDSET, ROLE_FIELDSET)

    def get_changeform_initial_data(self, request):
        return {"is_staff": True}

    def formfield_for_manytomany(self, db_field, request, **options):
        if db_field.name == "groups" and not request.user.is_superuser:
            beyond = Permission.objects.exclude(pk__in=permissions_of_user(request.user))
            options["queryset"] = Group.objects.exclude(permissions__in=beyond)
        return super().formfield_for_manytomany(db_field, request, **options)

    def may(self, request, person):
        """Whether the user has every right of ``person``: whoever changes an account can sign in with it."""
        if request.user.is_superuser or person is None:
            return True
        if person.is_superuser:
            return False
        beyond = permissions_of_user(person).exclude(pk__in=permissions_of_user(request.user))
        return not beyond.exists()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may(request, obj)

    def has_delete_permission(self, request, obj=None):
        """People who have changed something stay in the history: they are made inactive."""
        return request.user.is_superuser and super().has_delete_permission(request, obj)

    @admin.action(
        description="Remove the second factor (a new one is set up at the next sign-in)", permissions=["change"]
    )
    @transaction.atomic
    def reset_second_factor(self, request, queryset):
        """Of others only: a session that was left open must not be enough to set up one's own anew."""
        people = []
        for person in queryset:
            if person != request.user and self.may(request, person):
                people.append(person)
        TOTPDevice.objects.filter(user__in=people).delete()
        StaticDevice.objects.filter(user__in=people).delete()
        end_sessions(people)
        LogEntry.objects.log_actions(request.user.pk, people, CHANGE, "Second factor removed.", single_object=False)
        messages.info(request, f"{len(people)} of {len(queryset)} second factors removed.")


@admin.register(Group)
class RoleAdmin(PeoplePageMixin, GroupAdmin):
    """What each role may do is for superusers to change."""

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_delete_permission = has_change_permission


def end_sessions(people):
    """Sign them out everywhere: one of their sessions may be another's by now."""
    keys = {str(person.pk) for person in people}
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) in keys:
            session.delete()


def permissions_of_user(person):
    """What somebody may do at the desk, or might if active; superusers apart, who may do everything."""
    return Permission.objects.filter(Q(user=person) | Q(group__user=person))
