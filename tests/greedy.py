"""``python -m``: does what standard input says, as a hostile file would have it: tests/test_limited_process.py."""

import os
import sys
import time


def spin():
    while True:
        pass


def swallow():
    return [bytes(10_000_000) for _ in range(1000)]


def sleep():
    time.sleep(60)


def write():
    while True:
        sys.stdout.buffer.write(bytes(1_000_000))


def die():
    os.abort()


def tell():
    print(" ".join(sorted(os.environ)))


if __name__ == "__main__":
    globals()[sys.stdin.read()]()
