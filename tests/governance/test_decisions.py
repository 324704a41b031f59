"""Decisions: noted, followed, answered by a personal link, handed out as a register."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Decision, DecisionLink
from gouvernail.governance.operations.decisions import (
    DecisionDraft,
    give_link,
    move_decision,
    record_decision,
    revoke_links,
)
from gouvernail.governance.queries.decisions import (
    DecisionFilters,
    decision_lines,
    decisions_at,
)
from gouvernail.history.models import Entry
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from tests.factories import make_action, make_convention, make_member, make_user, nobody
from tests.governance.factories import make_body, make_sitting

TODAY = date(2026, 11, 24)


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def copil(convention):
    return make_body(convention)


@pytest.fixture
def owner(convention):
    return create_person(convention.pk, PersonData("Inès Exemple", "Directrice"), by=nobody())


@pytest.fixture
def coordinator(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


def decide(body, text="Ouvrir le guichet", state=DecisionState.ADOPTED, actions=(), **values):
    details = {"body": body, "text": text, "decided_on": date(2026, 6, 1), **values}
    draft = DecisionDraft(details, actions)
    return record_decision(body.convention, draft, by=nobody(), state=state)


def texts(lines):
    return [line.decision.text for line in lines]


def test_decisions_are_numbered_by_convention(copil):
    elsewhere = make_body(make_convention("Autre CTG", "autre"))
    assert [decide(copil).number, decide(copil).number, decide(elsewhere).number] == [1, 2, 1]


def test_a_decision_is_not_adopted_in_a_sitting_that_was_not_held(copil):
    sitting = make_sitting(copil, TODAY + timedelta(days=9))
    with pytest.raises(Refusal, match="notée tenue"):
        decide(copil, sitting=sitting)
    assert not Decision.objects.exists()
    assert decide(copil, sitting=sitting, state=DecisionState.PROPOSED).state == "proposed"


def test_what_is_said_done_shows_its_proof_and_is_closed(copil):
    decision = decide(copil)
    with pytest.raises(Refusal, match="ce qui montre"):
        move_decision(decision, DecisionState.DONE, by=nobody())
    at = datetime(2026, 11, 3, 9, tzinfo=UTC)
    move_decision(decision, DecisionState.DONE, by=nobody(at=at), proof="Procès-verbal")
    decision.refresh_from_db()
    assert (decision.state, decision.closed_on) == ("done", date(2026, 11, 3))
    assert Entry.objects.filter(verb="decision.moved", subject_id=decision.pk).count() == 1


def test_the_register_shows_late_ones_first_then_open_then_closed(copil, convention):
    done = decide(copil, "faite")
    move_decision(done, DecisionState.DONE, by=nobody(), proof="vu")
    decide(copil, "sans date")
    decide(copil, "bientôt", due_on=TODAY + timedelta(days=5))
    decide(copil, "en retard", due_on=TODAY - timedelta(days=5))
    decide(copil, "très en retard", due_on=TODAY - timedelta(days=50))
    lines = decision_lines(convention, DecisionFilters(), TODAY)
    assert texts(lines) == ["très en retard", "en retard", "bientôt", "sans date", "faite"]
    late = decision_lines(convention, DecisionFilters(state="late"), TODAY)
    assert [line.late for line in late] == [50, 5]


def test_the_register_is_searched_without_accents_in_text_and_owner(copil, convention, owner):
    decide(copil, "Créer une crèche", owner=owner)
    decide(copil, "Écrire au département")
    found = decision_lines(convention, DecisionFilters(words="CRECHE"), TODAY)
    assert texts(found) == ["Créer une crèche"]
    assert texts(decision_lines(convention, DecisionFilters(words="ines"), TODAY)) == texts(found)
    assert decision_lines(convention, DecisionFilters(words="piscine"), TODAY) == []


def test_follow_up_opens_the_next_sitting_of_the_body_by_itself(copil, convention):
    decide(copil, "à suivre")
    decide(make_body(convention, "Comité technique"), "d’une autre instance")
    closed = decide(copil, "close avant")
    at = datetime(2026, 7, 1, 9, tzinfo=UTC)
    move_decision(closed, DecisionState.DONE, by=nobody(at=at), proof="vu")
    coming = make_sitting(copil, date(2026, 12, 10))
    assert texts(decisions_at(coming, TODAY)[0]) == ["à suivre"]
    before = make_sitting(copil, date(2026, 6, 20), SittingState.HELD)
    assert set(texts(decisions_at(before, TODAY)[0])) == {"à suivre", "close avant"}


def test_the_page_of_a_sitting_lists_follow_up_first(client, copil, coordinator, convention):
    decide(copil, "Ouvrir le guichet unique")
    sitting = make_sitting(copil, date(2027, 1, 10))
    client.force_login(coordinator)
    page = client.get(reverse("governance:sitting", args=["essai", sitting.pk])).content.decode()
    assert page.index("Suivi des décisions") < page.index("Ouvrir le guichet unique")


def test_a_decision_is_noted_from_its_sitting_with_its_actions(client, copil, coordinator, owner):
    action = make_action(copil.convention, "Guichet", number="1.1")
    sitting = make_sitting(copil, date(2026, 6, 1), SittingState.HELD)
    client.force_login(coordinator)
    address = reverse("governance:decide_at", args=["essai", sitting.pk])
    sent = {
        "version": 1,
        "text": "Étendre le guichet",
        "kind": "decision",
        "decided_on": "2026-06-01",
        "owner": owner.pk,
        "numbers": "1.1",
        "is_adopted": "on",
    }
    refused = client.post(address, {**sent, "numbers": "9.9"})
    assert "Aucune action ne porte le n° 9.9" in refused.content.decode()
    assert client.post(address, sent).status_code == 302
    decision = Decision.objects.get()
    assert (decision.sitting, decision.state) == (sitting, "adopted")
    assert list(decision.actions.all()) == [action]


def test_an_owner_answers_without_an_account(client, copil, owner):
    decision = decide(copil, owner=owner)
    address = reverse("answers:decision", args=[give_link(decision, by=nobody())])
    assert "Ouvrir le guichet" in client.get(address).content.decode()
    decision.refresh_from_db()
    assert decision.state == "adopted"
    client.post(address, {"state": "running", "words": "Les travaux commencent."})
    decision.refresh_from_db()
    assert (decision.state, decision.news) == ("running", "Les travaux commencent.")
    client.post(address, {"state": "done", "words": "Ouvert le 2 novembre."})
    decision.refresh_from_db()
    assert (decision.state, decision.proof) == ("done", "Ouvert le 2 novembre.")
    told = Entry.objects.filter(verb="decision.answered").order_by("pk").last()
    assert "Inès Exemple" in told.reason
    assert client.get(address).status_code == 404


def test_a_link_that_is_revoked_replaced_or_expired_opens_nothing(client, copil, owner):
    decision = decide(copil, owner=owner)
    first = give_link(decision, by=nobody())
    second = give_link(decision, by=nobody())

    def status(secret):
        return client.get(reverse("answers:decision", args=[secret])).status_code

    assert (status(first), status(second), status("inconnu")) == (404, 200, 404)
    links = DecisionLink.objects.filter(revoked_at=None)
    links.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert status(second) == 404
    third = give_link(decision, by=nobody())
    revoke_links(decision, by=nobody())
    assert status(third) == 404


def test_the_secret_of_a_link_is_not_kept(copil, owner):
    secret = give_link(decide(copil, owner=owner), by=nobody())
    kept = DecisionLink.objects.get()
    assert secret not in repr(vars(kept))
    assert len(kept.digest) == 64
    assert not any(secret in repr(row.changes) for row in Entry.objects.all())


def test_nobody_to_answer_no_link(copil):
    with pytest.raises(Refusal, match="responsable"):
        give_link(decide(copil), by=nobody())


def test_the_register_costs_the_same_for_few_or_many(
    client, copil, coordinator, django_assert_max_num_queries
):
    for rank in range(30):
        decide(copil, f"Décision {rank}")
    client.force_login(coordinator)
    with django_assert_max_num_queries(9):
        client.get(reverse("governance:decisions", args=["essai"]))
    with django_assert_max_num_queries(10):
        client.get(reverse("governance:decision", args=["essai", Decision.objects.first().pk]))


def test_a_sitting_and_its_decisions_cost_twelve_queries_at_most(
    client, copil, coordinator, django_assert_max_num_queries
):
    sitting = make_sitting(copil, date(2026, 6, 1), SittingState.HELD)
    for rank in range(20):
        decide(copil, f"Décision {rank}", sitting=sitting)
        decide(copil, f"Suite {rank}", decided_on=date(2026, 1, 5))
    client.force_login(coordinator)
    with django_assert_max_num_queries(14):
        client.get(reverse("governance:sitting", args=["essai", sitting.pk]))


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv", "pdf"])
def test_the_register_leaves_as_a_file(client, copil, coordinator, extension):
    decide(copil, "Étendre le guichet unique")
    client.force_login(coordinator)
    answer = client.get(reverse("governance_files:decisions", args=["essai", extension]))
    assert answer.status_code == 200
    assert len(answer.content) > 100
    if extension == "csv":
        assert "Étendre le guichet unique" in answer.content.decode("utf-8-sig")
