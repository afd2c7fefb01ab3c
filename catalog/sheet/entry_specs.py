"""The rows of one entry in a phone's lists of markets and of model codes."""

from catalog.models import Market, ModelCode, Phone
from catalog.quantities import formatters
from catalog.quantities.countries import country_name

from .spec import Filter, Spec, SpecGroup

MARKET = (
    Spec("country", "Country", "Where it is or was on sale. “Many countries” does not say which: any country may be one of them.", filter=Filter.CHOICE, show=country_name),
    Spec("carrier", "Carrier", "The network that sells it there.", filter=Filter.CHOICE),
    Spec("channel", "Sales channel", "How it is sold there.", filter=Filter.CHOICE),
    Spec("on_sale_from", "On sale from", "When it was first sold there.", filter=Filter.DATES),
    Spec("price", "Price", "In the currency it was charged in.", filter=Filter.RANGE, unit_column="price_currency", priced_on=("price_on",)),
    Spec("price_currency", "Currency", "ISO 4217 code.", filter=Filter.CHOICE),
    Spec("price_on", "Price date", "When that was the price.", filter=Filter.DATES),
    Spec("carrier_locked", "Locked to carrier", "Whether it refuses the SIM cards of other networks.", filter=Filter.FLAG),
    Spec("forced_shutter_sound", "Forced shutter sound", "Whether the camera’s shutter sound cannot be switched off.", filter=Filter.FLAG),
)

MODEL_CODE = (
    Spec("code", "Model code", "The maker’s code for one version. Search for it by name; there is no list to choose from."),
    Spec("lte_bands", "LTE bands", "Bands that this version receives.", filter=Filter.CHOICE, show=formatters.band_formatter("B")),
    Spec("nr_bands", "5G bands", "Bands that this version receives.", filter=Filter.CHOICE, show=formatters.band_formatter("n")),
    Spec("nr_fr2_bands", "5G bands, millimetre wave", "Bands that this version receives.", filter=Filter.CHOICE, show=formatters.band_formatter("n")),
)

MEMORY_VERSION = Spec("memory_version", "Memory version", "RAM and storage of one version, in GB: 12+512.", of=Phone, on_page=False)

ENTRY_GROUPS = (SpecGroup("market", "One market", Market, MARKET), SpecGroup("code", "One model code", ModelCode, MODEL_CODE))
