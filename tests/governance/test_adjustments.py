"""Adjustments: the plan changes by the circuit, and says so when it did not."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from gouvernail.action_plan.drafts import ActionDraft, draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations.actions import change_action, create_action
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.governance.models import Adjustment
from gouvernail.governance.operations.adjustments import (
    Proposal,
    apply_adjustment,
    decide_adjustment,
    examine_adjustment,
    propose_adjustment,
    revise_adjustment,
    withdraw_adjustment,
)
from gouvernail.governance.queries.adjustments import (
    adjustment_lines,
    adjustment_page,
    awaiting,
    outside_changes,
)
from gouvernail.history.models import Entry
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, Opinion
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_member, make_node, make_user, nobody
from tests.governance.factories import make_body, make_sitting

PROPOSED_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
COTECH_DAY, COPIL_DAY = date(2026, 10, 12), date(2026, 10, 20)


@pytest.fixture
def convention(db):
    convention = make_convention("CTG d’essai", "essai")
    convention.signed_on = date(2025, 1, 15)
    convention.save()
    return convention


@pytest.fixture
def bodies(convention):
    return {
        "commission": make_body(convention, "Commission petite enfance", part="proposes"),
        "cotech": make_body(convention, "Comité technique", part="examines"),
        "copil": make_body(convention, "Comité de pilotage", part="decides"),
    }


@pytest.fixture
def action(convention):
    draft = ActionDraft(
        "Ouvrir un guichet", number="1.1", deadline=read_deadline("2026"), leads=("Ville",)
    )
    before = nobody(at=datetime(2025, 1, 10, tzinfo=UTC))
    return create_action(convention, draft, by=before)


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def propose(bodies, target, kind=AdjustmentKind.RESCHEDULE, **values):
    values = values or {"deadline": "31/12/2027"}
    proposal = Proposal(kind, bodies["commission"], values, "Le chantier a glissé.", target)
    return propose_adjustment(bodies["commission"].convention, proposal, by=nobody(at=PROPOSED_AT))


def held(body, on):
    return make_sitting(body, on, SittingState.HELD)


def adopt(adjustment, bodies):
    examine_adjustment(
        adjustment, held(bodies["cotech"], COTECH_DAY), Opinion.FAVOURABLE, by=nobody()
    )
    sitting = held(bodies["copil"], COPIL_DAY)
    decide_adjustment(adjustment, sitting, AdjustmentState.ADOPTED, by=nobody())
    return adjustment


def test_a_proposal_changes_nothing_of_the_plan(bodies, action):
    adjustment = propose(bodies, action)
    action.refresh_from_db()
    assert action.deadline_text == "2026"
    [change] = adjustment.changes
    assert (change["before"], change["after"]) == ("2026", "31/12/2027")


def test_a_proposal_that_changes_nothing_is_refused(bodies, action):
    with pytest.raises(Refusal, match="Rien ne change"):
        propose(bodies, action, deadline="2026")
    assert not Adjustment.objects.exists()


def test_the_copil_does_not_decide_before_the_cotech(bodies, action):
    adjustment = propose(bodies, action)
    with pytest.raises(Refusal, match=r"§ 2\.2\.1"):
        decide_adjustment(
            adjustment, held(bodies["copil"], COPIL_DAY), AdjustmentState.ADOPTED, by=nobody()
        )


def test_one_committee_alone_decides_at_once(convention, action):
    copil = make_body(convention, "Comité unique", part="decides")
    adjustment = propose({"commission": copil}, action)
    decide_adjustment(adjustment, held(copil, COPIL_DAY), AdjustmentState.ADOPTED, by=nobody())
    assert adjustment.state == "adopted"


def test_an_adopted_adjustment_changes_the_plan_and_its_history_cites_the_decision(bodies, action):
    adjustment = adopt(propose(bodies, action), bodies)
    assert adjustment.decision.state == "adopted"
    apply_adjustment(adjustment, action.version, by=nobody())
    action.refresh_from_db()
    assert action.deadline_text == "31/12/2027"
    told = Entry.objects.get(verb="action.changed", subject_id=action.pk)
    assert told.reason.startswith(f"Ajustement n° 1, Décision n° {adjustment.decision.number}")
    assert "Comité de pilotage du 20/10/2026" in told.reason
    adjustment.decision.refresh_from_db()
    assert adjustment.decision.state == "done"
    assert list(adjustment.decision.actions.all()) == [action]


def test_applying_over_a_plan_that_moved_since_it_was_read_is_a_conflict(bodies, action):
    adjustment = adopt(propose(bodies, action), bodies)
    seen = action.version
    change_action(action, ActionDraft("Autre titre", number="1.1"), version=seen, by=nobody())
    with pytest.raises(EditConflict):
        apply_adjustment(adjustment, seen, by=nobody())
    adjustment.refresh_from_db()
    assert (adjustment.state, adjustment.applied_at) == ("adopted", None)


def test_the_page_names_what_moved_since_the_proposal(bodies, action):
    adjustment = propose(bodies, action)
    draft = ActionDraft("Ouvrir un guichet", number="1.1", deadline=read_deadline("2030"))
    change_action(action, draft, version=action.version, by=nobody())
    fresh = Adjustment.objects.get(pk=adjustment.pk)
    page = adjustment_page(fresh)
    assert page.moved
    assert [change.before for change in page.changes] == ["2030"]


@pytest.mark.parametrize(
    ("kind", "values", "column", "expected"),
    [
        (AdjustmentKind.REWORD, {"title": "Ouvrir deux guichets"}, "title", "Ouvrir deux guichets"),
        (AdjustmentKind.REDIRECT, {"objective": "Aller vers"}, "objective", "Aller vers"),
        (AdjustmentKind.NEW_MEANS, {"means": "Un local", "budget": "58000"}, "budget", 58000),
    ],
)
def test_each_kind_changes_its_own_fields(bodies, action, kind, values, column, expected):
    adjustment = adopt(propose(bodies, action, kind, **values), bodies)
    apply_adjustment(adjustment, action.version, by=nobody())
    assert getattr(Action.objects.get(pk=action.pk), column) == expected


def test_a_new_lead_is_written_with_its_place_in_the_directory(bodies, action):
    adjustment = adopt(propose(bodies, action, AdjustmentKind.NEW_LEAD, leads=["CCAS"]), bodies)
    apply_adjustment(adjustment, action.version, by=nobody())
    assert draft_of(Action.objects.get(pk=action.pk)).leads == ("CCAS",)


def test_a_new_action_enters_the_plan_by_the_circuit(bodies, convention):
    node = make_node(convention, "Axe 1")
    values = {"title": "Nouvelle action", "number": "1.9", "node": str(node.pk)}
    adjustment = adopt(propose(bodies, None, AdjustmentKind.ADD, **values), bodies)
    apply_adjustment(adjustment, 0, by=nobody())
    added = Action.objects.get(number="1.9")
    assert (added.node, adjustment.action) == (node, added)
    assert outside_changes(convention) == []


def test_an_abandoned_action_leaves_the_plan_with_its_history(bodies, action):
    adjustment = adopt(propose(bodies, action, AdjustmentKind.DROP, status="archive"), bodies)
    apply_adjustment(adjustment, action.version, by=nobody())
    assert Action.objects.get(pk=action.pk).archived_at


def test_the_title_of_a_node_changes_by_the_circuit(bodies, convention):
    node = make_node(convention, "Axe 1")
    adjustment = adopt(propose(bodies, node, AdjustmentKind.REWORD, title="Axe premier"), bodies)
    apply_adjustment(adjustment, node.version, by=nobody())
    node.refresh_from_db()
    assert node.title == "Axe premier"


def test_an_opinion_with_changes_lets_the_proposal_be_written_better(bodies, action):
    adjustment = propose(bodies, action)
    sitting = held(bodies["cotech"], COTECH_DAY)
    opinion = Opinion.WITH_CHANGES
    examine_adjustment(adjustment, sitting, opinion, by=nobody("Pas avant 2028."))
    revise_adjustment(
        adjustment, {"deadline": "2028"}, "Comme demandé.", adjustment.version, by=nobody()
    )
    assert adjustment.changes[0]["after"] == "2028"
    decide_adjustment(
        adjustment, held(bodies["copil"], COPIL_DAY), AdjustmentState.ADOPTED, by=nobody()
    )
    with pytest.raises(Refusal, match="déjà décidé"):
        revise_adjustment(adjustment, {"deadline": "2029"}, "", adjustment.version, by=nobody())


def test_what_is_rejected_or_withdrawn_says_why_and_leaves_the_plan(bodies, action):
    first, second = propose(bodies, action), propose(bodies, action, deadline="2029")
    examine_adjustment(first, held(bodies["cotech"], COTECH_DAY), Opinion.FAVOURABLE, by=nobody())
    copil = held(bodies["copil"], COPIL_DAY)
    decide_adjustment(first, copil, AdjustmentState.REJECTED, by=nobody("Trop tard."))
    withdraw_adjustment(second, by=nobody("Réglé autrement."))
    assert (first.state, first.decision.state, second.state) == (
        "rejected",
        "rejected",
        "withdrawn",
    )
    action.refresh_from_db()
    assert action.deadline_text == "2026"


def test_a_sitting_finds_what_waits_for_it(bodies, action):
    adjustment = propose(bodies, action)
    cotech, copil = make_sitting(bodies["cotech"]), make_sitting(bodies["copil"])
    assert (awaiting(cotech), awaiting(copil)) == ([adjustment], [])
    examine_adjustment(
        adjustment, held(bodies["cotech"], COTECH_DAY), Opinion.FAVOURABLE, by=nobody()
    )
    assert (awaiting(cotech), awaiting(copil)) == ([], [adjustment])


def test_a_change_of_what_was_signed_without_a_decision_is_shown_as_such(
    bodies, action, convention
):
    draft = ActionDraft("Tout autre chose", number="1.1", deadline=read_deadline("2026"))
    change_action(action, draft, version=action.version, by=nobody("vite fait"))
    [found] = outside_changes(convention)
    assert (found.action_id, found.reason) == (action.pk, "vite fait")
    assert outside_changes(convention, action.pk + 1) == []


def test_news_of_an_action_need_no_circuit(action, convention):
    before = draft_of(Action.objects.get(pk=action.pk))
    draft = ActionDraft(
        before.title,
        number=before.number,
        deadline=before.deadline,
        leads=before.leads,
        progress=60,
    )
    change_action(action, draft, version=action.version, by=nobody())
    assert outside_changes(convention) == []


def test_nothing_is_outside_before_the_signature(convention, action):
    convention.signed_on = None
    change_action(action, ActionDraft("Autre"), version=action.version, by=nobody())
    assert outside_changes(convention) == []


def test_the_register_of_a_period_keeps_what_was_decided_in_it(bodies, action, convention):
    adopt(propose(bodies, action), bodies)
    inside = adjustment_lines(convention, date(2026, 10, 20), date(2026, 10, 31))
    assert [line.adjustment.number for line in inside] == [1]
    assert adjustment_lines(convention, date(2026, 10, 21)) == []


@pytest.mark.parametrize("extension", ["pdf", "docx"])
def test_the_register_leaves_as_a_document(client, bodies, action, coordinator, extension):
    adopt(propose(bodies, action), bodies)
    client.force_login(coordinator)
    answer = client.get(reverse("governance_files:adjustments", args=["essai", extension]))
    assert answer.status_code == 200
    assert answer.content[:2] in (b"%P", b"PK")


def test_the_whole_circuit_by_its_pages(client, bodies, action, coordinator):
    client.force_login(coordinator)

    def send(name, *args, query="", **words):
        address = reverse(f"governance:{name}", args=["essai", *args]) + query
        answer = client.post(address, words)
        assert answer.status_code == 302, answer.content.decode()[:3000]

    send(
        "propose_adjustment",
        "reschedule",
        query=f"?action={action.pk}",
        version=1,
        body=bodies["commission"].pk,
        deadline="31/12/2027",
        reason="Le chantier a glissé.",
    )
    adjustment = Adjustment.objects.get()
    Adjustment.objects.update(proposed_on=date(2026, 10, 1))
    cotech, copil = held(bodies["cotech"], COTECH_DAY), held(bodies["copil"], COPIL_DAY)
    send("examine_adjustment", adjustment.pk, sitting=cotech.pk, opinion="favourable")
    send("decide_adjustment", adjustment.pk, sitting=copil.pk, opinion="adopted")
    send("apply_adjustment", adjustment.pk, version=action.version)
    action.refresh_from_db()
    assert action.deadline_text == "31/12/2027"
    page = client.get(reverse("governance:adjustment", args=["essai", adjustment.pk]))
    assert "appliqué au plan" in page.content.decode()
    part = client.get(
        reverse("governance:of_action", args=["essai", action.pk]), headers={"HX-Request": "true"}
    )
    assert "Décision n°" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_the_pages_of_adjustments_cost_the_same_for_few_or_many(
    client, bodies, action, coordinator, django_assert_max_num_queries
):
    for year in range(2030, 2050):
        propose(bodies, action, deadline=str(year))
    client.force_login(coordinator)
    with django_assert_max_num_queries(9):
        client.get(reverse("governance:adjustments", args=["essai"]))
    first = Adjustment.objects.first()
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:adjustment", args=["essai", first.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("governance:of_action", args=["essai", action.pk]))
