"""The board, the absences, the meeting of the coordinators: what they tell, to whom."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.action_plan.operations import create_action
from gouvernail.common.errors import Refusal
from gouvernail.coordination.carried import Kind
from gouvernail.coordination.models import Absence
from gouvernail.coordination.operations.absences import AbsenceDraft, note_absence
from gouvernail.coordination.operations.meetings import add_points
from gouvernail.coordination.operations.passing import Order, pass_on
from gouvernail.coordination.queries.board import BoardFilters, board
from gouvernail.coordination.queries.carried import carried
from gouvernail.coordination.queries.meeting import Point, meeting_page
from gouvernail.directory.models import Person
from gouvernail.governance.models import Body
from gouvernail.governance.operations.decisions import DecisionDraft, record_decision
from gouvernail.history.models import Entry
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import SittingState
from gouvernail.staffing.models import Holding, MissionSentence, Post
from gouvernail.staffing.operations.holdings import HoldingDraft, hold_post
from gouvernail.staffing.operations.posts import PostDraft, create_post
from gouvernail.staffing.queries.missions import missions_page
from tests.factories import make_action, make_organisation, nobody, status_of
from tests.governance.factories import make_body, make_seat, make_sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def make_person(convention, name="Awa Coordonne", **details):
    return Person.objects.create(convention=convention, full_name=name, **details)


def make_holding(convention, person, fte, today):
    employer = make_organisation(convention, "Ville")
    post = Post.objects.create(convention=convention, title="CDC", employer=employer)
    return Holding.objects.create(
        post=post, person=person, name=str(person), fte=Decimal(fte), starts_on=today
    )


def make_decision(convention, owner=None, due_on=None):
    body = Body.objects.filter(convention=convention).first()
    values = {"body": body, "text": "Relancer", "decided_on": timezone.localdate()}
    draft = DecisionDraft({**values, "owner": owner, "due_on": due_on})
    return record_decision(convention, draft, by=nobody(), state=DecisionState.ADOPTED)


def orphan_kinds(convention, today):
    page = board(convention, BoardFilters(), today)
    return {group.kind: len(group.rows) for group in page.orphans}


def test_what_nobody_carries_comes_first(convention, today):
    make_action(convention, "Sans pilote")
    make_action(convention, "Avec une structure", leads=("Ville",))
    make_action(convention, "Avec une personne", lead_person=make_person(convention))
    make_decision(convention)
    found = orphan_kinds(convention, today)
    assert (found[Kind.ACTION], found[Kind.DECISION], found[Kind.SENTENCE]) == (1, 1, 13)


def test_what_is_done_or_archived_asks_for_nobody(convention, today):
    label = next(s.label for s in convention.statuses.all() if s.family == "done")
    make_action(convention, "Faite", status=label)
    assert status_of(convention, label)
    assert Kind.ACTION not in orphan_kinds(convention, today)


def test_the_load_is_said_against_the_etp_and_in_the_order_of_names(convention, today):
    zoe, awa = make_person(convention, "Zoé"), make_person(convention, "Awa")
    make_holding(convention, awa, "0.5", today)
    make_holding(convention, zoe, "0.8", today)
    for number in range(4):
        make_action(convention, f"Action {number}", lead_person=awa)
    first, second = board(convention, BoardFilters(), today).team
    assert (first.name, first.load) == ("Awa", "4 choses ouvertes pour 0,5 ETP, soit 8 par ETP")
    assert (second.name, second.load) == ("Zoé", "rien d’ouvert")


def test_a_post_that_is_over_counts_no_more(convention, today):
    awa = make_person(convention)
    held = make_holding(convention, awa, "0.5", today - timedelta(days=30))
    held.ends_on = today - timedelta(days=1)
    held.save()
    assert board(convention, BoardFilters(), today).team == ()


@pytest.fixture
def gone(convention, today):
    """Somebody who left the team yesterday."""
    person = make_person(convention, "Lou Partie")
    held = make_holding(convention, person, "0.5", today - timedelta(days=30))
    held.ends_on = today - timedelta(days=1)
    held.save()
    return person


def test_what_is_left_by_those_who_went_is_told_with_the_way_to_the_handover(
    convention, today, gone, awa, client
):
    partner = make_person(convention, "Élue Partenaire")
    make_action(convention, "Laissée", leads=("Ville",), lead_person=gone)
    make_action(convention, "Suivie", lead_person=partner)
    make_decision(convention, gone)
    make_decision(convention, partner)
    page = board(convention, BoardFilters(), today)
    told = {group.key: group for group in page.orphans}
    assert told["action-parti"].what == "1 action suivie par une personne partie"
    [row] = told["action-parti"].rows
    assert row.label == "Laissée"
    assert row.detail.startswith("portée par Lou Partie, qui a quitté l’équipe le ")
    assert len(told["decision-parti"].rows) == 1
    assert [line.name for line in page.departed] == ["Lou Partie"]
    assert "Lou Partie" not in [line.name for line in (*page.team, *page.others)]
    assert "Élue Partenaire" in [line.name for line in page.others]
    client.force_login(awa)
    shown = client.get(reverse("coordination:board", args=[convention.slug])).text
    assert "préparer la passation" in shown
    assert reverse("coordination:handover", args=[convention.slug, gone.pk]) in shown


def test_a_mission_left_by_all_who_carried_it_is_without_anybody(convention, today, gone):
    first, second, third = MissionSentence.objects.filter(mission__convention=convention)[:3]
    partner = make_person(convention, "Élue Partenaire")
    first.carriers.add(gone)
    second.carriers.add(gone, partner)
    third.carriers.add(partner)
    [group] = board(convention, BoardFilters(), today).orphans
    assert group.what == "11 missions que personne ne porte"
    assert [row.person for row in group.rows if row.person_id] == ["Lou Partie"]
    assert len(missions_page(convention, today).carried_by_nobody) == 11


def test_an_absence_tells_what_falls_in_it_and_not_why(convention, today):
    awa = make_person(convention)
    body = make_body(convention, "Commission du lundi")
    make_seat(body, "CDC", holder=awa)
    make_sitting(body, today + timedelta(days=5))
    make_decision(convention, awa, today + timedelta(days=6))
    make_decision(convention, awa, today + timedelta(days=60))
    draft = AbsenceDraft(awa, today + timedelta(days=4), today + timedelta(days=8), "Luc répond")
    note_absence(convention, draft, by=nobody())
    [line] = board(convention, BoardFilters(), today).absences
    assert line.falls == "Commission du lundi, 1 décision à échéance"
    assert not line.is_now
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.changes) == ("absence.noted", [])


def test_an_absence_that_ends_before_it_starts_is_refused(convention, today):
    draft = AbsenceDraft(make_person(convention), today, today - timedelta(days=1))
    with pytest.raises(Refusal, match="doit suivre son début"):
        note_absence(convention, draft, by=nobody())
    assert not Absence.objects.exists()


def test_an_absence_over_is_not_shown(convention, today):
    past = today - timedelta(days=2)
    note_absence(convention, AbsenceDraft(make_person(convention), past, past), by=nobody())
    assert board(convention, BoardFilters(), today).absences == ()


def test_the_address_keeps_one_person_and_one_kind(convention, today, awa, client):
    person = make_person(convention)
    make_action(convention, "La sienne", lead_person=person)
    make_decision(convention, person)
    client.force_login(awa)
    place = reverse("coordination:board", args=[convention.slug])
    page = client.get(place, {"personne": person.pk, "objet": "action"}).context["page"]
    assert [row.label for row in page.items] == ["La sienne"]
    assert len(client.get(place, {"personne": person.pk}).context["page"].items) == 2
    assert client.get(place, {"personne": "x", "objet": "feed"}).context["page"].items == ()


def test_the_board_reads_the_same_queries_however_much_is_carried(
    convention, today, awa, client, django_assert_max_num_queries
):
    for number in range(8):
        person = make_person(convention, f"Personne {number}")
        make_action(convention, f"Action {number}", lead_person=person)
        make_decision(convention, person)
        note_absence(convention, AbsenceDraft(person, today, today), by=nobody())
    client.force_login(awa)
    with django_assert_max_num_queries(14):
        client.get(reverse("coordination:board", args=[convention.slug]))


def test_a_meeting_gathers_what_matters_and_puts_it_on_its_agenda(convention, today, awa, client):
    person = make_person(convention, "Luc Part")
    body = Body.objects.get(convention=convention, name="Rencontre des chargés de coopération")
    make_sitting(body, today - timedelta(days=30), SittingState.HELD)
    sitting = make_sitting(body, today + timedelta(days=7))
    make_action(convention, "Sans pilote")
    make_decision(convention, person, today + timedelta(days=10))
    make_sitting(body, today + timedelta(days=20), title="Une autre")
    note_absence(convention, AbsenceDraft(person, today, today), by=nobody())
    [row] = [row for row in carried(convention, today, person) if row.kind is Kind.DECISION]
    other = make_person(convention, "Lou")
    pass_on(person, [Order(row.key, row.version, other)], by=nobody("Départ"))
    page = meeting_page(sitting, today)
    assert [point.key for point in page.points] == [
        "changements", "sans-personne-action", "sans-personne-sentence", "absences", "decisions",
        "seances", "relais",
    ]  # fmt: skip
    assert "1 décision notée" in page.changes.counts
    assert "1 relais passé" in page.changes.counts
    client.force_login(awa)
    place = reverse("coordination:carry_points", args=[convention.slug, sitting.pk])
    chosen = ["changements", "sans-personne-action", "absences"]
    data = {"version": sitting.version, "point": chosen}
    client.post(place, data)
    told = list(sitting.items.order_by("position").values_list("title", flat=True))
    assert told[0].startswith("Ce qui a changé depuis le ")
    assert told[1:] == ["À répartir : 1 action sans pilote ni référent", "Absences à venir"]
    assert sitting.items.get(position=1).actions.get().title == "Sans pilote"


def test_a_meeting_lists_what_changed_with_the_way_to_it(convention, today, awa, client):
    body = Body.objects.get(convention=convention, name="Rencontre des chargés de coopération")
    make_sitting(body, today - timedelta(days=30), SittingState.HELD)
    sitting = make_sitting(body, today + timedelta(days=7))
    decision = make_decision(convention)
    actions = [
        create_action(convention, ActionDraft(f"Action {number}"), by=nobody())
        for number in range(12)
    ]
    post = create_post(convention, PostDraft("Ville", {"title": "CDC"}), by=nobody())
    draft = HoldingDraft("Noa Fictif", Decimal("0.5"), today)
    hold_post(post, draft, post.version, by=nobody())
    page = meeting_page(sitting, today)
    told = {group.title: group for group in page.changes.groups}
    assert (len(told["Actions"].first), told["Actions"].rest) == (10, 2)
    [point] = [one for one in page.points if one.key == "changements"]
    assert any("et 2 autres" in line for line in point.lines)
    assert set(point.action_ids) == {action.pk for action in actions}
    assert "Noa" not in str(page.changes.groups)
    client.force_login(awa)
    shown = client.get(reverse("coordination:meeting", args=[convention.slug, sitting.pk])).text
    for name, row in (("governance:decision", decision), ("team:post", post)):
        assert f'href="{reverse(name, args=[convention.slug, row.pk])}"' in shown


def test_the_board_prepares_first_the_next_meeting_of_the_coordinators(convention, today):
    own = Body.objects.get(convention=convention, name="Rencontre des chargés de coopération")
    other = make_body(convention, "Commission du lundi")
    for days in range(1, 7):
        make_sitting(other, today + timedelta(days=days))
    meeting = make_sitting(own, today + timedelta(days=30))
    first, *others = board(convention, BoardFilters(), today).sittings
    assert first == meeting
    assert [row.body for row in others] == [other] * 3


def test_a_point_that_is_there_does_not_come_twice(convention, today):
    sitting = make_sitting(make_body(convention, "Rencontre"), today + timedelta(days=7))
    point = Point("absences", "Absences à venir")
    assert add_points(sitting, [point], sitting.version, by=nobody()) == 1
    sitting.refresh_from_db()
    with pytest.raises(Refusal, match="pas encore à l’ordre du jour"):
        add_points(sitting, [point], sitting.version, by=nobody())
    assert sitting.items.count() == 1


def test_a_stale_agenda_takes_no_point(convention, today, awa, client):
    sitting = make_sitting(make_body(convention, "Rencontre"), today + timedelta(days=7))
    make_action(convention, "Sans pilote")
    client.force_login(awa)
    place = reverse("coordination:carry_points", args=[convention.slug, sitting.pk])
    data = {"version": sitting.version + 1, "point": ["sans-personne-action"]}
    page = client.post(place, data, follow=True)
    assert "Quelqu’un vient de modifier" in page.content.decode()
    assert not sitting.items.exists()


def test_a_version_that_no_agenda_has_is_a_conflict(convention, today, awa, client):
    sitting = make_sitting(make_body(convention, "Rencontre"), today + timedelta(days=7))
    make_action(convention, "Sans pilote")
    client.force_login(awa)
    place = reverse("coordination:carry_points", args=[convention.slug, sitting.pk])
    data = {"version": "9" * 5000, "point": ["sans-personne-action"]}
    page = client.post(place, data, follow=True)
    assert "Quelqu’un vient de modifier" in page.content.decode()


def test_an_absence_lives_in_the_browser(convention, today, awa, client):
    person = make_person(convention)
    client.force_login(awa)
    place = reverse("coordination:create_absence", args=[convention.slug])
    data = {"person": person.pk, "starts_on": today, "ends_on": today, "words": "", "version": 1}
    client.post(place, data)
    row = Absence.objects.get()
    changed = {**data, "words": "Luc répond", "version": row.version}
    client.post(reverse("coordination:change_absence", args=[convention.slug, row.pk]), changed)
    page = client.get(reverse("coordination:board", args=[convention.slug]))
    assert "Luc répond" in page.content.decode()
    client.post(
        reverse("coordination:remove_absence", args=[convention.slug, row.pk]), {"confirme": "oui"}
    )
    assert not Absence.objects.exists()
