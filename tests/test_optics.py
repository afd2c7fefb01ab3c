"""Optics held against published figures, and against what must hold for any figures."""

from math import atan, degrees, hypot, radians, tan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.quantities import optics
from catalog.quantities.optics import COMPUTED, ESTIMATED, STATED, Size

quick = settings(derandomize=True, max_examples=150, deadline=None, database=None)

diagonals = st.floats(min_value=1, max_value=60)
f_numbers = st.floats(min_value=0.9, max_value=32)
denominators = st.integers(min_value=70, max_value=1200).map(lambda hundredths: hundredths / 100)


# Published figures


def test_full_frame_has_a_crop_factor_of_one():
    # The 35 mm film frame is 36 × 24 mm (ISO 1007); its diagonal is the measure of all “35 mm equivalents”.
    assert optics.crop_factor(Size(36, 24).diagonal_mm) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("angle", "line", "mm"),
    [
        # Nikon's angles of its full-frame lenses: 24 mm 84°, 50 mm 46° 50′ and 20 mm 94° across the diagonal.
        (84, optics.DIAGONAL, 24),
        (46.8, optics.DIAGONAL, 50),
        (94, optics.DIAGONAL, 20),
        (180, optics.DIAGONAL, None),
        (220, optics.DIAGONAL, None),
        (150, optics.DIAGONAL, None),
        (None, optics.DIAGONAL, None),
    ],
)
def test_a_focal_length_follows_from_an_angle_of_view_unless_it_is_a_fisheyes(angle, line, mm):
    found = optics.focal_length_from_angle(angle, optics.USUAL_SHARES[line])
    assert found == (mm and pytest.approx(mm, rel=0.01))


@quick
@given(st.floats(1, 130), st.sampled_from([(36, 24), (4, 3), (16, 9)]))
def test_the_angles_along_all_lines_of_a_picture_lead_to_one_focal_length(diagonal_angle, sides):
    half = tan(radians(diagonal_angle / 2))
    expected = optics.focal_length_from_angle(diagonal_angle, 1)
    for side in sides:
        share = side / hypot(*sides)
        angle = degrees(2 * atan(half * share))
        assert optics.focal_length_from_angle(angle, share) == pytest.approx(expected, abs=0.11)


@quick
@given(st.floats(10, 138))
def test_the_angle_of_view_of_a_focal_length_is_the_angle_that_it_came_from(angle):
    mm = optics.focal_length_from_angle(angle, 1)
    assert optics.angle_of_view_deg(mm) == pytest.approx(angle, abs=0.3)


def test_a_one_inch_type_sensor_has_a_crop_factor_of_two_point_seven():
    # 13.2 × 8.8 mm and 2.7×, as Sony states for the RX100 series (8.8–25.7 mm is 24–70 mm equivalent: 2.73×).
    assert optics.crop_factor(Size(13.2, 8.8).diagonal_mm) == pytest.approx(70 / 25.7, abs=0.01)


def test_micro_four_thirds_has_a_crop_factor_of_two():
    # 17.3 × 13 mm and 2×, four-thirds.org.
    assert optics.crop_factor(Size(17.3, 13).diagonal_mm) == pytest.approx(2, abs=0.01)


# f/1.9 and 47.2 MP (SoftBank, 10 November 2022) of the 50.3 MP of a sensor of 13.11 × 9.83 mm (Sony IMX989).
LEITZ_PHONE_2 = Size(13.11, 9.83).scaled(47.2 / 50.3)
# f/2.2 (Nokia, July 2013) on a 1/1.5-inch type, printed as 8.8 × 6.6 mm.
LUMIA_1020 = Size(8.8, 6.6)


def test_the_leitz_phone_2_gathers_light_like_f_5_2_on_full_frame():
    assert optics.equivalent_f_number(1.9, LEITZ_PHONE_2.diagonal_mm) == pytest.approx(5.2, abs=0.05)


def test_the_lumia_1020_gathers_light_like_f_8_7_on_full_frame():
    assert optics.equivalent_f_number(2.2, LUMIA_1020.diagonal_mm) == pytest.approx(8.7, abs=0.05)


def test_the_leitz_phone_2_gathers_a_stop_and_a_half_more_than_the_lumia_1020():
    leitz = optics.equivalent_f_number(1.9, LEITZ_PHONE_2.diagonal_mm)
    lumia = optics.equivalent_f_number(2.2, LUMIA_1020.diagonal_mm)
    assert optics.stops(leitz, against=lumia) == pytest.approx(1.5, abs=0.05)


def test_f_2_gathers_two_stops_more_than_f_4():
    # The row of full stops: 1, 1.4, 2, 2.8, 4.
    assert optics.stops(2, against=4) == pytest.approx(2)


@pytest.mark.parametrize(
    ("focal_length", "degrees"),
    # Across the diagonal of full frame: the table of “Angle of view (photography)” in Wikipedia.
    [(24, 84.1), (35, 63.4), (50, 46.8), (135, 18.2), (200, 12.3)],
)
def test_angles_of_view_are_those_in_tables_of_lenses(focal_length, degrees):
    assert optics.angle_of_view_deg(focal_length) == pytest.approx(degrees, abs=0.06)


def test_density_agrees_with_what_apple_states():
    # Apple's iPhone 14: 2532 × 1170 at 460 ppi; “6.1 inch”, with a footnote that says 6.06 across the corners.
    assert optics.pixels_per_inch(1170, 2532, 6.06) == pytest.approx(460, abs=0.5)
    assert optics.pixels_per_inch(1170, 2532, 6.1) == pytest.approx(460, rel=0.01)


def test_pixel_pitch_agrees_with_what_makers_state():
    # Canon EOS 5D Mark II: 36 mm, 5616 pixels, 6.4 µm (Canon). Sony IMX989: 8192 pixels, 1.6 µm (Xiaomi, 4 July 2022).
    assert optics.pixel_pitch_um(36, 5616) == pytest.approx(6.4, abs=0.02)
    assert optics.pixel_pitch_um(13.11, 8192) == pytest.approx(1.6, abs=0.005)


def test_pixels_and_their_pitch_give_the_sensors_size():
    # Sony IMX989: 8192 × 6144 pixels of 1.6 µm; 13.11 × 9.83 mm.
    size = optics.size_from_pixels(8192, 6144, 1.6)
    assert (size.width_mm, size.height_mm) == (pytest.approx(13.11, abs=0.01), pytest.approx(9.83, abs=0.01))
    assert size.how == COMPUTED


def test_megapixels_and_pitch_give_an_estimate_close_to_it():
    size = optics.size_from_megapixels(50.3, 1.6)
    assert size.width_mm == pytest.approx(13.11, rel=0.01)
    assert size.how == ESTIMATED


@pytest.mark.parametrize(
    ("label", "width", "height"),
    # Sizes commonly printed for these types (4:3): 1/1.7, 1/2.5 and 1/3.2, in Wikipedia's “Image sensor format”.
    [("1/1.7", 7.6, 5.7), ("1/2.5", 5.76, 4.29), ("1/3.2", 4.54, 3.42)],
)
def test_the_type_label_gives_an_estimate_close_to_printed_sizes(label, width, height):
    size = optics.size_from_label(label)
    assert (size.width_mm, size.height_mm) == (pytest.approx(width, rel=0.03), pytest.approx(height, rel=0.03))
    assert size.how == ESTIMATED


def test_a_display_is_as_high_and_wide_as_its_diagonal_and_pixels_say():
    # A 16:9 screen of 40 inches measures 88.6 × 49.8 cm.
    size = optics.display_size(40, 1920, 1080)
    assert (size.width_mm, size.height_mm) == (pytest.approx(886, abs=1), pytest.approx(498, abs=1))
    assert size.how == COMPUTED


# What must hold for any figures


@quick
@given(f_numbers, f_numbers)
def test_one_phone_gathers_as_much_more_as_the_other_gathers_less(one, other):
    assert optics.stops(one, against=other) == pytest.approx(-optics.stops(other, against=one))


@quick
@given(f_numbers, f_numbers, f_numbers)
def test_stops_add_up_over_a_third_phone(one, between, other):
    by_way = optics.stops(one, against=between) + optics.stops(between, against=other)
    assert optics.stops(one, against=other) == pytest.approx(by_way, abs=1e-9)


@quick
@given(diagonals, st.floats(min_value=1.001, max_value=10))
def test_the_larger_the_sensor_the_smaller_its_crop_factor(diagonal, times):
    assert optics.crop_factor(diagonal * times) < optics.crop_factor(diagonal)
    assert optics.crop_factor(diagonal * times) == pytest.approx(optics.crop_factor(diagonal) / times)


@quick
@given(f_numbers, diagonals)
def test_twice_the_sensor_at_twice_the_f_number_gathers_the_same_light(f_number, diagonal):
    small = optics.equivalent_f_number(f_number, diagonal)
    assert optics.equivalent_f_number(2 * f_number, 2 * diagonal) == pytest.approx(small)


@quick
@given(diagonals, diagonals, st.floats(min_value=0.01, max_value=1))
def test_a_part_of_a_sensor_has_its_shape_and_that_share_of_its_area(width, height, share):
    whole = Size(width, height)
    part = whole.scaled(share)
    assert part.area_mm2 == pytest.approx(whole.area_mm2 * share)
    assert part.width_mm / part.height_mm == pytest.approx(width / height)


@quick
@given(denominators)
def test_a_size_from_a_label_is_four_to_three(denominator):
    size = optics.size_from_label(f"1/{denominator}")
    assert size.width_mm / size.height_mm == pytest.approx(4 / 3)
    assert size.diagonal_mm * denominator in (pytest.approx(16), pytest.approx(18))


def test_the_rule_for_labels_jumps_at_one_half_so_that_neighbours_change_places():
    half, smaller = optics.size_from_label("1/2"), optics.size_from_label("1/2.1")
    assert half.diagonal_mm == pytest.approx(8)
    assert smaller.diagonal_mm == pytest.approx(18 / 2.1)
    assert smaller.area_mm2 > half.area_mm2


@quick
@given(denominators, denominators)
def test_apart_from_that_jump_larger_fractions_are_larger_sensors(one, other):
    small, large = max(one, other), min(one, other)
    sizes = [optics.size_from_label(f"1/{denominator}").diagonal_mm for denominator in (small, large)]
    assert sizes == sorted(sizes) or large <= 2 < small


@quick
@given(st.floats(min_value=8, max_value=600), st.floats(min_value=1.01, max_value=5))
def test_longer_lenses_see_less(focal_length, times):
    assert 0 < optics.angle_of_view_deg(focal_length * times) < optics.angle_of_view_deg(focal_length) < 180


@quick
@given(st.floats(min_value=1, max_value=20), st.integers(30, 8000), st.integers(30, 8000))
def test_a_displays_size_has_its_diagonal_and_its_density(diagonal_in, width_px, height_px):
    size = optics.display_size(diagonal_in, width_px, height_px)
    assert size.diagonal_mm == pytest.approx(diagonal_in * 25.4)
    density = optics.pixels_per_inch(width_px, height_px, diagonal_in)
    assert size.width_mm / 25.4 * density == pytest.approx(width_px)


# How a size is known


def test_a_part_of_an_estimate_is_an_estimate_and_of_anything_else_computed():
    hows = [Size(8, 6, how).scaled(0.5).how for how in (STATED, COMPUTED, ESTIMATED)]
    assert hows == [COMPUTED, COMPUTED, ESTIMATED]


# Not told enough


@pytest.mark.parametrize(
    ("formula", "figures"),
    [
        (optics.crop_factor, [None]),
        (optics.equivalent_f_number, [None, 16]),
        (optics.equivalent_f_number, [1.9, None]),
        (optics.angle_of_view_deg, [None]),
        (optics.pixel_pitch_um, [None, 8192]),
        (optics.pixel_pitch_um, [13.1, None]),
        (optics.pixels_per_inch, [1170, None, 6.1]),
        (optics.pixels_per_inch, [1170, 2532, None]),
        (optics.display_size, [None, 1170, 2532]),
        (optics.size_from_pixels, [8192, 6144, None]),
        (optics.size_from_megapixels, [None, 1.6]),
        (optics.size_from_label, [None]),
        (optics.share_percent, [None, 100]),
    ],
)
def test_a_function_that_is_not_told_enough_says_nothing(formula, figures):
    assert formula(*figures) is None


@pytest.mark.parametrize("label", ["1/1.31", "1/2", "1/0.98", "1/12"])
def test_type_labels_are_read(label):
    assert optics.label_denominator(label) == pytest.approx(float(label.removeprefix("1/")))


@pytest.mark.parametrize("label", ["", "1", "1/0", "1/1,31", "1/1.31 inch", "2/3", "1.31", "one inch", "1/1e3", "1/-2"])
def test_what_is_no_type_label_is_not_read(label):
    assert optics.label_denominator(label) is None
    assert optics.size_from_label(label) is None


# Small answers


@pytest.mark.parametrize(
    ("formula", "figures", "expected"),
    [
        (optics.size_from_pixels, (4000, 2000, 2), Size(8, 4, COMPUTED)),
        (optics.size_from_megapixels, (12, 2), Size(8, 6, ESTIMATED)),
        (optics.size_from_label, ("1/4",), Size(3.6, 2.7, ESTIMATED)),
        (optics.size_from_label, ("1/2",), Size(6.4, 4.8, ESTIMATED)),
        (optics.display_size, (5, 400, 300), Size(101.6, 76.2, COMPUTED)),
    ],
)
def test_a_size_follows_from_other_figures_to_the_last_digit(formula, figures, expected):
    size = formula(*figures)
    assert (size.width_mm, size.height_mm) == pytest.approx((expected.width_mm, expected.height_mm), rel=1e-9)
    assert size.how == expected.how


def test_angles_and_pitches_are_told_to_the_last_digit():
    assert optics.pixel_pitch_um(8, 4000) == pytest.approx(2, rel=1e-9)
    assert optics.pixels_per_inch(400, 300, 5) == pytest.approx(100, rel=1e-9)
    assert optics.angle_of_view_deg(optics.FULL_FRAME_DIAGONAL_MM / 2) == pytest.approx(90, rel=1e-9)
    assert optics.zoomed_f_number(40, (20, 80), (2, 8)) == pytest.approx(4, rel=1e-9)


def test_sides_of_a_usual_picture_are_to_its_diagonal_as_3_4_and_5():
    shares = optics.USUAL_SHARES
    assert shares == {optics.DIAGONAL: 1, optics.HORIZONTAL: 4 / 5, optics.VERTICAL: 3 / 5}


def test_no_focal_length_below_8_mm_is_worked_out():
    for mm, expected in [(8.1, 8.1), (7.9, None)]:
        angle = degrees(2 * atan(optics.FULL_FRAME_DIAGONAL_MM / 2 / mm))
        assert optics.focal_length_from_angle(angle, 1) == expected


def test_a_diagonal_is_doubtful_by_half_the_share_that_the_area_is_doubtful_by():
    estimated = optics.ESTIMATED_DIAGONAL_ERROR
    assert (1 + estimated) ** 2 - 1 == pytest.approx(optics.ESTIMATED_AREA_ERROR, rel=0.05)


def test_spread_is_the_gap_as_a_share_of_the_largest_and_skips_what_is_not_known():
    assert optics.relative_spread([100, None, 95, 98]) == pytest.approx(0.05)
    assert optics.relative_spread([100]) == optics.relative_spread([]) == 0


@pytest.mark.parametrize(
    ("spans", "gap"),
    [
        ([], None),
        ([(24, 24)], None),
        ([(24, 24), (24, 24)], None),
        ([(24, 70)], 1),
        ([(24, 24), (48, 48)], 2),
        ([(120, 120), (24, 24), (70, 70)], 70 / 24),
        ([(10, 10), (12, 12), (30, 30)], 2.5),
        ([(24, 100), (30, 50), (80, 120)], 1),
    ],
)
def test_a_gap_is_the_ratio_of_neighbouring_focal_lengths(spans, gap):
    assert optics.largest_focal_gap(spans) == gap


@quick
@given(st.lists(st.tuples(st.integers(10, 60), st.integers(0, 30)).map(lambda span: (span[0], sum(span))), min_size=2))
def test_the_largest_gap_begins_where_no_lens_goes_on(spans):
    gaps = [1]
    for _, end in spans:
        later = [short for short, _ in spans if short > end]
        if later and not any(short <= end < long for short, long in spans):
            gaps.append(min(later) / end)
    lengths = {length for span in spans for length in span}
    assert optics.largest_focal_gap(spans) == (max(gaps) if len(lengths) > 1 else None)


def test_share_is_in_percent():
    assert optics.share_percent(2, 16) == pytest.approx(12.5)


def test_a_sizes_diagonal_and_area_are_its_own():
    assert Size(4, 3).diagonal_mm == pytest.approx(hypot(4, 3)) == 5
    assert Size(4, 3).area_mm2 == 12
