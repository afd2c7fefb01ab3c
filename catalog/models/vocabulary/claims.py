"""Terms of sources and of what they say."""

from django.db.models import TextChoices

from catalog.quantities import qualified_figures


class Confidence(TextChoices):
    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class SourceKind(TextChoices):
    MAKER = "maker", "Maker's page"
    LABEL = "label", "Label or manual"
    REGULATOR = "regulator", "Regulator's filing"
    TEARDOWN = "teardown", "Teardown"
    MEASUREMENT = "measurement", "Measurement"
    PRESS = "press", "Press"
    DATASET = "dataset", "Data set"
    OPERATOR = "operator", "Network operator"
    COMMUNITY = "community", "Community"


class ClaimState(TextChoices):
    """What a source says of a fact."""

    VALUE = "value", "gives a value"
    NONE = "none", "says there is none"
    NOT_PUBLISHED = "not_published", "checked, not published there"
    OPEN = "open", "says it is not known"


class Qualifier(TextChoices):
    """How a figure is meant that is not said exactly."""

    ABOUT = qualified_figures.ABOUT, "About"
    AT_MOST = qualified_figures.AT_MOST, "At most"
    AT_LEAST = qualified_figures.AT_LEAST, "At least"
