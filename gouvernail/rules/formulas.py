"""Text that a spreadsheet would run as a formula: made harmless going out, restored coming in."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Unit: text, with an apostrophe in front when it was needed.
    Errors: none.
    Source: CHOICE 0010.
    """
    return f"'{text}" if _is_risky(text) else text


def restored(text: str) -> str:
    """Return what `neutralised` was given.

    Unit: text.
    Errors: none.
    Source: CHOICE 0010.
    """
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _is_risky(text: str) -> bool:
    """Tell whether a text begins a formula, once the apostrophes in front are taken away."""
    return text.lstrip("'").startswith(_STARTS)
