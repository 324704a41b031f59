"""The plan to read and to hand out: a table per part of the tree, in the order of the plan."""

from collections import defaultdict
from collections.abc import Iterable

from gouvernail.action_plan.drafts import ActionDraft, draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Cell, Grid, Head, Heading, Mark, Report, Text

# The columns that a page can hold, with their share of its width.
_SHARES = {
    "number": 7,
    "title": 36,
    "leads": 20,
    "partners": 20,
    "communes": 14,
    "deadline": 15,
    "status": 17,
}


def plan_report(
    convention: Convention,
    kept: KeptActions,
    actions: Iterable[Action],
    *,
    state: tuple[str, ...],
) -> Report:
    """Return whole actions, under the headings of their part of the plan. One query."""
    drafts: defaultdict[int | None, list[ActionDraft]] = defaultdict(list)
    for action in actions:
        drafts[action.node_id].append(draft_of(action))
    heads = _heads(kept)
    blocks: list[Block] = []
    shown = _with_parents(kept, {pk for pk in drafts if pk})
    for node in kept.nodes:
        if node.id in shown:
            blocks.append(Heading(node.title, node.rank))
            blocks += _grid(heads, drafts.pop(node.id, []))
    loose = [draft for left in drafts.values() for draft in left]
    if loose:
        blocks += [Heading("Sans rattachement"), *_grid(heads, loose)]
    if not blocks:
        blocks.append(Text("Aucune action."))
    return Report(
        convention.plan_title,
        state,
        tuple(blocks),
        is_landscape=True,
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )


def _heads(kept: KeptActions) -> dict[str, Head]:
    fields = {field.key: field for field in kept.words.fields}
    return {
        key: Head(fields[key].label, share)
        for key, share in _SHARES.items()
        if key in fields and fields[key].is_shown
    }


def _with_parents(kept: KeptActions, used: set[int]) -> set[int]:
    """Return the nodes that have actions, and those above them."""
    parents = {node.id: node.parent_id for node in kept.nodes}
    shown: set[int] = set()
    for node_id in used & parents.keys():
        place: int | None = node_id
        while place and place not in shown:
            shown.add(place)
            place = parents[place]
    return shown


def _grid(heads: dict[str, Head], drafts: list[ActionDraft]) -> list[Block]:
    if not drafts:
        return []
    rows = tuple(tuple(_cell(draft, key) for key in heads) for draft in drafts)
    return [Grid(tuple(heads.values()), rows)]


def _cell(draft: ActionDraft, key: str) -> Cell:
    cells: dict[str, Cell] = {
        "number": draft.number,
        "title": draft.title,
        "leads": "\n".join(draft.leads) or "à désigner",
        "partners": "\n".join(draft.partners),
        "communes": ", ".join(draft.communes),
        "deadline": draft.deadline.text or "sans échéance",
        "status": Mark(str(draft.status or ""), draft.status.family if draft.status else ""),
    }
    return cells[key]
