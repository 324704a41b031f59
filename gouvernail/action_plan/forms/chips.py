"""The filters at work, in words, each with the address that drops it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from gouvernail.action_plan.queries.filters import WATCH_LABELS, PlanFilters
from gouvernail.action_plan.queries.kept import FilterChoices, KeptActions
from gouvernail.common.templatetags.french import day


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter at work: its name, what it keeps, and the address without it."""

    label: str
    value: str
    without: str


def filter_chips(
    query: QueryDict, filters: PlanFilters, kept: KeptActions, choices: FilterChoices
) -> tuple[Chip, ...]:
    """Return the filters of an address that keep something. No query."""
    found = []
    for name, (label, write) in _WORDS.items():
        value = write(filters, kept, choices) if query.get(name) else ""
        if value:
            found.append(Chip(label, value, _without(query, name)))
    return tuple(found)


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    for key in [key for key, value in rest.items() if not value or key in {name, "page"}]:
        del rest[key]
    return rest.urlencode()


def _node(filters: PlanFilters, kept: KeptActions, choices: FilterChoices) -> str:
    return next((node.title for node in kept.nodes if node.id in filters.node_ids), "")


def _status(filters: PlanFilters, kept: KeptActions, choices: FilterChoices) -> str:
    found = kept.words.status(filters.status_id)
    return found.label if found else ""


_Writer = Callable[[PlanFilters, KeptActions, FilterChoices], str]
_WORDS: dict[str, tuple[str, _Writer]] = {
    "q": ("Mots", lambda f, k, c: f.words),
    "niveau": ("Dans", _node),
    "etat": ("État", _status),
    "commune": ("Commune", lambda f, k, c: dict(c.places).get(f.commune, f.commune)),
    "pilote": (
        "Pilote",
        lambda f, k, c: dict(c.leads).get(f.lead_id or 0, "structure sans action"),
    ),
    "partenaire": (
        "Avec",
        lambda f, k, c: dict(c.partners).get(f.partner_id or 0, "structure sans action"),
    ),
    "theme": ("Thème", lambda f, k, c: f.theme),
    "public": ("Public", lambda f, k, c: f.public),
    "priorite": ("Priorité", lambda f, k, c: f.priority),
    "annee": ("Échéance", lambda f, k, c: f"en {f.year}" if f.year else ""),
    "veille": ("À surveiller", lambda f, k, c: WATCH_LABELS[f.watch] if f.watch else ""),
    "date": ("Plan au", lambda f, k, c: day(f.on)),
}
