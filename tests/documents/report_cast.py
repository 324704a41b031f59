"""A territory with a year to report on: reviews validated and not, a sitting held, a decision."""

from datetime import UTC, date, datetime

import time_machine

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.documents.content.report.compose import composed_parts, report_of
from gouvernail.documents.content.report.subject import Wanted, report_subject
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.reviews.operations.writing import Figure
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.reports import ReportKind
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import SittingState
from tests.documents.reading import NOW
from tests.factories import make_action, make_convention, make_node, nobody
from tests.governance.factories import make_body, make_sitting
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

ANNUAL, SHORT, LIFE = (Wanted(kind, 2025) for kind in ReportKind)
TODAY = date(2026, 11, 26)
UNSAID = "ce-mot-n-est-pas-validé"
TEXTS = {
    "results": "Vingt familles reçues au relais.",
    "success_factors": "Un lieu connu de tous.",
    "difficulties": "Un départ non remplacé.",
    "perspectives": "Ouvrir un second relais.",
}


def make_territory(slug="rapport"):
    """Two axes; one action told and validated, one told and only kept to itself."""
    with time_machine.travel(datetime(2025, 2, 1, 9, tzinfo=UTC), tick=False):
        convention, axes, actions = _plan_of_2025(slug)
    with time_machine.travel(NOW, tick=False):
        _reviews(convention, axes, actions)
    return convention


def _plan_of_2025(slug):
    convention = make_convention("CTG du rapport", slug, communes=["13047"])
    convention.starts_on = date(2024, 12, 1)
    convention.ends_on = date(2028, 12, 31)
    convention.save()
    first, second = make_node(convention, "Axe 1 – Enfance"), make_node(convention, "Axe 2 – Âge")
    texts = {"indicators": "Familles reçues", "baselines": "5", "targets": "50"}
    opened = make_action(
        convention, "Ouvrir un relais", "en cours", node=first, number="1.1", texts=texts
    )
    other = make_action(convention, "Recenser", "à engager", node=second, number="2.1")
    return convention, (first, second), (opened, other)


def _reviews(convention, axes, actions):
    (first, second), (opened, other) = axes, actions
    cycle, cotech = make_cycle(convention), make_cotech(convention)
    figures = (Figure("Familles reçues", "20"),)
    make_validated(cycle, opened, cotech, figures=figures, **TEXTS)
    make_validated(cycle, first, cotech, perspectives="Tenir le cap de l’axe.")
    make_review(cycle, other, results=UNSAID)
    make_review(cycle, second, to=ReviewState.DRAFT, results=UNSAID)
    copil = make_body(convention, "Comité de pilotage")
    held = make_sitting(copil, date(2025, 6, 19), SittingState.HELD)
    values = {"body": copil, "sitting": held, "text": "Financer le relais."}
    values |= {"decided_on": date(2025, 6, 19)}
    record_decision(convention, DecisionDraft(values), by=nobody(), state=DecisionState.ADOPTED)


def many_actions(convention, number=30):
    """Add actions under the first axis."""
    axis = PlanNode.objects.of(convention).order_by("pk").first()
    for rank in range(number):
        make_action(convention, f"Action {rank}", "en cours", node=axis, number=f"1.{rank + 2}")
    return Action.objects.of(convention).count()


def layout_of(convention, wanted, site=None):
    """Return a report as a layout."""
    subject = report_subject(convention, wanted, TODAY, site)
    return report_of(subject, composed_parts(subject))
