"""The files of a dump that are written phone by phone, each by a writer: ``add`` each phone, then ``close``."""

import csv
import gzip
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import QueryDict

from catalog.facts.csv_cells import ESTIMATED_STATE, csv_value
from catalog.facts.fact_table import FactTable
from catalog.facts.phone_serializer import LICENCE, phone_data
from catalog.finder.export import result_csv_lines
from catalog.finder.finder_result import find_phones
from catalog.models import Phone
from catalog.quantities.spreadsheet_formulas import escape_formula
from catalog.sheet.phone_parts import camera_titles
from catalog.sheet.registry import CAMERA_SPECS

BYTE_ORDER_MARK = "\ufeff"
"""What spreadsheet programs look for in a CSV file in UTF-8."""
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the zip, so that equal records make equal bytes."""


def write_record_zip(path, records, readme):
    """Every public record as a file, as ``load_catalogue`` reads them; returns how many there are."""
    count = 0
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("README.txt", ZIP_DAY), readme, ZIP_DEFLATED)
        for name, text in records.files():
            archive.writestr(ZipInfo(name, ZIP_DAY), text.encode(), ZIP_DEFLATED)
            count += 1
    return count


def write_phone_csv(path):
    """The answer of ``/phones.csv`` to no question: every phone. Returns how many there are."""
    lines = result_csv_lines(find_phones(QueryDict("sort=announced&unknown=match")))
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file)
        count = -1  # without the header
        for line in lines:
            writer.writerow(line)
            count += 1
    return count


class JsonLinesWriter:
    """A line for each phone, in the shape of ``/phones/<slug>.json``."""

    def __init__(self, path, stamp):
        self.stamp = stamp
        self.count = 0
        self.packed = gzip.GzipFile(path, "wb", mtime=0)

    def add(self, phone):
        text = json.dumps(phone_data(phone, self.stamp), ensure_ascii=False, allow_nan=False)
        self.packed.write(f"{text}\n".encode())
        self.count += 1

    def close(self):
        self.packed.close()


class CameraCsvWriter:
    """A row for each camera: its phone, and the value, state and sources of every row of the sheet."""

    def __init__(self, path, stamp):
        self.stamp = stamp
        self.count = 0
        self.file = Path(path).open("w", encoding="utf-8", newline="")  # noqa: SIM115 - closed by ``close``
        self.file.write(BYTE_ORDER_MARK)
        self.rows = csv.writer(self.file)
        self.rows.writerow(camera_csv_header())

    def add(self, phone):
        table = FactTable([phone])
        cameras = list(phone.cameras.all())
        for camera, title in zip(cameras, camera_titles(cameras), strict=True):
            cells = [table.cell(spec, camera) for spec in CAMERA_SPECS.values()]
            row = [phone.slug, phone.full_name, camera.position, title, camera.facing, *_cell_columns(cells)]
            self.rows.writerow([escape_formula(text, keep_numbers=False) for text in row] + self.footer)
            self.count += 1

    @property
    def footer(self):
        return [LICENCE["url"], self.stamp]

    def close(self):
        self.file.close()


def camera_csv_header():
    states = [f"{key}.state" for key in CAMERA_SPECS]
    sources = [f"{key}.sources" for key in CAMERA_SPECS]
    return ["phone", "phone_name", "position", "title", "facing", *CAMERA_SPECS, *states, *sources, "licence", "stamp"]


def _cell_columns(cells):
    values = [csv_value(cell.value) for cell in cells]
    states = list(map(_state_words, cells))
    sources = [" ".join(claim.source.slug for claim in cell.accepted) for cell in cells]
    return [*values, *states, *sources]


def _state_words(cell):
    """As in the CSV of phones: “estimated” and qualifiers before the plain state."""
    if cell.estimated:
        return ESTIMATED_STATE
    return cell.qualifier or cell.state.value


def public_phones(at):
    """The slugs of the phones that readers may see at ``at``, in their order."""
    return list(Phone.objects.published(at).order_by("slug").values_list("slug", flat=True))
