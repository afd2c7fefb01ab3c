"""One box for everything at the desk, and lists that find phones by any of their names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import OldSlug, Phone

from .desk import change_url
from .factories import (
    make_alias,
    make_brand,
    make_chipset,
    make_model_code,
    make_operator,
    make_phone,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db


def search(client, text):
    return client.get("/desk/search/", {"q": text})


def found(client, text):
    """Heading → what was found under it."""
    return {hits.title: [hit.words for hit in hits.hits] for hits in search(client, text).context["found"]}


@pytest.mark.parametrize("text", ["SH-52C", "sh-52c", " SH-52C ", "sharp-aquos-r7", "Sharp-Aquos-R7", "old-name"])
def test_one_exact_code_or_address_leads_straight_to_its_phone(desk, text):
    phone = make_phone("Aquos R7", brand="Sharp", status="draft")
    make_model_code(phone, "SH-52C")
    make_model_code(make_phone("Aquos R8", brand="Sharp"), "SH-52C2")
    OldSlug.objects.create(phone=phone, slug="old-name")
    assert search(desk, text).headers["Location"] == change_url(phone)


def test_a_code_of_several_phones_lists_them_first(desk):
    for name in ("Aquos R7", "Leitz"):
        make_model_code(make_phone(name), "SH-52C")
    make_model_code(make_phone("R"), "SH-52C-X")
    assert found(desk, "sh-52c")["Phones"] == ["Acme Aquos R7", "Acme Leitz", "Acme R"]


@pytest.mark.parametrize(
    "text", ["Leitz Phone 2", "phone leica", "ライツフォン", "LP-02", "ライツ 2", "LEITZ", "leica-leitz-phone"]
)
def test_phones_are_found_by_any_name_drafts_too(desk, text):
    phone = make_phone("Leitz Phone 2", brand="Leica", status="draft")
    make_alias(phone, "ライツフォン 2")
    make_model_code(phone, "LP-02-X")
    make_phone("Aquos R7", brand="Sharp")
    assert found(desk, text)["Phones"] == ["Leica Leitz Phone 2"]


@pytest.mark.parametrize("text", ["Litz Phon 2", "leizt phone 2", "ＬＥＩＴＺ　ＰＨＯＮＥ", "lp02x"])
def test_what_nobody_is_called_finds_the_nearest(desk, text):
    make_model_code(make_phone("Leitz Phone 2", brand="Leica", status="draft"), "LP-02-X")
    make_phone("Aquos R7", brand="Sharp")
    assert found(desk, text)["Phones with names like that"][0] == "Leica Leitz Phone 2"


def test_names_in_other_letters_are_found_whatever_their_case(desk):
    make_phone("Ёлка", slug="acme-yolka")
    assert "Acme Ёлка" in next(iter(found(desk, "ёлка").values()))


def test_sources_brands_sensors_chipsets_and_networks_are_found(desk):
    make_source("eye-page", title="All about the Eye")
    make_brand("Eyewear"), make_sensor("Eye 1"), make_chipset("Eye 2"), make_operator("Eyephone")
    assert found(desk, "eye") == {
        "Sources": ["All about the Eye"],
        "Brands": ["Eyewear"],
        "Sensors": ["Lightworks Eye 1"],
        "Chipsets": ["Chipworks Eye 2"],
        "Operators": ["Eyephone (JP)"],
    }


def test_of_many_the_best_are_shown_and_the_rest_is_a_link_away(desk):
    for number in range(35):
        make_phone(f"Nova {number}", slug=f"nova-{number}")
    make_phone("Nova", slug="plain")
    hits = search(desk, "nova").context["found"][0]
    assert (len(hits.hits), hits.hits[0].words) == (30, "Acme Nova")
    assert desk.get(hits.all).context["cl"].result_count == 36


@pytest.mark.parametrize("text", ["", "   ", "%", "\x00", "é" * 500, "a " * 300, "'\"<script>", "ß", "²"])
def test_any_question_is_answered(desk, text):
    make_phone("One")
    response = search(desk, text)
    assert response.status_code == 200
    assert "<script>'" not in response.content.decode()


def test_only_what_somebody_may_see_is_found(client, django_user_model, contributor):
    make_phone("Eye"), make_sensor("Eye 1")
    assert set(found(contributor, "eye")) == {"Phones", "Sensors"}
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert found(client, "eye") == {}
    assert search(client, "acme-eye").status_code == 200


def test_visitors_find_nothing(client):
    assert search(client, "x").status_code == 302


@pytest.mark.parametrize("path", ["/desk/", "/desk/catalog/source/", "/desk/search/?q=one"])
def test_every_page_of_the_desk_asks(desk, path):
    assert 'action="/desk/search/"' in desk.get(path).content.decode()


def test_the_login_page_does_not(client):
    assert 'action="/desk/search/"' not in client.get("/desk/login/").content.decode()


def test_a_search_asks_few_questions_however_much_it_finds(desk):
    def cost(text):
        with CaptureQueriesContext(connection) as caught:
            search(desk, text)
        return len(caught)

    make_model_code(make_phone("Eye 0"), "E-0")
    few, nothing = cost("eye"), cost("xqzt")
    for number in range(1, 41):
        phone = make_phone(f"Eye {number}")
        make_model_code(phone, f"E-{number}"), make_alias(phone, f"Oeil {number}"), make_sensor(f"Eye {number}")
    assert cost("eye") == few <= 20
    assert cost("xqzt") == nothing <= 20


def test_the_list_of_phones_finds_each_once_by_any_word(desk):
    phone = make_phone("Leitz Phone 2", brand="Leica")
    for number in range(3):
        make_alias(phone, f"Leitz {number}"), make_model_code(phone, f"LEITZ-{number}")
    make_phone("Leitz", brand="Acme")
    listed = desk.get("/desk/catalog/phone/", {"q": "leitz leica"}).context["cl"]
    assert [str(found) for found in listed.result_list] == ["Leica Leitz Phone 2"]
    assert Phone.objects.called("leitz").count() == 2
    assert set(Phone.objects.called("")) == set(Phone.objects.all())
