"""Words that are a value of the finder: which questions they are offered as, and how many phones answer those."""

from urllib.parse import parse_qsl

import pytest
from django.utils import translation

from catalog.finder.index_cache import current_snapshot
from catalog.finder.suggested_questions import suggested_questions
from catalog.models import Camera, Phone, Stamp
from tests.factories import make_market, make_phone, make_sensor

pytestmark = pytest.mark.django_db

PERISCOPE = {"role": "periscope", "focal_length_eq_mm": 120, "f_number": 2.8, "megapixels": 50}


def asked(words):
    """(query string, count) of the questions offered for ``words``, in order."""
    return [(one.query, one.count) for one in suggested_questions(current_snapshot(), words)]


def first(words):
    return asked(words)[0]


def test_a_value_of_a_row_is_offered_as_its_question_with_its_count(client):
    make_phone("One", cameras=[{"co_branding": "Zeiss"}, PERISCOPE])
    make_phone("Two", cameras=[{"co_branding": "Zeiss"}])
    make_phone("Three", cameras=[{"co_branding": "Hasselblad", "mounting": "pop_up"}])
    page = client.get("/search/", {"q": "zeiss"}).text
    assert '<a href="/phones/?lens.co_branding=Zeiss">a rear lens: co-branding Zeiss' in page
    assert "2 phones</span>" in page
    assert client.get("/phones.json?lens.co_branding=Zeiss").json()["total"] == 2
    assert client.get("/search/suggestions.json", {"q": "zeiss"}).json() == {
        "suggestions": [],
        "questions": [
            {"name": "a rear lens: co-branding Zeiss", "count": 2, "url": "/phones/?lens.co_branding=Zeiss"},
        ],
    }
    assert first("Hasselblad") == ("lens.co_branding=Hasselblad", 1)
    assert first("periscope") == first("PERISCOPE telephoto") == first("perisc") == ("lens.role=periscope", 1)
    assert first("pop-up") == ("lens.mounting=pop_up", 1)


def test_what_only_looks_like_a_value_is_no_phone_that_is_meant(client):
    make_phone("Zeis Phone", cameras=[{"co_branding": "Zeiss"}])
    make_phone("Two", cameras=[{"co_branding": "Zeiss"}])
    assert "No phone is called “zeiss”, but phones can be filtered by it" in client.get("/search/", {"q": "zeiss"}).text
    assert client.get("/phones.json?q=zeiss").json()["total"] == 0
    assert client.get("/phones.json?q=zeis").json()["total"] == 1


def test_the_finder_offers_the_question_where_no_phone_has_the_words(client):
    make_phone("One", weight_g=150, cameras=[{"co_branding": "Zeiss"}])
    make_phone("Two", weight_g=250, cameras=[{"co_branding": "Zeiss"}])
    page = client.get("/phones/", {"q": "zeiss", "weight_g_max": "200"}).text
    link = "weight_g_max=200&lens.co_branding=Zeiss"
    assert f'href="/phones/?{link.replace("&", "&amp;")}"' in page
    assert client.get(f"/phones.json?{link}").json()["total"] == 1
    assert "You may have meant “zeiss” as a filter:" in page
    assert "You may have meant" not in client.get("/phones/", {"q": "one"}).text


def test_a_phone_of_that_name_is_found_beside_the_question(client):
    phone = make_phone("Leitz Phone 2", brand="Leica")
    make_phone("12S Ultra", brand="Xiaomi", cameras=[{"co_branding": "Leica"}])
    found = client.get("/search/suggestions.json", {"q": "leica"}).json()
    assert [one["slug"] for one in found["suggestions"]] == [phone.slug]
    assert {one["url"] for one in found["questions"]} == {"/phones/?brand=Leica", "/phones/?lens.co_branding=Leica"}


@pytest.mark.parametrize("words", ["1-inch", "1 inch", '1"', "1/1.0", "1.0-type", "１ inch", "1-inch sensor"])
def test_a_type_of_sensor_is_read_as_the_desk_reads_it(words):
    make_phone("Large", cameras=[{"sensor_type": "1/1.0"}])
    make_phone("Larger", cameras=[{"sensor": make_sensor(sensor_type="1/1.0")}])
    make_phone("Small", cameras=[{"sensor_type": "1/1.3", "focal_length_eq_mm": 25.4}])
    assert asked(words) == [("lens.sensor_type=1/1.0", 2)]


@pytest.mark.parametrize(
    ("words", "query", "count"),
    [
        ("120mm", "lens.focal_length_eq_mm_min=120&lens.focal_length_eq_mm_max=120", 2),
        ("120 mm", "lens.focal_length_eq_mm_min=120&lens.focal_length_eq_mm_max=120", 2),
        ("f/2.8", "lens.f_number_min=2.8&lens.f_number_max=2.8", 1),
        ("50 MP", "lens.megapixels_min=50&lens.megapixels_max=50", 1),
        ("5,000 mAh", "battery_mah_min=5000&battery_mah_max=5000", 1),
        ("5000mah", "battery_mah_min=5000&battery_mah_max=5000", 1),
        ("0.2 kg", "weight_g_min=200&weight_g_max=200", 1),
        ("6.7 inch", "display_size_in_min=6.7&display_size_in_max=6.7", 1),
        ("16 gb", "ram_gb_min=16&ram_gb_max=16", 1),
    ],
)
def test_a_figure_with_a_unit_asks_the_rows_of_that_unit(words, query, count):
    make_phone(
        "One",
        cameras=[{}, PERISCOPE],
        displays=[{"display_size_in": 6.7}],
        memory=[(16, 512)],
        battery_mah=5000,
        weight_g=200,
    )
    zoom = {"role": "tele", "zoom_kind": "continuous", "focal_length_eq_mm": 85, "focal_length_eq_max_mm": 125}
    make_phone("Two", cameras=[{}, zoom], battery_mah=4000, weight_g=210)
    assert first(words) == (query, count)


@pytest.mark.parametrize("words", ["13", "5", "S24", "120", "1", "iphone 13", "", " ", "zz", "\0", "1e99 mm", "9" * 50])
def test_bare_figures_and_names_ask_nothing(words, client):
    make_phone("One", cameras=[{"sensor_type": "1/1.0"}, {**PERISCOPE, "sensor_type": "1/3.6"}], battery_mah=5000)
    assert asked(words) == []
    assert client.get("/search/", {"q": words}).status_code == 200


def test_figures_count_as_they_stand():
    make_phone("One", os_at_launch="Android 13", cameras=[{"sensor_type": "1/3.6"}])
    assert asked("13") == asked("android 13") == [("os_at_launch=Android+13", 1)]
    assert asked("1/3.6") == [("lens.sensor_type=1/3.6", 1)]


def test_a_row_of_yes_and_no_is_asked_by_its_name():
    make_phone("One", wireless_charging=True, nfc=False)
    assert first("wireless charging") == ("wireless_charging=yes", 1)
    assert asked("nfc") == []


def test_a_mistyped_value_is_offered_where_nothing_is_called_so(client):
    make_phone("One", cameras=[{"co_branding": "Hasselblad"}])
    assert asked("haselblad") == [("lens.co_branding=Hasselblad", 1)]


def test_the_row_may_be_named_beside_its_value():
    make_phone("One", cameras=[{"co_branding": "Zeiss", "sensor": make_sensor("IMX989", maker="Sony")}])
    assert asked("zeiss lens") == [("lens.co_branding=Zeiss", 1)]
    assert asked("sony sensor") == [("lens.sensor=Sony+IMX989", 1)]
    assert asked("sensor") == []


def test_drafts_have_no_part_in_it_and_a_new_value_is_offered_once_it_is_published():
    make_phone("One", colours=["Sage Green"])
    draft = make_phone("Two", colours=["Sage Green", "Rust"], status="draft")
    assert asked("sage green") == [("colours=Sage+Green", 1)]
    assert asked("rust") == []
    Phone.objects.filter(pk=draft.pk).update(status="published")
    Stamp.move()
    assert asked("rust") == [("colours=Rust", 1)]


def test_a_quarter_of_the_values_listed_is_offered_with_the_count_that_its_question_gives(shipped, client):
    """By the finder's own data: a label may belong to several rows, of which those with the same phones count once."""
    missing = []
    every_fourth = slice(None, None, 4)
    for name, values in client.get("/phones.json").json()["facets"].items():
        if name.startswith("main_") or name.endswith("facing"):
            continue
        for value in values[every_fourth]:
            if value["label"] in ("Yes", "No", "None", "Not known"):
                continue
            offered = {(parse_qsl(query)[0][1], count) for query, count in asked(value["label"])}
            if (value["value"], value["count"]) not in offered:
                missing.append((name, value["label"]))
    assert missing == []


def test_the_counts_of_camera_brands_are_those_of_the_records(shipped, client):
    for brand in ("Zeiss", "Hasselblad", "Leica"):
        rear = Camera.objects.filter(co_branding=brand, facing="rear", phone__status="published")
        phones = rear.values("phone").distinct().count()
        assert first(brand.lower()) == (f"lens.co_branding={brand}", phones)
        link = f'href="/phones/?lens.co_branding={brand}"'
        assert link in client.get("/search/", {"q": brand}).text


def test_a_question_costs_no_more_queries_than_a_name(client, django_assert_num_queries):
    for number in range(20):
        make_phone(f"Series {number}", cameras=[{"co_branding": "Zeiss"}])
    client.get("/search/", {"q": "zeiss"})
    with django_assert_num_queries(1):
        client.get("/search/suggestions.json", {"q": "zeiss"})


def test_phones_that_were_suggested_before_need_no_query_until_they_change(client, django_assert_num_queries):
    phone = make_phone("Series 7")
    assert names_suggested(client, "series") == ["Acme Series 7"]
    with django_assert_num_queries(1):
        names_suggested(client, "seri")
    Phone.objects.filter(pk=phone.pk).update(name="Series 8")
    Stamp.move({phone.pk})
    assert names_suggested(client, "series") == ["Acme Series 8"]
    Phone.objects.filter(pk=phone.pk).update(status="withdrawn")
    Stamp.move({phone.pk})
    assert names_suggested(client, "series") == []


def names_suggested(client, words):
    answer = client.get("/search/suggestions.json", {"q": words}).json()
    return [phone["name"] for phone in answer["suggestions"]]


def test_a_value_that_no_phone_had_for_a_while_is_offered_again():
    one = make_phone("One", colours=["Sage Green"])
    other = make_phone("Other", colours=["Rust"])
    current_snapshot()
    Phone.objects.filter(pk=one.pk).update(status="withdrawn")
    Stamp.move({one.pk})
    assert asked("sage green") == []
    Phone.objects.filter(pk=other.pk).update(colours=["Sage Green"])
    Stamp.move({other.pk})
    assert asked("sage green") == [("colours=Sage+Green", 1)]


@pytest.mark.parametrize(
    ("language", "words", "query"),
    [
        ("de", "Kopfhörerbuchse", "headphone_jack=yes"),
        ("de", "Periskop", "lens.role=periscope"),
        ("de", "periscope", "lens.role=periscope"),
        ("ja", "イヤホン端子", "headphone_jack=yes"),
        ("ja", "望遠", "lens.role=periscope"),
        ("ja", "日本", "sold_in=JP"),
    ],
)
def test_words_of_the_pages_language_ask_as_well(client, language, words, query):
    make_market(make_phone("One", headphone_jack=True, cameras=[PERISCOPE]), "JP")
    assert first("periscope") == ("lens.role=periscope", 1)
    assert asked(words) == [] or words == "periscope"
    with translation.override(language):
        assert (query, 1) in asked(words)
    assert f"?{query}" in client.get(f"/{language}/search/", {"q": words}).text


@pytest.mark.parametrize("language", ["de", "ja"])
def test_the_examples_of_an_empty_search_are_in_the_pages_language(client, language):
    make_phone("One", headphone_jack=True, cameras=[{**PERISCOPE, "sensor_type": "1/1.0"}])
    with translation.override(language):
        examples = [translation.gettext(one) for one in ("periscope", "1-inch", "headphone jack")]
        assert all(map(asked, examples))
    page = client.get(f"/{language}/search/").text
    assert all(f">{one}</a>" in page for one in examples)


def test_a_question_that_was_asked_before_is_offered_again_in_another_language_and_as_of_now():
    make_phone("One", cameras=[PERISCOPE])
    assert [one.words for one in suggested_questions(current_snapshot(), "periscope")] == [
        "a rear lens: role Periscope telephoto"
    ]
    with translation.override("de"):
        (german,) = suggested_questions(current_snapshot(), "Periskop")
    assert german.words == "Rückkamera – Funktion: Periskop-Tele"
    make_phone("Two", cameras=[PERISCOPE])
    Stamp.move()
    assert first("periscope") == ("lens.role=periscope", 2)
