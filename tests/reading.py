"""How tests read what the site answers."""

import csv
import html
import io
import json
import re

THIN = "\N{NARROW NO-BREAK SPACE}"


def page(client, path, status=200):
    """The body of the answer, its runs of white space made one; the status must be the one expected."""
    response = client.get(path)
    assert response.status_code == status
    assert "\ue000" not in response.content.decode(), "a slot was not filled in"
    return re.sub(r"\s+", " ", response.content.decode().replace(THIN, " "))


def words(markup):
    """What a reader reads from the first heading on: the markup without its tags."""
    content = markup.partition("<main")[2].partition(">")[2]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content))).strip()


def row(markup, anchor):
    """The markup of one row of a table."""
    found = markup.partition(f'id="{anchor}"')[2].partition("</tr>")[0]
    assert found, f"there is no row {anchor}"
    return found


def data(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def lines(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
