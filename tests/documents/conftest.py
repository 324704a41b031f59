"""A territory with a sitting to come, for the tests of its papers."""

from datetime import date

import pytest

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import AgendaItem
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_node, nobody
from tests.governance.factories import make_body, make_seat, make_sitting


@pytest.fixture
def convention(istres_and_fos):
    convention = make_convention("CTG d’essai", "essai", communes=["13047", "13039"])
    first, second = make_node(convention, "Axe 1 – Enfance"), make_node(convention, "Axe 2 – Âge")
    make_action(convention, "Ouvrir une crèche", "réalisée", node=first, number="1.1")
    make_action(
        convention, "Former les équipes", "en cours", "31/12/2025", node=first, number="1.2"
    )
    make_action(convention, "Recenser les besoins", "en cours", node=second, number="2.1")
    return convention


@pytest.fixture
def copil(convention):
    return make_body(convention, "Comité de pilotage", short_name="Copil", convener="Le maire")


@pytest.fixture
def sitting(copil):
    person = create_person(
        copil.convention_id,
        PersonData("Inès Exemple", "Maire", email="ines@example.org"),
        by=nobody(),
    )
    make_seat(copil, "Maire", "Ville d’Istres", holder=person)
    make_seat(copil, "Responsable à la Caf", "Caf fictive")
    earlier = make_sitting(copil, date(2026, 6, 4), SittingState.HELD)
    values = {
        "body": copil,
        "sitting": earlier,
        "text": "Publier l’état de l’offre d’accueil.",
        "decided_on": date(2026, 6, 4),
        "due_on": date(2026, 9, 30),
    }
    record_decision(
        copil.convention, DecisionDraft(values), by=nobody(), state=DecisionState.ADOPTED
    )
    row = make_sitting(copil, date(2026, 12, 10), place="Salle du conseil (fictive)")
    AgendaItem.objects.create(
        sitting=row,
        title="Avancement du plan",
        kind="information",
        presenter="Awa Coordonne",
        duration=30,
    )
    return row
