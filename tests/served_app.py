"""What gunicorn serves where the server itself is tested: bodies come back, long answers, a file, a length."""

import os
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from wsgiref.util import FileWrapper

from phonesite import buffered_socket, waiting_clients, worker

LONG = bytes(range(256)) * 40_000
"""Ten megabytes, more than any socket takes at once."""
PIECE = 100_000

if seconds := float(os.environ.get("WAIT_SECONDS", "0")):
    waiting_clients.HEAD_SECONDS = waiting_clients.PIECE_SECONDS = waiting_clients.ANSWER_SECONDS = seconds
if seconds := float(os.environ.get("STUCK_SECONDS", "0")):
    worker.STUCK_SECONDS = seconds
if limit := int(os.environ.get("UNSENT_BYTES", "0")):
    buffered_socket.unsent_room.limit = limit
if gate := os.environ.get("LOADS_WHEN_THERE_IS"):
    while not Path(gate).exists():
        time.sleep(0.05)


def application(environ, start_response):
    path = environ["PATH_INFO"]
    length = [("Content-Length", str(len(LONG)))]
    if path == "/pieces":
        start_response("200 OK", [])
        return pieces()
    if path == "/long":
        start_response("200 OK", length)
        return pieces()
    if path == "/file":
        start_response("200 OK", length)
        return environ.get("wsgi.file_wrapper", FileWrapper)(long_file())
    if path == "/processes":
        start_response("200 OK", [])
        return [f"{os.getpid()} {os.getppid()}".encode()]
    if path == "/hang":
        time.sleep(1000)
    if path == "/length":
        start_response("200 OK", [])
        return [str(len(environ["QUERY_STRING"])).encode()]
    body = environ["wsgi.input"].read()
    start_response("200 OK", [])
    return [f"{environ['REQUEST_METHOD']} {path} ".encode() + body]


def pieces():
    for start in range(0, len(LONG), PIECE):
        yield LONG[start : start + PIECE]


def long_file():
    file = NamedTemporaryFile()  # noqa: SIM115 - gunicorn closes it
    file.write(LONG)
    file.seek(0)
    return file
