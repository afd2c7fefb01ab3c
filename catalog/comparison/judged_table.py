"""The sections of a comparison with every row judged: the same for its page, its data and the twins of a phone."""

from catalog.facts.cells import Kind

from .judging import in_imperial, judged
from .options import Shown

KINDS = {Shown.DIFFERS: Kind.DIFFERS, Shown.SAME: Kind.SAME, Shown.OPEN: Kind.OPEN}


def judged_sections(table, asked):
    """Every section of a comparison in its order: launch, cameras, the rest."""
    launch, *rest = table.phone_sections()
    baseline = asked.slugs.index(asked.baseline) if asked.baseline else None
    sections = [judged(section, baseline) for section in (launch, *table.camera_sections(), *rest)]
    return [in_imperial(section) for section in sections] if asked.imperial else sections
