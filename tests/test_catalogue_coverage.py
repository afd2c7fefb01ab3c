"""How much of the catalogue is known: the sums over all phones, held against phone after phone; and the command."""

import json
import re
from datetime import timedelta
from io import StringIO
from statistics import median

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from catalog.coverage.catalogue_coverage import CoverageLine, Share, catalogue_coverage
from catalog.coverage.coverage_report import coverage_data
from catalog.drawings.coverage_bars import coverage_bar
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import with_all_rows
from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone, Stamp, StoredDepth
from catalog.pages.coverage_section import MOST_BARS
from catalog.sheet.registry import SHEET

from .factories import LENS, make_camera, make_claim, make_phone, make_publishable

pytestmark = pytest.mark.django_db


def report(*arguments):
    out = StringIO()
    call_command("coverage", *arguments, stdout=out)
    return out.getvalue()


def slow_coverage():
    """The same figures, added up phone after phone."""
    phones = list(with_all_rows(Phone.objects.published()))
    depths = {phone.slug: PhoneFacts.of(phone).depth for phone in phones}
    lenses = [lens for depth in depths.values() for lens in depth.lenses]
    rows = [row for depth in depths.values() for row in depth.rows.items()]
    views = [lens.facts["focal length or angle of view"].known for lens in lenses]
    main_sizes = [depth.is_main_size_exact for depth in depths.values() if depth.is_main_size_exact is not None]
    return {
        "phones": len(phones),
        "above_floor": parts([not depth.gaps for depth in depths.values()]),
        "median_rows_known": median(depth.known for depth in depths.values()),
        "rows_known_of_none": len({key for key, _ in rows} - {key for key, row in rows if row.known}),
        "sourced": parts([row.sourced for _, row in rows if row.known]),
        "main_lens_sourced": parts(lens_facts_sourced(lenses, is_main=True)),
        "other_lenses_sourced": parts(lens_facts_sourced(lenses, is_main=False)),
        "lens_views": parts(views),
        "rear_lists_whole": parts([depth.is_rear_list_whole for depth in depths.values()]),
        "main_sizes_exact": parts(main_sizes),
        "below_floor": {slug: depth.gap_phrases for slug, depth in depths.items() if depth.gaps},
        "by_brand": lines(phones, lambda phone: phone.brand.name),
        "by_year": lines(phones, year_of),
        "by_group": group_lines(depths.values()),
    }


def lens_facts_sourced(lenses, *, is_main):
    facts = [fact for lens in lenses if lens.is_main is is_main for fact in lens.facts.values()]
    return [fact.sourced for fact in facts if fact.known]


def parts(flags):
    return sum(flags), len(flags)


def year_of(phone):
    return str((phone.announced or phone.released).year)


def lines(phones, label_of):
    found = {}
    for phone in phones:
        depth = PhoneFacts.of(phone).depth
        line = found.setdefault(label_of(phone), [0, 0, 0, 0])
        for place, count in enumerate([1, depth.applicable, depth.known, depth.sourced]):
            line[place] += count
    return found


def group_lines(depths):
    found = {}
    for group in SHEET:
        keys = {spec.key for spec in group.specs if spec.of is group.of}
        rows = [row for depth in depths for key, row in depth.rows.items() if key in keys]
        if group.of.__name__ != "Camera" and rows:
            flags = [(row.applies, row.known, row.sourced) for row in rows]
            found[group.label] = [len(depths), *map(sum, zip(*flags, strict=True))]
    return found


def as_slow(data):
    """What the command gives, in the shape of ``slow_coverage``."""
    figures = {key: (value["part"], value["whole"]) for key, value in data.items() if is_share(value)}
    for key in ("by_brand", "by_year", "by_group"):
        figures[key] = {line.pop("label"): list(line.values()) for line in data[key]}
    others = {key: data[key] for key in ("phones", "median_rows_known", "rows_known_of_none", "below_floor")}
    return figures | others


def is_share(value):
    return isinstance(value, dict) and "percent" in value


@pytest.fixture
def several():
    one = make_publishable("One", brand="Zeta", status="published", complete_sections=["rear_cameras"])
    make_camera(one, **{**LENS, "role": "tele", "focal_length_eq_mm": None})
    make_claim(one, "f_number", 1.9, camera=one.cameras.first())
    make_phone("Two", brand="Acme", announced=None, released="2021", cameras=[{"megapixels": 12, "role": "ultrawide"}])
    make_phone("Three", brand="Acme", announced="2021-05", nfc=False, cameras=[{**LENS}])
    make_phone("Draft", status="draft", uwb=True)
    make_phone("Embargoed", publish_at="2035-01-01T00:00Z", uwb=True)


@pytest.mark.parametrize("is_stored", [False, True])
def test_the_sums_are_those_made_phone_after_phone(several, is_stored):
    if is_stored:
        index_missing_phones()
        assert StoredDepth.objects.count() == 3
    assert as_slow(json.loads(report("--json"))) == slow_coverage()


def test_so_they_are_of_the_shipped_catalogue(shipped):
    assert as_slow(coverage_data(catalogue_coverage())) == slow_coverage()


def test_it_is_told_in_words(several):
    text = report()
    assert "Phones published                          3\n" in text
    assert "Phones with all that is asked for         0 of 3 (0\u00a0%)" in text
    assert "  acme-two: announcement, at least to the quarter, height," in text
    assert "  zeta-one: focal length or angle of view of the telephoto\n" in text
    assert "  uwb: " in text.partition("Specs known of no phone")[2]
    assert "  nfc: " not in text


def test_brands_with_most_phones_and_the_latest_years_come_first(several):
    make_phone("Older", announced="1999")
    coverage = catalogue_coverage()
    assert [line.label for line in coverage.by_brand] == ["Acme", "Zeta"]
    assert [line.label for line in coverage.by_year] == ["2021", "2019", "1999"]


def test_an_empty_catalogue_has_no_shares():
    data = json.loads(report("--json"))
    assert (data["phones"], data["median_rows_known"], data["sourced"]["percent"]) == (0, 0, None)
    assert "0 of 0" in report()


def test_what_changes_is_counted_anew(several):
    index_missing_phones()
    before = catalogue_coverage().sourced
    three = Phone.objects.get(name="Three")
    make_claim(three, "nfc", False)
    Stamp.move([three.pk])
    assert StoredDepth.objects.count() == 2
    after = catalogue_coverage().sourced
    assert (after.part, after.whole) == (before.part + 1, before.whole)


def test_depths_of_another_form_are_not_used(several):
    index_missing_phones()
    StoredDepth.objects.update(form="another", rows=b"\0", gaps="nonsense")
    assert as_slow(json.loads(report("--json"))) == slow_coverage()


def test_it_costs_as_many_queries_for_one_phone_as_for_many(several, django_assert_num_queries):
    for number in range(30):
        make_phone(f"More {number}", cameras=[LENS])
    index_missing_phones()
    with django_assert_num_queries(2):
        assert catalogue_coverage().phones == 33


@given(some.integers(0, 10_000), some.integers(0, 10_000))
def test_all_is_100_percent_and_nothing_else_is(part, more):
    share = Share(part, part + more)
    if not share.whole:
        assert share.percent is None
        return
    assert (share.percent == 100) is (more == 0)
    assert abs(share.percent - 100 * part / share.whole) <= 1


def test_loading_says_how_many_published_phones_are_below_the_floor(tmp_path):
    (tmp_path / "acme.yaml").write_text("brand: acme\nname: Acme\n")
    record = "phone: acme-one\nname: One\nbrand: acme\nstatus: published\nannounced: 2022-11\n"
    (tmp_path / "acme-one.yaml").write_text(record)
    out = StringIO()
    call_command("load_catalogue", str(tmp_path), stdout=out)
    assert "  1 below the floor for publishing (manage.py coverage names them)\n" in out.getvalue()
    assert Phone.objects.published().count() == 1


# The page


def chart(html, key):
    """Label → words of each bar of a chart on “About”."""
    section = html.partition(f'id="coverage-{key}"')[2].partition("</section>")[0]
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd class=\"small\">(.*?)</dd>", section)
    return dict(found)


def test_about_has_the_figures_and_a_bar_for_each_group_year_and_brand(several, client):
    html = client.get("/about/").content.decode()
    data = json.loads(report("--json"))
    assert f"{data['sourced']['part']} of {data['sourced']['whole']} (" in html
    for key, name in (("groups", "by_group"), ("years", "by_year"), ("brands", "by_brand")):
        lines = data[name]
        labels = [line["label"] for line in lines]
        if key != "groups":
            labels = [f"{line['label']} ({line['phones']})" for line in lines]
        assert list(chart(html, key)) == labels
        for line, words in zip(lines, chart(html, key).values(), strict=True):
            assert words.startswith(f"{line['known']} of {line['applicable']} (")
            assert words.endswith(f", {line['sourced']} sourced")


def test_the_bars_are_as_long_as_their_shares():
    bar = coverage_bar(CoverageLine("Body", phones=2, applicable=50, known=30, sourced=5))
    assert (bar.known, bar.sourced, bar.words) == (60, 10, "30 of 50 (60\u00a0%), 5 sourced")
    assert coverage_bar(CoverageLine("Body", phones=0, applicable=0, known=0, sourced=0)).known == 0


def test_brands_beyond_the_first_are_one_bar(client):
    for number in range(MOST_BARS + 3):
        make_phone("One", brand=f"Brand {number:02}")
    bars = chart(client.get("/about/").content.decode(), "brands")
    assert len(bars) == MOST_BARS
    assert list(bars)[-2:] == [f"Brand {MOST_BARS - 2:02} (1)", "4 other brands (4)"]
    coverage = catalogue_coverage()
    assert bars["4 other brands (4)"].startswith(f"{sum(line.known for line in coverage.by_brand[-4:])} of ")


def test_the_name_of_a_brand_is_no_word_that_has_a_translation(client):
    make_phone("One", brand="Nothing")
    assert list(chart(client.get("/de/about/").content.decode(), "brands")) == ["Nothing (1)"]


def test_about_counts_once_for_each_state_of_the_catalogue(several, client, django_assert_num_queries):
    index_missing_phones()
    first = client.get("/about/").content
    with django_assert_num_queries(2):
        assert client.get("/about/").content == first
    three = Phone.objects.get(name="Three")
    make_claim(three, "nfc", False)
    Stamp.move([three.pk])
    assert client.get("/about/").content != first


def test_about_tells_nothing_of_phones_that_readers_do_not_see(client):
    make_phone("Draft", brand="Secret", status="draft")
    html = client.get("/about/").content.decode()
    assert "Secret" not in html
    assert chart(html, "brands") == {}


def test_what_is_under_embargo_counts_from_the_second_on(client, monkeypatch):
    due = timezone.now() + timedelta(hours=1)
    make_phone("Later", brand="Secret", publish_at=due)
    assert chart(client.get("/about/").content.decode(), "brands") == {}
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert list(chart(client.get("/about/").content.decode(), "brands")) == ["Secret (1)"]
