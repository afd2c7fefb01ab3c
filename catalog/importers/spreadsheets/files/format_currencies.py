"""Currency signs in number formats that several countries share, told apart by the locale beside them."""

import locale
import re

_SHARED_SIGNS = {"$", "¥", "￥", "kr", "kr.", "rs", "rs.", "₨"}
_CURRENCY_BY_COUNTRY = {
    "AR": "ARS", "AU": "AUD", "BN": "BND", "CA": "CAD", "CL": "CLP", "CN": "CNY", "CO": "COP", "DK": "DKK",
    "EC": "USD", "FO": "DKK", "GL": "DKK", "HK": "HKD", "IN": "INR", "IS": "ISK", "JM": "JMD", "JP": "JPY",
    "LK": "LKR", "MO": "MOP", "MX": "MXN", "NO": "NOK", "NP": "NPR", "NZ": "NZD", "PK": "PKR", "PR": "USD",
    "SE": "SEK", "SG": "SGD", "SV": "USD", "TT": "TTD", "TW": "TWD", "US": "USD", "UY": "UYU",
}  # fmt: skip
_LOCALE_NUMBER = re.compile("[0-9A-F]{3,8}", re.IGNORECASE)
_LOCALE_NAME = re.compile("[a-z]{2,3}-(?:[a-z]{4}-)?([A-Z]{2})", re.IGNORECASE)
_LANGUAGE_BITS = 0xFFFF


def currency_of_sign(sign, locale_tag):
    """``¥`` with the locale 804 or zh-CN → “CNY”; a sign of one currency alone stays as it is.

    A shared sign of a country that is not known here gets the country behind it: no parser takes it for another's.
    """
    if sign.strip().casefold() not in _SHARED_SIGNS:
        return sign
    country = _country_of_locale(locale_tag)
    if not country:
        return sign
    return _CURRENCY_BY_COUNTRY.get(country, f"{sign}{country}")


def _country_of_locale(tag):
    """``411`` or ``ja-JP`` → “JP”; "" where the tag names no country."""
    if _LOCALE_NUMBER.fullmatch(tag):
        name = locale.windows_locale.get(int(tag, 16) & _LANGUAGE_BITS, "")
        return name.rpartition("_")[2] if "_" in name else ""
    named = _LOCALE_NAME.match(tag)
    return named[1].upper() if named else ""
