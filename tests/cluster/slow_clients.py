"""Clients that hold nginx up: silent ones, ones that never end their question, ones that do not take the answer."""

import socket
from contextlib import ExitStack, contextmanager

MANY = 200
TIMEOUT_S = 15
QUESTIONS = (
    b"",
    b"GET /phones/ HTTP/1.1\r\nHost: local",
    b"POST /report/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc",
    b"GET /phones.csv HTTP/1.1\r\nHost: localhost\r\n\r\n",
)
"""What is sent, and then nothing more, nor is anything taken."""


@contextmanager
def slow_clients(port):
    with ExitStack() as opened:
        for number in range(MANY):
            client = opened.enter_context(socket.create_connection(("127.0.0.1", port), TIMEOUT_S))
            client.sendall(QUESTIONS[number % len(QUESTIONS)])
        yield
