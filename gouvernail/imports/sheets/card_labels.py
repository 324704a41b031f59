"""What a text names when it is the label of a fiche."""

import re
from collections.abc import Mapping

from gouvernail.imports.sheets.fields import recognise_with
from gouvernail.imports.sheets.levels import heading_word, label_depth

_LONGEST_KNOWN = 60
_SURE = 0.8
_INLINE = re.compile(r"(?P<label>[^:\n]{2,60}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)


class Labels:
    """What a text names when it is a label: the territory's own words first."""

    def __init__(self, synonyms: Mapping[str, str]) -> None:
        """Keep the territory's words."""
        self._synonyms = synonyms

    def field(self, text: str) -> str:
        """Return the field that a label surely names, or ""."""
        label = bare(text)
        if not label or len(label) > _LONGEST_KNOWN or "\n" in label or heading_word(label):
            return ""
        named = recognise_with(label, self._synonyms)
        if named and named[0][1] >= _SURE:
            return named[0][0]
        depth = label_depth(label)
        return f"level{depth}" if depth else ""

    def is_known(self, text: str) -> bool:
        """Tell whether a text surely is a label."""
        return bool(self.field(text))

    def inline(self, text: str) -> tuple[str, str] | None:
        """Cut « Pilote : la Ville », when what comes before the colon is a label."""
        found = _INLINE.fullmatch(text.strip())
        return (found["label"], found["value"]) if found and self.is_known(found["label"]) else None


def bare(text: str) -> str:
    """Return a label without the signs that end it."""
    return text.strip().strip("•*-–—").rstrip(" :.*").strip()
