"""What somebody without the right to publish would have readers see is kept for an editor to decide."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from catalog.models import Proposal, Revision
from catalog.records.shapes import RECORD_SHAPES, normalised_content


def create_proposal(by, kind, key, content, *, before, base, why):  # noqa: PLR0913 - each says one thing of a proposal
    """The new proposal; None where it would change nothing. ``base`` is the revision that its author saw."""
    content, before = (one and normalised_content(one, RECORD_SHAPES[kind]) for one in (content, before))
    if content == before:
        return None
    revision = Revision.objects.of(kind, key).filter(pk=base or 0).first() if key else None
    return Proposal.objects.create(
        kind=kind, record=key, slug=content[kind], content=content, before=before, base=revision, by=by, why=why or None
    )


def redirect_to_proposal(request, proposal, back=None):
    """Tells its author, and leads on: to the proposal, or to what has not been changed."""
    if proposal is None:
        messages.info(request, "Nothing was changed, and nothing proposed.")
        return HttpResponseRedirect(back or reverse("admin:index"))
    address = reverse("admin:catalog_proposal_change", args=[proposal.pk])
    words = 'Readers see this, so it is not changed yet: it is <a href="{}">proposed</a>, and an editor decides.'
    messages.success(request, format_html(words, address))
    return HttpResponseRedirect(address)
