"""Pages that editors write, the footer, and the comparison that a page draws."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from catalog.models import Page, PagePhone, Phone, Revision, Stamp
from catalog.views.site_pages import site_footer

from .desk import change_url, faults_at, form_of, save, saved
from .factories import make_page, make_phone, make_relation, names
from .filling import form_on, new_row
from .people import make_person, sign_in
from .reading import page, words

ADD = "/desk/catalog/page/add/"
PREVIEW = "/desk/catalog/page/preview/"

pytestmark = pytest.mark.django_db


def footer(html):
    return words("<main>" + html.partition('<footer class="site-footer">')[2].partition("</footer>")[0])


# What readers see


@pytest.mark.parametrize("slug", ["imprint", "privacy", "contact"])
def test_it_is_not_found_until_an_editor_has_published_it(client, slug):
    page(client, f"/{slug}/", status=404)
    written = make_page("Who we are", slug=slug, status="draft")
    page(client, f"/{slug}/", status=404)
    written.status = "published"
    written.save()
    assert "<h1>Who we are</h1>" in page(client, f"/{slug}/")


def test_its_text_is_markdown_in_which_html_stays_text(client):
    make_page("House rules", text="Be *kind*. <script>alert(1)</script> [out](javascript:alert(1))")
    html = page(client, "/pages/house-rules/")
    assert "<em>kind</em>" in html
    assert "&lt;script&gt;alert" in html
    assert 'href="javascript' not in html


def test_a_page_with_an_address_of_its_own_is_led_to_it(client):
    make_page("Imprint")
    make_page("Home")
    make_page("Footer")
    assert client.get("/pages/imprint/")["Location"] == "/imprint/"
    assert client.get("/pages/home/")["Location"] == "/"
    assert client.get("/pages/footer/").status_code == 404
    assert client.get("/pages/nothing/").status_code == 404


def test_editors_words_stand_above_what_about_computes(client):
    assert "<h1>About this site</h1>" in page(client, "/about/")
    make_page("Who we are", slug="about", text="Two people.")
    shown = words(page(client, "/about/"))
    assert shown.index("Who we are") < shown.index("Two people.") < shown.index("Marks beside a value")


def test_the_footer_links_published_pages_in_their_order_and_has_its_own_text(client):
    make_page("Privacy", in_footer=True, place=2)
    make_page("Imprint", in_footer=True, place=1)
    make_page("Unlinked")
    make_page("Unready", in_footer=True, status="draft")
    make_page("Footer", text="Made by *us*.")
    shown = footer(page(client, "/glossary/"))
    assert shown.index("Imprint") < shown.index("Privacy") < shown.index("Made by us .")
    assert "Unlinked" not in shown
    assert "Unready" not in shown
    assert 'rel="license"' in page(client, "/glossary/"), "the licence does not hang on editors' words"


def test_the_footer_is_read_once_for_each_stamp(client):
    make_page("Footer", text="Made by us.")
    assert "Made by us." in footer(page(client, "/glossary/"))
    with CaptureQueriesContext(connection) as caught:
        page(client, "/glossary/?again")
    assert [query["sql"] for query in caught if "catalog_page" in query["sql"]] == []
    Page.objects.update(text="Made by others.")
    Stamp.move()
    assert "Made by others." in footer(page(client, "/glossary/"))


def test_the_footer_says_nothing_of_editors_where_the_database_fails(monkeypatch):
    def fails(manager):
        raise DatabaseError

    monkeypatch.setattr(type(Page.objects), "in_footer", fails)
    assert (site_footer().text, site_footer().links) == (None, [])


def test_a_page_is_published_with_a_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_page(text=None)
    assert make_page(text=None, status="draft").pk


# The comparison that it draws


@pytest.fixture
def phones():
    """Three phones with all that is drawn; the first is the second under another name, and has the most light."""
    made = []
    for name, f_number in (("Lux", 1.4), ("Lumen", 1.4), ("Dim", 2.8)):
        camera = {"f_number": f_number, "focal_length_eq_mm": 24, "sensor_width_mm": 12.8, "sensor_height_mm": 9.6}
        made.append(make_phone(name, height_mm=160, width_mm=75, depth_mm=9, cameras=[camera]))
    make_relation(made[0], "rebadge_of", made[1])
    return made


def drawn(html):
    return words("<main>" + html.partition('class="featured ')[2].partition("</section>")[0])


def test_it_is_drawn_with_its_question_and_answered_in_one_sentence_from_facts(client, phones):
    make_page("Home", phones=phones, phones_heading="Is Lux Lumen?")
    html = page(client, "/")
    assert "Is Lux Lumen?" in drawn(html)
    assert (
        "The Acme Lux is the same phone as the Acme Lumen, and gathers 2 stops more light than the Dim at 24 mm."
        in drawn(html)
    )
    assert "122.9 mm²" in drawn(html)
    assert 'href="/compare/acme-lux-vs-acme-lumen-vs-acme-dim/"' in html
    assert html.count('id="featured-back-') == html.count('id="featured-sensor-') == 2 * 3


def test_without_one_of_its_phones_it_is_drawn_without_its_question(client, phones):
    make_page("Home", phones=phones, phones_heading="Is Lux Lumen?")
    Phone.objects.filter(name="Lumen").update(status="withdrawn")
    Stamp.move()
    html = drawn(page(client, "/"))
    assert "Is Lux Lumen?" not in html
    assert html.startswith("featured")
    assert "Acme Lux and Acme Dim" in html
    assert "same phone" not in html


def test_another_one_is_drawn_where_too_few_of_its_phones_are_seen(client, phones):
    make_page("Home", phones=phones[:2])
    Phone.objects.filter(name="Lumen").update(status="withdrawn")
    make_phone("Young", announced="2024")
    make_phone("Younger", announced="2025")
    Stamp.move()
    assert "Acme Younger and Acme Young" in drawn(page(client, "/"))
    for name, brand in (("Leitz Phone 2", "Leica"), ("Aquos R7", "Sharp"), ("Lumia 1020", "Nokia")):
        make_phone(name, brand=brand)
    Stamp.move()
    assert "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7-vs-nokia-lumia-1020/" in page(client, "/")


def test_nothing_is_drawn_of_less_than_two_phones(client):
    assert 'class="featured' not in page(client, "/")
    make_phone("Alone")
    assert 'class="featured' not in page(client, "/")


def test_a_page_of_the_editors_own_draws_what_they_chose_or_nothing(client, phones):
    make_page(phones=phones[1:])
    assert "Acme Lumen and Acme Dim" in drawn(page(client, "/pages/house-rules/"))
    Phone.objects.filter(name="Dim").update(status="draft")
    Stamp.move()
    assert 'class="featured' not in page(client, "/pages/house-rules/")


def test_facts_that_nobody_knows_give_no_answer(client):
    make_page("Home", phones=[make_phone("One"), make_phone("Two")])
    html = drawn(page(client, "/"))
    assert "featured__answer" not in html
    assert "Size not known" in html


# The desk


def enter(desk, *phones, **fields):
    form = form_on(desk.get(ADD), "page_form")
    for phone in phones:
        form = new_row(form, "phones", phone=str(phone.pk))
    return desk.post(ADD, form | {"title": "House rules", "slug": "house-rules", "text": "Be kind."} | fields)


def test_an_editor_writes_and_publishes_a_page_and_orders_its_phones(editor, client, phones):
    assert saved(enter(editor, *phones, status="published", in_footer="on"))
    written = Page.objects.get()
    assert names([row.phone for row in written.phones.all()]) == ["Lux", "Lumen", "Dim"]
    assert saved(save(editor, written, **{"phones-2-order": "1", "phones-0-order": "3"}))
    assert names([row.phone for row in written.phones.all()])[0] == "Dim"
    assert "House rules" in footer(page(client, "/glossary/"))


def test_publishing_without_a_text_is_refused_in_words(editor):
    response = enter(editor, status="published", text="")
    assert "A page is published with a text." in response.content.decode()
    assert "is not a slug" in faults_at(enter(editor, slug="a-vs-b"), "slug")[0]


def test_every_change_is_in_the_history_and_moves_the_stamp(editor):
    before = Stamp.current()
    assert saved(enter(editor))
    assert saved(save(editor, Page.objects.get(), text="Be very kind."))
    assert Stamp.current() > before
    contents = list(Revision.objects.filter(kind="page").order_by("pk").values_list("content__text", flat=True))
    assert contents == ["Be kind.", "Be very kind."]


def test_the_preview_shows_what_is_typed_and_saves_nothing(editor, phones):
    written = make_page("Home", phones=phones[:2])
    html = editor.get(change_url(written)).content.decode()
    assert f'formaction="{PREVIEW}?page={written.pk}"' in html
    typed = form_of(editor, written) | {"title": "Brand new", "text": "With *words*.", "phones-0-DELETE": "on"}
    shown = editor.post(PREVIEW, new_row(typed, "phones", phone=str(phones[2].pk)))
    assert "<h1>Brand new</h1>" in shown.content.decode()
    assert "<em>words</em>" in shown.content.decode()
    assert "/compare/acme-lumen-vs-acme-dim/" in shown.content.decode()
    assert (Page.objects.get().title, PagePhone.objects.count()) == ("Home", 2)


@pytest.mark.parametrize(
    "typed", [{}, {"title": ""}, {"title": "X", "phones-0-phone": "9" * 40, "phones-1-phone": "7"}]
)
def test_the_preview_takes_forms_that_are_not_finished(editor, typed):
    assert editor.post(f"{PREVIEW}?page={make_page().pk}", typed).status_code == 200


def test_contributors_look_at_pages_and_at_their_preview_as_stored(contributor):
    written = make_page(status="draft")
    assert contributor.get(change_url(written)).status_code == 200
    assert "Be kind." in contributor.post(f"{PREVIEW}?page={written.pk}").content.decode()
    assert contributor.post(change_url(written), {"title": "Mine"}).status_code == 403
    assert contributor.post(f"{PREVIEW}?page=0").status_code == 404


def test_strangers_see_no_preview(client):
    assert client.post(PREVIEW, {"title": "X"}).status_code == 403
    assert sign_in(client, make_person("reader")).post(PREVIEW, {"title": "X"}).status_code == 403
    assert client.get(PREVIEW).status_code == 405
