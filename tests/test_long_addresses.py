"""Long questions, asked of gunicorn as ``make run`` starts it."""

from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from .processes import serving_as_make_run


@pytest.fixture(scope="module")
def server():
    """An address that answers with the length of its query string."""
    with serving_as_make_run() as port:
        yield f"http://127.0.0.1:{port}/length"


def test_a_question_of_150_long_values_reaches_the_site(server):
    query = urlencode([("chipset", f"Qualcomm Snapdragon {number} Gen 1") for number in range(150)])
    assert len(query) > 4094
    assert urlopen(f"{server}?{query}").read() == str(len(query)).encode()


@pytest.mark.parametrize("length", [8200, 20_000, 200_000])
def test_a_longer_address_is_refused_in_words(server, length):
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}?q={'a' * length}")
    assert refused.value.code == 414
    assert refused.value.headers["X-Content-Type-Options"] == "nosniff"
    assert refused.value.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "choose fewer values" in refused.value.read().decode()
    assert urlopen(server).status == 200
