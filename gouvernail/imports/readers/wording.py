"""The text of a cell made plain: composed accents, simple line breaks, nothing invisible."""

import unicodedata

# Zero-width marks and soft hyphens come with copied text; nobody sees or types them.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u2060\ufeff\u00ad"))
_BREAKS = {ord("\v"): "\n", ord("\f"): "\n", ord("\r"): "\n", 0x2028: "\n", 0x2029: "\n"}


def tidy(text: str) -> str | None:
    """Return a text as a person reads it, None when nothing is left of it."""
    if text.isascii() and text.isprintable():
        return text or None
    joined = text.replace("\r\n", "\n").translate(_INVISIBLE | _BREAKS)
    return unicodedata.normalize("NFC", joined) or None
