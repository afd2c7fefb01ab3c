"""The rows of a phone that say how it is reached: mobile networks and SIMs, radio, cable."""

from functools import partial

from catalog.models.vocabulary import Network
from catalog.quantities import formatters

from . import spec_values, usb_speeds
from .phone_parts import has_card_slot
from .spec import Filter, Spec

_flag = partial(Spec, filter=Filter.FLAG)


def _has_network(*networks):
    """Whether the phone may have one of ``networks``: not when its list of networks is known and lacks them."""

    def applies(phone):
        if phone.network_technologies is None:
            return True
        return any(network in phone.network_technologies for network in networks)

    return applies


NETWORK = (
    Spec("network_technologies", "Networks", "The generations of mobile network it supports, in at least one version.", filter=Filter.CHOICE),
    Spec("bands_2g", "2G bands", "In MHz, across all versions.", show=lambda bands: formatters.format_list([f"{band} MHz" for band in bands]), filter=Filter.CHOICE, applies=_has_network(Network.GSM, Network.PDC, Network.CDMA)),
    Spec("bands_3g", "3G bands", "UMTS bands across all versions.", show=formatters.band_formatter("B"), filter=Filter.CHOICE, applies=_has_network(Network.UMTS, Network.CDMA, Network.TD_SCDMA)),
    Spec("bands_lte", "LTE bands", "Across all versions; each model code has its own list below.", show=formatters.band_formatter("B"), filter=Filter.CHOICE, applies=_has_network(Network.LTE)),
    Spec("bands_nr", "5G bands", "Across all versions; each model code has its own list below.", show=formatters.band_formatter("n"), filter=Filter.CHOICE, applies=_has_network(Network.NR)),
    Spec("download_mbps", "Maximum download", "The fastest the modem can receive. No network delivers it.", unit="Mbit/s", better=max, filter=Filter.RANGE),
    Spec("upload_mbps", "Maximum upload", "The fastest the modem can send.", unit="Mbit/s", better=max, filter=Filter.RANGE),
    Spec("sim_types", "SIM types", "The sizes of SIM card it takes, and eSIM.", filter=Filter.CHOICE),
    Spec("sim_count", "Number of SIMs", "How many it holds, eSIM included. Not all of them need work at the same time.", filter=Filter.RANGE),
    Spec("sim_slots", "SIM card slots", "How many SIM cards it holds, not counting eSIM. A slot that a memory card may take instead counts.", filter=Filter.RANGE),
    _flag("esim", "eSIM", "Whether it takes an embedded SIM, which is downloaded rather than inserted. Some versions of a phone may lack it.", read=spec_values.has_esim),
    Spec("sims_at_once", "Active SIMs", "How many SIMs can be reached at the same time, cards and eSIM together.", filter=Filter.RANGE),
    _flag("sim_shares_card_slot", "Shared SIM and card slot", "Whether a memory card takes the place of a SIM card, so that you have to choose.", applies=has_card_slot),
)

CONNECTIVITY = (
    Spec("wifi", "Wi-Fi", "The generations of Wi-Fi it supports.", filter=Filter.CHOICE),
    Spec("bluetooth_version", "Bluetooth", "The version of the standard.", better=max, filter=Filter.RANGE),
    Spec("bluetooth_codecs", "Bluetooth codecs", "Audio codecs such as aptX HD or LDAC.", filter=Filter.CHOICE),
    Spec("positioning", "Satellite positioning", "The satellite systems it receives.", filter=Filter.CHOICE),
    _flag("nfc", "NFC", "Near-field communication, for payments and tags."),
    _flag("infrared", "Infrared", "A transmitter that can replace remote controls."),
    _flag("fm_radio", "FM radio", "A receiver that can be used; many chipsets have one that is switched off."),
    _flag("uwb", "Ultra-wideband", "Radio that measures distance and direction, for tags and car keys."),
    _flag("satellite", "Satellite messaging", "Whether it can reach a satellite without a mobile network."),
    Spec("usb_connector", "USB connector", "The socket for cable and charger.", filter=Filter.CHOICE),
    Spec("usb_version", "USB version", "It determines how fast images are copied: 2.0 is slow.", filter=Filter.CHOICE),
    Spec("usb_gbps", "USB speed", "As stated, otherwise what the named version allows: 0.48 for USB 2.0. For a version that allows several speeds, the lowest.", unit="Gbit/s", digits=3, better=max, filter=Filter.RANGE, read=usb_speeds.usb_gbps, at_least=usb_speeds.least_usb_gbps),
    Spec(
        "usb_port", "USB ports", "Each port, where there are several. The rows above describe the most capable one.", read=usb_speeds.usb_ports,
        stores=tuple(f"UsbPort.{column}" for column in usb_speeds.PORT_COLUMNS),
    ),
    _flag("usb_display_out", "Video over USB", "Whether a monitor can be connected."),
)
