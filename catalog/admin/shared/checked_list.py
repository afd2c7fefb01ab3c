"""Lists whose address asks for what no database can look up."""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError, OperationalError

LOOKUP_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, FieldError, ValidationError, DatabaseError)


class CheckedList(ChangeList):
    """Leads to the whole list, and says so, where Django would fail: ``?announced__year=-1``."""

    def get_queryset(self, request, *args, **options):
        return checked(request, super().get_queryset, request, *args, **options)

    def get_results(self, request):
        checked(request, super().get_results, request)
        checked(request, len, self.result_list)


class CheckedListMixin:
    """For every page of the desk that has a list."""

    def get_changelist(self, request, **options):
        return CheckedList


def checked(request, function, *args, **options):
    """What the function returns; ``IncorrectLookupParameters`` where what is asked for cannot be looked up."""
    try:
        return function(*args, **options)
    except OperationalError:
        raise
    except LOOKUP_FAULTS as fault:
        if not request.GET:
            raise
        messages.warning(request, "This list cannot be narrowed like that: here is all of it.")
        raise IncorrectLookupParameters from fault
