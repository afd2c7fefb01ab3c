"""What a guide shows beside its text: the main sensors of its phones to scale, and the facts that decide."""

from dataclasses import dataclass

from catalog.comparison.citations import CitedSource, citations_in, cited_sources, labelled_cells
from catalog.comparison.judged_table import first_rows, judged_sections
from catalog.drawings.sensor_drawings import SensorDrawing, sensors_to_scale
from catalog.facts.cells import FactSection
from catalog.facts.fact_table import FactTable
from catalog.models import Phone
from catalog.sheet.phone_parts import camera_titles, main_camera

from .comparison_page import KEY_FACTS


@dataclass(frozen=True)
class GuideSensor:
    """The main camera's sensor of one phone; ``sensor`` is None where its size is not known."""

    phone: Phone
    sensor: SensorDrawing | None


@dataclass(frozen=True)
class GuideFacts:
    """``section`` has the judged rows that decide; ``row_count`` is how many the whole comparison has. ``sources`` are
    those of the rows shown."""

    section: FactSection
    row_count: int
    sources: list[CitedSource]
    sensors: list[GuideSensor]


def guide_facts(phones, asked):
    """Of phones fetched whole, in their order; asks the database nothing more."""
    sections = judged_sections(FactTable(phones), asked)
    rows = first_rows(sections)
    deciding = tuple(rows[key] for key in KEY_FACTS if key in rows)
    section = FactSection("key-facts", "Key facts", deciding)
    names = [phone.full_name for phone in phones]
    sources = cited_sources(citations_in(labelled_cells([section], names)))
    row_count = sum(len(section.rows) for section in sections)
    return GuideFacts(section, row_count, sources, _main_sensors(phones))


def _main_sensors(phones):
    found = []
    for row in sensors_to_scale(phones).rows:
        drawn = {sensor.title: sensor for sensor in row.sensors}
        found.append(GuideSensor(row.phone, drawn.get(_main_camera_title(row.phone))))
    return found


def _main_camera_title(phone):
    """What ``sensors_to_scale`` calls its main camera; None where it has none."""
    cameras = list(phone.cameras.all())
    titles = dict(zip(cameras, camera_titles(cameras), strict=True))
    return titles.get(main_camera(phone))
