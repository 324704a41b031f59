"""The points that a commission raises: on its agendas, in its backlog, by its decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gouvernail.common.templatetags.french import counted, day
from gouvernail.governance.models import (
    AgendaItem,
    Body,
    Decision,
    ItemKind,
    ItemProposal,
    Sitting,
)
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.names import fold_name

# What an agenda holds already: the points that it takes up, and its titles.
There = tuple[frozenset[int], frozenset[str]]


@dataclass(frozen=True, slots=True)
class RaisedPoint:
    """Something that a commission brings; `key` names it in a form.

    `label` is how the commission calls it, `title` how the agenda will. What comes back from one
    sitting to the next is one point: its last sitting is the one it takes up. `is_there` tells
    that the agenda holds it already.
    """

    key: str
    label: str
    title: str
    why: str
    kind: ItemKind = ItemKind.INFORMATION
    words: str = ""
    origin_id: int | None = None
    action_ids: tuple[int, ...] = ()
    sitting_id: int | None = None
    decision_id: int | None = None
    is_unfinished: bool = False
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Raised:
    """What was found of one commission: sittings with their points, proposals, decisions."""

    sittings: list[Sitting]
    proposals: list[ItemProposal]
    decisions: list[Decision]


def raised_points(body: Body, raised: Raised, there: There) -> Iterator[RaisedPoint]:
    """Return what may join the agenda: unfinished points first, then the others, in order."""
    origins, titles = there
    said = sorted(_from_sittings(body, raised.sittings), key=lambda row: not row.is_unfinished)
    for point in (*said, *_proposed(body, raised)):
        is_there = point.origin_id in origins if point.origin_id else point.title in titles
        yield replace(point, is_there=is_there)


def _from_sittings(body: Body, sittings: Iterable[Sitting]) -> Iterator[RaisedPoint]:
    """Return a point per title: what is on every agenda comes once, with all that was said."""
    found: dict[str, list[tuple[Sitting, AgendaItem]]] = defaultdict(list)
    for sitting in sittings:
        for item in sorted(sitting.items.all(), key=lambda row: (row.position, row.pk)):
            found[fold_name(item.title)].append((sitting, item))
    for times in found.values():
        sitting, item = times[-1]
        yield RaisedPoint(
            f"point-{item.pk}",
            item.title,
            titled(item.title, body),
            _sat(times),
            ItemKind(item.kind),
            _said(times),
            origin_id=item.pk,
            sitting_id=sitting.pk,
            is_unfinished=item.is_unfinished,
        )


def _sat(times: list[tuple[Sitting, AgendaItem]]) -> str:
    last = day(times[-1][0].starts_at)
    if len(times) == 1:
        return f"séance du {last}"
    return f"à {counted(len(times), 'séance')}, la dernière le {last}"


def _said(times: list[tuple[Sitting, AgendaItem]]) -> str:
    """Return what was said, the latest first, with its day when there are several."""
    told = [(sitting, item.minutes.strip()) for sitting, item in times[::-1]]
    told = [(sitting, words) for sitting, words in told if words]
    if len(times) == 1:
        return told[0][1] if told else ""
    return "\n\n".join(f"{day(sitting.starts_at)}\u202f: {words}" for sitting, words in told)


def _proposed(body: Body, raised: Raised) -> Iterator[RaisedPoint]:
    for proposal in raised.proposals:
        why = f"proposé par {proposal.name}"
        kind = ItemKind(proposal.kind)
        title = titled(proposal.title, body)
        words = proposal.reason.strip()
        yield RaisedPoint(f"propose-{proposal.pk}", proposal.title, title, why, kind, words)
    for decision in raised.decisions:
        is_proposed = decision.state == DecisionState.PROPOSED.value
        linked = tuple(action.pk for action in decision.actions.all())
        about = f"décision {decision.get_state_display()} le {day(decision.decided_on)}"
        yield RaisedPoint(
            f"decision-{decision.pk}",
            decision.text,
            titled(decision.text, body),
            about + (f", {counted(len(linked), 'action liée')}" if linked else ""),
            ItemKind.DECISION if is_proposed else ItemKind.INFORMATION,
            action_ids=linked,
            decision_id=decision.pk,
        )


def titled(words: str, body: Body) -> str:
    """Return the title of a point with the commission that brings it, in 300 signs at most."""
    told = f" ({body})"
    room = 300 - len(told)
    return f"{words if len(words) <= room else words[: room - 1] + '…'}{told}"
