"""Two editors who go on working: one saves forms, one brings spreadsheets in; both undo now and then."""

import http.client
import re
import time
from dataclasses import dataclass
from threading import Event, Thread

from tests.kills.desk_client import DeskClient

SESSION_S = 20 * 60
"""After half an hour the desk asks for the second factor again."""
UNDO_EVERY = 7
FIRST_GRAMS = 150
SHEET_ROWS = 10
HEADING = re.compile("<h1>([^<]*)</h1>")


@dataclass(frozen=True)
class Sent:
    """What an editor has sent: ``status`` 302 is the desk's word that it is stored, 0 no answer at all."""

    what: str
    began: float
    seconds: float
    status: int
    stored: tuple
    """(slug, grams) of each phone that is heavier now."""
    page: str = ""
    """The heading of the page that came in place of 302."""

    @property
    def is_conflict(self):
        """Whether another editor was quicker, and both versions are shown to choose from."""
        return self.page.startswith("Choose: ")


class SoakEditor(Thread):
    """``pause_s`` between two edits. Each edit has a weight of its own, by which the history tells it."""

    def __init__(self, site, name, pause_s):
        super().__init__(daemon=True)
        self.site = site
        self.person = name
        self.pause_s = pause_s
        self.sent = []
        self.is_over = Event()
        self.grams = FIRST_GRAMS
        self.failures = []

    def prepare(self):
        self.client = DeskClient(self.site.app.port, self.site.session(self.person))
        self.signed_in_at = time.monotonic()
        self.source = self.site.rows("SELECT id FROM catalog_source WHERE slug = 'a-list'")[0][0]

    def run(self):
        edits = 0
        while not self.is_over.wait(self.pause_s):
            try:
                self.renew_session()
                self.edit()
                edits += 1
                if edits % UNDO_EVERY == 0:
                    self.undo()
            except Exception as failure:  # what cannot be opened just now is tried again
                self.failures.append((time.monotonic(), repr(failure)))

    def renew_session(self):
        if time.monotonic() > self.signed_in_at + SESSION_S:
            self.prepare()

    def send(self, what, path, fields, stored=(), files=None):
        """Send a form and note what became of it."""
        began = time.monotonic()
        text = ""
        try:
            status, text = self.client.ask("POST", path, fields, files)
        except (OSError, http.client.HTTPException):
            status = 0
        heading = HEADING.search(text)
        page = heading[1].strip() if heading else ""
        self.sent.append(Sent(what, began, time.monotonic() - began, status, tuple(stored), page))
        return status

    def next_grams(self):
        """From 150 to 319, and again: what a phone may weigh without being asked about."""
        self.grams = FIRST_GRAMS + (self.grams + 1 - FIRST_GRAMS) % 170
        return self.grams

    def undo(self):
        """The last edit of this person."""
        of_person = f"by_id = (SELECT id FROM auth_user WHERE username = '{self.person}')"
        (number,) = self.site.rows(f"SELECT max(id) FROM catalog_edit WHERE {of_person}")[0]
        path = f"/desk/catalog/edit/{number}/undo/"
        fields = self.client.form(path, form_id=None)
        self.send("undo", path, {**fields, "why": "Soaked"})


class FormEditor(SoakEditor):
    def edit(self):
        if not hasattr(self, "path"):
            key = self.site.rows("SELECT id FROM catalog_phone WHERE slug = 'acme-brick'")[0][0]
            self.path = f"/desk/catalog/phone/{key}/change/"
        grams = self.next_grams()
        fields = self.client.form(self.path)
        fields["weight_g"] = [str(grams)]
        fields["source"] = [str(self.source)]
        self.send("save", self.path, fields, [("acme-brick", grams)])


class SheetEditor(SoakEditor):
    def edit(self):
        grams = self.next_grams()
        slugs = [slug for (slug,) in self.site.rows(f"SELECT slug FROM catalog_phone ORDER BY id LIMIT {SHEET_ROWS}")]
        sheet = "slug,weight_g\n" + "".join(f"{slug},{grams}\n" for slug in slugs)
        fields = self.client.form("/desk/catalog/upload/add/", "upload_form")
        fields |= {"source": [str(self.source)], "why": ["A list"]}
        files = {"sheet": (f"list-{grams}.csv", sheet.encode())}
        status, _ = self.client.ask("POST", "/desk/catalog/upload/add/", fields, files)
        if status != 302:
            raise ValueError(f"{status} for a spreadsheet")
        preview = self.client.location
        form = self.client.form(f"{preview}?overwrite=1", "import_form")
        number = re.search(r"/upload/(\d+)/", preview)[1]
        stored = [(slug, grams) for slug in slugs]
        self.send("import", f"/desk/catalog/upload/{number}/import/", form, stored)
