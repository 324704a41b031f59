"""The journal told by object: one line for all that was done to it, with the way to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gouvernail.history.models import Entry
from gouvernail.history.verbs import VERB_LABELS

# Where an object of the journal is read. What is not here has no page of its own.
_PAGES = {
    "action_plan.action": "action_plan:action",
    "governance.sitting": "governance:sitting",
    "governance.decision": "governance:decision",
    "governance.adjustment": "governance:adjustment",
    "governance.body": "governance:body",
    "means.fundingline": "means:line",
    "directory.organisation": "directory:organisation",
}
# What is worth telling before and after; of the other fields, the name is enough.
_SHORT = 60


@dataclass(frozen=True, slots=True)
class ObjectNews:
    """All that was done to one object, by the verbs of the journal, in order.

    `changes` are its fields as they were at first and as they are now; what came back to what it
    was is left out.
    """

    kind: str
    pk: int
    label: str
    verbs: tuple[str, ...]
    changes: tuple[tuple[str, str, str], ...]
    last_at: datetime

    @property
    def acts(self) -> str:
        """Write what was done: « Séance datée, réponse à une convocation (3 fois) »."""
        counts = Counter(VERB_LABELS.get(verb, verb) for verb in self.verbs)
        told = [name if times == 1 else f"{name} ({times} fois)" for name, times in counts.items()]
        return ", ".join([*told[:1], *(_lower(words) for words in told[1:])])

    @property
    def told(self) -> str:
        """Write what was done and what changed: « Action modifiée : État (→ en cours), Moyens »."""
        fields = ", ".join(_field(*change) for change in self.changes)
        return f"{self.acts}\u202f: {fields}" if fields else self.acts


def by_object(entries: Iterable[Entry]) -> list[ObjectNews]:
    """Gather lines of the journal by object, the latest first. No query."""
    found: dict[tuple[str, int], list[Entry]] = {}
    for entry in sorted(entries, key=lambda row: (row.at, row.pk)):
        found.setdefault((entry.subject_kind, entry.subject_id), []).append(entry)
    news = [_news(rows) for rows in found.values()]
    return sorted(news, key=lambda one: one.last_at, reverse=True)


def page_of(slug: str, kind: str, pk: int) -> str:
    """Return the path of the page of an object; nothing when it has none."""
    name = _PAGES.get(kind)
    return reverse(name, args=[slug, pk]) if name else ""


def _news(rows: list[Entry]) -> ObjectNews:
    changes: dict[str, tuple[str, str]] = {}
    for row in rows:
        for change in row.changes:
            before = changes[change["label"]][0] if change["label"] in changes else change["before"]
            changes[change["label"]] = (before, change["after"])
    kept = ((label, *pair) for label, pair in changes.items() if pair[0] != pair[1])
    last = rows[-1]
    return ObjectNews(
        last.subject_kind,
        last.subject_id,
        last.subject_label,
        tuple(row.verb for row in rows),
        tuple(kept),
        last.at,
    )


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _field(label: str, before: str, after: str) -> str:
    if len(before) > _SHORT or len(after) > _SHORT or "\n" in before + after:
        return label
    return f"{label} ({before or 'vide'} → {after or 'vide'})"
