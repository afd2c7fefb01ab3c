"""What is stored."""

from .cameras import Camera, Display
from .change_stamp import LoadedRecord, Stamp
from .claims import Claim, Source
from .collections import Collection
from .guides import Guide, GuidePhone, GuideSource
from .imports import ExchangeRate, Heading, Upload
from .operators import Operator
from .parts import Brand, Chipset, Sensor
from .phones import OldSlug, Phone
from .photos import Photo
from .proposals import Proposal, Report
from .relations import Relation
from .revisions import Edit, Revision
from .search_index import Entries, PreparedPage, PreparedPhone, StoredDepth, Texts, Touched, Word
from .site_pages import Page, PagePhone
from .tasks import Examined, Task
from .versions import (
    Alias,
    ExtraRow,
    LaunchPrice,
    Market,
    MemoryVersion,
    ModelCode,
    PhoneChipset,
    SoftwareObservation,
    UsbPort,
    Variation,
)

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
    "LaunchPrice",
    "LoadedRecord",
    "Market",
    "MemoryVersion",
    "ModelCode",
    "OldSlug",
    "Operator",
    "Page",
    "PagePhone",
    "Phone",
    "PhoneChipset",
    "Photo",
    "PreparedPage",
    "PreparedPhone",
    "Proposal",
    "Relation",
    "Report",
    "Revision",
    "Sensor",
    "SoftwareObservation",
    "Source",
    "Stamp",
    "StoredDepth",
    "Task",
    "Texts",
    "Touched",
    "Upload",
    "UsbPort",
    "Variation",
    "Word",
]
