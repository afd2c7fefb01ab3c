"""The words that columns choose from. Values are a promise (URLs and records use them); labels are for people."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a phone's page stands with its editors."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class SaleStatus(TextChoices):
    ANNOUNCED = "announced", "Announced"
    AVAILABLE = "available", "On sale"
    DISCONTINUED = "discontinued", "Discontinued"
    RECALLED = "recalled", "Recalled"
    CANCELLED = "cancelled", "Cancelled"


class FormFactor(TextChoices):
    BAR = "bar", "Bar"
    FLIP = "flip", "Flip"
    SLIDE = "slide", "Slide"
    SWIVEL = "swivel", "Swivel"
    FOLD_BOOK = "fold_book", "Folds like a book"
    FOLD_FLIP = "fold_flip", "Folds like a clamshell"
    FOLD_TRI = "fold_tri", "Folds in three"
    OTHER = "other", "Other"


FOLDING_FORM_FACTORS = (FormFactor.FOLD_BOOK, FormFactor.FOLD_FLIP, FormFactor.FOLD_TRI)


class Keyboard(TextChoices):
    NONE = "none", "None"
    NUMBERS = "numbers", "Number keys"
    QWERTY = "qwerty", "Full keyboard"


class Material(TextChoices):
    GLASS = "glass", "Glass"
    PLASTIC = "plastic", "Plastic"
    ALUMINIUM = "aluminium", "Aluminium"
    STEEL = "steel", "Stainless steel"
    TITANIUM = "titanium", "Titanium"
    MAGNESIUM = "magnesium", "Magnesium"
    CERAMIC = "ceramic", "Ceramic"
    LEATHER = "leather", "Leather"
    VEGAN_LEATHER = "vegan_leather", "Artificial leather"
    WOOD = "wood", "Wood"
    FIBRE = "fibre", "Fibre composite"


class IslandShape(TextChoices):
    """What the rear cameras stand on, as seen from behind."""

    CIRCLE = "circle", "Circle"
    SQUARE = "square", "Square, rounded"
    RECTANGLE_UPRIGHT = "rectangle_upright", "Upright rectangle"
    RECTANGLE_ACROSS = "rectangle_across", "Rectangle lying across"
    STRIP_UPRIGHT = "strip_upright", "Narrow upright strip"
    STRIP_ACROSS = "strip_across", "Narrow strip lying across"
    BAR = "bar", "Bar"
    LENSES = "lenses", "No island: each lens by itself"
    OTHER = "other", "Another shape"


class IslandPosition(TextChoices):
    """Where the cameras stand on the back, as seen from behind."""

    TOP_LEFT = "top_left", "Top left"
    TOP_CENTRE = "top_centre", "Top centre"
    TOP_RIGHT = "top_right", "Top right"
    FULL_WIDTH = "full_width", "Top, over the full width"
    UPPER_CENTRE = "upper_centre", "Upper half, centred"
    CENTRE = "centre", "Middle of the back"


class Network(TextChoices):
    GSM = "gsm", "GSM (2G)"
    PDC = "pdc", "PDC (2G, Japan)"
    CDMA = "cdma", "CDMA (2G, 3G)"
    UMTS = "umts", "UMTS (3G)"
    TD_SCDMA = "td_scdma", "TD-SCDMA (3G)"
    LTE = "lte", "LTE (4G)"
    NR = "nr", "NR (5G)"


class SimType(TextChoices):
    MINI = "mini", "Mini SIM"
    MICRO = "micro", "Micro SIM"
    NANO = "nano", "Nano SIM"
    ESIM = "esim", "eSIM"


class CardSlot(TextChoices):
    NONE = "none", "None"
    MICROSD = "microsd", "microSD"
    MICROSDHC = "microsdhc", "microSDHC"
    MICROSDXC = "microsdxc", "microSDXC"
    MINISD = "minisd", "miniSD"
    SD = "sd", "SD"
    MEMORY_STICK = "memory_stick", "Memory Stick"
    NM = "nm", "NM card"


class DisplayRole(TextChoices):
    MAIN = "main", "Display"
    COVER = "cover", "Cover display"
    REAR = "rear", "Rear display"
    SECOND = "second", "Second display"


class Cutout(TextChoices):
    NONE = "none", "None"
    NOTCH = "notch", "Notch"
    PUNCH_HOLE = "punch_hole", "Punch hole"
    ISLAND = "island", "Wide cut-out"
    UNDER_DISPLAY = "under_display", "Camera under the display"


class Hdr(TextChoices):
    HDR10 = "hdr10", "HDR10"
    HDR10_PLUS = "hdr10_plus", "HDR10+"
    DOLBY_VISION = "dolby_vision", "Dolby Vision"
    HLG = "hlg", "HLG"
    HDR_VIVID = "hdr_vivid", "HDR Vivid"


class Facing(TextChoices):
    REAR = "rear", "Rear"
    FRONT = "front", "Front"


class Role(TextChoices):
    MAIN = "main", "Main camera"
    ULTRAWIDE = "ultrawide", "Ultrawide"
    TELE = "tele", "Telephoto"
    PERISCOPE = "periscope", "Periscope telephoto"
    MACRO = "macro", "Macro"
    MICROSCOPE = "microscope", "Microscope"
    MONOCHROME = "monochrome", "Monochrome"
    COLOUR_FILTER = "colour_filter", "Colour filter"
    DEPTH = "depth", "Depth"
    TOF = "tof", "Time of flight"
    INFRARED = "infrared", "Infrared"
    FRONT = "front", "Front camera"


TELEPHOTO_ROLES = (Role.TELE, Role.PERISCOPE)
HELPER_ROLES = (Role.DEPTH, Role.TOF, Role.INFRARED)
"""Cameras that take no pictures of their own."""


class Mounting(TextChoices):
    FIXED = "fixed", "Fixed"
    POP_UP = "pop_up", "Pops up"
    FLIP = "flip", "Flips over to face either way"
    ROTATING = "rotating", "Turns"
    UNDER_DISPLAY = "under_display", "Under the display"


class Certainty(TextChoices):
    CONFIRMED = "confirmed", "Named by the maker"
    REPORTED = "reported", "Reported, not named by the maker"


class FilterArray(TextChoices):
    BAYER = "bayer", "Bayer"
    QUAD_BAYER = "quad_bayer", "Quad Bayer"
    NONA_BAYER = "nona_bayer", "Nona Bayer (3 × 3)"
    TETRA2_BAYER = "tetra2_bayer", "Tetra² Bayer (4 × 4)"
    RYYB = "ryyb", "RYYB"
    RGBW = "rgbw", "RGBW"
    MONOCHROME = "monochrome", "None (monochrome)"


class ZoomKind(TextChoices):
    FIXED = "fixed", "Fixed focal length"
    CONTINUOUS = "continuous", "Continuous optical zoom"
    STEPS = "steps", "Optical zoom in steps"


class ApertureKind(TextChoices):
    FIXED = "fixed", "Fixed"
    STEPS = "steps", "Set in steps"
    IRIS = "iris", "Iris, set freely"
    ZOOM = "zoom", "Changes with the zoom"


class Stabilisation(TextChoices):
    OIS = "ois", "Optical (OIS)"
    SENSOR_SHIFT = "sensor_shift", "Sensor shift"
    GIMBAL = "gimbal", "Gimbal"
    ELECTRONIC = "electronic", "Electronic"


class Autofocus(TextChoices):
    FIXED = "fixed", "Fixed focus"
    CONTRAST = "contrast", "Contrast"
    PDAF = "pdaf", "Phase detection"
    DUAL_PIXEL = "dual_pixel", "Dual pixel"
    QUAD_PIXEL = "quad_pixel", "All-pixel phase detection"
    LASER = "laser", "Laser"
    TOF = "tof", "Time of flight"


class Flash(TextChoices):
    LED = "led", "LED"
    DUAL_LED = "dual_led", "Dual LED"
    RING_LED = "ring_led", "LED ring"
    XENON = "xenon", "Xenon"
    SCREEN = "screen", "Screen"


class Speakers(TextChoices):
    NONE = "none", "None"
    MONO = "mono", "Mono"
    STEREO = "stereo", "Stereo"


class Usb(TextChoices):
    NONE = "none", "None"
    USB_C = "usb_c", "USB-C"
    MICRO_USB = "micro_usb", "Micro-USB"
    MINI_USB = "mini_usb", "Mini-USB"
    LIGHTNING = "lightning", "Lightning"
    DOCK_30 = "dock_30", "30-pin dock"
    PROPRIETARY = "proprietary", "The maker's own"


class Wifi(TextChoices):
    WIFI_3 = "3", "Wi-Fi 3 (802.11g)"
    WIFI_4 = "4", "Wi-Fi 4 (802.11n)"
    WIFI_5 = "5", "Wi-Fi 5 (802.11ac)"
    WIFI_6 = "6", "Wi-Fi 6 (802.11ax)"
    WIFI_6E = "6e", "Wi-Fi 6E"
    WIFI_7 = "7", "Wi-Fi 7 (802.11be)"


class Positioning(TextChoices):
    GPS = "gps", "GPS"
    GLONASS = "glonass", "GLONASS"
    GALILEO = "galileo", "Galileo"
    BEIDOU = "beidou", "BeiDou"
    QZSS = "qzss", "QZSS"
    NAVIC = "navic", "NavIC"


class Fingerprint(TextChoices):
    NONE = "none", "None"
    FRONT = "front", "Front"
    REAR = "rear", "Rear"
    SIDE = "side", "Side"
    UNDER_DISPLAY = "under_display", "Under the display"


class BatteryType(TextChoices):
    LI_ION = "li_ion", "Lithium-ion"
    LI_PO = "li_po", "Lithium polymer"
    SI_C = "si_c", "Silicon-carbon"


class RelationKind(TextChoices):
    """Read as “this phone is … the other”."""

    REBADGE = "rebadge_of", "Rebadge of"
    REGIONAL = "regional_version_of", "Regional version of"
    BASED = "based_on", "Based on"
    SUCCESSOR = "successor_of", "Successor of"
    RESEMBLES = "resembles", "Resembles"


INVERSE_RELATION_LABELS = {
    RelationKind.REBADGE: "Also sold as",
    RelationKind.REGIONAL: "Regional version",
    RelationKind.BASED: "Basis of",
    RelationKind.SUCCESSOR: "Followed by",
    RelationKind.RESEMBLES: "Resembled by",
}
TWIN_KINDS = (RelationKind.REBADGE, RelationKind.REGIONAL)


class AliasKind(TextChoices):
    NAME = "name", "Other name"
    CODE_NAME = "code_name", "Code name"
    IDENTIFIER = "identifier", "Identifier in software"


class Channel(TextChoices):
    CARRIER = "carrier", "Carrier"
    OPEN = "open", "Open market"
    ONLINE = "online", "Online only"


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


class Section(TextChoices):
    """A list that an editor has marked as whole: what is not in it does not exist."""

    REAR_CAMERAS = "rear_cameras", "Rear cameras"
    FRONT_CAMERAS = "front_cameras", "Front cameras"
    DISPLAYS = "displays", "Displays"
    MARKETS = "markets", "Markets"
    MEMORY = "memory", "Memory versions"
    MODEL_CODES = "model_codes", "Model codes"
    CHIPSETS = "chipsets", "Chipsets"


class Act(TextChoices):
    """What somebody did when the catalogue changed."""

    SAVED = "saved", "Saved at the desk"
    PROPOSED = "proposed", "Proposal accepted"
    REPORTED = "reported", "Reader's report accepted"
    UPLOADED = "uploaded", "Record uploaded"
    IMPORTED = "imported", "Imported"
    LOADED = "loaded", "Loaded from record files"
    IN_BULK = "in_bulk", "Changed in bulk"
    MERGED = "merged", "Merged"
    BROUGHT_BACK = "brought_back", "Brought back"
    UNDONE = "undone", "Undone"
    DELETED = "deleted", "Deleted"


class Decision(TextChoices):
    """What became of what somebody handed in."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
