"""Fixtures of all tests, and the environment they run in. DATABASE_URL and CACHE_URL are taken from outside."""

import gc
import json
import os
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.browser import FLAGS, chromium_path
from tests.worked_out import WORKED_OUT_IN_PROCESS

# Set before Django reads its settings. The last one: Playwright's loop makes Django believe it runs asynchronously.
os.environ.update(
    DJANGO_SETTINGS_MODULE="phonesite.settings",
    SECRET_KEY="only-for-tests",
    DEBUG="false",
    SITE_URL="http://localhost:8000",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
    KEPT_PAGES_MB="0",
)
for name in (
    "ALLOWED_HOSTS", "TRUSTED_PROXIES", "ADMIN_PATH", "SITE_NAME", "LOG_LEVEL", "SCRIPT_NAME", "SECURITY_CONTACT",
    "LOG_FORMAT", "LOG_IP", "READ_ONLY", "METRICS_TOKEN", "THREADS",
):  # fmt: skip
    os.environ.pop(name, None)

BROWSER_FIXTURES = {"browser", "page"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
NO_BROWSER = "no Chromium found: `make test` as root on Debian or Ubuntu installs it"
DEVICES = {
    "desktop": {},
    "touched phone": {"viewport": {"width": 360, "height": 780}, "has_touch": True, "is_mobile": True},
}
AXE_OPTIONS = {"rules": {"target-size": {"enabled": True}}}
"""Beside axe's usual rules: that a finger hits what it aims at."""
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_configure():
    """Reads the settings, upon which pytest-django sets Django up; before this file it had no secret to do so."""
    from django.conf import settings  # noqa: PLC0415

    assert settings.DATABASES


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Every test that asks for a browser or one of its pages is a browser test, and one is pure that asks for no
    database, or not for what databases do: `-m "not browser"` and `-m "not pure"` leave them out."""
    for item in items:
        if not BROWSER_FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker("browser")
        if not asks_for_database(item) or item.module.__name__.removeprefix("tests.test_") in WORKED_OUT_IN_PROCESS:
            item.add_marker("pure")


def asks_for_database(item):
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def pytest_collection_finish():
    """Modules and tests stay until the end: the garbage collector need not go through them all again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    missed = [report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)]
    if missed:
        terminalreporter.write_line(f"{len(missed)} BROWSER TESTS DID NOT RUN: {NO_BROWSER}.", red=True, bold=True)


@pytest.fixture(autouse=True, scope="session")
def plain_static_files():
    """Static files without hashes and straight from their source, so that nothing has to be collected first."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import override_settings  # noqa: PLC0415

    storages = {**settings.STORAGES, "staticfiles": PLAIN_STATIC}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True, scope="session")
def nobody_left_in_the_database(django_db_setup, django_db_blocker):
    """A browser that goes away in the middle of an answer leaves a connection behind, and PostgreSQL drops no database
    that somebody is connected to."""
    from django.db import connection  # noqa: PLC0415

    yield
    if connection.vendor == "postgresql":
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(others, [connection.settings_dict["NAME"]])


@pytest.fixture(autouse=True, scope="session")
def lock_order():
    """Wherever a test changes the catalogue by its own code, that has to lock things in the one order."""
    from tests.lock_order import watch_lock_order  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patches:
        watch_lock_order(patches)
        yield


@pytest.fixture(autouse=True, scope="session")
def folder_of_run(tmp_path_factory):
    """A folder that all workers of a run share, where the shipped catalogue is left once it is loaded."""
    from tests import shipped  # noqa: PLC0415

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    shipped.FOLDER_OF_RUN[:] = [folder]


@pytest.fixture(autouse=True)
def no_kept_index(monkeypatch):
    """What a process keeps between requests is not kept between tests, which all begin with the same stamp."""
    monkeypatch.setattr("catalog.finder.index_cache._cached_snapshot", None)
    monkeypatch.setattr("catalog.facts.phone_cache._cache", None)
    monkeypatch.setattr("catalog.facts.once_a_stamp._values", {})
    monkeypatch.setattr("catalog.worklists.catalogue_wide_lists._cache", None)


@pytest.fixture
def kept_pages(settings):
    """The pages that this process keeps from now on, which are none yet. Other tests go without: most of them change
    what is stored without moving the stamp."""
    from phonesite.kept_pages import page_store  # noqa: PLC0415

    settings.KEPT_PAGES_MB = 8
    page_store.cache_clear()
    yield page_store()
    page_store.cache_clear()


@pytest.fixture(autouse=True)
def quick_processes(request, monkeypatch):
    """Files that are sent are read in this process: another takes half a second to start. ``real_processes`` has it."""
    if "real_processes" not in request.fixturenames:
        from catalog.importers.spreadsheets.files import workbook_texts  # noqa: PLC0415
        from catalog.processes import photo_process  # noqa: PLC0415

        monkeypatch.setattr(workbook_texts, "limited_output", lambda _, data: workbook_texts.written_sheet(data))
        monkeypatch.setattr(photo_process, "limited_output", lambda _, data: photo_process.written_renditions(data))


@pytest.fixture
def real_processes():
    """Processes of their own for files, as on the site."""


@pytest.fixture(scope="session")
def collected_files(tmp_path_factory):
    """The settings of a site whose static files have been collected for real."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import override_settings  # noqa: PLC0415

    from phonesite.settings import STORAGES  # noqa: PLC0415

    earnest = {"STORAGES": STORAGES, "STATIC_ROOT": tmp_path_factory.mktemp("static")}
    with override_settings(**earnest):
        call_command("collectstatic", interactive=False, verbosity=0)
    return {**earnest, "WHITENOISE_AUTOREFRESH": False}


@pytest.fixture
def hashed_names(settings, collected_files, db):
    """Serves the collected files; gives their names in the manifest by their names in the source.

    Closing an answer, as a file needs, makes Django look at its connection: hence the database.
    """
    for name, value in collected_files.items():
        setattr(settings, name, value)
    return json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]


@pytest.fixture
def one_request_number(monkeypatch):
    """All requests have one number: their answers can be compared whole."""
    monkeypatch.setattr("phonesite.request_log.token_hex", lambda size: 2 * size * "0")


@pytest.fixture(autouse=True, scope="session")
def quick_emptying():
    """Tests that need a database of their own, such as those with a browser, leave it empty in a tenth of the time."""
    from django.test import TransactionTestCase  # noqa: PLC0415

    from tests.emptying import empty_databases  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_databases)
        yield


@pytest.fixture(scope="session")
def made_up_translations(tmp_path_factory):
    """A folder of translations into a made-up language, of which every text is spelt in full-width letters."""
    from tests.pseudo_language import write_pseudo_translations  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("translations")
    write_pseudo_translations(folder)
    return folder


@pytest.fixture
def made_up_language(made_up_translations):
    """The site speaks it besides its own languages."""
    from django.test import override_settings  # noqa: PLC0415

    from tests.pseudo_language import pseudo_settings  # noqa: PLC0415

    with override_settings(**pseudo_settings(made_up_translations)):
        yield


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Each test starts with an empty cache, in every thread, and empties nobody else's Redis."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": f"test-{uuid4().hex}"}}


@pytest.fixture(autouse=True)
def no_dumps(settings):
    """No test sees the files that somebody has made of another catalogue."""
    settings.DUMPS_ROOT = settings.BASE_DIR / "media" / "dumps-of-tests"
    settings.INDEX_ROOT = None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """How Chromium is started. Without one the test is skipped, or fails where CI=true."""
    path = chromium_path(browser_type)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture
def scripts():
    """Whether pages may run scripts; a test with `@pytest.mark.parametrize("scripts", [True, False])` tries both."""
    return True


@pytest.fixture
def theme():
    """The reader's colour scheme; parametrize with ["light", "dark"] to try both."""
    return "light"


@pytest.fixture
def held_device():
    """What the reader holds, a key of ``DEVICES``."""
    return "desktop"


@pytest.fixture
def browser_context_args(browser_context_args, live_server, scripts, theme, held_device):
    """Addresses may be written from the site's root: `reader.goto("/phones/")`."""
    return {
        **browser_context_args,
        **DEVICES[held_device],
        "base_url": live_server.url,
        "java_script_enabled": scripts,
        "color_scheme": theme,
    }


@pytest.fixture
def page_faults(page, live_server):
    """What went wrong in the page so far, in words; clear it where a fault was meant, such as a 404."""
    faults = []
    page.on("console", lambda message: note_console(message, faults))
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", lambda request: note_foreign(request, live_server.url, faults))
    return faults


def note_console(message, faults):
    if message.type in ("error", "warning"):
        faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def note_foreign(request, home, faults):
    parts = urlsplit(request.url)
    if parts.scheme not in ("data", "blob") and not request.url.startswith(home + "/"):
        faults.append(f"request to another host: {request.url}")


@pytest.fixture
def reader(page, page_faults):
    """A browser page that fails the test on any console message or any request to another host."""
    yield page
    assert not page_faults, "\n".join(page_faults)


@pytest.fixture
def find_axe_faults(page_faults):
    """A function that lists a page's accessibility faults as "rule: element", empty when axe finds none."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    def find(page, rules=None):
        """Of all rules, or of those that are named."""
        options = AXE_OPTIONS if rules is None else {"runOnly": {"type": "rule", "values": rules}}
        page.wait_for_load_state()  # a click returns when the next page has begun, maybe without any element yet
        before = list(page_faults)
        found = Axe().run(page, options=options).response["violations"]
        page.evaluate("0")  # lets the console messages arrive that axe itself causes under the CSP
        page_faults[:] = before
        return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]

    return find


def signed_in(client, person):
    """``client`` signed in as a person, past the second factor."""
    from tests.people import sign_in  # noqa: PLC0415

    return sign_in(client, person)


def make_person(name, role):
    from tests.people import make_person  # noqa: PLC0415

    return make_person(name, role)


@pytest.fixture
def desk(client, admin_user):
    """A client signed in as somebody who may do everything."""
    return signed_in(client, admin_user)


@pytest.fixture
def contributor(client, db):
    return signed_in(client, make_person("contributor", "Contributor"))


@pytest.fixture
def editor(client, db):
    return signed_in(client, make_person("editor", "Editor"))


@pytest.fixture
def chief(client, db):
    return signed_in(client, make_person("chief", "Chief"))


@pytest.fixture
def shipped(db):
    """The shipped catalogue as it is stored, with what the finder prepares of it."""
    from tests.shipped import load_shipped  # noqa: PLC0415

    load_shipped()
