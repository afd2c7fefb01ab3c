"""Parsers of prices and currencies."""

import re
from itertools import filterfalse

from django.utils.translation import gettext, gettext_lazy

from .numbers import NOT_A_NUMBER, parse_number
from .text_normalisation import normalise_text

_CURRENCY_CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF
YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(_CURRENCY_CODES.split())
"""ISO 4217. Any other three capitals are taken too: HRK, DEM and others that are no longer used."""

_CURRENCY_SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nt$": "TWD",
    "s$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "¥": "JPY", "yen": "JPY", "円": "JPY", "jp¥": "JPY", "cn¥": "CNY", "元": "CNY", "rmb": "CNY", "yuan": "CNY",
    "₹": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "won": "KRW", "zł": "PLN", "zl": "PLN", "₽": "RUB", "₺": "TRY",
    "tl": "TRY", "฿": "THB", "₫": "VND", "₱": "PHP", "₪": "ILS", "kč": "CZK", "rp": "IDR", "rm": "MYR", "ft": "HUF",
    "fr.": "CHF", "sfr": "CHF", "₴": "UAH", "dollars": "USD", "usd$": "USD",
}  # fmt: skip
_SHARED_SIGNS = {"$", "¥"}
"""Taken for USD and JPY, but not against another sign."""
_CROWNS = gettext_lazy("SEK, NOK or DKK")
_AMBIGUOUS_SIGNS = {"kr": _CROWNS, "kr.": _CROWNS, "dollar": gettext_lazy("USD, AUD or another")}
_PRICE = re.compile(
    r"(?P<before>[^\d\s.,-]{0,6}) ?(?P<number>\d[\d., ']{0,20}?)(?:[.,]?-{1,2})? ?(?P<after>[^\d\s][^\d]{0,6})?"
)


def parse_currency(text):
    """``jpy``, ``¥``, ``円`` → ``JPY``. A sign that several countries share is refused, except ¥ and $."""
    typed = normalise_text(text)
    code = typed.upper()
    sign = typed.casefold()
    if re.fullmatch("[A-Z]{3}", typed) or code in CURRENCIES:
        return code
    if sign in _CURRENCY_SIGNS:
        return _CURRENCY_SIGNS[sign]
    if sign in _AMBIGUOUS_SIGNS:
        message = gettext("“{text}” may be {currencies}: write which.")
        raise ValueError(message.format(text=text, currencies=_AMBIGUOUS_SIGNS[sign]))
    raise ValueError(gettext("“{text}” is not a currency: write JPY, EUR or USD.").format(text=text))


def parse_price(text, bounds=None):
    """``¥225,360`` → (225360, “JPY”), ``1.199,00 €`` → (1199, “EUR”), ``899`` → (899, None)."""
    found = _PRICE.fullmatch(normalise_text(text))
    if not found:
        raise ValueError(NOT_A_NUMBER)
    currency = _currency_of_signs(text, found["before"], found["after"])
    decimals = 2 if currency else None
    return parse_number(found["number"].strip(), bounds=bounds, decimals=decimals), currency


def _currency_of_signs(text, *around):
    """The currency that the texts before and after a number name; None where there is none.

    Beside another sign, as in ``$ 899 CAD``, a shared sign does not count.
    """
    texts = [(sign or "").strip() for sign in around]
    signs = list(filter(None, texts))
    currencies = _distinct_currencies(signs)
    if len(currencies) > 1 and not _SHARED_SIGNS.isdisjoint(signs):
        currencies = _distinct_currencies(filterfalse(_SHARED_SIGNS.__contains__, signs))
    if len(currencies) > 1:
        raise ValueError(f"“{text}” names two currencies: {' and '.join(currencies)}.")
    return next(iter(currencies), None)


def _distinct_currencies(signs):
    return list(dict.fromkeys(map(parse_currency, signs)))
