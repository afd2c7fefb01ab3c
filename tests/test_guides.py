"""Guides: what readers see of them, and how editors enter them."""

import re
from urllib.parse import urljoin

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from catalog.comparison import phone_selection
from catalog.models import Guide, Stamp, guides

from .desk import change_url, delete, faults_at, row_faults, said_after, save, saved
from .factories import make_camera, make_guide, make_phone, make_source, names
from .filling import form_on, new_row
from .people import sign_in
from .reading import page, words

ADD = "/desk/catalog/guide/add/"
GUIDE = "/guides/two-of-a-kind/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones():
    """Three phones in an order that is neither that of the alphabet nor that of their keys."""
    sizes = {"height_mm": 161, "width_mm": 77}
    brick, arrow = make_phone("Brick", weight_g=300, **sizes), make_phone("Arrow", weight_g=120)
    return [make_phone("Comet", weight_g=211, **sizes), brick, arrow]


def heads(html):
    """The slugs of the comparison's columns, in their order."""
    return re.findall(r'<th scope="col">\s*<a href="/phones/([^"]+)/"', html)


# The page of one


def test_a_guide_shows_title_date_text_and_its_phones_side_by_side(client, phones):
    make_guide(phones=phones, text="They are **alike**. <b>Really</b>, see [this one](/phones/acme-brick/).")
    html = page(client, GUIDE)
    assert "<h1>Two of a kind</h1>" in html
    assert "Reviewed 1 February 2023" in words(html)
    assert "<strong>alike</strong>" in html
    assert "&lt;b&gt;Really" in html
    assert '<a href="/phones/acme-brick/">this one</a>' in html
    assert heads(html) == ["acme-comet", "acme-brick", "acme-arrow"]
    assert 'href="/compare/acme-comet-vs-acme-brick-vs-acme-arrow/"' in html
    assert 'rel="canonical" href="http://localhost:8000/guides/two-of-a-kind/"' in html
    assert '<meta name="description" content="They are alike. Compared: Acme Comet, Acme Brick, Acme Arrow.">' in html


def test_the_table_is_of_today_whatever_the_text_says(client, phones):
    make_guide(phones=phones, text="The Brick weighs 300 g.")
    assert "300 g" in words(page(client, GUIDE)).partition("Side by side")[2]
    phones[1].weight_g = 299
    phones[1].save()
    Stamp.move()
    table = words(page(client, GUIDE)).partition("Side by side")[2]
    assert "299 g" in table
    assert "300 g" not in table


def test_its_sources_are_numbered_in_the_editors_order(client, phones):
    sources = [make_source("later", title="The later one"), make_source("a-page", title="The first one")]
    make_guide(phones=phones, sources=sources)
    html = page(client, GUIDE)
    listed = html.partition('id="guide-sources"')[2]
    assert listed.index('<li id="text-source-1">') < listed.index("The later one") < listed.index("The first one")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_its_main_sensors_are_drawn_at_one_scale_and_an_unknown_one_is_said(client, phones):
    for phone, sides in zip(phones, [(12.8, 9.6), (6.4, 4.8)], strict=False):
        make_camera(phone, role="main", sensor_width_mm=sides[0], sensor_height_mm=sides[1])
    make_guide(phones=phones)
    html = page(client, GUIDE)
    figure = html.partition('<figure class="guide-sensors">')[2].partition("</figure>")[0]
    heights = list(map(float, re.findall(r'class="drawing" viewBox="[^"]+" height="([\d.]+)em"', figure)))
    assert [round(height * 30 - 0.4, 1) for height in heights] == [9.6, 4.8]
    assert figure.count("Sensor size not known") == 1
    assert html.index("They are alike.") < html.index("guide-sensors") < html.index('id="comparison"')


def test_what_only_the_whole_comparison_answers_is_answered_there(client, phones):
    make_guide(phones=phones, baseline=phones[2])
    path = "/compare/acme-comet-vs-acme-brick-vs-acme-arrow/"
    for asked in ("rows=differences", "at=35.0", "pair=acme-comet-vs-acme-arrow", "bodies=overlay"):
        answer = client.get(f"{GUIDE}?{asked}")
        assert answer.status_code == 302
        place, _, query = answer["Location"].partition("?")
        assert (place, query.startswith("baseline=acme-arrow&")) == (path, True)
        assert client.get(answer["Location"]).status_code == 200
    html = page(client, GUIDE)
    assert 'href="/compare/acme-comet-vs-acme-brick-vs-acme-arrow/?baseline=acme-arrow"' in html
    assert "Differences are from the Acme Arrow." in words(html)


def test_every_link_that_says_something_is_wrong_leads_from_a_guide_to_a_form(client, phones):
    make_guide(phones=phones)
    links = set(re.findall(r'href="([^"]+)">Something wrong\?', page(client, GUIDE)))
    assert links
    for link in links:
        choice = page(client, urljoin(GUIDE, link))
        assert f'href="{GUIDE}"' in choice
        forms = re.findall(r'href="(/phones/[^"]+/report/[^"]*)"', choice)
        assert len(forms) == 3
        key = link.partition("key=")[2]
        assert f'<option value="{key}" selected>' in page(client, forms[0])


def test_a_guide_without_sources_says_so(client, phones):
    make_guide(phones=phones)
    assert "The text cites no sources beyond those of the figures." in words(page(client, GUIDE))


def test_a_phone_that_may_not_be_seen_is_counted_and_not_named(client, phones):
    make_guide(phones=[*phones, make_phone("Secret", status="draft")])
    html = page(client, GUIDE)
    assert "1 phone in this guide is not currently shown on this site." in words(html)
    assert "Secret" not in html
    assert "acme-secret" not in html
    assert heads(html) == ["acme-comet", "acme-brick", "acme-arrow"]


@pytest.mark.parametrize(("shown", "said"), [(1, "2 phones in this guide are not"), (0, "3 phones in this guide are")])
def test_with_fewer_than_two_phones_to_show_the_text_stays(client, phones, shown, said):
    make_guide(phones=phones)
    for phone in phones[shown:]:
        phone.status = "withdrawn"
        phone.save()
    html = page(client, GUIDE)
    assert "They are alike." in words(html)
    assert said in words(html)
    assert "Fewer than two of its phones are shown, so there is nothing to compare." in words(html)
    assert "<table" not in html
    assert 'href="/compare/acme' not in html
    assert ('href="/phones/acme-comet/"' in html) is bool(shown)


def test_a_renamed_phone_stays_in_its_guide(client, phones):
    make_guide(phones=phones)
    phones[0].slug = "acme-meteor"
    phones[0].save()
    assert heads(page(client, GUIDE)) == ["acme-meteor", "acme-brick", "acme-arrow"]


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_nowhere_to_be_seen(client, phones, status):
    make_guide("Hush", phones=phones, status=status)
    assert client.get("/guides/hush/").status_code == 404
    for path in ("/", "/guides/", "/phones/acme-brick/", "/sitemap.xml"):
        html = page(client, path)
        assert "Hush" not in html
        assert "/guides/hush/" not in html


# The list, and where guides are linked from


def test_the_list_gives_first_sentence_date_phones_and_drawings(client, phones):
    make_guide(phones=[phones[0], make_phone("Secret", status="draft"), phones[2]], text="At f/1.9 or so. And more.")
    html = page(client, "/guides/")
    shown = words(html)
    assert "Two of a kind At f/1.9 or so. Reviewed 1 February 2023" in shown
    assert "And more" not in shown
    assert "Secret" not in html
    assert shown.index("Acme Comet") < shown.index("Acme Arrow size not known")
    assert html.count('role="img"') == 2


def test_guides_stand_by_place_and_then_the_latest_first(client, phones):
    for title, facts in {
        "Older": {"reviewed": "2021"},
        "Last placed": {"place": 2, "reviewed": "2024"},
        "Newer": {"reviewed": "2022-Q4"},
        "First placed": {"place": 1, "reviewed": "2020"},
    }.items():
        make_guide(title, phones=phones, **facts)
    listed = re.findall(r'guide__title"><a href="/guides/([^"]+)/"', page(client, "/guides/"))
    assert listed == ["first-placed", "last-placed", "newer", "older"]


def test_a_guide_all_of_whose_phones_are_hidden_is_still_listed(client):
    make_guide(phones=[make_phone(name, status="draft") for name in ("One", "Two")])
    assert "None of its phones is currently shown on this site." in words(page(client, "/guides/"))


def test_the_list_without_guides_says_so(client):
    assert "No guide is published yet." in words(page(client, "/guides/"))
    assert 'id="guides"' not in page(client, "/")


def test_guides_are_linked_from_home_the_footer_the_sitemap_and_their_phones(client, phones):
    make_guide(phones=phones[:2])
    for path in ("/", "/guides/", "/phones/acme-comet/"):
        assert f'href="{GUIDE}"' in page(client, path)
    assert f'href="{GUIDE}"' not in page(client, "/phones/acme-arrow/")
    assert 'href="/guides/"' in page(client, "/about/")
    assert f"<loc>http://localhost:8000{GUIDE}</loc>" in page(client, "/sitemap.xml")


def test_a_guide_compares_as_many_phones_as_one_comparison_shows():
    assert guides.MAX_GUIDE_PHONES == phone_selection.MOST_PHONES


# What the database keeps


@pytest.mark.parametrize("missing", ["text", "reviewed"])
def test_no_guide_is_published_without_text_and_date(missing):
    assert make_guide("Draft", status="draft", **{missing: None}).pk
    with pytest.raises(IntegrityError, match="guide_published_with_text_and_date"):
        make_guide(**{missing: None})


def test_a_phone_stands_in_a_guide_once(phones):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_guide(phones=[phones[0], phones[0]])


# The desk


def enter(desk, *chosen, sources=(), **fields):
    """Fill in the form of a new guide; the two open rows are left empty, each phone gets one of its own."""
    form = form_on(desk.get(ADD), "guide_form")
    for phone in chosen:
        form = new_row(form, "phones", phone=str(phone.pk))
    for source in sources:
        form = new_row(form, "sources", source=str(source.pk))
    return desk.post(ADD, form | {"title": "Two of a kind", "slug": "two-of-a-kind"} | fields)


def test_a_guide_is_entered_with_its_phones_and_sources_in_their_order(desk, client, phones):
    sources = [make_source("one"), make_source("another")]
    written = {"status": "published", "text": "They are alike.", "reviewed": "2023-02", "baseline": str(phones[2].pk)}
    assert saved(enter(desk, *phones, sources=sources, **written))
    guide = Guide.objects.get()
    assert names(row.phone for row in guide.phones.all()) == ["Comet", "Brick", "Arrow"]
    assert [row.source.slug for row in guide.sources.all()] == ["one", "another"]
    assert (str(guide.reviewed), guide.baseline) == ("2023-02", phones[2])
    assert saved(save(desk, guide, **{"phones-2-order": "1", "phones-0-order": "3"}))
    assert heads(page(client, GUIDE)) == ["acme-arrow", "acme-brick", "acme-comet"]
    assert list(guide.phones.values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("many", [0, 1, 7])
def test_too_few_or_too_many_phones_are_refused_in_words(desk, many):
    response = enter(desk, *(make_phone(f"No {number}") for number in range(many)))
    assert f"A guide compares 2 to 6 phones; this one has {many}." in row_faults(response, "phones")
    assert not Guide.objects.exists()


def test_the_last_but_one_phone_cannot_be_taken_away(desk, phones):
    guide = make_guide(phones=phones[:2])
    response = save(desk, guide, **{"phones-0-DELETE": "on"})
    assert "A guide compares 2 to 6 phones; this one has 1." in row_faults(response, "phones")
    assert guide.phones.count() == 2


def test_a_phone_named_twice_is_refused_in_words(desk, phones):
    assert "correct the duplicate data for phone" in row_faults(enter(desk, phones[0], phones[0]), "phones")


def test_a_baseline_that_is_not_among_the_phones_is_refused_in_words(desk, phones):
    response = enter(desk, *phones[:2], baseline=str(phones[2].pk))
    assert "The baseline must be one of these phones." in row_faults(response, "phones")


def test_publishing_without_text_or_date_is_refused_in_words(desk, phones):
    for typed in ({"text": "They are alike."}, {"reviewed": "2023"}):
        response = enter(desk, *phones, status="published", **typed)
        said = " ".join(response.context["adminform"].form.non_field_errors())
        assert said == "A guide is published with a text and with the date of its last review."
    assert "is not a slug" in faults_at(enter(desk, *phones, slug="a-vs-b"), "slug")[0]


def test_an_editor_is_told_of_phones_that_readers_do_not_see(desk, phones):
    said = said_after(enter(desk, phones[0], make_phone("Secret", status="draft")))
    assert "Saved, but readers see only 1 of its 2 phones." in said
    assert not any("but" in words for words in said_after(save(desk, make_guide("Other", phones=phones))))


def test_every_change_moves_the_stamp_and_touches_no_phone(desk, phones):
    before = Stamp.current()
    assert saved(enter(desk, *phones))
    assert saved(save(desk, Guide.objects.get(), **{"phones-0-DELETE": "on"}))
    assert saved(delete(desk, Guide.objects.get()))
    assert Stamp.current() == before + 3
    assert Stamp.touched_since(before) == set()


def test_what_a_guide_names_is_not_deleted(desk, client, phones):
    guide = make_guide(phones=phones, sources=[make_source()])
    for record in (phones[0], make_source()):
        said = delete(desk, record).content.decode()
        assert "would require deleting the following protected" in said
        assert "in “Two of a kind”" in said
    assert saved(delete(desk, guide))
    assert saved(delete(desk, phones[0]))


def test_the_form_leads_to_the_comparison_and_to_the_page_once_there_is_one(desk, phones):
    assert "Once it is saved and two of its phones are published." in desk.get(ADD).content.decode()
    draft, shown = make_guide("Draft", phones, status="draft"), make_guide("Shown", phones)
    for one, has_page in ((draft, False), (shown, True)):
        html = desk.get(change_url(one)).content.decode()
        assert 'href="/compare/acme-comet-vs-acme-brick-vs-acme-arrow/"' in html
        assert ("View on site" in html) is has_page


def test_its_form_asks_few_questions_however_many_phones_there_are(desk, django_assert_max_num_queries):
    phones = [make_phone(f"No {number}", brand=f"Brand {number}") for number in range(6)]
    sources = [make_source(f"page-{number}") for number in range(20)]
    guide = make_guide(phones=phones, sources=sources, baseline=phones[0])
    for number in range(60):
        make_phone(f"More {number}")
    with django_assert_max_num_queries(14):
        html = desk.get(change_url(guide)).content.decode()
    assert "More 59" not in html


def test_who_may_change_guides_and_not_their_phones_saves_one_with_a_baseline(client, phones):
    guide = make_guide(phones=phones, baseline=phones[0])
    person = get_user_model().objects.create_user("writer", is_staff=True)
    names_of_rights = ["view_guide", "change_guide", "view_guidephone", "view_guidesource", "publish"]
    person.user_permissions.set(Permission.objects.filter(codename__in=names_of_rights))
    sign_in(client, person)
    assert saved(save(client, guide, title="Another title"))
    assert Guide.objects.get().title == "Another title"


def test_guides_are_kept_by_those_who_may(client, phones):
    urls = ["/desk/catalog/guide/", ADD, change_url(make_guide(phones=phones))]
    assert {client.get(url).headers["Location"] for url in urls} == {f"/desk/login/?next={url}" for url in urls}
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    assert {client.get(url).status_code for url in urls} == {403}
