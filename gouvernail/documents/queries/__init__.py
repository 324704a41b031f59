"""What the pages of documents read."""

from gouvernail.documents.queries.papers import (
    PackState,
    TemplateLine,
    next_sitting,
    pack_state,
    template_lines,
)

__all__ = ["PackState", "TemplateLine", "next_sitting", "pack_state", "template_lines"]
