"""gunicorn's own lines have the form of the site's."""

import json
import re
import socket
from contextlib import closing

from .processes import serving_as_make_run

TEXT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ - gunicorn\.error: .+")


def connected(port):
    return closing(socket.create_connection(("127.0.0.1", port), 10))


def lines_of_a_server(path, **environment):
    """What a server logs from its start to its end, and of a request that is none."""
    with path.open("wb") as log, serving_as_make_run(log, **environment) as port, connected(port) as client:
        client.sendall(b"nonsense\r\n\r\n")
        while client.recv(1000):
            pass
    return path.read_text().splitlines()


def test_each_line_is_json_where_the_log_is(tmp_path):
    lines = [line for line in lines_of_a_server(tmp_path / "log", LOG_FORMAT="json") if line.startswith("{")]
    found = {row["message"].partition(":")[0]: row for row in map(json.loads, lines)}
    assert {"Listening at", "Booting worker with pid", "Handling signal", "Invalid request from ip=-"} <= set(found)
    refused = found["Invalid request from ip=-"]
    assert (refused["levelname"], refused["name"], refused["request_id"]) == ("WARNING", "gunicorn.error", "-")


def test_each_line_begins_like_those_of_the_site(tmp_path):
    lines = lines_of_a_server(tmp_path / "log")
    assert not [line for line in lines if line.startswith("[")]
    assert sum(bool(TEXT.fullmatch(line)) for line in lines) >= 5
    assert [line for line in lines if "WARNING - gunicorn.error: Invalid request from ip=-" in line]
