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
    Spec("network_technologies", "Networks", "The generations of mobile network it works with, in at least one version.", filter=Filter.CHOICE),
    Spec("bands_2g", "2G bands", "In MHz, all versions together.", show=lambda bands: formatters.format_list([f"{band} MHz" for band in bands]), filter=Filter.CHOICE, applies=_has_network(Network.GSM, Network.PDC, Network.CDMA)),
    Spec("bands_3g", "3G bands", "UMTS bands, all versions together.", show=formatters.band_formatter("B"), filter=Filter.CHOICE, applies=_has_network(Network.UMTS, Network.CDMA, Network.TD_SCDMA)),
    Spec("bands_lte", "LTE bands", "All versions together; each model code has its own list below.", show=formatters.band_formatter("B"), filter=Filter.CHOICE, applies=_has_network(Network.LTE)),
    Spec("bands_nr", "5G bands", "All versions together; each model code has its own list below.", show=formatters.band_formatter("n"), filter=Filter.CHOICE, applies=_has_network(Network.NR)),
    Spec("download_mbps", "Download, at most", "The fastest the modem can receive. No network gives it.", unit="Mbit/s", better=max, filter=Filter.RANGE),
    Spec("upload_mbps", "Upload, at most", "The fastest the modem can send.", unit="Mbit/s", better=max, filter=Filter.RANGE),
    Spec("sim_types", "SIM", "The sizes of SIM card it takes, and eSIM.", filter=Filter.CHOICE),
    Spec("sim_count", "SIMs", "How many it holds, eSIM included. Not all of them need work at once.", filter=Filter.RANGE),
    Spec("sim_slots", "SIM card slots", "How many SIM cards it holds, eSIM not counted. A place that a memory card may take instead counts.", filter=Filter.RANGE),
    _flag("esim", "Embedded SIM (eSIM)", "Whether it takes a SIM that is loaded and no card. Some versions of a phone may lack it.", read=spec_values.has_esim),
    Spec("sims_at_once", "SIMs in use at once", "How many SIMs can be reached at the same time, cards and eSIM together.", filter=Filter.RANGE),
    _flag("sim_shares_card_slot", "Shared slot", "Whether a memory card takes the place of a SIM card, so that one has to choose.", applies=has_card_slot),
)

CONNECTIVITY = (
    Spec("wifi", "Wi-Fi", "Generations of Wi-Fi it supports.", filter=Filter.CHOICE),
    Spec("bluetooth_version", "Bluetooth", "Version of the standard.", better=max, filter=Filter.RANGE),
    Spec("bluetooth_codecs", "Bluetooth codecs", "Ways to send sound, such as aptX HD or LDAC.", filter=Filter.CHOICE),
    Spec("positioning", "Positioning", "Satellite systems it listens to.", filter=Filter.CHOICE),
    _flag("nfc", "NFC", "Near-field radio, for payments and tags."),
    _flag("infrared", "Infrared", "A sender that can replace remote controls."),
    _flag("fm_radio", "FM radio", "A receiver that can be used; many chipsets have one that is switched off."),
    _flag("uwb", "Ultra-wideband", "Radio that measures distance and direction, for tags and car keys."),
    _flag("satellite", "Satellite messages", "Whether it can reach a satellite without a mobile network."),
    Spec("usb_connector", "Connector", "The socket for cable and charger.", filter=Filter.CHOICE),
    Spec("usb_version", "USB version", "Decides how fast pictures are copied: 2.0 is slow.", filter=Filter.CHOICE),
    Spec("usb_gbps", "USB speed", "As stated, else what the named version allows: 0.48 for USB 2.0. A version that allows several speeds gives the least.", unit="Gbit/s", digits=3, better=max, filter=Filter.RANGE, read=usb_speeds.usb_gbps, at_least=usb_speeds.least_usb_gbps),
    Spec(
        "usb_port", "Ports", "Each port, where there are several. The rows above are of the one that can do most.", read=usb_speeds.usb_ports,
        stores=tuple(f"UsbPort.{column}" for column in usb_speeds.PORT_COLUMNS),
    ),
    _flag("usb_display_out", "Picture over USB", "Whether a monitor can be plugged in."),
)
