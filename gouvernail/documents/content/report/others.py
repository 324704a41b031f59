"""Adjustments, team, inhabitants, perspectives and annexes of a report."""

from gouvernail.common.templatetags.french import day
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.content.report.governance import decisions_register, sittings_list
from gouvernail.documents.content.report.plan import plan_annex
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.content.report.words import lack
from gouvernail.documents.content.team_blocks import NO_POST, team_chapter
from gouvernail.documents.formats.report import (
    Block,
    Bullets,
    Cell,
    Facts,
    Grid,
    Head,
    Heading,
    Linked,
    Mark,
    Missing,
    Text,
)
from gouvernail.governance.queries.adjustments import AdjustmentLine
from gouvernail.reviews.queries.frozen import FrozenWords, by_node, levels_under

_ADJUSTED = (
    Head("N°"),
    Head("Ajustement", 5),
    Head("Motif", 5),
    Head("Avant → après", 6),
    Head("État", 3),
)


def adjustments(subject: ReportSubject) -> list[Block]:
    """Return what changed in the plan by its circuit."""
    if not subject.adjustments:
        return [Text(f"Aucun ajustement du plan n’a été proposé ni décidé en {subject.year}.")]
    lines = sorted(subject.adjustments, key=lambda line: line.adjustment.number)
    rows = tuple(_adjustment(subject, line) for line in lines)
    return [Grid(_ADJUSTED, rows, caption=f"Les ajustements du plan en {subject.year}")]


def _adjustment(subject: ReportSubject, line: AdjustmentLine) -> tuple[Cell, ...]:
    row = line.adjustment
    told = "\n".join(
        f"{one.label} : {one.before or '–'} → {one.after or '–'}" for one in line.changes
    )
    number = Linked(str(row.number), subject.links.to("governance:adjustment", row.pk))
    return number, row.title, row.reason, told, Mark(row.get_state_display(), line.family)


def coordinators(subject: ReportSubject) -> list[Block]:
    """Return who coordinates: the posts of the year, their accounts, themes and missions."""
    if not subject.team.table.has_posts:
        if subject.texts.get("coordinators"):
            return []  # somebody wrote it by hand: nothing is missing
        return [lack(subject, NO_POST, "team:home")]
    return team_chapter(subject.team, 2)


def concertation(subject: ReportSubject) -> list[Block]:
    """Return what inhabitants said: people type it, the application does not know it."""
    if subject.texts.get("concertation"):
        return []
    said = "Les concertations menées avec les habitants restent à décrire, s’il y en a eu."
    kind = subject.wanted.kind.value
    return [Missing(said, subject.links.write(kind, subject.year, "concertation"))]


def perspectives(subject: ReportSubject) -> list[Block]:
    """Return what comes next, axis by axis, and what the body that decides is asked."""
    nodes = by_node(subject.validated)
    told: list[tuple[str, FrozenWords]] = []
    for axis in subject.axes:
        told += [(axis.title, nodes[axis.id])] if axis.id in nodes else []
        told += [(row.full_title, row) for row in levels_under(subject.validated, axis.id)]
    told += [(row.full_title, row) for row in subject.levels_apart(subject.validated)]
    pairs = tuple((title, row.texts["perspectives"]) for title, row in told)
    pairs = tuple(pair for pair in pairs if pair[1])
    blocks: list[Block] = [Heading("Perspectives de chaque axe", 2)]
    if pairs:
        blocks.append(Facts(pairs))
    elif told:
        blocks.append(Text("Les bilans validés des axes ne disent pas de perspectives."))
    else:
        said = "Les perspectives de chaque axe ne sont pas encore validées par le Cotech."
        blocks.append(lack(subject, said, "governance:sittings"))
    return [*blocks, *asked_blocks(subject)]


def asked_blocks(subject: ReportSubject) -> list[Block]:
    """Return what the next sitting of the body that decides is asked."""
    asked = subject.asked
    if asked.sitting is None:
        said = "La prochaine séance du comité de pilotage n’est pas datée."
        return [
            Heading("Ce qui est demandé au comité de pilotage", 2),
            lack(subject, said, "governance:create_sitting"),
        ]
    when = day(day_of(asked.sitting))
    blocks: list[Block] = [Heading(f"Ce qui est demandé au {asked.sitting.body} du {when}", 2)]
    items = tuple(asked_lines(subject))
    if items:
        return [*blocks, Bullets(items)]
    said = "Aucun point de l’ordre du jour n’appelle encore de décision."
    return [*blocks, lack(subject, said, "governance:agenda", asked.sitting.pk)]


def asked_lines(subject: ReportSubject) -> list[str]:
    """Return what is asked, a sentence each."""
    lines = [f"{point.title} ({point.get_kind_display()})" for point in subject.asked.points]
    lines += [f"Ajustement n° {row.number} : {row.title}" for row in subject.asked.adjustments]
    return lines


def annexes(subject: ReportSubject) -> list[Block]:
    """Return the plan as a table, the sittings, the register of decisions."""
    return [*plan_annex(subject), *sittings_list(subject), *decisions_register(subject)]


def only_typed(_subject: ReportSubject) -> list[Block]:
    """Return nothing: what people type is the whole of this part."""
    return []
