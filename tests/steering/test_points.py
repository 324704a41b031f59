"""Before a sitting: what the commissions bring, what changed, and the gesture that takes it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.operations import change_action
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.governance.models import AgendaItem, Attendance, ItemProposal
from gouvernail.governance.operations.adjustments import Proposal, propose_adjustment
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.reviews.operations.circuit import keep_reviews
from gouvernail.rules.adjustments import AdjustmentKind, BodyPart
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.operations.points import take_news, take_points
from gouvernail.steering.queries.monthly import monthly_page
from gouvernail.steering.queries.upward import upward_page
from tests.documents.reading import paper, words_of
from tests.factories import (
    make_action,
    make_convention,
    make_member,
    make_node,
    make_user,
    nobody,
    reload,
    status_of,
)
from tests.governance.factories import make_body, make_seat, make_sitting
from tests.reviews.factories import make_cycle, make_review

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
COMING_ON = date(2026, 12, 3)


@pytest.fixture(autouse=True)
def _frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention(db):
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def awa(convention):
    user = make_user("Awa Coordonne")
    make_member(convention, Role.COORDINATOR, user=user)
    return user


@pytest.fixture
def cotech(convention):
    body = make_body(convention, "Comité technique", part=BodyPart.EXAMINES.value)
    make_sitting(body, date(2026, 6, 4), SittingState.HELD)
    return make_sitting(body, COMING_ON)


@pytest.fixture
def commission(convention, cotech):
    body = make_body(convention, "Commission jeunesse")
    body.feeds.add(cotech.body)
    return body


def report_of(sitting):
    [report] = upward_page(sitting).reports
    return report


# --- What the commissions bring


def test_a_commission_that_did_not_meet_is_named(cotech, commission):
    make_sitting(commission, date(2026, 3, 1), SittingState.HELD)  # before the last Cotech
    report = report_of(cotech)
    assert report.silence == (
        "Ne s’est pas réunie depuis la séance du 4 juin 2026 ; rien n’est daté."
    )
    assert report.points == ()


def test_its_sittings_come_with_those_who_came(cotech, commission):
    seats = [make_seat(commission, f"Siège {number}") for number in range(3)]
    held = make_sitting(commission, date(2026, 10, 1), SittingState.HELD)
    for seat, presence in zip(seats, ("present", "remote", "excused"), strict=True):
        Attendance.objects.create(sitting=held, seat=seat, name="X", presence=presence)
    [told] = report_of(cotech).held
    assert (told.came, told.noted) == (2, 3)


def test_a_point_that_comes_back_is_there_once_with_all_that_was_said(cotech, commission):
    for month, words in ((9, "Rien"), (10, "Deux dossiers")):
        held = make_sitting(commission, date(2026, month, 1), SittingState.HELD)
        AgendaItem.objects.create(sitting=held, title="Dossiers en cours", minutes=words)
    [point] = report_of(cotech).points
    assert point.words == "1er octobre 2026\u202f: Deux dossiers\n\n1er septembre 2026\u202f: Rien"
    assert point.sitting_id == held.pk


def test_what_is_unfinished_comes_first(cotech, commission):
    held = make_sitting(commission, date(2026, 10, 1), SittingState.HELD)
    AgendaItem.objects.create(sitting=held, title="Fini", position=0)
    AgendaItem.objects.create(sitting=held, title="À reprendre", position=1, is_unfinished=True)
    assert [point.label for point in report_of(cotech).points] == ["À reprendre", "Fini"]


def test_what_it_proposes_comes_too(convention, cotech, commission):
    ItemProposal.objects.create(body=commission, title="Point proposé", name="Lou Exemple")
    action = make_action(convention, "Ouvrir un lieu")
    values = {"body": commission, "text": "Ouvrir plus tôt", "decided_on": date(2026, 10, 1)}
    record_decision(
        convention, DecisionDraft(values, [action]), by=nobody(), state=DecisionState.PROPOSED
    )
    proposal = Proposal(
        AdjustmentKind.REWORD, commission, {"title": "Autre titre"}, "Motif", action
    )
    row = propose_adjustment(convention, proposal, by=nobody())
    report = report_of(cotech)
    assert [point.label for point in report.points] == ["Point proposé", "Ouvrir plus tôt"]
    assert report.points[1].action_ids == (action.pk,)
    assert report.adjustments == (row,)


def test_the_reviews_kept_for_its_objectives_and_no_others(convention, cotech, commission):
    ours, theirs = make_node(convention, "Axe suivi"), make_node(convention, "Autre axe")
    commission.objectives.add(ours)
    cycle = make_cycle(convention)
    kept, _, other = (
        make_action(convention, title, node=node)
        for title, node in (("Retenu", ours), ("Transmis", ours), ("Ailleurs", theirs))
    )
    for action in (kept, other):
        keep_reviews([make_review(cycle, action)], by=nobody())
    make_review(cycle, _)
    report = report_of(cotech)
    assert [(row.title, row.state) for row in report.reviews] == [("Retenu", "retenu")]
    assert report.followed == 2


def test_a_body_attached_to_another_is_heard_without_being_said_to_feed_it(convention, cotech):
    attached = make_body(convention, "Groupe d’appui", parent=cotech.body)
    make_body(convention, "Sans lien")
    assert [report.body for report in upward_page(cotech).reports] == [attached]


def test_chosen_points_join_the_agenda_with_where_they_come_from(cotech, commission, awa, client):
    held = make_sitting(commission, date(2026, 10, 1), SittingState.HELD)
    source = AgendaItem.objects.create(sitting=held, title="Horaires", minutes="Trop tôt")
    AgendaItem.objects.create(sitting=held, title="Non choisi")
    AgendaItem.objects.create(sitting=cotech, title="Déjà là")
    client.force_login(awa)
    path = reverse("steering:upward", args=["essai", cotech.pk])
    sent = {"chosen": [f"point-{source.pk}"], "version": cotech.version}
    assert client.post(path, sent).status_code == 302
    items = list(cotech.items.order_by("position").values_list("title", "origin"))
    assert items == [("Déjà là", None), ("Horaires (Commission jeunesse)", source.pk)]
    assert "à l’ordre du jour" in client.get(path).content.decode()


def test_an_agenda_that_moved_meanwhile_is_not_written_over(cotech, commission):
    ItemProposal.objects.create(body=commission, title="Point proposé", name="Lou")
    points = upward_page(cotech).points
    with pytest.raises(EditConflict):
        take_points(cotech, points, cotech.version - 1, by=nobody())
    assert not cotech.items.exists()


def test_nothing_chosen_is_said(cotech):
    with pytest.raises(Refusal, match="Cochez au moins un point"):
        take_points(cotech, [], cotech.version, by=nobody())


def test_the_paper_says_the_same(cotech, commission):
    held = make_sitting(commission, date(2026, 10, 1), SittingState.HELD)
    AgendaItem.objects.create(sitting=held, title="Horaires", minutes="Trop tôt le matin")
    words = words_of(paper(cotech, "remontees", "docx"))
    assert "Commission jeunesse" in words
    assert "Trop tôt le matin" in words


def test_without_a_commission_the_page_says_what_to_do(cotech, awa, client):
    client.force_login(awa)
    answer = client.get(reverse("steering:upward", args=["essai", cotech.pk]))
    assert "Aucune commission n’alimente cette instance" in answer.content.decode()


def test_the_page_reads_as_many_queries_for_one_or_many_commissions(
    convention, cotech, commission, awa, client, django_assert_max_num_queries
):
    for number in range(6):
        body = make_body(convention, f"Commission {number}", parent=cotech.body)
        for month in (8, 9, 10):
            held = make_sitting(body, date(2026, month, 1), SittingState.HELD)
            AgendaItem.objects.create(sitting=held, title=f"Point {month}")
    client.force_login(awa)
    path = reverse("steering:upward", args=["essai", cotech.pk])
    client.get(path)
    with django_assert_max_num_queries(20):
        client.get(path)


def test_a_reader_is_not_shown_what_is_not_validated(convention, cotech, client):
    user = make_user()
    make_member(convention, Role.READER, user=user)
    client.force_login(user)
    for name in ("upward", "monthly", "returns"):
        path = reverse(f"steering:{name}", args=["essai", cotech.pk])
        assert client.get(path).status_code == 403
    for name in ("remontees", "point-mensuel"):
        args = ["essai", cotech.pk, name, "pdf"]
        assert client.get(reverse("governance_files:paper", args=args)).status_code == 403


# --- What changed since the last sitting


@pytest.fixture
def group(convention):
    body = make_body(convention, "Groupe projet")
    make_sitting(body, date(2026, 11, 13), SittingState.HELD)
    return make_sitting(body, date(2026, 12, 15))


def groups_of(sitting):
    return {group.key: group for group in monthly_page(sitting).groups}


def change(action, at, **values):
    row = reload(action)
    draft = draft_of(row)
    for name, value in values.items():
        object.__setattr__(draft, name, value)
    change_action(row, draft, version=row.version, by=nobody(at=at))


def test_an_action_is_one_line_however_often_it_changed(convention, group):
    before = NOW - timedelta(days=60)
    action = make_action(convention, "Ouvrir un lieu", by=nobody(at=before))
    change(action, NOW - timedelta(days=5), status=status_of(convention, "en cours"), progress=10)
    change(action, NOW - timedelta(days=2), status=status_of(convention, "en cours"), progress=40)
    [line] = groups_of(group)["actions"].lines
    assert line.title == "Ouvrir un lieu"
    assert "vide → en cours" in line.detail
    assert "vide → 40" in line.detail
    assert "10" not in line.detail
    assert line.address == reverse("action_plan:action", args=["essai", action.pk])


def test_what_changed_before_the_last_sitting_is_not_told(convention, group):
    make_action(convention, "Ancienne", by=nobody(at=NOW - timedelta(days=60)))
    assert "actions" not in groups_of(group)


def test_decisions_late_come_first(convention, group):
    for text, due in (("Récente", None), ("En retard", date(2026, 11, 20))):
        on = date(2026, 11, 20) if due is None else date(2026, 1, 5)
        values = {"body": group.body, "text": text, "decided_on": on, "due_on": due}
        record_decision(
            convention, DecisionDraft(values, []), by=nobody(), state=DecisionState.ADOPTED
        )
    lines = groups_of(group)["decisions"].lines
    assert [line.title for line in lines] == ["N° 2 – En retard", "N° 1 – Récente"]
    assert "en retard depuis le 20 novembre 2026" in lines[0].detail


def test_sittings_held_given_up_and_to_come(convention, group):
    body = make_body(convention, "Copil")
    now = timezone.now()
    make_sitting(body, date(2026, 11, 20), SittingState.HELD)
    make_sitting(
        body, date(2026, 11, 25), SittingState.CANCELLED, state_reason="Trop peu d’élus",
        changed_at=now,
    )  # fmt: skip
    make_sitting(body, date(2026, 12, 17), SittingState.CONVENED)
    details = [line.detail for line in groups_of(group)["seances"].lines]
    assert details == ["tenue", "annulée : Trop peu d’élus", "convoquée"]


def test_chosen_groups_become_points_with_their_lines_in_the_minutes(
    convention, group, awa, client
):
    action = make_action(convention, "Ouvrir un lieu", by=nobody(at=NOW - timedelta(days=2)))
    client.force_login(awa)
    path = reverse("steering:monthly", args=["essai", group.pk])
    assert client.post(path, {"chosen": ["actions"], "version": group.version}).status_code == 302
    item = group.items.get()
    assert item.title == "Actions qui ont changé"
    assert item.minutes == "– Ouvrir un lieu\u202f: Action créée"
    assert list(item.actions.all()) == [action]
    assert groups_of(group)["actions"].is_there


def test_news_that_nobody_chose_are_refused(group):
    with pytest.raises(Refusal, match="Cochez au moins un point"):
        take_news(group, [], group.version, by=nobody())


def test_a_month_without_news_says_so(group, awa, client):
    client.force_login(awa)
    answer = client.get(reverse("steering:monthly", args=["essai", group.pk]))
    assert "Rien n’a changé" in answer.content.decode()


def test_the_month_reads_as_many_queries_for_one_or_many_changes(
    convention, group, awa, client, django_assert_max_num_queries
):
    for number in range(30):
        make_action(convention, f"Action {number}", by=nobody(at=NOW - timedelta(days=2)))
    client.force_login(awa)
    path = reverse("steering:monthly", args=["essai", group.pk])
    client.get(path)
    with django_assert_max_num_queries(20):
        client.get(path)
