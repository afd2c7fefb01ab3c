"""The source that a form names says all that the form changes."""

from django.contrib import messages

from catalog.evidence.claimable_facts import claimable_values, fact_label, whole_phone
from catalog.evidence.stored_evidence import changed_facts, cite_changes
from catalog.history.author_changes import AuthorChanges
from catalog.models import Phone
from catalog.records.serializer import record_content

from ..forms.source_fields import contradiction_words

MAX_NAMED_FACTS = 12
"""Facts that a message names before it only counts them."""


class FormEvidence:
    """Made before the form is stored: what its phone was then. Forms that name no source have nothing to cite."""

    def __init__(self, form):
        self.form, self.evidence = form, form.evidence
        self.phone, self.facts, self.rejected = None, {}, []
        self.before = {}
        if self.evidence and form.instance.pk:
            self.before = claimable_values(whole_phone(self.phone_key))

    @property
    def phone_key(self):
        record = self.form.instance
        return record.pk if isinstance(record, Phone) else record.phone_id

    def cite(self):
        """Store a claim for each fact that has changed since."""
        if self.evidence:
            self.phone = whole_phone(self.phone_key)
            self._cite(changed_facts(self.before, claimable_values(self.phone)))

    def cite_changes_since(self, base):
        """The same where others have changed the phone since its author saw it as ``base``: the source says what the
        author changed, and not what others did. It says nothing where ``base`` is None: nobody knows what that was."""
        if self.evidence and base:
            self.phone = whole_phone(self.phone_key)
            changes = AuthorChanges(base, record_content(self.phone))
            numbers = {camera.pk: camera.position for camera in self.phone.cameras.all()}
            facts = {}
            for (camera, key), value in changed_facts(self.before, claimable_values(self.phone)).items():
                if changes.includes(key, numbers.get(camera)):
                    facts[camera, key] = value
            self._cite(facts)

    def _cite(self, facts):
        self.facts = facts
        self.rejected = cite_changes(self.phone, facts, self.evidence, before=self.before)

    def announce(self, request):
        """Say what has become of the evidence by a save."""
        if not self.evidence:
            return
        source = self.evidence.source
        if not self.facts:
            messages.info(request, f"No fact was changed, so none is attributed to {source}.")
            return
        labels = [fact_label(self.phone, fact) for fact in self.facts]
        count = "1 fact comes" if len(labels) == 1 else f"{len(labels)} facts come"
        more = " …" if len(labels) > MAX_NAMED_FACTS else "."
        messages.info(request, f"{count} from {source}: {'; '.join(labels[:MAX_NAMED_FACTS])}{more}")
        for claim in self.rejected:
            messages.warning(request, contradiction_words(self.phone, claim))
