"""Above a phone's form: how much of the sheet is known, and what its page will say of the rest."""

import re

import pytest
from django.urls import reverse

from catalog.admin.pages.completeness import phone_completeness
from catalog.models import Phone
from catalog.sheet.registry import PHONE_SPECS

from .desk import ADD_PHONE, change_url, save
from .everything import make_full_phone
from .factories import make_claim, make_phone, make_publishable, make_sensor
from .reading import page, words

pytestmark = pytest.mark.django_db


def panel_of(desk, phone):
    (panel,) = [one for one in desk.get(change_url(phone)).context["panels"] if hasattr(one, "parts")]
    return panel


def counts_of(desk, phone, label):
    """known, without a source, disputed, not published, not known yet."""
    return next((part.figures for part in panel_of(desk, phone).parts if part.label == label), None)


def test_rows_are_counted_group_by_group(desk):
    phone = make_phone("One", speakers="stereo", headphone_jack=False)
    assert counts_of(desk, phone, "Sound") == [2, 2, 0, 0, 1]
    make_claim(phone, "speakers", "stereo")
    make_claim(phone, "headphone_jack", True, accepted=False)
    make_claim(phone, "audio_tuning", None, state="not_published")
    assert counts_of(desk, phone, "Sound") == [2, 1, 1, 1, 0]


def test_each_camera_is_counted_and_so_is_the_first_display(desk):
    phone = make_phone("One", displays=[{"refresh_hz": 120}, {"display_role": "cover"}])
    assert counts_of(desk, phone, "Display")[0] == 1
    assert counts_of(desk, phone, "Lens") is None
    phone = make_phone("Two", cameras=[{"f_number": 1.9}, {"role": "tele", "f_number": 2.4}])
    assert counts_of(desk, phone, "Lens")[0] == 2


@pytest.mark.parametrize("facts", [{}, {"weight_g": 211, "cameras": [{"f_number": 1.9}]}])
def test_it_says_what_the_page_says(desk, client, facts):
    phone = make_phone("One", **facts)
    make_claim(phone, "announced", "2019-08-07")
    known, rows = re.search(
        r"(\d+) of (\d+) rows known , 1 with a source", words(page(client, phone.get_absolute_url()))
    ).groups()
    panel = panel_of(desk, phone)
    assert f"{known} of {rows} rows are known, 1 of them with a source; none are disputed." in panel.summary
    assert "name 1 source." in panel.page_words


def test_it_names_what_is_missing_below_the_floor(desk):
    assert (
        "Missing below the floor for publishing: weight."
        in panel_of(desk, make_publishable("One", weight_g=None)).page_words
    )
    assert "floor" not in panel_of(desk, make_publishable("Two")).page_words


def test_a_group_leads_to_the_first_field_that_is_empty(desk):
    phone = make_phone("One", speakers="stereo", cameras=[{"focal_length_eq_mm": 19}], displays=[{}])
    places = {part.label: part.place for part in panel_of(desk, phone).parts}
    html = desk.get(change_url(phone)).content.decode()
    assert places["Sound"] == "id_headphone_jack"
    assert places["Lens"] == "id_cameras-0-zoom_kind"
    assert places["Display"] == "id_displays-0-display_size_in"
    assert [place for place in places.values() if place and f'id="{place}"' not in html] == []


def test_it_leads_to_the_evidence_that_is_missing(desk):
    phone = make_phone("One")
    html = desk.get(change_url(phone)).content.decode()
    assert f"{reverse('admin:catalog_phone_evidence', args=[phone.pk])}?show=unsourced" in html


def test_a_new_phone_has_none_yet(desk):
    assert desk.get(ADD_PHONE).context["panels"] == []


def test_it_is_shown_beside_faults_too(desk):
    response = save(desk, make_phone("One"), weight_g="21100")
    assert response.status_code == 200
    assert "rows are known" in response.content.decode()


def test_it_costs_two_questions_however_much_there_is(desk, django_assert_num_queries):
    phone = make_phone("One", cameras=[{"sensor": make_sensor(f"Eye {place}")} for place in range(6)])
    for number in range(40):
        make_claim(phone, "weight_g", 200 + number, f"page-{number}")
    phone = Phone.objects.select_related("brand__maker", "manufacturer").get()
    with django_assert_num_queries(2):
        assert phone_completeness(phone).summary.startswith("3 of")


def test_the_sum_is_that_of_the_groups(desk):
    panel = panel_of(desk, make_full_phone())
    assert panel.totals == [sum(column) for column in zip(*(part.figures for part in panel.parts), strict=True)]
    assert panel.totals[0] > len(PHONE_SPECS) / 2
