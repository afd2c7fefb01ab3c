"""An editor settles one fact: follows what a source says, or notes what a source has to say of it.

Call these inside a transaction, note the change in the history, and move the stamp after it.
"""

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey

from catalog.facts.cells import State
from catalog.facts.claim_agreement import claim_supports, values_agree
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera
from catalog.models.fields import Flag, Listed
from catalog.models.vocabulary import ClaimState
from catalog.quantities import formatters
from catalog.records.values import BadValue, read_value
from catalog.records.yaml_tree import Scalar, Sequence

from .claim_writer import ONE_BY_ONE, Word, follow_no_more, say
from .claimable_facts import is_typed, spec_and_record, spoken_of, whole_phone

NONE = "none"


def follow(phone, claim):
    """Accept a claim, and let the fact be what it says. Returns the claims of other sources that are followed no more;
    raises ValidationError, saying why, where the fact cannot be that."""
    take(phone, claim)
    return follow_no_more(whole_phone(phone.pk), [(claim.camera_id, claim.key)], but=claim.source_id)


def take(phone, claim):
    """The same, but for the claims of others: those are for the caller to look at, once for all that is taken."""
    if changes_fact(phone, claim):
        _set(phone, (claim.camera_id, claim.key), claim)
    accept(claim)


def accept(claim, accepted=True):
    """Count it as evidence, or no more, and leave the fact as it is."""
    claim.accepted = accepted
    claim.save(update_fields=["accepted"])


def changes_fact(phone, claim, spoken=None):
    """Whether to follow a claim would change the fact of a ``whole_phone``. ``spoken`` is what is spoken of it, where
    that is known already."""
    spec, _ = spec_and_record(phone, (claim.camera_id, claim.key))
    if spec is None or claim.state not in (ClaimState.VALUE, ClaimState.NONE):
        return False
    if claim.state == ClaimState.NONE or not is_typed(spec) or isinstance(spec.field, ForeignKey):
        return not is_borne_out(phone, claim)
    spoken = spoken_of(phone) if spoken is None else spoken
    return spoken.get((claim.camera_id, claim.key)) != claim.value


def is_borne_out(phone, claim):
    """Whether a ``whole_phone`` is what the claim says, more or less; what no row holds is what claims say it is."""
    spec, record = spec_and_record(phone, (claim.camera_id, claim.key))
    if spec is None or record is None:
        return True
    cell = PhoneFacts.of(phone).cell(spec, record)
    return claim_supports(claim, cell.names, is_no=cell.is_no)


def say_so(phone, fact, evidence):
    """A source says what the fact is. Nothing happens where nothing is known."""
    value = spoken_of(phone).get(fact)
    values = value or () if fact[1] in ONE_BY_ONE else () if value is None else (value,)
    for one in values:
        say(phone, fact, evidence, Word(one))


def say_not_published(phone, fact, evidence):
    """A source was read for the fact, and does not give it."""
    say(phone, fact, evidence, Word(state=ClaimState.NOT_PUBLISHED))


def say_none(phone, fact, evidence):
    """A source says that there is none; it is followed where nothing else is known."""
    spec, record = spec_and_record(phone, fact)
    known = record is not None and PhoneFacts.of(phone).cell(spec, record).state == State.KNOWN
    claim = say(phone, fact, evidence, Word(state=ClaimState.NONE, accepted=not known))
    if not known and record is not None and is_typed(spec):
        _set(phone, fact, claim)


def _set(phone, fact, claim):
    spec, record = spec_and_record(phone, fact)
    if record is None or not is_typed(spec):
        raise ValidationError("This is no field of its own: change it in the form, and name this source there.")
    setattr(record, spec.key, value_for(spec.field, claim))
    record.validate_constraints()
    record.save(update_fields=[spec.key])


def value_for(field, claim):
    """What a column holds where a claim is true; ValidationError for one that it cannot hold."""
    if claim.state == ClaimState.NONE:
        return none_in(field)
    if isinstance(field, ForeignKey):
        return _named(field, claim.value)
    try:
        return field.to_python(read_value(field, _node(claim.value, is_list=isinstance(field, Listed))))
    except BadValue as fault:
        raise ValidationError([f"{reason}." for reason in fault.reasons]) from fault


def none_in(field):
    """How a column says that there is none; None where it has no word for it, and the claim alone says so."""
    if isinstance(field, Flag | Listed):
        return False if isinstance(field, Flag) else []
    return NONE if NONE in dict(field.flatchoices) else None


def _node(value, *, is_list):
    """A value of a claim as the text of a record; a list of one stands for its item, and the other way round."""
    items = value if isinstance(value, list) else [value]
    if is_list:
        return Sequence([_scalar(item) for item in items], 1)
    return _scalar(items[0]) if len(items) == 1 else Sequence([_scalar(item) for item in items], 1)


def _scalar(value):
    text = ("no", "yes")[value] if isinstance(value, bool) else str(formatters.int_if_whole(value))
    return Scalar(text, 1, quoted=isinstance(value, str))


def _named(field, name):
    """The one brand or sensor of that name."""
    if field.related_model is Camera:
        raise ValidationError("Choose the other camera in the form, and name this source there.")
    records = [record for record in field.related_model.objects.all() if values_agree(str(record), str(name))]
    exact = [record for record in records if str(name) in (str(record), record.name)]
    found = exact or records
    if len(found) != 1:
        words = "Several are" if found else "None is"
        raise ValidationError(f"{words} called “{name}”: choose it in the form, and name this source there.")
    return found[0]
