"""Clients that are slow, silent or rude, at gunicorn as ``make run`` starts it: two threads, and hundreds of them."""

import re
import socket
import time
from contextlib import ExitStack, closing
from hashlib import sha256
from http.client import HTTPConnection

import pytest

from phonesite.worker import REFUSAL_HEADERS

from .processes import serving_as_make_run
from .served_app import LONG

MANY = 200
PATIENCE_S = 30


@pytest.fixture(scope="module")
def port():
    with serving_as_make_run() as port:
        yield port


def connected(port):
    return socket.create_connection(("127.0.0.1", port), PATIENCE_S)


def whole_answer(port, path):
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as asking:
        asking.request("GET", path)
        return asking.getresponse().read()


def read_to_end(client):
    parts = []
    while part := client.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


def say_nothing(client):
    """Connected, and that is all."""


def begin_a_head(client):
    client.sendall(b"GET / HTTP/1.1\r\nHost: local")


def begin_a_body(client):
    client.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc")


def take_nothing(client):
    client.sendall(b"GET /pieces HTTP/1.1\r\nHost: localhost\r\n\r\n")


def never_hang_up(client):
    client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


@pytest.mark.parametrize("rudeness", [say_nothing, begin_a_head, begin_a_body, take_nothing, never_hang_up])
def test_others_are_answered_beside_two_hundred_that_are_slow(port, rudeness):
    many = 20 if rudeness is take_nothing else MANY  # each holds ten megabytes in a file
    with ExitStack() as open_clients:
        for _ in range(many):
            rudeness(open_clients.enter_context(connected(port)))
        for number in range(20):
            assert whole_answer(port, f"/{number}") == f"GET /{number} ".encode()


def test_a_request_is_understood_in_whatever_pieces_it_comes(port):
    post = b"POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
    get = b"GET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    request = post + get
    answers = set()
    for cut in range(1, len(request), 3):
        with closing(connected(port)) as client:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.sendall(request[:cut])
            time.sleep(0.002)
            client.sendall(request[cut:])
            answers.add(re.sub(rb"Date: [^\r]*", b"", read_to_end(client)))
    [answer] = answers
    assert b"POST /a hello" in answer
    assert answer.endswith(b"GET /b \r\n0\r\n\r\n")


def test_empty_lines_before_a_request_say_nothing(port):
    with closing(connected(port)) as client:
        client.sendall(b"\r\n\r\nGET /a HTTP/1.1\r\nHost: localhost\r\n\r\n\r\n")
        client.sendall(b"\r\nGET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answers = read_to_end(client)
    assert answers.count(b"HTTP/1.1 200 OK") == 2
    assert b"GET /b " in answers


def test_a_long_body_arrives_whole(port):
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as asking:
        asking.request("POST", "/", body=LONG)
        assert asking.getresponse().read() == b"POST / " + LONG


@pytest.mark.parametrize("path", ["/long", "/pieces", "/file"])
def test_a_long_answer_arrives_whole_at_a_client_that_takes_its_time(port, path):
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as asking:
        asking.request("GET", path)
        answer = asking.getresponse()
        time.sleep(0.3)
        assert sha256(answer.read()).digest() == sha256(LONG).digest()
        asking.request("GET", "/again")
        assert asking.getresponse().read() == b"GET /again "


def test_who_asks_whether_to_go_on_is_told_so_before_the_body(port):
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n"
    with closing(connected(port)) as client:
        client.sendall(head + b"Connection: close\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 100 Continue")
        client.sendall(b"abc")
        assert b"POST / abc" in read_to_end(client)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\n" + 70_000 * b"x", 431),
        (b"GET /" + 70_000 * b"x", 414),
        (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -3\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"G<b>T / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/9.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nExpect: a miracle\r\n\r\n", 417),
    ],
)
def test_what_is_not_taken_is_refused_at_once_with_the_headers_of_every_answer(port, head, status):
    with closing(connected(port)) as client:
        client.sendall(head)
        answer = read_to_end(client)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    for name, value in REFUSAL_HEADERS.items():
        assert f"\r\n{name}: {value}\r\n".encode() in answer.partition(b"\r\n\r\n")[0] + b"\r\n"


def test_strangers_cannot_fill_the_disk_with_bodies_and_small_ones_are_taken(port):
    large = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000000\r\n\r\nabc"
    with ExitStack() as open_clients:
        for _ in range(4):
            open_clients.enter_context(connected(port)).sendall(large)
        time.sleep(0.2)
        refused = open_clients.enter_context(connected(port))
        refused.sendall(large)
        assert read_to_end(refused).startswith(b"HTTP/1.1 503 ")
        assert whole_answer(port, "/") == b"GET / "
    test_a_long_body_arrives_whole(port)


def test_strangers_cannot_fill_the_disk_with_answers_that_they_do_not_take():
    with serving_as_make_run(UNSENT_BYTES="40000000") as port, ExitStack() as open_clients:
        idle = [open_clients.enter_context(connected(port)) for _ in range(12)]
        for client in idle:
            take_nothing(client)
            assert client.recv(1)
        assert whole_answer(port, "/pieces") == LONG
        assert len(read_to_end(idle[0])) < len(LONG)


def test_nobody_is_waited_for_for_ever():
    with serving_as_make_run(WAIT_SECONDS="0.5") as port, ExitStack() as open_clients:
        clients = [open_clients.enter_context(connected(port)) for _ in range(3)]
        for client, rudeness in zip(clients, [say_nothing, begin_a_head, begin_a_body], strict=True):
            rudeness(client)
        assert [read_to_end(client) for client in clients] == 3 * [b""]


def test_with_more_clients_than_there_is_room_for_the_slowest_go():
    with serving_as_make_run(GUNICORN_CMD_ARGS="--worker-connections 50") as port, ExitStack() as open_clients:
        clients = [open_clients.enter_context(connected(port)) for _ in range(100)]
        assert whole_answer(port, "/") == b"GET / "
        assert read_to_end(clients[0]) == b""
        clients[-1].sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert read_to_end(clients[-1]).endswith(b"GET / ")
