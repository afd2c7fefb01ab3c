"""Storing proposals: changes to published records by people without the right to publish."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from catalog.models import Proposal, Revision
from catalog.records.shapes import RECORD_SHAPES, normalised_content


def create_proposal(by, kind, key, content, *, before, base, why):  # noqa: PLR0913 - each says one thing of a proposal
    """The new proposal; None where it would change nothing. ``base`` is the revision that its author saw."""
    shape = RECORD_SHAPES[kind]
    content = normalised_content(content, shape)
    if before is not None:
        before = normalised_content(before, shape)
    if content == before:
        return None
    revision = None
    if key and base:
        revision = Revision.objects.of(kind, key).filter(pk=base).first()
    return Proposal.objects.create(
        kind=kind, record=key, slug=content[kind], content=content, before=before, base=revision, by=by, why=why or None
    )


def redirect_to_proposal(request, proposal, back=None):
    """Tells the author, and redirects to the proposal, or ``back`` where there is none."""
    if proposal is None:
        messages.info(request, "Nothing was changed or proposed.")
        return HttpResponseRedirect(back or reverse("admin:index"))
    address = reverse("admin:catalog_proposal_change", args=[proposal.pk])
    words = 'Readers see this, so it is not changed yet: it is <a href="{}">proposed</a>, and an editor decides.'
    messages.success(request, format_html(words, address))
    return HttpResponseRedirect(address)
