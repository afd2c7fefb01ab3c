"""Who says so? Asked once before a form is saved that types over what a source bears out and names no source."""

from django.utils.html import format_html

from catalog.evidence.claimable_facts import fact_label, spec_and_record, whole_phone
from catalog.evidence.typed_over import (
    MAX_NOTES_LENGTH,
    PhoneState,
    correct_claims,
    leave_without_source,
    typed_over_facts,
)
from catalog.facts.claim_agreement import value_text
from catalog.models import Claim, Phone
from catalog.records.value_words import value_words

from ..forms.source_fields import SourcedForm
from .plausibility_warnings import expand_fieldsets

NAME_PREFIX = "typed_over"
NOTE_FIELD = f"{NAME_PREFIX}_note"
ERROR = "error"
NO_SOURCE = "nobody"


class SourceNotNamed(Exception):
    """A save is held; ``question`` is the ``SourceQuestion`` to ask."""

    def __init__(self, question):
        self.question = question
        super().__init__()


class SourceWatch:
    """Made before a form is stored: what its phone was then. Forms that name their source are asked nothing."""

    def __init__(self, form):
        self.form = form
        self.before = None
        if isinstance(form, SourcedForm) and form.instance.pk and not form.evidence and self.has_claims():
            self.before = PhoneState(whole_phone(self.phone_key))

    @property
    def phone_key(self):
        record = self.form.instance
        return record.pk if isinstance(record, Phone) else record.phone_id

    def has_claims(self):
        return Claim.objects.filter(phone=self.phone_key, accepted=True).exists()

    def settle(self, data):
        """Let the answers in ``data`` decide what becomes of the claims, once the form is stored; ``SourceNotNamed``
        where an answer is missing."""
        if self.before is None:
            return
        after = PhoneState(whole_phone(self.phone_key))
        question = SourceQuestion(after.phone, typed_over_facts(self.before, after), data)
        if not question.is_answered:
            raise SourceNotNamed(question)
        question.apply()


class AskedFact:
    """One fact in the question, with its answer in ``data``. An answer to another value of the fact is none."""

    def __init__(self, phone, changed, data):
        self.changed = changed
        self.fact = changed.fact
        camera, key = changed.fact
        self.name = f"{NAME_PREFIX}-{camera or ''}-{key}"
        self.label = fact_label(phone, changed.fact)
        self.sources = ", ".join(changed.sources)
        self.old = fact_words(phone, changed.fact, changed.old)
        self.new = fact_words(phone, changed.fact, changed.new)
        self.answer = ""
        if data.get(f"{self.name}-asked") == self.sentence:
            self.answer = data.get(self.name, "")

    @property
    def sentence(self):
        return f"{self.label}: {self.new} instead of {self.old}, which has a source ({self.sources})."

    @property
    def choices(self):
        """(value, words) of the answers that need no source."""
        says = f"says {self.new}" if self.changed.new is not None else "does not say it"
        return [
            ("", "Choose, or name the source of these changes"),
            (ERROR, f"{self.old} was a typing error here: {self.sources} {says}"),
            (NO_SOURCE, f"No source yet for {self.new}; {self.sources} is not followed, for the reason below"),
        ]


def fact_words(phone, fact, value):
    """A value of a fact as pages print it: “230 g”; “not known” for None."""
    spec, record = spec_and_record(phone, fact)
    if value is None or spec is None or record is None:
        return value_words(value)
    return value_text(value, spec, spec.unit_for(record))


class SourceQuestion:
    """The panel that asks, and what the answers make of the claims."""

    template = "desk/source_question.html"

    @staticmethod
    def asks(name):
        """Whether a field of that name is an answer to it."""
        return name.startswith(NAME_PREFIX)

    note_field = NOTE_FIELD
    most_note = MAX_NOTES_LENGTH

    def __init__(self, phone, typed_over, data):
        self.phone = phone
        self.facts = [AskedFact(phone, changed, data) for changed in typed_over]
        self.note = data.get(NOTE_FIELD, "").strip()[:MAX_NOTES_LENGTH]

    @property
    def lacks_reason(self):
        return not self.note and any(asked.answer == NO_SOURCE for asked in self.facts)

    @property
    def is_answered(self):
        answered = all(asked.answer in (ERROR, NO_SOURCE) for asked in self.facts)
        return answered and not self.lacks_reason

    def apply(self):
        for asked in self.facts:
            if asked.answer == ERROR:
                correct_claims(self.phone, asked.changed)
            else:
                leave_without_source(asked.changed, self.note)

    def show_at_fields(self, context):
        """Say it at each field, too, and let the sections that have one stand open."""
        for asked in self.facts:
            for holder, form in _forms_of_fact(context, asked.fact):
                _show_at_field(form, asked)
                expand_fieldsets(holder, asked.fact[1])


def _forms_of_fact(context, fact):
    """Yield (what holds the fieldsets, form) where the page has a field for the fact."""
    camera, key = fact
    own = context["adminform"]
    if key in own.form.fields and camera in (None, own.form.instance.pk):
        yield own, own.form
    for rows in context["inline_admin_formsets"]:
        for place, form in enumerate(rows.formset.forms):
            is_first_display = rows.formset.prefix == "displays" and place == 0 and camera is None
            is_camera = rows.formset.prefix == "cameras" and form.instance.pk == camera
            if key in form.fields and (is_first_display or is_camera):
                rows.classes = ""
                yield rows, form


def _show_at_field(form, asked):
    box = form[asked.fact[1]]
    said = format_html('<strong class="doubt">What is the source? {}</strong>', asked.sentence)
    box.help_text = format_html("{} {}", said, box.help_text)
