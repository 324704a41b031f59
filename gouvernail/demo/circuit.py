"""Decisions and adjustments of the demo: late, done, and one in each state. All invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Person
from gouvernail.governance.models import Adjustment, Body, Sitting
from gouvernail.governance.operations.adjustments import (
    Proposal,
    apply_adjustment,
    decide_adjustment,
    examine_adjustment,
    propose_adjustment,
    withdraw_adjustment,
)
from gouvernail.governance.operations.decisions import (
    DecisionDraft,
    move_decision,
    record_decision,
)
from gouvernail.history.operations import By
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, Opinion
from gouvernail.rules.decisions import DecisionState

COTECH, COPIL = "Comité technique", "Comité de pilotage"
FIRST_COTECH, FIRST_COPIL = date(2025, 5, 22), date(2025, 6, 19)
LAST_COTECH, LAST_GROUP = date(2026, 6, 4), date(2026, 11, 13)
YOUNG, SMALL = "Commission enfance et jeunesse", "Commission petite enfance et inclusion"
DIGITAL = "Commission numérique, interventions sociales, logement"


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """A decision of the story: taken where, by whom it is carried out, what became of it."""

    text: str
    body: str
    on: date
    owner: str = ""
    due_on: date | None = None
    review_on: date | None = None
    actions: tuple[str, ...] = ()
    steps: tuple[tuple[DecisionState, date, str], ...] = ()
    state: DecisionState = DecisionState.ADOPTED


_CAMILLE, _ALIX, _SACHA = "Camille Exemple", "Alix Spécimen", "Sacha Factice"
_RUN, _DONE = DecisionState.RUNNING, DecisionState.DONE
DECISIONS = (
    ToldDecision(
        "Publier chaque année l’état de l’offre d’accueil, commune par commune.",
        COPIL,
        FIRST_COPIL,
        _CAMILLE,
        date(2025, 12, 31),
        actions=("1.1.1",),
        steps=((_DONE, date(2025, 12, 15), "Publié le 15/12/2025 (fictif)"),),
    ),
    ToldDecision(
        "Chiffrer une permanence du guichet unique dans chaque commune volontaire.",
        COPIL,
        FIRST_COPIL,
        _CAMILLE,
        date(2026, 9, 30),
        actions=("1.1.2",),
        steps=((_RUN, date(2026, 2, 10), ""),),
    ),
    ToldDecision(
        "Réunir les gestionnaires d’accueils de loisirs sur une grille tarifaire commune.",
        COPIL,
        FIRST_COPIL,
        "",
        date(2026, 10, 15),
        actions=("2.1.1",),
    ),
    ToldDecision(
        "Présenter au prochain comité de pilotage un bilan du référent handicap.",
        COTECH,
        LAST_COTECH,
        _ALIX,
        date(2026, 12, 17),
        actions=("1.3.1",),
        steps=((_RUN, date(2026, 9, 8), ""),),
    ),
    ToldDecision(
        "Étudier un second lieu d’information jeunesse.",
        COTECH,
        LAST_COTECH,
        steps=((DecisionState.DROPPED, date(2026, 7, 2), "Aucune commune candidate (fictif)"),),
    ),
    ToldDecision(
        "Proposer une date de comité de pilotage avant les vacances de Noël.",
        "Groupe projet",
        LAST_GROUP,
        _SACHA,
        date(2026, 12, 4),
        date(2026, 11, 27),
    ),
    ToldDecision(
        "Ouvrir le groupe projet à un représentant des parents.",
        "Groupe projet",
        LAST_GROUP,
        state=DecisionState.PROPOSED,
    ),
)


@dataclass(frozen=True, slots=True)
class ToldAdjustment:
    """An adjustment of the story: how far it went in its circuit."""

    number: str
    kind: AdjustmentKind
    body: str
    on: date
    values: dict[str, Any]
    reason: str
    opinion: tuple[Opinion, date, str] | None = None
    verdict: tuple[AdjustmentState, str] | None = None
    applied_on: date | None = None
    withdrawn: tuple[date, str] | None = field(default=None)


_ADOPTED = AdjustmentState.ADOPTED
ADJUSTMENTS = (
    ToldAdjustment(
        "2.1.1",
        AdjustmentKind.RESCHEDULE,
        YOUNG,
        date(2025, 3, 25),
        {"deadline": "1er semestre 2028"},
        "Deux communes renouvellent leur délégation en 2027 (fictif).",
        (Opinion.FAVOURABLE, FIRST_COTECH, ""),
        (_ADOPTED, ""),
        date(2025, 6, 24),
    ),
    ToldAdjustment(
        "1.2.2",
        AdjustmentKind.NEW_MEANS,
        SMALL,
        date(2025, 4, 2),
        {"means": "Une prime d’installation versée par chaque commune", "budget": "60000"},
        "L’aide nationale ne suffit plus (fictif).",
        (Opinion.UNFAVOURABLE, FIRST_COTECH, "Le montant n’est pas financé."),
        (AdjustmentState.REJECTED, "À reproposer avec un plan de financement."),
    ),
    ToldAdjustment(
        "3.1.1",
        AdjustmentKind.REWORD,
        "Groupe projet",
        date(2025, 5, 5),
        {"title": "Éditer et tenir à jour un guide de la parentalité, en ligne et sur papier"},
        "Les familles demandent une version en ligne (fictif).",
        (Opinion.FAVOURABLE, FIRST_COTECH, ""),
        (_ADOPTED, ""),
    ),
    ToldAdjustment(
        "2.2.3",
        AdjustmentKind.DROP,
        YOUNG,
        date(2026, 3, 17),
        {"status": "dropped"},
        "Un seul dossier a été déposé (fictif).",
        withdrawn=(date(2026, 4, 20), "Quatre dossiers sont arrivés depuis (fictif)."),
    ),
    ToldAdjustment(
        "1.2.1",
        AdjustmentKind.RESCHEDULE,
        SMALL,
        date(2026, 5, 12),
        {"deadline": "rentrée scolaire 2027"},
        "Le permis de construire a été déposé avec un an de retard (fictif).",
        (Opinion.WITH_CHANGES, LAST_COTECH, "Prévoir un accueil provisoire dès janvier 2027."),
    ),
    ToldAdjustment(
        "1.1.2",
        AdjustmentKind.REDIRECT,
        SMALL,
        date(2026, 10, 6),
        {"communes": ["Istres", "Fos-sur-Mer"]},
        "Un tiers des appels vient de familles de Fos-sur-Mer (fictif).",
    ),
    ToldAdjustment(
        "",
        AdjustmentKind.ADD,
        DIGITAL,
        date(2026, 11, 5),
        {
            "title": "Former les accueils des mairies aux démarches en ligne des familles",
            "objective": "Qu’aucune famille ne renonce à un droit faute d’aide.",
            "leads": [],
            "deadline": "2e semestre 2027",
        },
        "Besoin remonté par trois communes (fictif).",
    ),
)


def decide_and_adjust(convention: Convention, by: By) -> None:
    """Tell what was decided over two years, and how the plan was adjusted."""
    bodies = {body.name: body for body in Body.objects.of(convention)}
    actions = {action.number: action for action in Action.objects.of(convention)}
    for adjustment in ADJUSTMENTS:
        target = actions[adjustment.number] if adjustment.number else None
        _adjust(bodies[adjustment.body], adjustment, target, by)
    for decision in DECISIONS:
        _decide(bodies[decision.body], decision, actions, by)


def _decide(body: Body, told: ToldDecision, actions: dict[str, Action], by: By) -> None:
    owner = Person.objects.of(body.convention_id).filter(full_name=told.owner).first()
    values = {
        "body": body,
        "sitting": _sitting(body, told.on),
        "text": told.text,
        "decided_on": told.on,
        "owner": owner,
        "due_on": told.due_on,
        "review_on": told.review_on,
    }
    draft = DecisionDraft(values, [actions[number] for number in told.actions])
    decision = record_decision(body.convention, draft, by=_on(by, told.on), state=told.state)
    for state, on, words in told.steps:
        proof = words if state is _DONE else ""
        move_decision(decision, state, by=_on(by, on, words), proof=proof)


def _adjust(body: Body, told: ToldAdjustment, action: Action | None, by: By) -> None:
    convention = body.convention
    values = _values(convention, told)
    proposal = Proposal(told.kind, body, values, told.reason, action)
    row = propose_adjustment(convention, proposal, by=_on(by, told.on))
    if told.opinion:
        opinion, on, words = told.opinion
        sitting = _sitting(Body.objects.of(convention).get(name=COTECH), on)
        examine_adjustment(row, sitting, opinion, by=_on(by, on, words))
    if told.verdict:
        state, words = told.verdict
        sitting = _sitting(Body.objects.of(convention).get(name=COPIL), FIRST_COPIL)
        decide_adjustment(row, sitting, state, by=_on(by, FIRST_COPIL, words))
    _finish(row, told, by)


def _finish(row: Adjustment, told: ToldAdjustment, by: By) -> None:
    if told.applied_on and row.action:
        apply_adjustment(row, row.action.version, by=_on(by, told.applied_on))
    if told.withdrawn:
        on, words = told.withdrawn
        withdraw_adjustment(row, by=_on(by, on, words))


def _values(convention: Convention, told: ToldAdjustment) -> dict[str, Any]:
    values = dict(told.values)
    if values.get("status"):
        status = Status.objects.filter(convention=convention, family=values["status"]).first()
        values["status"] = str(status.pk) if status else ""
    if told.kind is AdjustmentKind.ADD:
        nodes = PlanNode.objects.of(convention).order_by("-rank", "-position")
        values["node"] = str(nodes[0].pk)
    return values


def _sitting(body: Body, on: date) -> Sitting:
    return Sitting.objects.select_related("body").get(body=body, starts_at__date=on)


def _on(by: By, day: date, reason: str = "") -> By:
    return By(by.actor, reason, timezone.make_aware(datetime.combine(day, time(18))))
