"""Text that a spreadsheet would run as a formula: made harmless going out, restored coming in."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Unit: text, with an apostrophe in front when it was needed.
    Errors: none.
    Source: CHOICE 0010.
    """
    return f"'{text}" if text.startswith(_STARTS) else text


def restored(text: str) -> str:
    """Return what `neutralised` was given.

    Unit: text.
    Errors: none.
    Source: CHOICE 0010.
    """
    return text[1:] if text.startswith("'") and text[1:].startswith(_STARTS) else text
