"""The part of a comparison about light and focal lengths: drawings, tables, and the answer at one focal length."""

from dataclasses import dataclass

from catalog.comparison.light_values import (
    DEFAULT_FOCAL_LENGTH_MM,
    LightAtFocalLength,
    LightTable,
    light_at_of_marked,
    light_table_of_marked,
)
from catalog.comparison.phone_marks import marked_phones
from catalog.drawings.focal_coverage import FocalCoverage, coverage_of_marked
from catalog.drawings.light_chart import LightChart, light_chart_of_marked


@dataclass(frozen=True)
class LightSection:
    """``chart`` and ``coverage`` are None where there is nothing to draw. ``fault`` says what is wrong with the focal
    length asked for, which ``asked`` repeats; ``at`` then answers for the usual one."""

    chart: LightChart | None
    table: LightTable
    at: LightAtFocalLength
    coverage: FocalCoverage | None
    asked: str
    fault: str


def light_section(phones, asked):
    """Of phones fetched whole; ``asked`` is what the address asks of the comparison."""
    baseline = next((phone for phone in phones if phone.slug == asked.baseline), None)
    marks = marked_phones(phones)
    answer = light_at_of_marked(marks, asked.at_mm or DEFAULT_FOCAL_LENGTH_MM, baseline=baseline)
    fault = asked.faults.get("at", "")
    return LightSection(
        light_chart_of_marked(marks),
        light_table_of_marked(marks),
        answer,
        coverage_of_marked(marks),
        asked.at_text,
        fault,
    )
