"""The forms by which a spreadsheet is handed in, and explained: how it is to be read, what its headings mean."""

from django import forms
from django.utils.text import Truncator

from catalog.importers.spreadsheets.columns.heading_rows import MOST_ROWS_BEFORE
from catalog.importers.spreadsheets.columns.headings import match_headings, nearest_key
from catalog.importers.spreadsheets.columns.spreadsheet_columns import nameable_columns
from catalog.importers.spreadsheets.files.csv_files import telling_lines
from catalog.importers.spreadsheets.files.file_formats import first_rows, is_workbook, read_table
from catalog.importers.spreadsheets.files.tables import (
    LARGEST_FILE,
    UnclearReading,
    UnreadableSpreadsheet,
    column_letters,
)
from catalog.importers.spreadsheets.files.text_encodings import ENCODINGS, find_encoding
from catalog.models import Upload

LONGEST_ROW_SAMPLE = 160


class UploadForm(forms.ModelForm):
    sheet = forms.FileField(
        label="Spreadsheet",
        help_text=f"CSV or XLSX, at most {LARGEST_FILE // 1_000_000} MB, with a row of headings.",
    )

    class Meta:
        model = Upload
        fields = ["sheet", "source", "why"]
        labels = {"why": "Why"}
        help_texts = {
            "source": "Everything in the file comes from this one source: every value becomes a claim of it.",
            "why": "A few words for the history.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["source"].required = True

    def clean_sheet(self):
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE // 1_000_000} MB: split it and import the parts."
            )
        self.instance.file = file.read()
        self.instance.name = file.name[:200]
        try:
            for _ in read_table(self.instance.file).rows:
                pass
        except UnclearReading:
            pass  # it is asked on the next page
        except UnreadableSpreadsheet as fault:
            raise forms.ValidationError(str(fault)) from fault
        return file


class ReadingForm(forms.Form):
    """In which encoding a file is, and in which line its headings stand. What does not show by itself is asked without
    a proposal. ``rows`` are the first ones, ``samples`` the lines by which encodings differ."""

    def __init__(self, *args, data, reading, heading_line, **options):
        super().__init__(*args, **options)
        self.samples = {}
        encoding = None
        if not is_workbook(data):
            found = find_encoding(data)
            encoding = reading.encoding or found.encoding
            self.add_encodings(data, found, encoding)
        if encoding or not self.samples:
            self.add_lines(data, encoding, heading_line)

    def add_encodings(self, data, found, chosen):
        self.samples = {encoding: telling_lines(data, encoding) for encoding in found.possible}
        self.fields["encoding"] = forms.ChoiceField(
            label="Encoding",
            choices=[(encoding, ENCODINGS[encoding]) for encoding in found.possible],
            widget=forms.RadioSelect,
            initial=chosen,
        )

    def add_lines(self, data, encoding, heading_line):
        choices = [(row.line, _row_sample(row)) for row in _readable_rows(data, encoding)]
        self.fields["heading_line"] = forms.TypedChoiceField(
            label="Headings", choices=choices, coerce=int, widget=forms.RadioSelect, initial=heading_line
        )

    @property
    def encodings(self):
        """(choice, sample lines) of each encoding."""
        choices = self["encoding"] if "encoding" in self.fields else []
        return [(choice, self.samples[choice.data["value"]]) for choice in choices]


def _readable_rows(data, encoding):
    try:
        return first_rows(data, encoding, MOST_ROWS_BEFORE)
    except UnreadableSpreadsheet:
        return []


def _row_sample(row):
    text = " | ".join(filter(None, row.texts))
    return Truncator(f"Line {row.line}: {text}").chars(LONGEST_ROW_SAMPLE)


class HeadingsForm(forms.Form):
    """One choice of a column for each heading that is asked about; the nearest column is preselected.
    ``heading_keys`` is heading → key of its column or None."""

    def __init__(self, *args, headings, found, **options):
        super().__init__(*args, **options)
        known_keys = {}
        for text, column in zip(found.texts, found.columns, strict=True):
            if column:
                known_keys[text] = column.key
        columns = [(key, f"{key}: {column.label}") for key, column in nameable_columns().items()]
        choices = [("", "Leave this column out"), *columns]
        self.headings = list(headings)
        self.found = found
        for number, text in enumerate(self.headings):
            guess = known_keys.get(text) or nearest_key(text)
            self.fields[f"heading-{number}"] = forms.ChoiceField(
                label=text, choices=choices, required=False, initial=guess, help_text=_column_places(found, text)
            )

    def clean(self):
        numbered = enumerate(self.headings)
        self.heading_keys = {text: self.cleaned_data.get(f"heading-{number}") or None for number, text in numbered}
        for fault in match_headings(self.found.texts, self.heading_keys).faults:
            self.add_error(None, fault)


def _column_places(found, text):
    places = []
    for number, heading in enumerate(found.texts, 1):
        if heading == text:
            places.append(column_letters(number))
    return f"Column {', '.join(places)}"
