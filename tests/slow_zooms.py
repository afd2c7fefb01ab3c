"""Zooms for the slow finder: every focal length at which an answer may change is tried by itself."""

from math import atan, degrees, inf, log, radians, tan

from catalog.quantities.optics import FULL_FRAME_DIAGONAL_MM, zoomed_f_number

ROWS = ("focal_length_eq_mm", "angle_of_view_deg", "f_number", "equivalent_f_number")
ROUNDING = 1e-6


def row_name(row):
    return row[1].removeprefix("main_")


def is_zoom_row(row):
    return row_name(row) in ROWS


def zoom_meets(facts, conditions):
    """Whether the lens, at one of its focal lengths, meets all conditions: True, False, or None for perhaps."""
    asked = [(row[1], *limits(words)) for _, row, words in conditions]
    found = [
        position for position in facts["zoom"] if any(fits(position, mm, facts, asked) for mm in tries(position, asked))
    ]
    if any(is_sure(position, asked) for position in found):
        return True
    return None if found else False


def limits(words):
    """Lowest and highest allowed; swapped ends are put right, and words without an end are both at once."""
    ends = words if isinstance(words, dict) else {"min": words[-1], "max": words[-1]}
    low = float(ends.get("min", -inf))
    high = float(ends.get("max", inf))
    return min(low, high), max(low, high)


def is_sure(position, asked):
    return position["certain"] and all(is_known(position, key.removeprefix("main_")) for key, *_ in asked)


def is_known(position, row):
    if row in ("focal_length_eq_mm", "angle_of_view_deg"):
        return position["placed"]
    return position[row] is not None


def fits(position, mm, facts, asked):
    return all(fits_one(position, mm, facts[key], key.removeprefix("main_"), ends) for key, *ends in asked)


def fits_one(position, mm, fact, row, ends):
    """What is not known of a position may be anything from the value that the row is known to have."""
    low, high = ends
    if fact["state"] not in ("known", "unknown") and not is_known(position, row):
        return False
    value = value_at(position, mm, row)
    if value is None:
        return all(least <= high for least in fact["values"])
    return low - abs(value) * ROUNDING <= value <= high + abs(value) * ROUNDING


def value_at(position, mm, row):
    if row == "focal_length_eq_mm":
        return mm
    if row == "angle_of_view_deg":
        return degrees(2 * atan(FULL_FRAME_DIAGONAL_MM / 2 / mm))
    ends = position[row]
    if ends is None or ends[0] == ends[1]:
        return ends and ends[0]
    return zoomed_f_number(mm, position["mm"], ends)


def tries(position, asked):
    """The ends, and where a row reaches an end of what is asked of it."""
    short, long = position["mm"]
    reached = [reached_at(position, key.removeprefix("main_"), end) for key, *ends in asked for end in ends]
    return [short, long, *(mm for mm in reached if mm and short < mm < long)]


def reached_at(position, row, value):
    """The focal length at which a row has a value; None where it has it nowhere or everywhere."""
    if not 0 < value < inf:
        return None
    if row == "focal_length_eq_mm":
        return value
    if row == "angle_of_view_deg":
        return FULL_FRAME_DIAGONAL_MM / 2 / tan(radians(value) / 2) if value < 180 else None
    ends = position[row]
    if ends is None or ends[0] == ends[1]:
        return None
    short, long = position["mm"]
    share = log(value / ends[0]) / log(ends[1] / ends[0])
    return short * (long / short) ** share if 0 < share < 1 else None
