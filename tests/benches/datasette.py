"""The peer: Datasette over the same phones in one flat table, in an environment of its own.

It is given what helps it: a database that it may take as unchanging, an index on every column that is asked for, time
limits that let its facets finish, no search for facets to suggest.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import venv
from contextlib import closing, contextmanager
from pathlib import Path

from .load import ROOT, Request, free_port, load, running
from .questions import IN_DATASETTE

RELEASE = "datasette==0.65.5"
HOME = ROOT / ".venv-datasette"
FILE = "flat.db"
SETTINGS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "default_facet_size": 10,
    "default_page_size": 50,
    "suggest_facets": "off",
}
DATES = ("announced", "released")
LEFT_OUT = {"id", "text", "notes", "status", "publish_at", "brand", "manufacturer"}
OF_MAIN_CAMERA = (
    "megapixels", "sensor_type", "pixel_pitch_um", "filter_array", "focal_length_eq_mm", "f_number", "stabilisation",
    "autofocus", "raw", "zoom_kind", "aperture_kind",
)  # fmt: skip
FACETS = (
    "brand", "chipset", "chipset_maker", "form_factor", "back_material", "frame_material", "os_at_launch",
    "display_technology", "fingerprint", "usb_connector", "card_slot", "main_sensor", "main_sensor_type",
    "storage_technology", "nfc", "headphone_jack", "wireless_charging", "infrared", "main_raw", "always_on", "cutout",
    "speakers", "ram_technology", "front_material", "keyboard", "battery_type", "usb_version", "os_skin", "uwb",
    "barometer", "satellite", "main_filter_array", "refresh_hz", "sale_status", "fm_radio", "usb_display_out",
    "battery_removable", "main_zoom_kind", "gyroscope", "compass",
)  # fmt: skip
"""Columns to count by, those that are asked for first."""

SHOWN = (
    "name", "brand", "announced", "weight_g", "depth_mm", "display_size_in", "chipset", "battery_mah",
    "main_sensor_area_mm2",
)  # fmt: skip
"""Columns that a page prints of each phone, those to sort by among them; all would take it twice as long."""

ASKED_FOR = (
    "announced", "weight_g", "battery_mah", "depth_mm", "display_size_in", "main_sensor_area_mm2", "main_f_number",
    "longest_focal_length_eq_mm", "wired_charging_w", "security_years_promised",
)  # fmt: skip
JOINS = """
FROM site.catalog_phone p
JOIN site.catalog_brand b ON b.id = p.brand_id
LEFT JOIN site.catalog_phonechipset pc ON pc.phone_id = p.id AND pc.position = 1
LEFT JOIN site.catalog_chipset ch ON ch.id = pc.chipset_id
LEFT JOIN site.catalog_display d ON d.phone_id = p.id AND d.position = 1
LEFT JOIN site.catalog_camera c ON c.phone_id = p.id AND c.position = 1
LEFT JOIN site.catalog_sensor s ON s.id = c.sensor_id
ORDER BY p.id
"""
"""The first camera of a made-up phone is its main camera."""

AREA = """coalesce(
    c.sensor_width_mm * c.sensor_height_mm,
    s.width_mm * s.height_mm,
    s.width_px * s.height_px * s.pixel_pitch_um * s.pixel_pitch_um / 1e6,
    c.megapixels * c.pixel_pitch_um * c.pixel_pitch_um,
    0.48 * square(iif(CAST(substr(c.sensor_type, 3) AS REAL) <= 2, 16, 18) / CAST(substr(c.sensor_type, 3) AS REAL))
)"""
"""As ``Camera.sensor_size`` has it."""

LONGEST = """(SELECT max(coalesce(l.focal_length_eq_max_mm, l.focal_length_eq_mm))
    FROM site.catalog_camera l WHERE l.phone_id = p.id AND l.facing = 'rear')"""


def install():
    """The program, fetched once; by uv where there is one, else by pip."""
    program = HOME / "bin" / "datasette"
    if not program.exists():
        venv.create(HOME, clear=True, with_pip=True)
        python = str(HOME / "bin" / "python")
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        uv = shutil.which("uv", path=path)
        by_uv = uv and subprocess.run([uv, "pip", "install", "-q", "--python", python, RELEASE], check=False)
        if not (by_uv and by_uv.returncode == 0):
            subprocess.run([python, "-m", "pip", "install", "-q", RELEASE], check=True)
    return program


def write_flat(database, folder):
    """One table ``phones`` in a new SQLite file in ``folder``, from the site's own SQLite file ``database``."""
    with closing(sqlite3.connect(Path(folder) / FILE)) as connection:
        connection.create_function("square", 1, lambda side: side and side * side, deterministic=True)
        connection.execute("ATTACH ? AS site", [str(database)])
        connection.execute(f"CREATE TABLE phones AS SELECT {', '.join(_columns())} {JOINS}")
        for column in dict.fromkeys((*ASKED_FOR, *FACETS)):
            connection.execute(f"CREATE INDEX phones_{column} ON phones ({column})")
        connection.execute("ANALYZE phones")
        connection.commit()


def _columns():
    """Each column of the table as SQL: the phone's own, its display's, then what comes from elsewhere."""
    from catalog.models import Camera, Display, Phone  # noqa: PLC0415 - Django is set up first

    own = [field.column for field in Phone._meta.concrete_fields if field.name not in {*LEFT_OUT, *DATES}]
    shown = [field.column for field in Display._meta.concrete_fields if field.name not in ("id", "phone", "position")]
    yield from (f"p.{column}" for column in own)
    yield from (f"{_first_day(column)} AS {column}" for column in DATES)
    yield from (f"d.{column}" for column in shown)
    yield from (f"c.{Camera._meta.get_field(name).column} AS main_{name}" for name in OF_MAIN_CAMERA)
    yield from ("b.name AS brand", "ch.maker || ' ' || ch.name AS chipset", "ch.maker AS chipset_maker")
    yield "s.maker || ' ' || s.name AS main_sensor"
    yield from (f"{AREA} AS main_sensor_area_mm2", f"{LONGEST} AS longest_focal_length_eq_mm")
    yield from (_all_of("memoryversion", "ram_gb"), _all_of("memoryversion", "storage_gb"))
    yield _all_of("market", "country", name="sold_in")


def _first_day(column):
    """A partial date's number (YYYYMMDDP, 00 for what is not known) as text: its first day."""
    year, month, day = (f"{column} / {unit} % {size}" for unit, size in ((100_000, 10_000), (1000, 100), (10, 100)))
    return f"iif({column} IS NULL, NULL, printf('%04d-%02d-%02d', {year}, max({month}, 1), max({day}, 1)))"


def _all_of(table, column, name=""):
    rows = f"SELECT json_group_array(DISTINCT o.{column}) FROM site.catalog_{table} o WHERE o.phone_id = p.id"
    return f"({rows}) AS {name or column}"


@contextmanager
def serving(folder):
    """A ``Server`` of the file in that folder, its log thrown away."""
    program, port = str(install()), free_port()
    file, counts = str(Path(folder) / FILE), str(Path(folder) / "counts.json")
    subprocess.run([program, "inspect", file, "--inspect-file", counts], check=True)
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    command = [program, "serve", "--immutable", file, "--inspect-file", counts, "--port", str(port), *settings]
    with running(command, port, {"PYTHONPATH": ""}, quiet=True) as server:
        yield server


def requests(facets, form=""):
    """A ``Request`` for each question that it has words for, with so many facets; ``form`` is “.json” for data instead
    of the page."""
    if facets > len(FACETS):
        raise ValueError(f"At most {len(FACETS)} facets.")
    shape = [*(f"_col={column}" for column in SHOWN), *(f"_facet={column}" for column in FACETS[:facets])]
    asked = ["&".join(filter(None, [question, *shape])) for question in IN_DATASETTE.values()]
    return [Request(f"/flat/phones{form}?{question}") for question in asked]


def ask(server, facets, most):
    """The ``Load`` of the first ``most`` of its questions, over one connection."""
    asked = requests(facets)
    load(server, asked[:1], connections=1)
    return load(server, asked[:most], connections=1)
