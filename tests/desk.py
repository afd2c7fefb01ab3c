"""What tests do at the editors' desk: open a form, change it, send it back, read what is answered."""

from django.contrib.auth import get_user
from django.contrib.messages import get_messages
from django.urls import reverse

from catalog.models import Phone
from catalog.models.vocabulary import Status

from .factories import make_brand
from .filling import form_on, new_row

ADD_PHONE = "/desk/catalog/phone/add/"
EMPTY_FORMS = {}
"""The fields of the form of a new phone by role: fetched once, because they are the same for every test."""


def change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def form_of(desk, record):
    return form_on(desk.get(change_url(record)), f"{record._meta.model_name}_form")


def save(desk, record, **changes):
    """Open the record's form, change these fields, save."""
    return desk.post(change_url(record), form_of(desk, record) | changes)


def enter_phone(desk, *rows, **facts):
    """Fill in the form of a new phone; rows are pairs of formset and facts."""
    fields = empty_form(desk)
    for prefix, values in rows:
        fields = new_row(fields, prefix, **values)
    return desk.post(ADD_PHONE, fields | {"brand": str(make_brand("Acme").pk), "name": "One"} | facts)


def empty_form(desk):
    person = get_user(desk)
    role = (person.is_superuser, *person.groups.values_list("name", flat=True))
    if role not in EMPTY_FORMS:
        EMPTY_FORMS[role] = form_on(desk.get(ADD_PHONE))
    return EMPTY_FORMS[role]


def saved(response):
    return response.status_code == 302


def faults_at(response, field):
    return response.context["adminform"].form.errors.get(field, [])


def row_faults(response, prefix):
    """Every message at the rows of one formset."""
    formset = next(one.formset for one in response.context["inline_admin_formsets"] if one.formset.prefix == prefix)
    messages = [message for row in formset.errors for faults in row.values() for message in faults]
    return " ".join(map(str, [*messages, *formset.non_form_errors()]))


def said_after(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def withdrawn(record):
    """``record``; a published phone must be withdrawn before it can be deleted."""
    if isinstance(record, Phone):
        Phone.objects.filter(pk=record.pk, status=Status.PUBLISHED).update(status=Status.WITHDRAWN)
    return record


def delete(desk, record):
    url = reverse(f"admin:catalog_{record._meta.model_name}_delete", args=[withdrawn(record).pk])
    return desk.post(url, {"post": "yes"})


def delete_in_bulk(desk, record):
    url = reverse(f"admin:catalog_{record._meta.model_name}_changelist")
    return desk.post(url, {"action": "delete_selected", "_selected_action": [withdrawn(record).pk], "post": "yes"})
