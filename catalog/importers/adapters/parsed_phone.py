"""What one file of somebody else's data says of one phone, in our words."""

from dataclasses import dataclass, field

from catalog.records.value_parser import InvalidValue


class FileRefused(InvalidValue):
    """Why nothing is taken from a file."""


@dataclass(frozen=True)
class ParsedValue:
    """One value. ``text`` is written as an editor would type it; ``quote`` are the source's own words.

    ``others`` are (text, for which version or "") where the source gives several for one fact. Of a list that the
    source names only a ``part`` of, there is a claim but no fact. ``new`` is the content of the chipset that is entered
    if none of ours is called so.
    """

    key: str
    text: str
    quote: str = ""
    others: tuple[tuple[str, str], ...] = ()
    part: bool = False
    new: dict | None = None


@dataclass
class ParsedPart:
    """A display or camera. ``facing`` is None for displays; ``role`` None where the source does not say it. What only
    habit takes for the front camera is ``guessed``."""

    role: str | None
    values: list[ParsedValue] = field(default_factory=list)
    facing: str | None = None
    guessed: bool = False


@dataclass
class ParsedFile:
    """``doubts`` are sentences about what was not understood, or taken by habit. ``keys_not_taken`` are keys that are
    left aside on purpose, with the reason; ``unread_keys`` those that the adapter does not know. ``is_vouched_for``:
    not where the data set itself says that nobody has checked this file."""

    is_vouched_for: bool = field(default=True, kw_only=True)
    values: list[ParsedValue] = field(default_factory=list, kw_only=True)
    doubts: list[str] = field(default_factory=list, kw_only=True)
    keys_not_taken: dict[str, str] = field(default_factory=dict, kw_only=True)
    unread_keys: list[str] = field(default_factory=list, kw_only=True)


@dataclass
class ParsedChipset(ParsedFile):
    """``slug``, ``maker`` and ``name`` as the source has them; ``locator`` is where in the source this stands."""

    slug: str
    maker: str
    name: str
    locator: str


@dataclass
class ParsedPhone(ParsedFile):
    """``brand`` and ``name`` as the source has them; ``locator`` is where in the source this stands."""

    brand: str
    name: str
    locator: str
    displays: list[ParsedPart] = field(default_factory=list)
    cameras: list[ParsedPart] = field(default_factory=list)

    @property
    def keys(self):
        """All that it speaks of."""
        parts = [self, *self.displays, *self.cameras]
        return frozenset(value.key for part in parts for value in part.values)
