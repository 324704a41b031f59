"""The plan, axis by axis: its own review first, then each action with what the Cotech validated."""

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries.nodes import NodeLine
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS
from gouvernail.documents.content.report.governance import CHART_WIDTH
from gouvernail.documents.content.report.indicators import measures
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import (
    done_words,
    facts,
    four_texts,
    lack,
    nothing_new,
    status_cell,
    validation,
)
from gouvernail.documents.formats.charts import Bar, stacked_bars
from gouvernail.documents.formats.report import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Linked,
    Mark,
    Picture,
    Text,
)
from gouvernail.reviews.queries.frozen import FrozenWords, by_action, by_node, levels_under
from gouvernail.rules.progress import StatusFamily

_FAMILY_ORDER = (
    StatusFamily.DONE,
    StatusFamily.RUNNING,
    StatusFamily.NOT_STARTED,
    StatusFamily.SUSPENDED,
    StatusFamily.DROPPED,
)
_PLAN = (
    Head("N°"),
    Head("Action", 6),
    Head("Pilotes", 4),
    Head("Échéance", 3),
    Head("État", 3),
)


def plan(subject: ReportSubject) -> list[Block]:
    """Return the plan: how far each axis is, then what was said of it and of its actions."""
    if not subject.actions:
        return [lack(subject, "Le plan ne compte encore aucune action.", "action_plan:table")]
    blocks: list[Block] = [Text(_sources(subject)), *progress_blocks(subject)]
    actions, nodes = by_action(subject.validated), by_node(subject.validated)
    for axis in subject.axes:
        blocks.append(Heading(axis.title, 2, starts_page=True))
        blocks += _axis(subject, axis, nodes.get(axis.id))
        for words in levels_under(subject.validated, axis.id):
            blocks += _level(words)
        for action in subject.actions_of(axis):
            blocks += _action(subject, action, actions.get(action.pk))
    loose = subject.actions_of(None)
    if loose:
        blocks.append(Heading("Sans rattachement", 2))
        for action in loose:
            blocks += _action(subject, action, actions.get(action.pk))
    return [*blocks, *_told_apart(subject)]


def progress_blocks(subject: ReportSubject) -> list[Block]:
    """Return how far each axis is, drawn and in figures."""
    tallies = [(axis, subject.tally_of(axis)) for axis in subject.axes]
    if not tallies:
        return []
    used = [
        family
        for family in _FAMILY_ORDER
        if any(dict(tally.families).get(family.value) for _, tally in tallies)
    ]
    bars = tuple(
        Bar(
            axis.title,
            tally.families,
            f"{counted(tally.total, 'action')}, {tally.progress.percent}\u202f%",
        )
        for axis, tally in tallies
    )
    legend = [(family.value, FAMILY_LABELS[family]) for family in used]
    told = "; ".join(
        f"{axis.title} : "
        + ", ".join(
            f"{count} {FAMILY_LABELS[StatusFamily(name)]}" for name, count in tally.families
        )
        for axis, tally in tallies
    )
    drawn = Picture(
        b"",
        f"Actions par axe et par état. {told}.",
        CHART_WIDTH,
        stacked_bars(bars, legend),
        "L’avancement du plan, axe par axe",
    )
    return [drawn, _progress_table(subject, used)]


def _progress_table(subject: ReportSubject, used: list[StatusFamily]) -> Grid:
    heads = [Head("Axe", 7), *(Head(FAMILY_LABELS[family].capitalize(), 2) for family in used)]
    # Without it, the columns would not add up to the number of actions.
    has_stateless = bool(subject.kept.tally.stateless)
    heads += [Head("Sans état", 2)] if has_stateless else []
    rows: list[tuple[Cell, ...]] = []
    for axis in subject.axes:
        tally = subject.tally_of(axis)
        counts = dict(tally.families)
        address = subject.links.plan(niveau=axis.id)
        cells: list[Cell] = [str(counts.get(family.value, 0)) for family in used]
        cells += [str(tally.stateless)] if has_stateless else []
        rows.append(
            (axis.title, *cells, Linked(str(tally.total), address), f"{tally.progress.percent} %")
        )
    whole, counts = subject.kept.tally, dict(subject.kept.tally.families)
    total: tuple[Cell, ...] = (
        "Ensemble",
        *(str(counts.get(family.value, 0)) for family in used),
        *([str(whole.stateless)] if has_stateless else []),
        str(whole.total),
        f"{whole.progress.percent} %",
    )
    heads += [Head("Actions", 2), Head("Avancement", 2)]
    return Grid(tuple(heads), tuple(rows), total, "Les actions par axe et par état")


def _sources(subject: ReportSubject) -> str:
    return (
        f"État du plan au {subject.plan_day:%d/%m/%Y}. Résultats, facteurs de réussite, "
        f"difficultés et perspectives sont ceux que le Cotech a validés (annexe 4, § 2.2.3)\u202f: "
        f"{counted(subject.told_actions, 'action')} sur {len(subject.actions)}."
    )


def _told_apart(subject: ReportSubject) -> list[Block]:
    """Return what was validated of actions and axes that were not, or no longer, in the plan."""
    blocks: list[Block] = []
    levels = subject.levels_apart(subject.validated)
    if levels:
        blocks.append(Heading("Niveaux entrés dans le plan ou sortis depuis", 2))
    for words in levels:
        blocks += _level(words)
    if subject.told_apart:
        blocks.append(Heading("Actions entrées dans le plan ou sorties depuis", 2))
    for words in subject.told_apart:
        told: list[tuple[str, Cell]] = [("Pilotes", words.leads), ("État", status_cell(words))]
        told += [*four_texts(words), ("Indicateurs", measures(None, words))]
        blocks += [Heading(words.full_title, 3), *facts([*told, ("Bilan", validation(words))])]
    return blocks


def _level(words: FrozenWords) -> list[Block]:
    """Return what was validated of a level of the plan that is told under a heading of its own."""
    told = [*four_texts(words), *nothing_new(words), ("Bilan", validation(words))]
    return [Heading(words.full_title, 3), *facts(told)]


def _axis(subject: ReportSubject, axis: NodeLine, words: FrozenWords | None) -> list[Block]:
    tally = subject.tally_of(axis)
    address = subject.links.plan(niveau=axis.id)
    told: list[tuple[str, Cell]] = [
        ("Actions", Linked(f"{tally.total}, dont {done_words(tally.done)}", address)),
        ("Avancement", f"{tally.progress.percent} %"),
    ]
    if words is None:
        said = "Le bilan de cet axe n’est pas encore validé par le Cotech."
        return [*facts(told), lack(subject, said, "governance:sittings")]
    told += [*nothing_new(words), *four_texts(words), ("Bilan", validation(words))]
    return facts(told)


def _action(subject: ReportSubject, action: Action, words: FrozenWords | None) -> list[Block]:
    draft = draft_of(action)
    state: Cell = Mark(str(draft.status or ""), draft.status.family if draft.status else "")
    told: list[tuple[str, Cell]] = [
        ("Objectif", draft.node.title if draft.node and draft.node.rank > 1 else ""),
        ("Pilotes", words.leads if words and words.leads else ", ".join(draft.leads)),
        ("Échéance", draft.deadline.text),
        ("État", status_cell(words) if words and words.status else state),
    ]
    blocks: list[Block] = [Heading(str(action), 3)]
    if words is None:
        said = f"Aucun bilan validé pour {subject.year}."
        return [*blocks, *facts(told), lack(subject, said, "action_plan:action", action.pk)]
    if words.progress is not None:
        told.append(("Avancement", f"{words.progress} %"))
    told += [*nothing_new(words), *four_texts(words), ("Indicateurs", measures(action, words))]
    told.append(("Bilan", validation(words)))
    return [*blocks, *facts(told)]


def plan_annex(subject: ReportSubject) -> list[Block]:
    """Return the plan as one table, for the annexes."""
    if not subject.actions:
        return []
    rows: list[tuple[Cell, ...]] = []
    for action in subject.actions:
        draft = draft_of(action)
        mark = Mark(str(draft.status or ""), draft.status.family if draft.status else "")
        number = Linked(draft.number or "–", subject.links.action(action.pk))
        leads = "\n".join(draft.leads) or "à désigner"
        when = draft.deadline.text or "sans échéance"
        rows.append((number, draft.title, leads, when, mark))
    caption = f"Le plan d’actions au {subject.plan_day:%d/%m/%Y}"
    return [Heading("Tableau du plan", 2), Grid(_PLAN, tuple(rows), caption=caption)]
