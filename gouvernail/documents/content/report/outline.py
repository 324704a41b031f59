"""The parts of every kind of report, in the application's own order."""

from collections.abc import Callable
from dataclasses import dataclass

from gouvernail.documents.content.report import evaluation as measures
from gouvernail.documents.content.report import life, others, short
from gouvernail.documents.content.report.figures import figures
from gouvernail.documents.content.report.governance import governance
from gouvernail.documents.content.report.identity import identity
from gouvernail.documents.content.report.plan import plan
from gouvernail.documents.content.report.subject import ReportSubject
from gouvernail.documents.formats.report import Block
from gouvernail.rules.reports import Place, ReportKind, ordered_outline


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: `holds` says what is in it, `write` writes it from what was read.

    `is_typed` tells that people write the whole of it; `is_optional`, that a territory may have
    nothing of the kind: composed, an empty one is left out with its heading.
    """

    key: str
    title: str
    holds: str
    write: Callable[[ReportSubject], list[Block]]
    starts_page: bool = False
    is_typed: bool = False
    is_optional: bool = False


_TYPED = others.only_typed
_FOREWORD = Section(
    "mot", "Mot de la présidence", "ce que la présidence du Copil veut dire d’abord", _TYPED,
    is_typed=True,
)  # fmt: skip
_INTRODUCTION = Section(
    "introduction", "Introduction", "ce qu’il faut retenir de l’année", _TYPED, is_typed=True
)
_ANNUAL = (
    _FOREWORD,
    _INTRODUCTION,
    Section("identity", "La convention", "signataires, territoire, durée, avenants", identity),
    Section("figures", "L’année en chiffres", "neuf chiffres, et les lignes derrière", figures),
    Section(
        "governance",
        "La gouvernance",
        "séances et engagements, présence, décisions",
        governance,
    ),
    Section(
        "plan",
        "Le plan d’actions, axe par axe",
        "le bilan validé de chaque axe et de chaque action",
        plan,
    ),
    Section(
        "adjustments",
        "Les ajustements du plan",
        "avant et après, avec le motif",
        others.adjustments,
    ),
    Section(
        "coordinators",
        "Les chargés de coopération",
        "postes, temps de travail, missions",
        others.coordinators,
        is_optional=True,
    ),
    Section(
        "concertation", "La concertation avec les habitants", "ce qui fut dit, ce qui en est fait",
        others.concertation, is_optional=True,
    ),
    Section(
        "evaluation",
        "L’évaluation",
        "indicateurs des actions et de la démarche",
        measures.evaluation,
    ),
    Section(
        "perspectives",
        "Les perspectives",
        "la suite, axe par axe, et ce qui est demandé au Copil",
        others.perspectives,
    ),
    Section(
        "annexes",
        "Annexes",
        "tableau du plan, séances, registre des décisions",
        others.annexes,
        starts_page=True,
    ),
)  # fmt: skip
_SHORT = (
    Section("where", "Où en sommes-nous", "cinq chiffres", short.where_we_are),
    Section("axes", "Axe par axe", "une ligne par axe", short.axis_lines),
    Section(
        "decided",
        "Décidé et demandé",
        "les décisions de l’année, ce qui est demandé au Copil",
        short.decided_and_asked,
    ),
    Section("drawing", "L’avancement du plan", "un graphique, axe par axe", short.drawing),
)
_LIFE = (
    _INTRODUCTION,
    Section("identity", "La convention", "signataires, territoire, durée, avenants", identity),
    Section(
        "statuses", "Où en est le plan", "les états validés, année par année", life.statuses
    ),
    Section(
        "axes", "Axe par axe", "bilans validés et indicateurs de chaque année", life.by_axis,
        starts_page=True,
    ),
    Section(
        "actions", "Action par action", "les quatre textes validés de chaque année",
        life.by_actions, starts_page=True,
    ),
    Section(
        "perspectives",
        "Les perspectives",
        "la suite, axe par axe, et ce qui est demandé au Copil",
        others.perspectives,
    ),
)  # fmt: skip
SECTIONS: dict[ReportKind, dict[str, Section]] = {
    kind: {section.key: section for section in sections}
    for kind, sections in {
        ReportKind.ANNUAL: _ANNUAL,
        ReportKind.SHORT: _SHORT,
        ReportKind.LIFE: _LIFE,
    }.items()
}


def places_of(kind: ReportKind, chosen: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the outline of a kind of report, as a territory chose it, titles filled in."""
    known = SECTIONS[kind]
    return tuple(
        Place(place.key, place.title or known[place.key].title, place.is_shown)
        for place in ordered_outline(tuple(known), chosen)
    )
