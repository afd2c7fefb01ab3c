"""Prices with their currency."""

import re

from .characters import plainly
from .numbers import NO_NUMBER, number

_CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF
YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(_CODES.split())
"""ISO 4217. HRK, DEM and others that have ended are still taken where three capitals stand."""

_SIGNS = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nt$": "TWD",
    "s$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP",
    "¥": "JPY", "yen": "JPY", "円": "JPY", "jp¥": "JPY", "cn¥": "CNY", "元": "CNY", "rmb": "CNY", "yuan": "CNY",
    "₹": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "won": "KRW", "zł": "PLN", "zl": "PLN", "₽": "RUB", "₺": "TRY",
    "tl": "TRY", "฿": "THB", "₫": "VND", "₱": "PHP", "₪": "ILS", "kč": "CZK", "rp": "IDR", "rm": "MYR", "ft": "HUF",
    "fr.": "CHF", "sfr": "CHF", "₴": "UAH", "dollars": "USD", "usd$": "USD",
}  # fmt: skip
_SHARED = {"kr": "SEK, NOK or DKK", "kr.": "SEK, NOK or DKK", "dollar": "USD, AUD or another"}
_PRICE = re.compile(
    r"(?P<before>[^\d\s.,-]{0,6}) ?(?P<number>\d[\d., ']{0,20}?)(?:[.,]?-{1,2})? ?(?P<after>[^\d\s][^\d]{0,6})?"
)


def currency(text):
    """``jpy``, ``¥``, ``円`` → ``JPY``. A sign that several countries share is refused, but for ¥ and $."""
    typed = plainly(text)
    if re.fullmatch("[A-Z]{3}", typed) or typed.upper() in CURRENCIES:
        return typed.upper()
    if typed.casefold() in _SIGNS:
        return _SIGNS[typed.casefold()]
    shared = _SHARED.get(typed.casefold())
    raise ValueError(
        f"“{text}” may be {shared}: write which." if shared else f"“{text}” is no currency: write JPY, EUR or USD."
    )


def money(text, bounds=None):
    """``¥225,360`` → (225360, “JPY”), ``1.199,00 €`` → (1199, “EUR”), ``899`` → (899, None)."""
    found = _PRICE.fullmatch(plainly(text))
    if not found:
        raise ValueError(NO_NUMBER)
    signs = [sign.strip() for sign in (found["before"], found["after"]) if sign and sign.strip()]
    named = list(dict.fromkeys(map(currency, signs)))
    if len(named) > 1 and set(signs) & {"$", "¥"}:
        named = [currency(sign) for sign in signs if sign not in ("$", "¥")]
    if len(named) > 1:
        raise ValueError(f"“{text}” names two currencies: {' and '.join(named)}.")
    decimals = 2 if named else None
    return number(found["number"].strip(), bounds=bounds, decimals=decimals), next(iter(named), None)
