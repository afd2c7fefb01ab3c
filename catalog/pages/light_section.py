"""The part of a comparison about light and focal lengths: drawings, tables, and the answer at one focal length."""

from dataclasses import dataclass

from catalog.comparison.light_values import USUAL_MM, LightAt, LightTable, answer_of, table_of
from catalog.comparison.phone_marks import marked
from catalog.drawings.focal_coverage import Coverage, coverage_of
from catalog.drawings.light_chart import LightChart, chart_of


@dataclass(frozen=True)
class LightSection:
    """``chart`` and ``coverage`` are None where there is nothing to draw. ``fault`` says what is wrong with the focal
    length asked for, which ``asked`` repeats; ``at`` then answers for the usual one."""

    chart: LightChart | None
    table: LightTable
    at: LightAt
    coverage: Coverage | None
    asked: str
    fault: str


def light_section(phones, asked):
    """Of phones fetched whole; ``asked`` is what the address asks of the comparison."""
    baseline = next((phone for phone in phones if phone.slug == asked.baseline), None)
    marks = marked(phones)
    answer = answer_of(marks, asked.at_mm or USUAL_MM, baseline=baseline)
    fault = asked.faults.get("at", "")
    return LightSection(chart_of(marks), table_of(marks), answer, coverage_of(marks), asked.at_text, fault)
