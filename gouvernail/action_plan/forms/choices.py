"""Lists that several forms offer."""

from collections.abc import Iterable

from gouvernail.action_plan.queries.nodes import NodeLine

INDENT = "\u2003"


def node_choices(nodes: Iterable[NodeLine]) -> list[tuple[str, str]]:
    """Return the tree as the choices of a menu, each level a step further in."""
    return [("", "Directement au plan"), *((str(n.id), _indented(n)) for n in nodes)]


def _indented(node: NodeLine) -> str:
    title = node.title if len(node.title) <= 90 else node.title[:89] + "…"
    return INDENT * (node.rank - 1) + title


def word_choices(words: Iterable[str], kept: Iterable[str]) -> list[tuple[str, str]]:
    """Return the territory's words, then those already written that the list lacks."""
    offered = list(words)
    return [(word, word) for word in (*offered, *(word for word in kept if word not in offered))]
