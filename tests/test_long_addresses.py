"""Long questions, asked of gunicorn as ``make run`` starts it."""

import re
import shlex
import socket
import subprocess
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from .processes import ROOT

PATIENCE_S = 30


def run_options():
    """The options after ``--no-control-socket`` in the Makefile's ``run``, with one worker."""
    recipe = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    found = re.search(r"--no-control-socket(.*)", recipe)[1]
    return shlex.split(found.replace("$(WORKERS)", "1").replace("$(THREADS)", "2"))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a gunicorn that answers every request with the length of its query string."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "lengths.py").write_text(
        "def application(environ, start):\n"
        "    start('200 OK', [])\n"
        "    return [str(len(environ['QUERY_STRING'])).encode()]\n"
    )
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    place = ["--chdir", str(ROOT), "--pythonpath", str(folder), "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", "lengths", *place, *run_options()]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    wait_for(address)
    yield address
    process.terminate()
    process.wait(PATIENCE_S)


def wait_for(address):
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return urlopen(address)
        except URLError:
            assert time.monotonic() < end, "gunicorn does not answer"
            time.sleep(0.1)


def test_a_question_of_150_long_values_reaches_the_site(server):
    query = urlencode([("chipset", f"Qualcomm Snapdragon {number} Gen 1") for number in range(150)])
    assert len(query) > 4094
    assert urlopen(f"{server}phones/?{query}").read() == str(len(query)).encode()


@pytest.mark.parametrize("length", [8200, 20_000, 200_000])
def test_a_longer_address_is_refused_in_words(server, length):
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}phones/?q={'a' * length}")
    assert refused.value.code == 414
    assert refused.value.headers["X-Content-Type-Options"] == "nosniff"
    assert refused.value.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "choose fewer values" in refused.value.read().decode()
    assert urlopen(server).status == 200
