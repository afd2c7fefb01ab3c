"""The rows of a phone in a country that a reader names: its sale there, its versions, calls over LTE."""

from django.utils.translation import gettext_noop

from catalog.models import Phone

from .spec import Spec

SALE_SPECS = (
    Spec("sold_there", "Sold there", "Whether it is or was on sale in the country. “No” only where the list of its countries is complete, or it is known not to be sold there."),
    Spec("on_sale_from", "On sale there from", "When it was first sold in the country."),
    Spec("price", "Last seen price there", "The newest price on record in the country, with its date. Prices in other countries are left out."),
    Spec("carrier_locked", "Locked to carrier there", "Whether a phone sold in the country refuses the SIM cards of other networks."),
    Spec("forced_shutter_sound", "Forced shutter sound there", "Whether the shutter sound cannot be switched off on a phone sold in the country."),
    Spec("warranty", "Warranty there", "What the seller in the country grants."),
)
SIM_SPEC = Spec("sim_arrangement", "SIMs of each version", "How many SIMs each version takes, and of which type.")
VOLTE = Spec("volte", "Voice over LTE", "Whether calls go over LTE. Networks decide that from lists of their own, so it is not known unless a source says so for the network.", of=Phone, on_page=False)


def network_bands_spec(slug, name):
    """The row of one network's bands."""
    return Spec(f"bands-{slug}", f"Bands of {name}", gettext_noop("Bands of the network that the version with most of them receives. It does not say that the network admits the phone."))
