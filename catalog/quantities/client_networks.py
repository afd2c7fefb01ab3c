"""From where somebody asks: the address that counts for limits, and the network that one customer has as a whole."""

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

IPV4_PREFIX, IPV6_PREFIX = 24, 64
"""Bits of a network that counts as one: an IPv6 customer has at least 2⁶⁴ addresses, and may use each once."""


def client_network(text):
    """The network of an address, as “203.0.113.0/24” or “2001:db8:1:2::/64”; None where ``text`` is no address."""
    address = parsed_address(text)
    if address is None:
        return None
    if isinstance(address, IPv4Address):
        return str(IPv4Network((int(address), IPV4_PREFIX), strict=False))
    return str(IPv6Network((int(address), IPV6_PREFIX), strict=False))


def counted_address(text):
    """The address as limits count it: of IPv6 the first of its network, of which one sender has all others as well;
    None where ``text`` is no address."""
    address = parsed_address(text)
    if address is None:
        return None
    if isinstance(address, IPv4Address):
        return str(address)
    return client_network(text).partition("/")[0]


def parsed_address(text):
    """``::ffff:203.0.113.9`` is IPv4 within IPv6, and IPv4; None for what is no address."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
