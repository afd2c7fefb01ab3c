"""The source that a form names says all that the form changes."""

from django.contrib import messages

from catalog.evidence.claimable_facts import claimable_values, fact_label, whole_phone
from catalog.evidence.stored_evidence import changed_facts, cite_changes
from catalog.models import Phone

from ..forms.source_fields import contradiction_words

MAX_NAMED_FACTS = 12
"""Facts that a message names before it only counts them."""


class FormEvidence:
    """Made before the form is stored: what its phone was then. Forms that name no source have nothing to cite."""

    def __init__(self, form):
        self.form, self.evidence = form, form.evidence
        self.before = {}
        if self.evidence and form.instance.pk:
            self.before = claimable_values(whole_phone(self.phone_key))

    @property
    def phone_key(self):
        record = self.form.instance
        return record.pk if isinstance(record, Phone) else record.phone_id

    def cite(self, request):
        """Store a claim for each fact that has changed since, and say what has become of the evidence."""
        if not self.evidence:
            return
        phone = whole_phone(self.phone_key)
        facts = changed_facts(self.before, claimable_values(phone))
        rejected = cite_changes(phone, facts, self.evidence, before=self.before)
        add_evidence_messages(request, phone, facts, self.evidence.source, rejected)


def add_evidence_messages(request, phone, facts, source, against):
    """What has become of evidence by a save."""
    if not facts:
        messages.info(request, f"No fact was changed, so nothing is said to come from {source}.")
        return
    labels = [fact_label(phone, fact) for fact in facts]
    count = "1 fact comes" if len(facts) == 1 else f"{len(facts)} facts come"
    more = " …" if len(labels) > MAX_NAMED_FACTS else "."
    messages.info(request, f"{count} from {source}: {'; '.join(labels[:MAX_NAMED_FACTS])}{more}")
    for claim in against:
        messages.warning(request, contradiction_words(phone, claim))
