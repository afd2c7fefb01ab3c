"""Reads a page's form as a browser does, to send it back as it is or with some fields changed."""

import re
from html import unescape

TAG_AND_TEXT = re.compile(r"<(/?)(form|input|select|option|textarea)\b([^>]*)>([^<]*)")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def form_on(response, form="phone_form"):
    """What a browser would send if somebody pressed the button at once: name → list of values."""
    reader = FormReader(form)
    reader.feed(response.content.decode())
    return reader.fields


class FormReader:
    """Collects the fields inside the form of one id, on pages that escape every “<” and “>” of a text or attribute."""

    def __init__(self, form):
        self.form, self.inside = form, False
        self.fields, self.select, self.options, self.textarea = {}, None, [], None

    def feed(self, markup):
        for closes, tag, attributes, text in TAG_AND_TEXT.findall(markup):
            if closes:
                self.handle_endtag(tag)
            elif self.inside or tag == "form":
                self.handle_starttag(tag, read_attributes(attributes))
                self.handle_data(unescape(text))

    def handle_starttag(self, tag, attrs):
        if tag == "form":
            self.inside = attrs.get("id") == self.form
        elif self.inside and tag in ("input", "select", "option", "textarea"):
            getattr(self, f"start_{tag}")(attrs)

    def start_input(self, attrs):
        unticked = attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs
        if "name" in attrs and not unticked and attrs.get("type") not in ("submit", "button"):
            self.add(attrs["name"], attrs.get("value", "on" if attrs.get("type") == "checkbox" else ""))

    def start_select(self, attrs):
        self.select, self.options = attrs["name"], []

    def start_option(self, attrs):
        if self.select:
            self.options.append((attrs["value"], "selected" in attrs))

    def start_textarea(self, attrs):
        self.textarea, self.text = attrs["name"], ""

    def handle_data(self, data):
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.textarea:
            self.add(self.textarea, self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.textarea = None
        elif tag == "select" and self.select:
            chosen = [value for value, selected in self.options if selected] or [value for value, _ in self.options]
            for value in chosen[:1]:
                self.add(self.select, value)
            self.select = None

    def add(self, name, value):
        self.fields.setdefault(name, []).append(value)


def read_attributes(markup):
    """Name → value; that of an attribute without one is empty."""
    attributes = {}
    for name, value in ATTRIBUTE.findall(markup):
        attributes[name] = unescape(value)
    return attributes


def new_row(fields, prefix, **values):
    """``fields`` with one more row in the formset of that prefix, filled in over its empty one."""
    number = int(fields[f"{prefix}-TOTAL_FORMS"][0])
    empty = f"{prefix}-__prefix__-"
    row = {
        f"{prefix}-{number}-{name.removeprefix(empty)}": value
        for name, value in fields.items()
        if name.startswith(empty)
    }
    typed = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {**fields, **row, **typed, f"{prefix}-TOTAL_FORMS": [str(number + 1)]}
