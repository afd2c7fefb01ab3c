"""What is stored."""

from .cameras import Camera, Display
from .collections import Collection
from .evidence import Claim, Source
from .guides import Guide, GuidePhone, GuideSource
from .operators import Operator
from .parts import Brand, Chipset, Sensor
from .phones import OldSlug, Phone
from .prepared import Entries, Texts, Touched, Word
from .records import LoadedRecord, Stamp
from .relations import Relation
from .versions import Alias, ExtraRow, Market, MemoryVersion, ModelCode, PhoneChipset, SoftwareObservation, Variation

__all__ = [
    "Alias",
    "Brand",
    "Camera",
    "Chipset",
    "Claim",
    "Collection",
    "Display",
    "Entries",
    "ExtraRow",
    "Guide",
    "GuidePhone",
    "GuideSource",
    "LoadedRecord",
    "Market",
    "MemoryVersion",
    "ModelCode",
    "OldSlug",
    "Operator",
    "Phone",
    "PhoneChipset",
    "Relation",
    "Sensor",
    "SoftwareObservation",
    "Source",
    "Stamp",
    "Texts",
    "Touched",
    "Variation",
    "Word",
]
