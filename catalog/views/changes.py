"""What has changed in the catalogue, and in one phone; as pages and as feeds."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join

from catalog.facts.phone_serializer import LICENCE
from catalog.history.change_entries import entries_by_day, entries_of_revisions
from catalog.history.visibility import visible_revisions, visible_revisions_of_phone
from catalog.models import Phone, Stamp
from catalog.pages.date_format import formatted_date
from catalog.pages.page_addresses import absolute_url

from .pagination import paginate
from .phones import moved_or_404
from .responses import reader_view

MAX_FEED_ENTRIES = 50
MAX_LISTED_CHANGES = 5000
"""Of all phones together; the list of each goes back to the start."""


@reader_view
def changes(request):
    revisions = visible_revisions(timezone.now())
    context = change_list_context(request, revisions[:MAX_LISTED_CHANGES])
    return render(request, "changes.html", context | {"since": first_change_date(revisions)})


@reader_view
def phone_changes(request, slug):
    found = Phone.objects.published().named().filter(slug=slug).first()
    if found is None:
        return moved_or_404("phone_changes", slug)
    context = change_list_context(request, visible_revisions_of_phone(found))
    return render(request, "phone_changes.html", context | {"phone": found})


def change_list_context(request, revisions):
    """One page of ``revisions``, by day."""
    pages = paginate(request, revisions)
    days = entries_by_day(entries_of_revisions(pages.page.object_list))
    return {"cut": pages, "days": [(formatted_date(day), entries) for day, entries in days]}


def first_change_date(revisions):
    """The day of the first of ``revisions``, in words; empty where there is none."""
    return formatted_date(revisions.order_by("seen_from").values_list("seen_from", flat=True).first())


class SteadyAtomFeed(Atom1Feed):
    """Atom as of its newest entry; without entries as of the last change of the catalogue, not of the request."""

    def latest_post_date(self):
        if self.items:
            return super().latest_post_date()
        return self.feed["changed_at"]()


class ChangesFeed(Feed):
    """Changed values and new phones, the newest first. Addresses are the site's own, whoever asks by whatever name.

    An entry's id is that of its revision, whatever becomes of the record's name and address.
    """

    feed_type = SteadyAtomFeed
    author_name = settings.SITE_NAME
    author_link = f"{settings.SITE_URL}/"
    feed_copyright = f"{LICENCE['name']} {LICENCE['url']}"
    title = f"Changes in the catalogue of {settings.SITE_NAME}"
    subtitle = "Facts that were changed, and phones that are new."
    page = "changes"
    address = "changes_feed"

    def link(self):
        return absolute_url(reverse(self.page))

    def feed_url(self):
        return absolute_url(reverse(self.address))

    def feed_guid(self):
        return self.feed_url()

    def feed_extra_kwargs(self, obj):
        return {"changed_at": Stamp.last_moved_at}

    def items(self):
        return entries_of_revisions(visible_revisions(timezone.now())[:MAX_FEED_ENTRIES])

    def item_title(self, item):
        if item.is_new:
            return f"New: {item.name}"
        labels = ", ".join(line.label for line in item.lines)
        return f"{item.name}: {labels}"

    def item_description(self, item):
        if item.is_new:
            return format_html("<p>{} is new on this site.</p>", item.name)
        changes = [(line.label, line.old, line.new) for line in item.lines]
        rows = format_html_join("", "<li>{}: {} → {}</li>", changes)
        return format_html("<ul>{}</ul>", rows)

    def item_link(self, item):
        return absolute_url(item.url)

    def item_guid(self, item):
        return f"{absolute_url(reverse('changes'))}#change-{item.number}"

    def item_pubdate(self, item):
        return item.at

    item_updateddate = item_pubdate


class PhonesFeed(ChangesFeed):
    title = f"New phones on {settings.SITE_NAME}"
    subtitle = "Phones as they are published."
    page = "phones"
    address = "phones_feed"

    def items(self):
        return entries_of_revisions(visible_revisions(timezone.now()).filter(introduces=True)[:MAX_FEED_ENTRIES])


changes_feed = reader_view(ChangesFeed())
phones_feed = reader_view(PhonesFeed())
