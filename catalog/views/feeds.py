"""Feeds beside those of all changes and all new phones: guides, and what is new about one brand."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from catalog.history.change_entries import entries_of_revisions
from catalog.history.visibility import visible_revisions
from catalog.models import Brand, Guide, Phone
from catalog.models.part_visibility import named_for_readers
from catalog.pages.page_addresses import absolute_url

from .changes import MAX_FEED_ENTRIES, ChangesFeed
from .jinja import markdown
from .responses import reader_view


class GuidesFeed(ChangesFeed):
    """Guides as of the day of their last review, the newest first. An entry's id stays when the guide's address or
    title changes."""

    title = f"Guides on {settings.SITE_NAME}"
    subtitle = "Camera phones compared by our editors."
    page = "guides"
    address = "guides_feed"

    def items(self):
        guides = Guide.objects.published().order_by("-reviewed", "title")
        return guides[:MAX_FEED_ENTRIES]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return markdown(item.text)

    def item_link(self, item):
        return absolute_url(item.get_absolute_url())

    def item_guid(self, item):
        return f"{absolute_url(reverse('guides'))}#guide-{item.pk}"

    def item_pubdate(self, item):
        return datetime.combine(item.reviewed.first_day, time(), UTC)

    item_updateddate = item_pubdate


class BrandFeed(ChangesFeed):
    """New phones of one brand, and changed facts of its phones."""

    subtitle = "Phones that are new, and facts that were changed."

    def get_object(self, request, slug):
        return get_object_or_404(named_for_readers(Brand), slug=slug)

    def title(self, obj):
        return f"{obj.name} on {settings.SITE_NAME}"

    def link(self, obj):
        return absolute_url(obj.get_absolute_url())

    def feed_url(self, obj):
        return absolute_url(reverse("brand_feed", args=[obj.slug]))

    def feed_guid(self, obj):
        return f"{absolute_url(reverse('brands'))}#brand-{obj.pk}"

    def items(self, obj):
        phones = Phone.objects.published().filter(brand=obj).values("pk")
        revisions = visible_revisions(timezone.now()).filter(kind="phone", record__in=phones)
        return entries_of_revisions(revisions[:MAX_FEED_ENTRIES])


guides_feed = reader_view(GuidesFeed())
brand_feed = reader_view(BrandFeed())
