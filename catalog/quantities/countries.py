"""Names of countries by ISO 3166-1 code, and codes by name. A code that is not here is printed as it stands."""

import re
import unicodedata

WORLDWIDE = "001"
"""UN M49 code of the world: sold in many countries, without saying which."""

_CODES_AND_NAMES = """
AD Andorra|AE United Arab Emirates|AF Afghanistan|AL Albania|AM Armenia|AO Angola|AR Argentina|AT Austria|AU Australia
AZ Azerbaijan|BA Bosnia and Herzegovina|BD Bangladesh|BE Belgium|BF Burkina Faso|BG Bulgaria|BH Bahrain|BJ Benin
BN Brunei|BO Bolivia|BR Brazil|BT Bhutan|BW Botswana|BY Belarus|CA Canada|CD DR Congo|CH Switzerland|CI Côte d’Ivoire
CL Chile|CM Cameroon|CN China|CO Colombia|CR Costa Rica|CU Cuba|CY Cyprus|CZ Czechia|DE Germany|DK Denmark
DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia|EG Egypt|ES Spain|ET Ethiopia|FI Finland|FJ Fiji|FR France
GB United Kingdom|GE Georgia|GH Ghana|GR Greece|GT Guatemala|HK Hong Kong|HN Honduras|HR Croatia|HT Haiti|HU Hungary
ID Indonesia|IE Ireland|IL Israel|IN India|IQ Iraq|IR Iran|IS Iceland|IT Italy|JM Jamaica|JO Jordan|JP Japan|KE Kenya
KG Kyrgyzstan|KH Cambodia|KR South Korea|KW Kuwait|KZ Kazakhstan|LA Laos|LB Lebanon|LI Liechtenstein|LK Sri Lanka
LT Lithuania|LU Luxembourg|LV Latvia|LY Libya|MA Morocco|MC Monaco|MD Moldova|ME Montenegro|MG Madagascar
MK North Macedonia|ML Mali|MM Myanmar|MN Mongolia|MO Macao|MT Malta|MU Mauritius|MV Maldives|MX Mexico|MY Malaysia
MZ Mozambique|NA Namibia|NG Nigeria|NI Nicaragua|NL Netherlands|NO Norway|NP Nepal|NZ New Zealand|OM Oman|PA Panama
PE Peru|PH Philippines|PK Pakistan|PL Poland|PR Puerto Rico|PT Portugal|PY Paraguay|QA Qatar|RO Romania|RS Serbia
RU Russia|RW Rwanda|SA Saudi Arabia|SD Sudan|SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|SN Senegal|SV El Salvador
SY Syria|TG Togo|TH Thailand|TJ Tajikistan|TM Turkmenistan|TN Tunisia|TR Türkiye|TT Trinidad and Tobago|TW Taiwan
TZ Tanzania|UA Ukraine|UG Uganda|US United States|UY Uruguay|UZ Uzbekistan|VE Venezuela|VN Vietnam|XK Kosovo|YE Yemen
ZA South Africa|ZM Zambia|ZW Zimbabwe
"""
COUNTRY_NAMES = {WORLDWIDE: "many countries"} | {
    entry[:2]: entry[3:] for entry in _CODES_AND_NAMES.strip().replace("\n", "|").split("|")
}


def country_name(code):
    """``JP`` → ``Japan``."""
    return COUNTRY_NAMES.get(code, code)


_WITH_ARTICLE = {"AE", "CD", "DO", "GB", "MV", "NL", "PH", "US"}


def country_with_article(code):
    """For use in a sentence: ``US`` → ``the United States``, ``JP`` → ``Japan``."""
    name = country_name(code)
    if code in _WITH_ARTICLE:
        return f"the {name}"
    return name


_OTHER_NAMES = {
    "uk": "GB", "u.k.": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "usa": "US", "u.s.a.": "US",
    "america": "US", "united states of america": "US", "u.s.": "US", "korea": "KR", "republic of korea": "KR",
    "korea, south": "KR", "world": WORLDWIDE, "worldwide": WORLDWIDE, "global": WORLDWIDE, "turkey": "TR",
    "czech republic": "CZ", "uae": "AE", "macau": "MO", "ivory coast": "CI", "burma": "MM", "holland": "NL",
    "mainland china": "CN", "people's republic of china": "CN", "prc": "CN", "russian federation": "RU",
    "viet nam": "VN", "hong kong sar": "HK", "bosnia": "BA", "democratic republic of the congo": "CD",
    "macedonia": "MK",
}  # fmt: skip


def _plain_name(name):
    """Without case, accents and the many kinds of apostrophes and blanks."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    unaccented = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(unaccented.split()).casefold()


_CODE_BY_NAME = {_plain_name(name): code for code, name in COUNTRY_NAMES.items()} | _OTHER_NAMES


def parse_country_code(text):
    """``Japan``, ``jp``, ``UK`` → ``JP``, ``JP``, ``GB``; None where it is no country. Any two capitals are a code."""
    word = _plain_name(text).removeprefix("the ")
    if word in _CODE_BY_NAME:
        return _CODE_BY_NAME[word]
    code = word.upper()
    if code in COUNTRY_NAMES or re.fullmatch("[A-Z]{2}", text.strip()):
        return code
    return None
