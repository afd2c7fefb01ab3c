"""Files of other people's data: made up ones for tests, and the real ones where they are at hand."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from catalog.history.recorder import EditRecorder
from catalog.importers.adapters import load_adapter
from catalog.importers.dataset_import import import_dataset
from catalog.models.vocabulary import Act
from catalog.records.value_parser import InvalidValue

from .factories import make_source

FOLDER = Path(os.environ.get("OTHERS_DATA") or Path(__file__).parents[2] / "shared" / "data")


def device(**facts):
    """A device file of the LineageOS wiki; ``facts`` replace what it says, None takes it out."""
    plain = {
        "name": "Brick", "vendor": "Acme", "type": "phone", "codename": "brick", "release": "2019-08",
        "models": ["AC-1"], "battery": {"capacity": 4000, "removable": False, "tech": "Li-Po"},
        "dimensions": {"height": 150.1, "width": 71, "depth": 8.2},
        "screen": {"size": 6.1, "resolution": "2400x1080", "technology": "OLED", "refresh_rate": 90},
        "cameras": [{"flash": "LED", "info": "12 MP (main)"}, {"flash": "None", "info": "8 MP (front)"}],
    }  # fmt: skip
    return {key: value for key, value in {**plain, **facts}.items() if value is not None}


def write(folder, **files):
    """Device files by their stems; JSON is YAML as well."""
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def imported(path, name="lineageos", **options):
    """(result, outcome of each file by its place)"""
    outcomes = []
    recording = options.pop("recording", None) or EditRecorder(Act.IMPORTED)
    source = options.pop("source", None) or make_source(name)
    result = import_dataset(
        path, load_adapter(name), source=source, recording=recording, tell=outcomes.append, **options
    )
    return result, {outcome.place: outcome for outcome in outcomes}


def folder_of_others(*names):
    """A folder of real files. Where it is missing, tests say so; in CI that is an error."""
    folder = FOLDER.joinpath(*names)
    if folder.is_dir():
        return folder
    words = f"the other people's data that this test reads is not at {folder}: name its folder in OTHERS_DATA"
    if os.environ.get("CI"):
        pytest.fail(words)
    return pytest.skip(words)


def told_in(said, reader, brands):
    """What a ``ParsedPhone`` comes to, in one plain mapping, as files that people have read are written down."""
    brand, name = brands.of(said)
    found = {"brand": brand, "name": name}
    displays = [value for part in said.displays if part.role == "main" for value in part.values]
    for part, value in [(None, value) for value in said.values] + [("displays", value) for value in displays]:
        with suppress(InvalidValue):
            told = [value.text] if value.key == "chipset" else reader.values(part, value)
            if value.key in ("model_code", "chipset"):
                found.setdefault(value.key, []).extend(told)
            else:
                found[value.key] = told[0] if len(told) == 1 else told
    cameras = [(camera, reader.values("cameras", camera.values[0])) for camera in said.cameras]
    found["cameras"] = [
        [camera.facing, camera.role, amounts[0] if len(amounts) == 1 else amounts] for camera, amounts in cameras
    ]
    return found
