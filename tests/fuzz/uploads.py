"""Files as an editor may send them, of which none is what its name says."""

import io
import zipfile
from functools import cache

from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from . import hostile

BOUNDARY = "zq5xboundary"
NAMES = ("a.csv", "a.xlsx", "a.jpg", "a.png", "a.webp", "a.yaml", "a.exe", "../../a.csv", "", "a.csv\0.jpg", "ä" * 200)


def workbook():
    book = Workbook()
    for row in (["slug", "weight_g"], ["leica-leitz-phone-2", "=1+1"], [hostile.MARKED[3], "1e999"]):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def bomb():
    """A workbook of which one part is far larger than the file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return written.getvalue()


def picture(kind, size=(40, 30)):
    written = io.BytesIO()
    Image.new("RGB", size).save(written, kind)
    return written.getvalue()


@cache
def whole_files():
    """Made once: workbooks have the time of day in them."""
    tables = [
        "slug,weight_g\nleica-leitz-phone-2,heavy\n",
        f"slug\n{hostile.TAG}\n",
        "a;b\n" * 5_000,
        '"' * 2_000,
        ",\n" * 9,
    ]
    found = [text.encode() for text in tables] + [tables[0].encode("utf-16"), b"", b"\xff" * 500]
    return [*found, workbook(), bomb(), picture("PNG"), picture("JPEG"), picture("WEBP"), picture("PNG", (16_001, 1))]


@st.composite
def files(draw):
    """(name, content): one of the ``whole_files``, often cut, changed or under another's name."""
    content = draw(st.sampled_from(whole_files()))
    if content and draw(st.booleans()):
        place = draw(st.integers(0, len(content) - 1))
        content = content[:place] + draw(hostile.broken_bytes()) + content[place + draw(st.integers(0, 9)) :]
    return draw(st.sampled_from(NAMES)), content


def multipart(fields, field, name, content):
    """(body, its content type)."""
    parts = []
    for key, found in fields.items():
        for value in found:
            parts.append(f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode())
    head = f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
    parts.append(head + content + b"\r\n")
    line = f"--{BOUNDARY}\r\n".encode()
    body = b"".join(line + part for part in parts) + f"--{BOUNDARY}--\r\n".encode()
    return body, f"multipart/form-data; boundary={BOUNDARY}"
