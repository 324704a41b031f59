"""The means of the demo plan: who pays, who works, with what. Every figure is invented."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.conventions.models import Convention
from gouvernail.history.operations import By
from gouvernail.means.models import AMOUNTS
from gouvernail.means.operations import (
    LineDraft,
    add_human_means,
    add_line,
    add_paper,
    add_technical_means,
)

CAF, ISTRES, FOS = "Caf 13", "Ville d'Istres", "Ville de Fos-sur-Mer"
STATE, DEPARTMENT = "État (exemple fictif)", "Département 13"
FPT = "Fonds publics et territoires (montant fictif)"
OWN = {"is_own_share": True, "scheme": "Budget principal"}

COSTS = {
    "1.1.2": 18000,
    "1.2.1": 640000,
    "1.2.2": 25500,
    "1.3.1": 96000,
    "2.1.1": 42000,
    "2.1.2": 9600,
    "2.2.3": 5000,
    "3.1.1": 4200,
    "3.1.2": 22000,
    "4.1.1": 58000,
    "4.2.1": 50000,
    "5.1.1": 30000,
    "5.1.2": 20000,
    "5.2.2": 25000,
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One line: the action (none for the whole convention), who pays, when, what is known.

    `euros` are planned, requested, granted, paid and justified, in this order; None is not said.
    """

    action: str
    funder: str
    year: int
    euros: tuple[int | None, ...]
    more: dict[str, Any] = field(default_factory=dict)
    papers: tuple[tuple[str, date, date | None], ...] = ()


def _signed(on: date, **more: Any) -> dict[str, Any]:
    return {"signed_on": on, "scheme": FPT, **more}


GRANTS: tuple[Grant, ...] = (
    Grant(
        "", CAF, 2025, (90000, 90000, 90000, 90000, 90000),
        _signed(date(2025, 3, 14), scheme="Pilotage de la CTG (montant fictif)",
                justified_on=date(2026, 4, 2)),
    ),
    Grant(
        "", CAF, 2026, (96000, 96000, 96000, 67200),
        _signed(date(2026, 2, 20), scheme="Pilotage de la CTG (montant fictif)",
                paid_on=date(2026, 4, 15), justify_by=date(2027, 3, 31)),
        (("Déclaration d’activité du premier semestre", date(2026, 9, 30), None),),
    ),
    Grant("", CAF, 2027, (103000,), {"scheme": "Pilotage de la CTG (montant fictif)"}),
    Grant("", ISTRES, 2026, (78000, None, 78000, 52000), OWN),
    Grant("", FOS, 2026, (41000, None, 41000, 30000), OWN),
    Grant(
        "1.1.2", CAF, 2026, (12000, 12000, 12000),
        {"scheme": FPT, "requested_on": date(2026, 3, 3), "nature": "operating"},
        (("Convention d’aide signée", date(2026, 10, 31), None),),
    ),
    Grant("1.1.2", ISTRES, 2026, (6000, None, 6000), OWN),
    Grant(
        "1.2.1", CAF, 2025, (288000, 288000, 264000, 79200, 79200),
        _signed(date(2025, 10, 6), nature="investment", scheme="Aide à l’investissement (fictive)",
                pay_by=date(2026, 12, 15), paid_on=date(2025, 12, 1)),
        (
            ("Attestation d’ouverture du chantier", date(2026, 3, 31), date(2026, 3, 20)),
            ("Décompte général des travaux", date(2026, 12, 15), None),
        ),
    ),
    Grant(
        "1.2.1", DEPARTMENT, 2026, (96000, 96000, 80000),
        {"nature": "investment", "requested_on": date(2025, 11, 12)},
    ),
    Grant("1.2.1", ISTRES, 2025, (160000, None, 160000, 121500), {**OWN, "nature": "investment"}),
    Grant("1.2.1", ISTRES, 2026, (96000, None, 96000), {**OWN, "nature": "investment"}),
    Grant("1.2.2", FOS, 2026, (8500, None, 8500, 8500), OWN),
    Grant("1.2.2", CAF, 2027, (8500,), {"scheme": FPT}),
    Grant(
        "1.3.1", CAF, 2026, (32000, 32000, 30000, 30000),
        _signed(date(2026, 3, 10), paid_on=date(2026, 6, 12), justify_by=date(2026, 12, 31)),
        (("Compte rendu d’activité du pôle ressources", date(2026, 12, 10), None),),
    ),
    Grant("1.3.1", STATE, 2026, (16000, 16000), {"requested_on": date(2026, 5, 4)}),
    Grant(
        "2.1.2", CAF, 2025, (6000, 6000, 6000, 6000),
        _signed(date(2025, 3, 27), paid_on=date(2025, 9, 18)),
        (("Feuilles d’émargement des sessions", date(2026, 9, 15), date(2026, 9, 10)),),
    ),
    Grant("2.1.2", FOS, 2025, (3600, None, 3600, 3600), OWN),
    Grant(
        "2.2.3", ISTRES, 2026, (5000, None, 5000, 3200), OWN,
    ),
    Grant("3.1.1", CAF, 2026, (2500, 2500, 0), {"requested_on": date(2026, 1, 20)}),
    Grant(
        "4.1.1", DEPARTMENT, 2026, (20000, 20000), {"requested_on": date(2026, 4, 9)},
        (("Pièces complémentaires au dossier", date(2026, 12, 5), None),),
    ),
    Grant(
        "4.1.1", CAF, 2026, (25000, 25000, 25000),
        _signed(date(2026, 4, 30), nature="investment"),
    ),
    Grant("4.1.1", FOS, 2026, (13000, None, None), OWN),
    Grant(
        "4.2.1", STATE, 2025, (25000, 25000, 25000, 25000, 18000),
        _signed(date(2025, 4, 22), scheme="Conseillers numériques (montant fictif)",
                justify_by=date(2026, 6, 30)),
    ),
    Grant(
        "4.2.1", STATE, 2026, (25000, 25000, 12500, 12500),
        _signed(date(2026, 5, 18), scheme="Conseillers numériques (montant fictif)"),
    ),
    Grant("5.1.1", CAF, 2027, (15000, 15000), {"requested_on": date(2026, 10, 15)}),
    Grant(
        "5.1.2", CAF, 2026, (5000, 5000, 5000, 5000),
        _signed(date(2026, 5, 5), scheme="Fonds de participation (montant fictif)",
                needs_justification=False),
    ),
    Grant("5.2.2", CAF, 2027, (12500,), {"scheme": "Aide à l’évaluation (fictive)"}),
)  # fmt: skip

# Action, structure, function, year, ETP planned, ETP actual.
PEOPLE = (
    ("1.1.1", ISTRES, "coordination petite enfance", 2026, "0.20", "0.20"),
    ("1.1.2", ISTRES, "accueil du guichet unique", 2026, "0.50", "0.30"),
    ("1.3.1", "Pôle ressources handicap (fictif)", "référente handicap", 2026, "1.00", "0.80"),
    ("2.2.1", "Centre social La Passerelle (fictif)", "promeneur du Net", 2026, "0.30", None),
    ("3.1.2", "LAEP La Bulle (fictif)", "accueillantes", 2027, "0.60", None),
    ("3.2.2", "CCAS d'Istres", "travailleuse sociale", 2026, "0.25", "0.25"),
    ("4.1.1", "CCAS de Fos-sur-Mer", "agente d’accueil du bus", 2026, "1.00", None),
    ("4.2.1", "Ville d'Istres", "conseillers numériques", 2026, "2.00", "1.00"),
)
# Action, what, who provides it.
THINGS = (
    ("1.1.2", "Bureau d’accueil équipé, rez-de-chaussée de la mairie annexe (fictif)", ISTRES),
    ("4.1.1", "Véhicule aménagé, stationné au centre technique (fictif)", FOS),
    ("4.2.1", "Douze ordinateurs portables reconditionnés (fictif)", ISTRES),
    ("5.1.2", "Salle du conseil de quartier, un soir par mois (fictif)", ISTRES),
)


def write_costs(convention: Convention, *, by: By) -> None:
    """Write on the sheets what the actions cost."""
    for action in Action.objects.of(convention).filter(number__in=COSTS):
        draft = replace(draft_of(action), budget=Decimal(COSTS[action.number]))
        change_action(action, draft, version=action.version, by=by)


def bring_means(convention: Convention, *, by: By) -> None:
    """Write who pays, who works and with what."""
    actions = {action.number: action for action in Action.objects.of(convention)}
    for grant in GRANTS:
        amounts = dict(zip(AMOUNTS, map(_euros, grant.euros), strict=False))
        values = {**amounts, **grant.more}
        draft = LineDraft(
            grant.funder, grant.year, actions[grant.action] if grant.action else None, values
        )
        line = add_line(convention, draft, by=by)
        for label, due_on, done_on in grant.papers:
            add_paper(line, {"label": label, "due_on": due_on, "done_on": done_on}, by=by)
    for number, name, label, year, planned, actual in PEOPLE:
        share = {"planned": Decimal(planned), "actual": Decimal(actual) if actual else None}
        values = {"year": year, "label": label, **share}
        add_human_means(actions[number], name, values, by=by)
    for number, label, provider in THINGS:
        add_technical_means(actions[number], provider, {"label": label}, by=by)


def _euros(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
