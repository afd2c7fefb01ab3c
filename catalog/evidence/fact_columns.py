"""Facts of stored phones set to what a claim says, in the columns that hold them."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey

from catalog.facts.claim_agreement import as_list, claim_supports, values_agree
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera
from catalog.models.fields import Bounded, Flag, Listed
from catalog.models.qualifiers import QualifiedFigures
from catalog.models.vocabulary import ClaimState, Qualifier
from catalog.records.value_parser import InvalidValue, parse_value

from .claimable_facts import claimable_values, is_claimable_column, spec_and_record

NONE_WORD = "none"


def changes_fact(phone, claim, spoken=None):
    """Whether to follow a claim would change the fact of a ``whole_phone``. ``spoken`` is what ``claimable_values``
    gives, where that is known already."""
    fact = claim.fact
    spec, _ = spec_and_record(phone, fact)
    if spec is None or claim.state not in (ClaimState.VALUE, ClaimState.NONE):
        return False
    if claim.state == ClaimState.NONE or not is_claimable_column(spec) or isinstance(spec.field, ForeignKey):
        return not is_supported(phone, claim)
    if spoken is None:
        spoken = claimable_values(phone)
    return spoken.get(fact) != claim.value


def is_supported(phone, claim):
    """Whether a ``whole_phone`` is what the claim says, more or less; what no row holds is what claims say it is."""
    spec, record = spec_and_record(phone, claim.fact)
    if spec is None or record is None:
        return True
    cell = PhoneFacts.of(phone).cell(spec, record)
    return claim_supports(claim, cell.names, is_no=cell.is_no)


def set_fact(phone, fact, claim):
    """Write what a claim says into its column; ValidationError where it has none, or cannot hold it."""
    _, record = spec_and_record(phone, fact)
    changed = changed_record(phone, fact, claim)
    columns = [fact[1]]
    if isinstance(record, QualifiedFigures):
        columns += Qualifier.values
    for column in columns:
        setattr(record, column, getattr(changed, column))
    record.save(update_fields=columns)


def changed_record(phone, fact, claim):
    """A copy of the record that holds a fact, with what a claim says in its column, and of a figure how it is meant;
    ValidationError where it has none, or cannot hold it."""
    spec, record = spec_and_record(phone, fact)
    if record is None or not is_claimable_column(spec):
        raise ValidationError("This is not a field of its own: change it in the form, and name this source there.")
    changed = copy(record)
    setattr(changed, spec.key, column_value_of_claim(spec.field, claim))
    if isinstance(spec.field, Bounded) and isinstance(changed, QualifiedFigures):
        changed.set_qualifier(spec.key, claim.qualifier)
    changed.validate_constraints()
    return changed


def column_value_of_claim(field, claim):
    """What a column holds where a claim is true; ValidationError for one that it cannot hold."""
    if claim.state == ClaimState.NONE:
        return none_value(field)
    if isinstance(field, ForeignKey):
        return _record_by_name(field, claim.value)
    try:
        return field.to_python(parse_value(field, _claimed(field, claim.value)))
    except InvalidValue as fault:
        raise ValidationError([f"{reason}." for reason in fault.reasons]) from fault


def none_value(field):
    """How a column says that there is none; None where it has no word for it, and the claim alone says so."""
    if isinstance(field, Flag):
        return False
    if isinstance(field, Listed):
        return []
    if NONE_WORD in dict(field.flatchoices):
        return NONE_WORD
    return None


def _claimed(field, value):
    """A value of a claim in the form of the column: a list of one stands for its item, and the other way round."""
    items = as_list(value)
    if len(items) == 1 and not isinstance(field, Listed):
        return items[0]
    return items


def _record_by_name(field, name):
    """The one brand or sensor of that name."""
    if field.related_model is Camera:
        raise ValidationError("Choose the other camera in the form, and name this source there.")
    name = str(name)
    near = []
    for record in field.related_model.objects.all():
        if values_agree(str(record), name):
            near.append(record)
    exact = [record for record in near if name in (str(record), record.name)]
    found = exact or near
    if len(found) == 1:
        return found[0]
    words = "Several are" if found else "None is"
    raise ValidationError(f"{words} called “{name}”: choose it in the form, and name this source there.")
