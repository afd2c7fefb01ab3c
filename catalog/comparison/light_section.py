"""The part of a comparison about light and focal lengths: drawings, tables, and the answer at one focal length."""

import re
from dataclasses import dataclass

from .axis import LONGEST_MM, SHORTEST_MM
from .coverage import Coverage, coverage_of
from .light import LightChart, chart_of
from .light_values import USUAL_MM, LightAt, LightTable, answer_of, table_of
from .marks import marked

_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,3})?", re.ASCII)


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


def light_section(phones, asked=None, *, baseline=None):
    """Of phones fetched with ``whole``; ``asked`` is the text of ``?at=`` or None."""
    text = (asked or "").strip()
    mm = focal_length_in(text) if text else USUAL_MM
    fault = "" if mm else f"“{text[:20]}” is no focal length between {SHORTEST_MM} and {LONGEST_MM} mm."
    marks = marked(phones)
    answer = answer_of(marks, mm or USUAL_MM, baseline=baseline)
    return LightSection(chart_of(marks), table_of(marks), answer, coverage_of(marks), text[:20], fault)


def focal_length_in(text):
    """``"50"`` → 50.0; None for what is no number on the axis of focal lengths."""
    mm = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else 0
    return mm if SHORTEST_MM <= mm <= LONGEST_MM else None
