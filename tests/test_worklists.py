"""The worklists of the desk: what belongs on each and what does not, and their pages."""

import pytest

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.models import Phone, Proposal, Report
from catalog.records.serializer import record_content
from catalog.worklists.definitions import WORKLISTS, WORKLISTS_BY_KEY
from catalog.worklists.name_similarity import are_similar_names, name_family, place_in_line

from .desk import change_url
from .everything import make_full_phone
from .factories import make_model_code, make_phone
from .work_to_do import BELONGING

pytestmark = pytest.mark.django_db


def on_list(client, key, **asked):
    """The names of the phones on a worklist's page, in order, after tests have stored phones past the desk."""
    update_derived_data(None)
    return [line.phone.name for line in client.get(f"/desk/work/{key}/", asked).context["lines"]]


def facts_on(client, key):
    """Words and address of everything on the first page of a list."""
    update_derived_data(None)
    return [fact for line in client.get(f"/desk/work/{key}/").context["lines"] for fact in line.facts]


@pytest.mark.parametrize(("key", "arrange"), BELONGING, ids=lambda given: getattr(given, "__name__", given))
def test_a_worklist_has_what_belongs_there_and_nothing_that_is_settled(desk, key, arrange):
    arrange()
    found = on_list(desk, key)
    assert [name for name in found if name.startswith("Open")]
    assert [name for name in found if name.startswith("Settled")] == []


def test_every_worklist_has_been_tried():
    assert {key for key, _ in BELONGING} == set(WORKLISTS_BY_KEY)


@pytest.mark.parametrize("worklist", WORKLISTS, ids=lambda worklist: worklist.key)
def test_a_withdrawn_phone_is_no_work(desk, worklist):
    dict(BELONGING)[worklist.key]()
    Phone.objects.update(status="withdrawn")
    assert on_list(desk, worklist.key) == []


@pytest.mark.parametrize("worklist", WORKLISTS, ids=lambda worklist: worklist.key)
def test_an_empty_worklist_says_so(desk, worklist):
    assert "this list is empty" in desk.get(f"/desk/work/{worklist.key}/").content.decode()


# Names


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Galaxy S 10", "Galaxy S10", True),
        ("Lumia 1020", "1020 Lumia", True),
        ("Xperia Pro-I", "Xperia PRO I", True),
        ("Leitz Phone 2", "Leits Phone 2", True),
        ("Leitz Phone 2", "Leitz Phone 1", False),
        ("Xperia 1 II", "Xperia 1 III", False),
        ("P40 Pro", "P40 Pro+", False),
        ("Galaxy A51", "Galaxy A51s", False),
        ("Mi 10", "Mi Note 10", False),
        ("13", "13 Ultra", False),
    ],
)
def test_names_are_alike_by_their_letters_never_by_other_numbers(one, other, alike):
    assert (name_family(one) == name_family(other) and are_similar_names(one, other)) is alike
    assert are_similar_names(one, other) is are_similar_names(other, one)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Aquos R7", ("aquos r*", 7)),
        ("Xperia 1 IV", ("xperia 1 *", 4)),
        ("iPhone X", ("iphone *", 10)),
        ("moto g 5G 2022", ("moto g 5g *", 2022)),
        ("Galaxy S10 Lite", ("galaxy s* lite", 10)),
        ("Razr", None),
        ("5G", None),
    ],
)
def test_a_phone_has_its_place_in_a_line_by_its_name(name, place):
    assert place_in_line(name) == place


# The pages


def test_the_first_screen_counts_what_the_lists_have(desk):
    dict(BELONGING)["no_predecessor"]()
    make_full_phone()
    update_derived_data(None)
    (_, _), (_, entries) = desk.get("/desk/").context["worklists"]
    for entry in entries:
        assert desk.get(entry.address).context["page"].paginator.count == entry.count, entry.title
    assert sum(entry.count for entry in entries) > 3


def test_the_first_screen_leads_to_reports_and_drafts(desk):
    phone = make_phone("One", status="draft")
    make_phone("Two", status="in_review")
    Report.objects.create(phone=phone, key="weight_g", value="211 g")
    Report.objects.create(phone=phone, key="weight_g", value="212 g", decision="declined")
    Proposal.objects.create(kind="phone", record=phone.pk, slug=phone.slug, content=record_content(phone))
    (_, entries), _ = desk.get("/desk/").context["worklists"]
    for entry in entries:
        assert desk.get(entry.address).context["cl"].result_count == entry.count == 1, entry.title


def test_a_list_is_narrowed_by_brand_and_by_words(desk):
    make_phone("One", brand="Acme", weight_g=200)
    make_model_code(make_phone("Two", brand="Acme", weight_g=200), "AC-2")
    other = make_phone("One", brand="Other", weight_g=200)
    assert on_list(desk, "unsourced", brand=other.brand_id) == ["One"]
    assert on_list(desk, "unsourced", q="acme one") == ["One"]
    assert on_list(desk, "unsourced", q="ac-2") == ["Two"]
    assert "No phone on this list matches" in desk.get("/desk/work/unsourced/", {"q": "three"}).content.decode()


@pytest.mark.parametrize(
    "asked", [{"brand": "x"}, {"brand": "9" * 30}, {"page": "x"}, {"page": "99"}, {"q": "é\x00" * 200}]
)
def test_a_list_bears_any_question(desk, asked):
    make_phone("One", weight_g=200)
    update_derived_data(None)
    assert desk.get("/desk/work/unsourced/", asked).status_code == 200


def test_a_list_has_fifty_phones_a_page(desk):
    for number in range(51):
        make_phone(f"No {number:02}", weight_g=200)
    assert len(on_list(desk, "unsourced")) == 50
    assert on_list(desk, "unsourced", page=2) == ["No 50"]


def test_each_thing_to_do_leads_to_where_it_is_settled(desk):
    phone = make_phone("One", weight_g=5 and 345, cameras=[{}, {"role": "tele", "f_number": 8}])
    tele = phone.cameras.last()
    found = dict(facts_on(desk, "unsourced"))
    assert found["Weight: 345\u202fg"] == f"/desk/catalog/phone/{phone.pk}/evidence/#fact-phone-weight_g"
    assert found["Telephoto: f-number: f/8.0"] == f"/desk/catalog/phone/{phone.pk}/evidence/#fact-{tele.pk}-f_number"
    places = [address.partition("#")[2] for _, address in facts_on(desk, "doubts")]
    assert places == ["id_weight_g", "id_cameras-1-f_number"]
    form, evidence = (
        desk.get(address).content.decode() for address in (change_url(phone), found["Weight: 345\u202fg"])
    )
    assert all(
        f'id="{place}"' in form for place in [*places, "cameras-heading", "relations-heading", "markets-heading"]
    )
    assert 'id="fact-phone-weight_g"' in evidence
    assert f'id="fact-{tele.pk}-f_number"' in evidence


def test_an_unknown_list_is_not_found(desk):
    assert desk.get("/desk/work/nonsense/").status_code == 404


def test_those_who_may_not_see_phones_have_no_worklists(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get("/desk/").context["worklists"] == []
    assert client.get("/desk/work/unsourced/").status_code == 403
    assert client.get("/desk/search/", {"q": "x"}).context["found"] == []


def test_contributors_see_the_worklists(contributor):
    make_phone("One", weight_g=200)
    assert on_list(contributor, "unsourced") == ["One"]
