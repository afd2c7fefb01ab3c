"""What is stored."""

from .cameras import Camera, Display
from .collections import Collection
from .evidence import Claim, Source
from .guides import Guide, GuidePhone, GuideSource
from .history import Edit, Revision
from .imports import ExchangeRate, Heading, Upload
from .operators import Operator
from .parts import Brand, Chipset, Sensor
from .phones import OldSlug, Phone
from .photos import Photo
from .prepared import Entries, Texts, Touched, Word
from .proposals import Proposal, Report
from .records import LoadedRecord, Stamp
from .relations import Relation
from .versions import Alias, ExtraRow, Market, MemoryVersion, ModelCode, PhoneChipset, SoftwareObservation, Variation
from .work import Examined, Task

__all__ = [
    "Alias",
    "Brand",
    "Camera",
    "Chipset",
    "Claim",
    "Collection",
    "Display",
    "Edit",
    "Entries",
    "Examined",
    "ExchangeRate",
    "ExtraRow",
    "Guide",
    "GuidePhone",
    "GuideSource",
    "Heading",
    "LoadedRecord",
    "Market",
    "MemoryVersion",
    "ModelCode",
    "OldSlug",
    "Operator",
    "Phone",
    "PhoneChipset",
    "Photo",
    "Proposal",
    "Relation",
    "Report",
    "Revision",
    "Sensor",
    "SoftwareObservation",
    "Source",
    "Stamp",
    "Task",
    "Texts",
    "Touched",
    "Upload",
    "Variation",
    "Word",
]
