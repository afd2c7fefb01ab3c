"""The box in which a record is searched for, where Django's own fails."""

from django.contrib.admin.widgets import AutocompleteSelect

from ..shared.number_parameters import parse_key


class RecordSelect(AutocompleteSelect):
    """Prints a form again whatever was sent in it: of a value that is no key Django's own would ask the database."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [one for one in value if parse_key(str(one))], attr)


class RecordSelectMixin:
    """For an admin page: its ``autocomplete_fields`` get that box."""

    record_select = RecordSelect

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", self.record_select(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)
