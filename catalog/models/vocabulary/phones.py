"""Terms of phones, their displays, names, markets and relations."""

from django.db.models import TextChoices


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
    FOLD_BOOK = "fold_book", "Book-style foldable"
    FOLD_FLIP = "fold_flip", "Flip-style foldable"
    FOLD_TRI = "fold_tri", "Trifold"
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
    VEGAN_LEATHER = "vegan_leather", "Vegan leather"
    WOOD = "wood", "Wood"
    FIBRE = "fibre", "Fibre composite"


class IslandShape(TextChoices):
    """What the rear cameras stand on, as seen from behind."""

    CIRCLE = "circle", "Circle"
    SQUARE = "square", "Rounded square"
    RECTANGLE_UPRIGHT = "rectangle_upright", "Vertical rectangle"
    RECTANGLE_ACROSS = "rectangle_across", "Horizontal rectangle"
    STRIP_UPRIGHT = "strip_upright", "Vertical strip"
    STRIP_ACROSS = "strip_across", "Horizontal strip"
    BAR = "bar", "Bar"
    LENSES = "lenses", "No island, separate lenses"
    OTHER = "other", "Other shape"


class IslandPosition(TextChoices):
    """Where the cameras stand on the back, as seen from behind."""

    TOP_LEFT = "top_left", "Top left"
    TOP_CENTRE = "top_centre", "Top centre"
    TOP_RIGHT = "top_right", "Top right"
    FULL_WIDTH = "full_width", "Top, full width"
    UPPER_CENTRE = "upper_centre", "Upper half, centred"
    CENTRE = "centre", "Centre of the back"


class CameraLayout(TextChoices):
    """How the rear lenses stand to one another, as seen from behind."""

    SINGLE = "single", "Single lens"
    COLUMN = "column", "Vertical column"
    ROW = "row", "Horizontal row"
    TWO_COLUMNS = "two_columns", "Two columns"
    SQUARE = "square", "Square, two by two"
    TRIANGLE = "triangle", "Triangle"
    RING = "ring", "Ring"
    OTHER = "other", "Other layout"


class FlashPosition(TextChoices):
    """Where the light on the back is."""

    AMONG_LENSES = "among_lenses", "In place of a lens"
    CENTRE = "centre", "Centred between the lenses"
    ISLAND = "island", "Elsewhere on the camera island"
    BACK = "back", "On the back, off the camera island"
    NONE = "none", "None"


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
    """Which display, or which part of one that folds outwards is left to look at."""

    MAIN = "main", "Display"
    COVER = "cover", "Cover display"
    REAR = "rear", "Rear display"
    SECOND = "second", "Second display"
    HALF_FOLDED = "half_folded", "Display, half folded"
    FOLDED = "folded", "Display, folded"


class Cutout(TextChoices):
    NONE = "none", "None"
    NOTCH = "notch", "Notch"
    PUNCH_HOLE = "punch_hole", "Punch hole"
    ISLAND = "island", "Wide cut-out"
    UNDER_DISPLAY = "under_display", "Under-display camera"


class Hdr(TextChoices):
    HDR10 = "hdr10", "HDR10"
    HDR10_PLUS = "hdr10_plus", "HDR10+"
    DOLBY_VISION = "dolby_vision", "Dolby Vision"
    HLG = "hlg", "HLG"
    HDR_VIVID = "hdr_vivid", "HDR Vivid"


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
    PROPRIETARY = "proprietary", "Proprietary"


class Edge(TextChoices):
    """Of a phone held upright, seen from the front."""

    BOTTOM = "bottom", "Bottom edge"
    TOP = "top", "Top edge"
    LEFT = "left", "Left edge"
    RIGHT = "right", "Right edge"


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
    PRESENT = "present", "Yes, position not known"


class FingerprintTechnology(TextChoices):
    CAPACITIVE = "capacitive", "Capacitive"
    OPTICAL = "optical", "Optical"
    ULTRASONIC = "ultrasonic", "Ultrasonic"


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
