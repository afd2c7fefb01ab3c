"""The rows of a phone, but for its cameras and displays."""

from functools import partial

from catalog.models import Phone, vocabulary
from catalog.models.vocabulary import TELEPHOTO_ROLES, Role, Section
from catalog.quantities import countries, formatters

from . import launch_prices, lens_gaps, phone_parts, spec_values
from .connection_specs import CONNECTIVITY, NETWORK
from .phone_parts import has_card_slot
from .spec import Filter, Spec, SpecGroup


def _folds(phone):
    """Whether it may be shut: a flip phone can, though its display does not fold."""
    return phone.folds is not False or phone.form_factor == vocabulary.FormFactor.FLIP


def _folds_in_three(phone):
    return phone.form_factor in (None, vocabulary.FormFactor.FOLD_TRI)


def _has_island(phone):
    return phone.camera_island_shape != vocabulary.IslandShape.LENSES


def _charges_without_wire(phone):
    """Whether it may: a figure in watts decides, else the flag, where it says no."""
    if phone.wireless_charging_w is not None:
        return bool(phone.wireless_charging_w)
    return phone.wireless_charging is not False


def _reads_fingerprints(phone):
    return phone.fingerprint != vocabulary.Fingerprint.NONE


def _format_ratio(ratio):
    return f"{ratio:.1f}×"


def _format_ratio_difference(ratio, base):
    return formatters.format_difference(ratio - base, "×", 1)


def _format_millimetres(lengths):
    numbers = [formatters.format_number(length) for length in lengths]
    return f"{formatters.format_list(numbers)}{formatters.THIN_SPACE}mm"


def _format_capacities(sizes):
    """Of sizes in GB: “256 GB, 1 TB”."""
    return formatters.format_list(map(formatters.format_gigabytes, sizes))


def _format_countries(codes):
    return formatters.format_list(map(countries.country_name, codes))


def _is_protected(phone):
    return phone.ip_codes != []


def _camera_count_spec(key, label, text, *roles):
    """A row that counts the rear cameras of some roles; only data and the finder have it."""
    read = spec_values.role_count(*roles)
    at_least = spec_values.listed_role_count(*roles)
    return Spec(key, label, text, filter=Filter.RANGE, read=read, at_least=at_least, on_page=False)


_flag = partial(Spec, filter=Filter.FLAG)
_date = partial(Spec, filter=Filter.DATES)

LAUNCH = (
    _date("announced", "Announced", "When the maker first presented the phone, as precisely as it is known: a year, a quarter, a month or a day."),
    _date("released", "Released", "When it first went on sale anywhere. Other countries often follow later."),
    Spec("sale_status", "Availability", "Whether the maker still sells it. Shops may stock it for longer.", filter=Filter.CHOICE),
    Spec(
        "launch_price", "Launch price", "What the maker or the first carrier charged for the cheapest version, in the currency it was announced in.",
        filter=Filter.RANGE, unit_column="launch_price_currency", priced_on=("released", "announced"),
    ),
    Spec("launch_price_currency", "Launch price currency", "ISO 4217 code.", on_page=False, filter=Filter.CHOICE),
    Spec(
        "further_launch_price", "Other launch prices", "In other currencies, and for other memory versions.", read=launch_prices.launch_prices, show=launch_prices.launch_prices_text,
        stores=tuple(f"LaunchPrice.{column}" for column in launch_prices.COLUMNS),
    ),
    Spec("brand", "Brand", "The name on the phone.", filter=Filter.CHOICE, read=spec_values.brand, stores=("Brand.name",)),
    Spec(
        "manufacturer", "Made by", "The company that actually builds the phone, where that is known not to be the brand itself.",
        filter=Filter.CHOICE, read=spec_values.maker, stores=("Brand.maker",),
    ),
    Spec("origin", "Original or twin", "Whether it is another phone under a new name, a regional version, or the phone that others were made from.", filter=Filter.CHOICE, read=spec_values.origin, show=spec_values.ORIGIN_LABELS.get, on_page=False),
    Spec("alias", "Other names", "Names it has elsewhere, code names, and the names that software reports.", read=spec_values.aliases, stores=("Alias.name",)),
    Spec("model_code", "Model codes", "The maker’s code for each version, as on its label. Versions with different bands have different codes.", read=spec_values.model_codes, stores=("ModelCode.code",)),
    Spec(
        "sold_in", "Sold in", "Countries where it is or was on sale; in the data as ISO codes, 001 for many countries. Whether it is sold in a country that is not listed is not known, unless the list is marked as complete.",
        filter=Filter.CHOICE, read=spec_values.sold_in, stores=("Market.country",), show=_format_countries,
    ),
    Spec("not_sold_in", "Not sold in", "Countries where it is known never to have been on sale. Any country in neither list is not known.", filter=Filter.CHOICE, show=_format_countries),
    Spec("carrier", "Sold by carriers", "Networks that sell or sold it.", filter=Filter.CHOICE, read=spec_values.carriers, stores=("Market.carrier",)),
)

BODY = (
    Spec("form_factor", "Form factor", "The shape of the phone, and how it opens.", filter=Filter.CHOICE),
    Spec("height_mm", "Height", "With the phone open and upright.", unit="mm", filter=Filter.RANGE),
    Spec("width_mm", "Width", "With the phone open and upright, without keys.", unit="mm", filter=Filter.RANGE),
    Spec("depth_mm", "Thickness", "Without the camera bump, as makers state it. A few makers include the lens; the notes say so.", unit="mm", better=min, filter=Filter.RANGE),
    Spec("depth_with_bump_mm", "Thickness at the camera", "At the thickest point of the camera bump.", unit="mm", better=min, filter=Filter.RANGE),
    Spec("folded_height_mm", "Height, folded", "Of a folding phone when closed.", unit="mm", filter=Filter.RANGE, applies=_folds),
    Spec("folded_width_mm", "Width, folded", "Of a folding phone when closed.", unit="mm", filter=Filter.RANGE, applies=_folds),
    Spec("folded_depth_mm", "Thickness, folded", "Of a folding phone when closed, at the hinge.", unit="mm", better=min, filter=Filter.RANGE, applies=_folds),
    Spec("half_folded_height_mm", "Height, half folded", "Of a trifold phone with one panel folded away.", unit="mm", filter=Filter.RANGE, applies=_folds_in_three),
    Spec("half_folded_width_mm", "Width, half folded", "Of a trifold phone with one panel folded away.", unit="mm", filter=Filter.RANGE, applies=_folds_in_three),
    Spec("half_folded_depth_mm", "Thickness, half folded", "Of a trifold phone, where two of its panels lie on top of each other.", unit="mm", better=min, filter=Filter.RANGE, applies=_folds_in_three),
    Spec("volume_cm3", "Volume", "Height × width × thickness: the box around the body, without the camera bump.", unit="cm³", digits=0, read=spec_values.volume_cm3, filter=Filter.RANGE),
    Spec("screen_to_body_percent", "Screen-to-body ratio", "The display’s share of the front, computed from its size and the body’s. Rounded corners and cut-outs are not subtracted.", unit="%", digits=0, better=max, filter=Filter.RANGE, read=spec_values.screen_to_body, plausible=(20, 97)),
    Spec("weight_g", "Weight", "With battery, without case or box. Versions may differ by back material or market.", unit="g", better=min, filter=Filter.RANGE),
    Spec("front_material", "Front material", "What the front is made of.", filter=Filter.CHOICE),
    Spec("back_material", "Back material", "What the back is made of.", filter=Filter.CHOICE),
    Spec("frame_material", "Frame material", "What the frame is made of.", filter=Filter.CHOICE),
    Spec("camera_island_shape", "Camera island", "The shape of the raised part that holds the rear cameras.", filter=Filter.CHOICE),
    Spec("camera_island_position", "Position of rear cameras", "Where they are on the back, seen from behind.", filter=Filter.CHOICE),
    Spec("camera_island_width_mm", "Camera island width", "Across the back.", unit="mm", filter=Filter.RANGE, applies=_has_island),
    Spec("camera_island_height_mm", "Camera island height", "Along the back.", unit="mm", filter=Filter.RANGE, applies=_has_island),
    Spec("camera_layout", "Rear camera layout", "How the rear lenses are arranged, seen from behind.", filter=Filter.CHOICE),
    Spec("flash_position", "Flash position", "Where the flash is on the back.", filter=Filter.CHOICE),
    Spec("colours", "Colours", "As the maker names them.", filter=Filter.CHOICE),
    Spec("keyboard", "Keyboard", "Physical keys, if any.", filter=Filter.CHOICE),
    Spec("shutter_key", "Shutter button", "A dedicated button for the camera. Two-stage buttons focus when half pressed.", filter=Filter.FLAG),
    Spec(
        "ip_codes", "IP rating", "Protection to IEC 60529: the first digit against dust (6 is best), the second against water. IP68 and IP69 test different things, so a phone may carry both.",
        filter=Filter.CHOICE,
    ),
    Spec("water_depth_m", "Tested water depth", "The depth of the test behind the IP rating, in fresh water.", unit="m", better=max, filter=Filter.RANGE, applies=_is_protected),
    Spec("water_minutes", "Tested time under water", "How long that test lasted.", unit="min", better=max, applies=_is_protected, filter=Filter.RANGE),
    Spec("drop_standards", "Drop and shock tests", "Standards that the maker says the phone was tested to, such as MIL-STD-810H.", filter=Filter.CHOICE),
)

PLATFORM = (
    Spec("os_family", "Operating system", "Without its version.", filter=Filter.CHOICE, read=spec_values.os_family, on_page=False),
    Spec("os_at_launch", "Operating system at launch", "The version it first shipped with.", filter=Filter.CHOICE),
    Spec("os_skin", "Maker’s interface", "The maker’s own layer on the operating system at launch.", filter=Filter.CHOICE),
    Spec(
        "os_upgrades_promised", "Promised OS upgrades", "How many new versions of the operating system the maker promised. A promise, not a count of what arrived.",
        better=max, filter=Filter.RANGE,
    ),
    Spec("security_years_promised", "Promised security updates", "For how many years from release the maker promised security updates.", unit="years", better=max, filter=Filter.RANGE),
    _date("supported_until", "Promised support ends", "The maker’s own date; otherwise the release date, or the announcement where no release is known, plus the promised years of security updates. Makers may count from another day.", better=max, read=spec_values.supported_until),
    Spec("chipset", "Chipset", "The system on a chip. Some phones have a different one in other countries.", filter=Filter.CHOICE, read=spec_values.chipsets, asked_by=spec_values.chipset_names, also=spec_values.chipset_values("part_number"), stores=("PhoneChipset.chipset", "PhoneChipset.applies_to", "Chipset.name")),
    Spec("chipset_maker", "Chipset maker", "Who designed the chipset.", filter=Filter.CHOICE, read=spec_values.chipset_values("maker"), stores=("Chipset.maker",)),
    Spec("chipset_part", "Chipset part number", "The maker’s number for the chipset.", read=spec_values.chipset_values("part_number"), stores=("Chipset.part_number",)),
    Spec("process_nm", "Process", "The name of the manufacturing process. It is a name rather than a measurement.", unit="nm", better=min, filter=Filter.RANGE, read=spec_values.chipset_values("process_nm"), stores=("Chipset.process_nm",)),
    Spec("cpu", "Processor", "The processor cores of the chipset.", read=spec_values.chipset_values("cpu"), stores=("Chipset.cpu",)),
    Spec("cpu_cores", "Processor cores", "How many cores the processor has.", filter=Filter.RANGE, read=spec_values.chipset_values("cpu_cores"), stores=("Chipset.cpu_cores",)),
    Spec("cpu_max_ghz", "Fastest core", "The highest clock rate of any core.", unit="GHz", better=max, read=spec_values.chipset_values("cpu_max_ghz"), stores=("Chipset.cpu_max_ghz",), filter=Filter.RANGE),
    Spec("gpu", "Graphics", "The graphics processor of the chipset.", filter=Filter.CHOICE, read=spec_values.chipset_values("gpu"), stores=("Chipset.gpu",)),
    Spec("modem", "Modem", "The part that connects to mobile networks, inside the chipset or beside it.", filter=Filter.CHOICE, read=spec_values.chipset_values("modem"), stores=("Chipset.modem",)),
)

MEMORY = (
    Spec("ram_gb", "RAM", "Working memory of the versions on sale.", unit="GB", better=max, filter=Filter.RANGE, read=spec_values.ram, stores=("MemoryVersion.ram_gb",), show=_format_capacities),
    Spec("storage_gb", "Storage", "Storage of the versions on sale, as labelled; the system takes up part of it.", unit="GB", better=max, filter=Filter.RANGE, read=spec_values.storage, stores=("MemoryVersion.storage_gb",), show=_format_capacities),
    Spec("ram_technology", "RAM type", "Such as LPDDR5X.", filter=Filter.CHOICE),
    Spec("storage_technology", "Storage type", "Such as UFS 4.0. It determines how fast large images are saved.", filter=Filter.CHOICE),
    Spec("card_slot", "Card slot", "The kind of memory card it takes.", filter=Filter.CHOICE),
    Spec("card_slot_max_gb", "Largest card", "The largest card the maker names. Larger ones often work.", unit="GB", better=max, filter=Filter.RANGE, applies=has_card_slot, show=formatters.format_gigabytes),
)

CAMERAS = (
    Spec("camera_count", "Cameras listed", "Front and rear, depth and other helper cameras included. There may be more unless the lists are marked as complete.", filter=Filter.RANGE, read=spec_values.lens_count, open_ended=spec_values.has_open_camera_list),
    Spec(
        "rear_camera_count", "Rear cameras", "Cameras on the back that take pictures; depth and time-of-flight helpers do not count.",
        filter=Filter.RANGE, read=spec_values.camera_count(phone_parts.REAR, Section.REAR_CAMERAS), at_least=spec_values.listed_camera_count(phone_parts.REAR),
    ),
    Spec(
        "front_camera_count", "Front cameras", "Cameras on the front that take pictures.",
        filter=Filter.RANGE, read=spec_values.camera_count(phone_parts.FRONT, Section.FRONT_CAMERAS), at_least=spec_values.listed_camera_count(phone_parts.FRONT),
    ),
    _camera_count_spec("ultrawide_count", "Ultrawide cameras", "Rear cameras called ultrawide.", Role.ULTRAWIDE),
    _camera_count_spec("telephoto_count", "Telephoto cameras", "Rear cameras called telephoto or periscope.", *TELEPHOTO_ROLES),
    _camera_count_spec("macro_count", "Macro cameras", "Rear cameras called macro or microscope.", Role.MACRO, Role.MICROSCOPE),
    _flag("has_telephoto", "Telephoto", "Whether it has a rear camera called telephoto or periscope. Check the focal length: some are barely longer than the main camera.", read=spec_values.has_camera(*TELEPHOTO_ROLES)),
    _flag("has_ultrawide", "Ultrawide", "Whether it has a rear camera called ultrawide.", read=spec_values.has_camera(Role.ULTRAWIDE)),
    Spec("focal_lengths_eq_mm", "Rear focal lengths", "Equivalent focal lengths of the rear lenses. Anything between them is cropped from a shorter lens.", unit="mm", show=_format_millimetres, read=spec_values.focal_lengths),
    Spec("longest_focal_length_eq_mm", "Longest lens", "The longest equivalent focal length reached optically, without cropping.", unit="mm", better=max, filter=Filter.RANGE, read=spec_values.longest_focal_length, plausible=(12, 240)),
    Spec(
        "largest_lens_gap", "Largest gap between lenses", "The largest ratio between neighbouring focal lengths of the rear lenses: 24, 70 and 120 mm make 2.9×, and in between the image is cropped. Zooms count with everything they cover; known only where the list of rear cameras is complete.",
        unit="×", digits=1, filter=Filter.RANGE, read=lens_gaps.largest_lens_gap, applies=lens_gaps.may_have_lens_gap, show=_format_ratio, difference=_format_ratio_difference, plausible=(1, 12),
    ),
)

SOUND = (
    Spec("speakers", "Speakers", "Stereo takes two speakers that play different channels.", filter=Filter.CHOICE),
    _flag("headphone_jack", "Headphone jack", "A 3.5 mm socket for headphones."),
    Spec("audio_tuning", "Sound tuned by", "The company whose name the maker puts on the sound.", filter=Filter.CHOICE),
)

FEATURES = (
    Spec("fingerprint", "Fingerprint reader", "Where it is, or that there is one where nothing more is known.", filter=Filter.CHOICE),
    Spec("fingerprint_technology", "Fingerprint reader type", "How it reads a finger: with light (optical), with sound (ultrasonic) or by charge (capacitive).", filter=Filter.CHOICE, applies=_reads_fingerprints),
    _flag("face_unlock_3d", "3D face unlock", "Unlocking with a face measured in depth, which is safer than a flat picture."),
    _flag("accelerometer", "Accelerometer", "Senses movement and which way is down."),
    _flag("gyroscope", "Gyroscope", "Senses rotation; needed for panoramas and steady video."),
    _flag("compass", "Compass", "Senses the Earth’s magnetic field."),
    _flag("proximity", "Proximity sensor", "Senses an ear held to the phone."),
    _flag("barometer", "Barometer", "Measures air pressure, and from it altitude."),
    _flag("heart_rate", "Heart rate sensor", "Measures the pulse at a finger."),
)

BATTERY = (
    Spec("battery_mah", "Battery capacity", "The typical capacity, as the maker states it. Versions may differ by market.", unit="mAh", better=max, filter=Filter.RANGE),
    Spec("rated_battery_mah", "Rated battery capacity", "The minimum the maker guarantees, as printed on batteries and in filings. It is a few per cent below the typical capacity.", unit="mAh", better=max, filter=Filter.RANGE),
    Spec("battery_type", "Battery type", "The chemistry of the battery.", filter=Filter.CHOICE),
    _flag("battery_removable", "Removable battery", "Whether the owner can change it without tools or glue."),
    Spec("wired_charging_w", "Wired charging", "The most it draws by cable, with the maker’s own charger.", unit="W", better=max, filter=Filter.RANGE),
    _flag("wireless_charging", "Wireless charging", "Whether it charges on a Qi or other pad."),
    Spec("wireless_charging_w", "Wireless charging power", "The most it draws from a pad, often only the maker’s own.", unit="W", better=max, filter=Filter.RANGE, applies=_charges_without_wire),
    _flag("reverse_wireless_charging", "Reverse wireless charging", "Whether it charges other devices placed on its back."),
    _flag("bypass_charging", "Bypass charging", "Whether it can run from the charger alone and spare the battery."),
    Spec("standby_h", "Standby time", "Hours without use, as stated by the maker. Mostly for older phones.", unit="h", better=max, filter=Filter.RANGE),
    Spec("talk_h", "Talk time", "Hours of calls, as stated by the maker. Mostly for older phones.", unit="h", better=max, filter=Filter.RANGE),
)

LABELS = (
    Spec("sar_head_wkg", "SAR, head (US)", "Energy absorbed by the head, measured to FCC rules (limit 1.6 W/kg).", unit="W/kg", better=min, filter=Filter.RANGE),
    Spec("sar_body_wkg", "SAR, body (US)", "Energy absorbed by the body, measured to FCC rules (limit 1.6 W/kg).", unit="W/kg", better=min, filter=Filter.RANGE),
    Spec("sar_eu_head_wkg", "SAR, head (EU)", "Energy absorbed by the head, measured to European rules (limit 2.0 W/kg).", unit="W/kg", better=min, filter=Filter.RANGE),
    Spec("sar_eu_body_wkg", "SAR, body (EU)", "Energy absorbed by the body, measured to European rules (limit 2.0 W/kg).", unit="W/kg", better=min, filter=Filter.RANGE),
    Spec("eu_energy_class", "EU energy class", "From the label that phones sold in the EU have carried since June 2025; A is best.", better=min, filter=Filter.CHOICE),
    Spec("eu_endurance_h", "EU battery endurance", "Hours of a standard mix of uses on one charge, from the EU label.", unit="h", better=max, filter=Filter.RANGE),
    Spec("eu_battery_cycles", "EU battery cycles", "Charge cycles until 80 % of the capacity is left, from the EU label.", better=max, filter=Filter.RANGE),
    Spec("eu_free_fall_class", "EU free-fall class", "How well it survives repeated falls, from the EU label; A is best.", better=min, filter=Filter.CHOICE),
    Spec("eu_repairability_class", "EU repairability class", "How easily it can be repaired, from the EU label; A is best.", better=min, filter=Filter.CHOICE),
)

DEPTH = (
    Spec("rows_known", "Specs known", "How many specs have a value, “no” and “none” among them; those of the main camera and of the first display count once.", filter=Filter.RANGE, tally="known", on_page=False),
    Spec("rows_sourced", "Specs with a source", "How many of the known specs have a source that supports them.", filter=Filter.RANGE, tally="sourced", on_page=False),
)

GROUPS = tuple(
    SpecGroup(key, label, Phone, specs)
    for key, label, specs in (
        ("launch", "Launch", LAUNCH),
        ("body", "Body", BODY),
        ("platform", "Platform", PLATFORM),
        ("memory", "Memory", MEMORY),
        ("cameras", "Cameras at a glance", CAMERAS),
        ("sound", "Sound", SOUND),
        ("network", "Network", NETWORK),
        ("connectivity", "Connections", CONNECTIVITY),
        ("features", "Features", FEATURES),
        ("battery", "Battery", BATTERY),
        ("labels", "Radiation and EU label", LABELS),
        ("depth", "On record", DEPTH),
    )
)
