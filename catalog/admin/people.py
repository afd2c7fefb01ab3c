"""Who works at the desk, and as what."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

NAMES = ("Person", {"fields": ["first_name", "last_name", "email"]})
ROLE = ("Role", {"fields": ["is_active", "is_staff", "groups"]})


admin.site.unregister([User, Group])


@admin.register(User)
class PersonAdmin(UserAdmin):
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
        return ((None, {"fields": ["username", "password"]}), NAMES, ROLE)

    def get_changeform_initial_data(self, request):
        return {"is_staff": True}

    def may(self, request, person):
        return request.user.is_superuser or person is None or not person.is_superuser

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may(request, obj)

    def has_delete_permission(self, request, obj=None):
        """People who have changed something stay in the history: they are made inactive."""
        return request.user.is_superuser and super().has_delete_permission(request, obj)

    @admin.action(
        description="Take away the second factor (a new one is set up with the next sign-in)", permissions=["change"]
    )
    @transaction.atomic
    def reset_second_factor(self, request, queryset):
        people = [person for person in queryset if self.may(request, person)]
        for model in (TOTPDevice, StaticDevice):
            model.objects.filter(user__in=people).delete()
        LogEntry.objects.log_actions(request.user.pk, people, CHANGE, "Second factor taken away.", single_object=False)
        messages.info(request, f"{len(people)} of {len(queryset)} second factors taken away.")


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """What each role may do is for superusers to change."""

    def has_change_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_delete_permission = has_change_permission
