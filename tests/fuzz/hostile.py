"""What nobody should type: values that have broken sites before, beside any text and any number."""

from hypothesis import strategies as st

TAG = "<zq9x>"
ATTRIBUTE = "zq8x"
SCHEME = "javascript:zq7x"
HEADER = "X-Zq6x"
"""What must never come back as it was: an element, an attribute, a link, a header."""

MARKED = (
    TAG,
    f"</script>{TAG}<script>",
    f"--></title></textarea></style>{TAG}",
    f"\"'>{TAG}",
    f'" {ATTRIBUTE}="1',
    f"' {ATTRIBUTE}='1",
    f"{SCHEME}(1)",
    f"[a]({SCHEME}) <{SCHEME}> ![a]({SCHEME})",
    f"a\r\n{HEADER}: 1\r\n\r\n{TAG}",
    f"\ufeff{TAG}",
)
ODD = (
    "", " ", "\0", "a\0b", "\t\n\r", "\ue000x\ue001", "\ue0000\ue001", "\u202e", "\u2028", "\u00ad", "\ufffe",
    "\U0001f4f1" * 40, "e\u0301" * 30, "ß", "İ", "ﷺ" * 50, "١٢", "１２", "½", "²",
    "{{7*7}}", "{% debug %}", "${7*7}", "{0}", "{x.__class__}", "%s%n", "%", "%zz", "%00", "\\", "\\u0000", "`",
    "$(id)", "|id", ";", "' OR 1=1 --", "a' UNION SELECT NULL--", "*", ".*", "(a+)+$", "[", "(", "^", "~",
    "0", "-0", "-1", "1e9", "1e999999", "-1e999999", "NaN", "inf", "0x10", "1_000", "1,299", "9" * 400,
    "0." + "1" * 400, "99999999999999999999", "9223372036854775808", "-9223372036854775809", "2147483648",
    "2022-13", "0000-00-00", "9999-99-99", "10000-01-01", "2022-Q5", "-2022", "2022-11-31",
    "true", "null", "None", "[]", "{}", "[[[[[[[[", "a,b", "1,2,3", "-weight_g", "--weight_g", ",,,,", "hide", "all",
    "on", "../../../etc/passwd", "..\\..\\", "/", "//evil.example/", "https://evil.example/", "file:///etc/passwd",
    ".", "..",
    "en", "de", "ja", "imperial", "leica", "sharp-aquos-r7", "a-vs-b", "-vs-", "x" * 300,
    "x " * 1_500, "=" * 50, "&" * 50,
)  # fmt: skip


def values():
    number = st.one_of(st.integers(), st.floats()).map(str)
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    return st.one_of(st.sampled_from(ODD), st.sampled_from(MARKED), text, number)


def broken_bytes():
    """Of which some are no text in any encoding."""
    lone = st.sampled_from([b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\x00", b"%ff", b"%00"])
    return st.one_of(lone, st.binary(max_size=60))
