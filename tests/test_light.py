"""Light against focal length: the optics of cropping, which lens serves, and the line that is drawn of it."""

from itertools import pairwise
from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.comparison.focal_spans import focal_spans
from catalog.comparison.lens_kit import Lens, LensKit, serving_lens
from catalog.models import Camera, Phone
from catalog.quantities import optics
from catalog.quantities.optics import COMPUTED, ESTIMATED, Size

quick = settings(derandomize=True, max_examples=150, deadline=None, database=None)

lengths = st.floats(min_value=8, max_value=400)
axis = st.floats(min_value=10, max_value=300)
f_numbers = st.floats(min_value=0.9, max_value=32)
ratios = st.floats(min_value=1, max_value=40)

# f/1.9 with 47.2 MP of the 50.3 MP of a sensor of 13.11 × 9.83 mm; f/2.2 on 8.8 × 6.6 mm.
LEITZ_PHONE_2 = Lens("Main camera", 19, 19, 1.9, 1.9, Size(13.11, 9.83).scaled(47.2 / 50.3), 47.2)
LUMIA_1020 = Lens("Main camera", 26, 26, 2.2, 2.2, Size(8.8, 6.6), 41)


# Published figures


def test_the_two_phones_of_the_story_are_one_and_a_half_stops_apart():
    leitz, lumia = LEITZ_PHONE_2.equivalent_at(19), LUMIA_1020.equivalent_at(26)
    assert leitz == pytest.approx(5.2, abs=0.05)
    assert lumia == pytest.approx(8.7, abs=0.05)
    assert optics.stops(leitz, lumia) == pytest.approx(1.5, abs=0.05)


def test_full_frame_neither_crops_nor_gains_a_stop():
    full_frame = Lens("Camera", 50, 50, 1.8, 1.8, Size(36, 24))
    assert full_frame.equivalent_at(50) == pytest.approx(1.8, abs=0.001)
    assert optics.stops(1.8, full_frame.equivalent_at(50)) == pytest.approx(0, abs=0.001)


def test_a_full_frame_lens_cropped_to_half_the_width_is_one_over_micro_four_thirds():
    # Half of 36 × 24 mm each way is 18 × 12 mm; a micro four thirds sensor, crop factor 2, is 17.3 × 13 mm.
    halved = Lens("Camera", 25, 25, 1.8, 1.8, Size(36, 24)).equivalent_at(50)
    assert halved == pytest.approx(optics.equivalent_f_number(1.8, Size(17.3, 13).diagonal_mm), rel=0.01)


# What holds for any figures


@quick
@given(f_numbers, f_numbers)
def test_stops_turned_round_change_their_sign(one, other):
    assert optics.stops(one, other) == pytest.approx(-optics.stops(other, one))


@quick
@given(f_numbers, ratios)
def test_cropping_costs_two_stops_per_doubling_and_leaves_the_square_of_the_area(equivalent, ratio):
    assert optics.stops(equivalent, optics.cropped_f_number(equivalent, ratio)) == pytest.approx(2 * log2(ratio))
    assert optics.crop_area_share(ratio) * ratio * ratio == pytest.approx(1)


@quick
@given(f_numbers, ratios)
def test_a_cropped_picture_is_that_of_a_smaller_sensor(f_number, ratio):
    smaller = Size(8, 6).scaled(optics.crop_area_share(ratio))
    whole = optics.equivalent_f_number(f_number, 10)
    assert optics.cropped_f_number(whole, ratio) == pytest.approx(
        optics.equivalent_f_number(f_number, smaller.diagonal_mm)
    )


@quick
@given(lengths, lengths)
def test_nothing_is_cropped_to_show_more_than_the_lens_does(focal_length, wanted):
    ratio = optics.crop_ratio(focal_length, wanted)
    assert ratio == 1 if wanted <= focal_length else ratio == pytest.approx(wanted / focal_length)


@quick
@given(st.tuples(lengths, lengths).map(sorted).filter(lambda ends: ends[0] < ends[1]), f_numbers, f_numbers)
def test_the_f_number_of_a_zoom_runs_from_end_to_end_in_even_stops(ends, short, long):
    at = [optics.zoomed_f_number(mm, ends, (short, long)) for mm in (ends[0], (ends[0] * ends[1]) ** 0.5, ends[1])]
    assert at == pytest.approx([short, (short * long) ** 0.5, long])


FEW = st.sampled_from([8, 13, 24, 35, 70, 200, 400])
sizes = st.none() | st.builds(Size, st.floats(2, 36), st.floats(2, 24), st.sampled_from([COMPUTED, ESTIMATED]))
known_f_numbers = st.none() | f_numbers


@st.composite
def lenses(draw):
    """A fixed lens or a zoom, its f-number and sensor known or not. Few focal lengths, so that several stand at one."""
    short, long = sorted(draw(st.tuples(FEW, FEW)) if draw(st.booleans()) else [draw(FEW)] * 2)
    f_number = draw(known_f_numbers)
    at_long = f_number if long == short else draw(st.just(f_number) | known_f_numbers)
    camera = Camera(role=draw(st.sampled_from(["main", "ultrawide", "tele"])))
    return Lens("Lens", short, long, f_number, at_long, draw(sizes), draw(st.none() | st.just(12)), camera=camera)


kits = st.lists(lenses(), max_size=5).map(
    lambda found: LensKit(Phone(), tuple(sorted(found, key=lambda one: one.short_mm)))
)


@quick
@given(lenses(), axis, ratios)
def test_a_lens_that_does_not_zoom_is_never_brighter_at_a_longer_focal_length(lens, mm, further):
    shorter, longer = lens.equivalent_at(max(mm, lens.long_mm)), lens.equivalent_at(max(mm, lens.long_mm) * further)
    assert (shorter is None and longer is None) or longer >= shorter * (1 - 1e-9)


def slowly_served(found, mm):
    """(focal length it stands at, equivalent f-number or None) by walking every lens, from the definitions alone."""
    best = None
    for lens in found:
        if lens.short_mm > mm:
            continue
        stands = mm if mm < lens.long_mm else lens.long_mm
        light = slow_light(lens, stands)
        light = light and light * mm / stands
        if best is None or stands > best[0] or (stands == best[0] and (light or 1e9) < (best[1] or 1e9)):
            best = (stands, light)
    return best


def slow_light(lens, stands):
    f_number = lens.f_number_long if stands == lens.long_mm else lens.f_number
    if stands == lens.short_mm:
        f_number = lens.f_number
    elif stands != lens.long_mm and lens.f_number != lens.f_number_long:
        if lens.f_number is None or lens.f_number_long is None:
            return None
        way = (log2(stands) - log2(lens.short_mm)) / (log2(lens.long_mm) - log2(lens.short_mm))
        f_number = 2 ** (log2(lens.f_number) * (1 - way) + log2(lens.f_number_long) * way)
    if f_number is None or lens.size is None:
        return None
    return f_number * 43.27 / (lens.size.width_mm**2 + lens.size.height_mm**2) ** 0.5


@quick
@given(kits, FEW | axis)
def test_the_longest_lens_that_is_not_longer_serves_and_the_brightest_of_several(kit, mm):
    at, expected = serving_lens(kit.lenses, mm), slowly_served(kit.lenses, mm)
    if expected is None:
        assert at is None
    else:
        assert (at.lens.reach(mm), at.equivalent) == (expected[0], expected[1] and pytest.approx(expected[1]))
        assert at.crop == pytest.approx(mm / expected[0])
        assert at.share == pytest.approx((expected[0] / mm) ** 2)


@quick
@given(kits, axis)
def test_the_line_that_is_drawn_says_what_serves(kit, mm):
    spans = focal_spans(kit)
    assert (spans[0].start, spans[-1].end) == (10, 300)
    assert all(before.end == after.start for before, after in pairwise(spans))
    span = next(span for span in spans if span.start <= mm <= span.end)
    at = serving_lens(kit.lenses, mm) if span.start < mm < span.end else None
    if at is None or span.equivalents is None:
        assert at is None or at.equivalent is None
        return
    way = log2(mm / span.start) / log2(span.end / span.start)
    near, far = span.equivalents
    assert near * (far / near) ** way == pytest.approx(at.equivalent)
    assert span.inside.is_estimated == at.is_estimated
    assert span.inside.is_past == at.is_past


def test_two_zooms_over_the_same_focal_lengths_hand_over_where_they_are_as_bright():
    one = Lens("One", 24, 96, 2, 4, Size(8, 6), camera=Camera(role="main"))
    other = Lens("Other", 24, 96, 2.8284271, 2.8284271, Size(8, 6), camera=Camera(role="tele"))
    handed_over = [span for span in focal_spans(LensKit(Phone(), (one, other))) if 24 <= span.start < 96]
    assert [span.inside.lens.title for span in handed_over] == ["One", "Other"]
    assert handed_over[0].end == pytest.approx(48)


def test_of_lenses_at_one_focal_length_the_brightest_serves_and_one_of_unknown_light_last():
    lights = {"Dark": None, "Dim": 2.8, "Bright": 1.4}
    dark, dim, bright = (Lens(name, 24, 24, f_number, f_number, Size(8, 6)) for name, f_number in lights.items())
    assert serving_lens([dim, bright, dark], 24).lens == bright
    assert serving_lens([dark, dim], 50).lens == dim
