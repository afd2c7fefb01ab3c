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
class LightAnswer:
    """``fault`` is what is wrong with the focal length asked for, else empty; ``at`` is then that of the usual one."""

    at: LightAtFocalLength
    fault: str


@dataclass(frozen=True)
class LightSection:
    """``chart`` and ``coverage`` are None where there is nothing to draw."""

    chart: LightChart | None
    table: LightTable
    answer: LightAnswer
    coverage: FocalCoverage | None


def light_section(phones, asked):
    """Of phones fetched whole; ``asked`` is what the address asks of the comparison."""
    marks = marked_phones(phones)
    return LightSection(
        chart=light_chart_of_marked(marks),
        table=light_table_of_marked(marks),
        answer=_light_answer(marks, asked),
        coverage=coverage_of_marked(marks),
    )


def light_answer(phones, asked):
    """The part of ``light_section`` that another focal length changes."""
    return _light_answer(marked_phones(phones), asked)


def _light_answer(marks, asked):
    phones = {mark.phone.slug: mark.phone for mark in marks}
    mm = asked.at_mm or DEFAULT_FOCAL_LENGTH_MM
    at = light_at_of_marked(marks, mm, baseline=phones.get(asked.baseline))
    return LightAnswer(at, asked.faults.get("at", ""))
