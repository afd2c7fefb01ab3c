"""The measure of the desk: a twin of a phone, six facts from one press release, published in forty interactions."""

import pytest
from django.urls import reverse

from catalog.models import Claim, Phone
from catalog.models.previews import Preview

from .desk import change_url
from .factories import make_claim, make_phone, make_sensor, make_source
from .people import sign_in_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]

MOST = 40


class Hand:
    """A page, used as a person uses it: each click, each field filled in, each choice is counted."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def __getattr__(self, name):
        """``click``, ``fill``, ``select_option``, ``press`` of the page."""
        self.count += 1
        return getattr(self.page, name)

    def type(self, field, value):
        """Fill in a field, unfolding what is around it first."""
        self.unfold(field)
        self.fill(field, value)

    def choose(self, field, value):
        self.unfold(field)
        self.select_option(field, value)

    def unfold(self, field):
        """Click on every folded section around a field, the outermost first."""
        self.page.locator(field).wait_for(state="attached")
        for section in self.page.locator(field).locator("xpath=ancestor::details").all():
            if not section.evaluate("section => section.open"):
                self.count += 1
                section.locator("summary").first.click()


@pytest.fixture
def editor(reader, client, admin_user, live_server):
    """A browser signed in, at the desk's first page; the test fails on any console message."""
    page = sign_in_page(reader, client, admin_user, live_server.url)
    page.goto("/desk/")
    return page


def make_aquos():
    """A phone of which as much is known as of a shipped one."""
    phone = make_phone(
        "Aquos R7", brand="Sharp", announced="2022-05-09", released="2022-07", launch_price=189360,
        launch_price_currency="JPY", form_factor="bar", height_mm=161, width_mm=77, depth_mm=9.3, weight_g=208,
        ip_codes=["IP68"], colours=["Black", "Silver"], os_at_launch="Android 12", card_slot="microsdxc",
        battery_mah=5000, front_material="plastic", nfc=True, headphone_jack=True,
        complete_sections=["rear_cameras", "markets"],
        displays=[{"display_size_in": 6.6, "display_width_px": 1260, "display_height_px": 2730, "refresh_hz": 240}],
        cameras=[
            {
                "sensor": make_sensor("IMX989", maker="Sony", sensor_type="1/1.0"), "f_number": 1.9, "megapixels": 47.2,
                "focal_length_eq_mm": 19,
            },
            {"role": "depth", "megapixels": 1.9},
            {"facing": "front", "role": "front", "megapixels": 12.6, "f_number": 2.3},
        ],
        memory=[(12, 256)], chipsets=["Snapdragon 8 Gen 1"], markets=[{"country": "JP"}], aliases=["アクオス R7"],
    )  # fmt: skip
    make_claim(phone, "weight_g", 208, "sharp")
    make_claim(phone, "f_number", 1.9, "sharp", camera=phone.cameras.first())
    return phone


SIX = {"announced", "weight_g", "storage_gb", "front_material", "megapixels", "os_at_launch"}


def test_a_twin_with_six_facts_from_one_source_is_published_in_forty_interactions(editor):
    make_aquos()
    hand = Hand(editor)

    # The phone that it is a twin of
    hand.click("#content-main a:text-is('Phones')")
    hand.fill("#searchbar", "aquos r7")
    hand.click("#changelist-search [type=submit]")
    hand.click("#result_list a:has-text('Sharp Aquos R7')")
    hand.click("text=Clone as twin")

    # The twin, and the press release that everything comes from
    hand.fill("#id_name", "Leitz Phone 2")
    hand.fill("#id_announced", "2022-11-10")
    with editor.expect_popup() as opened:
        hand.click("#add_id_source")
    popup = Hand(opened.value)
    popup.fill("#id_title", "Press release on the Leitz Phone 2")
    popup.select_option("#id_kind", "press")
    popup.fill("#id_url", "https://example.org/leitz-phone-2")
    with opened.value.expect_event("close"):
        popup.click("[name=_save]")
    hand.click("text=Create draft")

    # What is another, and to the readers
    hand.type("#id_weight_g", "211")
    hand.choose("#id_front_material", "glass")
    hand.type("#id_os_at_launch", "Android 13")
    hand.type("#id_cameras-2-megapixels", "16")
    hand.type("#id_memory_versions-0-storage_gb", "512")
    hand.choose("#id_status", "published")
    hand.click("[name=_save]")
    editor.wait_for_selector(".messagelist .success")

    assert hand.count + popup.count <= MOST
    twin = Phone.objects.get(slug="sharp-leitz-phone-2")
    assert said_of(twin) == {
        (key, "press-release-on-the-leitz-phone-2") for key in {*SIX, "rebadge_of", "memory_version"}
    }
    editor.goto(f"/phones/{twin.slug}/")
    assert keys_shown(editor, "table:has(#twin-1-differs-caption) tbody tr[id]") == SIX
    editor.goto(f"/compare/{twin.slug}-vs-sharp-aquos-r7/?rows=differences")
    assert keys_shown(editor, "section:not(.twin) > .table-box #compare-caption ~ tbody tr[id]") == SIX


def said_of(phone):
    """(key, slug of the source) of every claim."""
    return set(Claim.objects.filter(phone=phone, accepted=True).values_list("key", "source__slug"))


def keys_shown(page, rows):
    """The keys of the rows of a table on a reader's page, read off their places."""
    return {row.get_attribute("id").rpartition("-")[2] for row in page.locator(rows).all()}


@pytest.mark.parametrize("name", ["evidence", "clone", "preview", "readers"])
def test_the_pages_of_one_phone_are_accessible(editor, find_axe_faults, name):
    phone = make_aquos()
    make_claim(phone, "weight_g", 230, "shop", quote="230 g", accepted=False)
    Phone.objects.update(status="draft")
    arguments = [phone.pk, "rebadge_of"] if name == "clone" else [phone.pk]
    readers = Preview.of(phone).get_absolute_url()
    editor.goto(readers if name == "readers" else reverse(f"admin:catalog_phone_{name}", args=arguments))
    assert find_axe_faults(editor) == []


def test_a_claim_is_followed_and_a_source_chosen_by_clicks_alone(editor):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 230, "shop", accepted=False)
    make_source("label", title="The label")
    editor.goto(reverse("admin:catalog_phone_evidence", args=[phone.pk]))
    editor.click("#fact-phone-weight_g button:has-text('Accept instead')")
    editor.wait_for_selector("#fact-phone-weight_g:target")
    editor.click("#id_source + .select2")
    editor.click(".select2-results__option:has-text('The label')")
    editor.click("#fact-phone-height_mm button:has-text('Not published')")
    editor.wait_for_selector("#fact-phone-height_mm:target")
    editor.click("#fact-phone-width_mm button:has-text('Not published')")
    editor.wait_for_selector("#fact-phone-width_mm:target")
    assert Phone.objects.get().weight_g == 230
    assert set(Claim.objects.filter(state="not_published").values_list("key", "source__slug")) == {
        ("height_mm", "label"), ("width_mm", "label"),
    }  # fmt: skip


def test_the_panel_leads_into_a_folded_section(editor):
    phone = make_phone("One", speakers="stereo")
    editor.goto(change_url(phone))
    editor.click(".completeness summary")
    editor.click(".completeness a:text-is('Sound')")
    assert editor.locator("#id_headphone_jack").is_visible()
    assert editor.evaluate("document.activeElement.id") == "id_headphone_jack"
