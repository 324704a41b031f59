"""Passing the relay: nothing open stays without an owner, nothing past changes hands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.operations import change_action
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.common.secrets import digest_of
from gouvernail.coordination.carried import (
    CLOSED,
    HANDLED,
    HISTORICAL,
    LEFT_ELSEWHERE,
    PASSED,
    Kind,
)
from gouvernail.coordination.models import Relay
from gouvernail.coordination.operations.passing import Order, close_relay, pass_on
from gouvernail.coordination.queries.carried import carried
from gouvernail.coordination.queries.handover import handover_page
from gouvernail.directory.models import Organisation, Person
from gouvernail.documents.content.handover_report import handover_report
from gouvernail.governance.models import Attendance, Decision, DecisionLink, Mandate
from gouvernail.governance.operations.decisions import DecisionDraft, give_link, record_decision
from gouvernail.governance.operations.feeds import share_calendar
from gouvernail.governance.operations.invitees import invite_besides
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.reviews.models import (
    Ask,
    AskTarget,
    Campaign,
    CampaignStage,
    Review,
    ReviewCycle,
)
from gouvernail.reviews.operations.campaign_circuit import write_again
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.sittings import SittingState
from gouvernail.staffing.models import Holding, MissionSentence, Post
from tests.factories import make_action, make_node, make_organisation, nobody
from tests.governance.factories import make_body, make_seat, make_sitting

pytestmark = pytest.mark.django_db

YESTERDAY = timedelta(days=1)


def make_person(convention, name):
    return Person.objects.create(convention=convention, full_name=name)


@pytest.fixture
def sacha(convention):
    return make_person(convention, "Sacha Part")


@pytest.fixture
def lou(convention):
    return make_person(convention, "Lou Reprend")


def make_campaign(convention, action):
    """Make an open campaign of one stage."""
    today = timezone.localdate()
    cycle = ReviewCycle.objects.create(
        convention=convention, title="2026", starts_on=today, ends_on=today
    )
    campaign = Campaign.objects.create(
        convention=convention, cycle=cycle, title="Bilans 2026", state="open"
    )
    stage = CampaignStage.objects.create(campaign=campaign, opens_on=today, due_on=today)
    return campaign, stage, action


def make_ask(campaign, person, **details):
    return Ask.objects.create(
        campaign=campaign,
        person=person,
        name=person.full_name,
        digest=digest_of(f"{campaign.pk}-{person.pk}"),
        expires_on=timezone.localdate() + timedelta(days=30),
        **details,
    )


@pytest.fixture
def loaded(convention, sacha):
    """Make Sacha carry one thing of every kind; return the convention."""
    today = timezone.localdate()
    action = make_action(convention, "Ouvrir une crèche", lead_person=sacha)
    node = make_node(convention, "9 Un axe")
    node.referent = sacha
    node.save()
    body = make_body(convention, "Commission du relais")
    make_seat(body, "Représentant", holder=sacha)
    values = {"body": body, "text": "Faire", "decided_on": today, "owner": sacha}
    decision = record_decision(
        convention, DecisionDraft(values, [action]), by=nobody(), state=DecisionState.ADOPTED
    )
    give_link(decision, by=nobody())
    coming = make_sitting(body, state=SittingState.CONVENED)
    invite_besides(coming, sacha, by=nobody())
    share_calendar(convention, sacha, by=nobody())
    MissionSentence.objects.filter(mission__convention=convention).first().carriers.add(sacha)
    campaign, stage, _ = make_campaign(convention, action)
    ask = make_ask(campaign, sacha)
    AskTarget.objects.create(ask=ask, stage=stage, action=action)
    silent = make_ask(campaign, make_person(convention, "Quelqu’un"), deputy=sacha)
    AskTarget.objects.create(ask=silent, stage=stage, node=node)
    employer = make_organisation(convention, "Ville")
    post = Post.objects.create(convention=convention, title="CDC", employer=employer)
    Holding.objects.create(post=post, person=sacha, name="Sacha", fte=1, starts_on=today)
    held = make_sitting(body, today - timedelta(days=40), SittingState.HELD)
    Attendance.objects.create(sitting=held, person=sacha, name="Sacha Part", presence="present")
    return convention


def rows(person):
    return carried(person.convention, timezone.localdate(), person)


def orders(person, taker, kinds=None):
    return [
        Order(row.key, row.version, None if row.kind in CLOSED else taker)
        for row in rows(person)
        if row.kind not in LEFT_ELSEWHERE and (kinds is None or row.kind in kinds)
    ]


def pass_everything(person, taker, reason="Départ"):
    return pass_on(person, orders(person, taker), by=nobody(reason))


def keys_to_a_person():
    """Walk every key of the database that leads to a person, hidden ones too."""
    for field in Person._meta.get_fields(include_hidden=True):
        if not field.auto_created or field.concrete:
            continue
        table, key = field.related_model, field.field
        is_copy = table.__name__.startswith("Historical") or table._meta.auto_created
        if not is_copy:
            yield f"{table._meta.label}.{key.name}"


def test_every_key_to_a_person_is_carried_or_said_historical():
    found = set(keys_to_a_person())
    assert found == set(HANDLED) | set(HISTORICAL)
    assert not set(HANDLED) & set(HISTORICAL)
    assert all(HISTORICAL.values())


def test_every_kind_has_a_key_and_a_way():
    assert set(HANDLED.values()) == set(Kind)
    assert {*PASSED, *CLOSED, *LEFT_ELSEWHERE} == set(Kind)


def test_the_fixture_carries_one_of_every_kind(loaded, sacha):
    """Control: what is proved below is proved of every kind."""
    assert {row.kind for row in rows(sacha)} == set(Kind)


def test_after_passing_everything_nothing_open_is_left(loaded, sacha, lou):
    before = {row.kind for row in rows(sacha)}
    pass_everything(sacha, lou)
    assert {row.kind for row in rows(sacha)} == LEFT_ELSEWHERE
    assert {row.kind for row in rows(lou)} == before - CLOSED - LEFT_ELSEWHERE
    open_rows = carried(loaded, timezone.localdate())
    orphans = {row.kind for row in open_rows if row.person_id is None}
    assert orphans <= {Kind.SENTENCE}  # the other sentences of the kit, that nobody ever carried


def test_what_is_past_keeps_its_name(loaded, sacha, lou):
    pass_everything(sacha, lou)
    assert Attendance.objects.get(name="Sacha Part").person == sacha
    former, following = Mandate.objects.order_by("pk")
    today = timezone.localdate()
    assert (former.person, former.ends_on) == (sacha, today - YESTERDAY)
    assert (following.person, following.starts_on, following.ends_on) == (lou, today, None)


def test_a_secret_is_closed_and_never_handed_over(loaded, sacha, lou):
    ask = Ask.objects.get(person=sacha)
    pass_everything(sacha, lou)
    assert DecisionLink.objects.filter(revoked_at=None).count() == 0
    ask.refresh_from_db()
    other = Ask.objects.get(person=lou)
    assert ask.revoked_at
    assert other.digest != ask.digest
    assert [target.action.title for target in other.targets.all()] == ["Ouvrir une crèche"]


def test_whoever_is_asked_already_is_asked_that_besides(loaded, sacha):
    other = Ask.objects.get(name="Quelqu’un")
    pass_on(sacha, orders(sacha, other.person, {Kind.ASK}), by=nobody("Départ"))
    assert other.targets.count() == 2
    assert Ask.objects.filter(revoked_at=None).count() == 1


def test_what_was_told_by_mail_is_told_to_the_next_one(loaded, sacha, lou):
    CampaignStage.objects.update(told_at=timezone.now())
    pass_on(sacha, orders(sacha, lou, {Kind.ASK}), by=nobody("Départ"))
    other = Ask.objects.get(person=lou)
    assert other.asked_at
    assert other.mails.get().occasion == "handover"


def test_who_is_asked_keeps_whom_they_follow_and_the_deputy(loaded, sacha, lou):
    noa = make_person(loaded, "Noa Suppléante")
    first = Ask.objects.get(person=sacha)
    Ask.objects.filter(pk=first.pk).update(deputy=noa)
    pass_on(sacha, orders(sacha, lou, {Kind.ASK}), by=nobody("Départ"))
    other = Ask.objects.get(person=lou)
    assert (other.stands_in_for, other.deputy) == (first, noa)


def test_a_mail_that_waits_for_who_leaves_is_taken_back_and_kept(loaded, sacha, lou):
    ask = Ask.objects.get(person=sacha)
    CampaignStage.objects.update(told_at=timezone.now())
    write_again(ask, by=nobody())
    pass_on(sacha, orders(sacha, lou, {Kind.ASK}), by=nobody("Départ"))
    assert ask.mails.get().mail.state == "withdrawn"
    told = Ask.objects.get(person=lou).mails.get().mail
    assert sacha.full_name in told.body


def test_what_is_handed_back_is_asked_again(loaded, sacha, lou):
    ask = Ask.objects.get(person=sacha)
    pass_on(sacha, orders(sacha, lou, {Kind.ASK, Kind.INVITATION}), by=nobody("Congé"))
    assert not ask.targets.exists()
    pass_on(lou, orders(lou, sacha, {Kind.ASK, Kind.INVITATION}), by=nobody("Retour"))
    ask.refresh_from_db()
    assert (ask.revoked_at, ask.targets.count()) == (None, 1)
    assert not Ask.objects.get(person=lou).targets.exists()
    back = sacha.invitations.get()
    assert (back.revoked_at, back.answer, back.answer_name) == (None, "", "")
    assert {row.kind for row in rows(sacha)} >= {Kind.ASK, Kind.INVITATION}


def test_one_answer_of_two_leaves_the_other_to_pass_on(loaded, sacha, lou):
    ask = Ask.objects.get(person=sacha)
    stage, cycle = CampaignStage.objects.get(), ReviewCycle.objects.get()
    first, other = ask.targets.get().action, make_action(loaded, "Ouvrir un relais")
    AskTarget.objects.create(ask=ask, stage=stage, action=other)
    Review.objects.create(convention=loaded, cycle=cycle, action=other, state="validated")
    Ask.objects.filter(pk=ask.pk).update(answered_at=timezone.now())
    [asked] = orders(sacha, lou, {Kind.ASK})
    pass_on(sacha, [asked], by=nobody("Départ"))
    assert Ask.objects.get(person=lou).targets.count() == 2
    Review.objects.create(convention=loaded, cycle=cycle, action=first, state="validated")
    assert Kind.ASK not in {row.kind for row in rows(lou)}


def test_nobody_becomes_their_own_deputy(loaded, sacha):
    other = Ask.objects.get(name="Quelqu’un")
    pass_on(sacha, orders(sacha, other.person, {Kind.DEPUTY}), by=nobody("Départ"))
    other.refresh_from_db()
    assert other.deputy is None


def test_the_sitting_to_come_calls_the_next_one_and_lets_the_first_go(loaded, sacha, lou):
    pass_everything(sacha, lou)
    told = {row.person: row for row in sacha.invitations.first().sitting.invitees.all()}
    assert (told[sacha].answer, told[sacha].answer_name) == ("deputy", "Lou Reprend")
    assert told[sacha].revoked_at
    assert not told[lou].answer


def test_each_object_and_the_relay_tell_it(loaded, sacha, lou):
    relay = pass_everything(sacha, lou, "Départ au 31 décembre")
    verbs = set(Entry.objects.filter(reason="Départ au 31 décembre").values_list("verb", flat=True))
    assert verbs >= {
        "handover.passed", "action.changed", "node.changed", "decision.changed", "seat.held",
        "mission.carried", "ask.handover_settled", "feed.revoked",
    }  # fmt: skip
    assert relay.items.count() == len(Kind) - len(LEFT_ELSEWHERE)
    assert set(relay.items.values_list("name", flat=True)) == {"Lou Reprend", ""}


def test_object_by_object_the_rest_stays(loaded, sacha, lou):
    pass_on(sacha, orders(sacha, lou, {Kind.DECISION}), by=nobody("Congé"))
    assert Decision.objects.get().owner == lou
    assert Kind.ACTION in {row.kind for row in rows(sacha)}


@pytest.mark.parametrize(
    ("kinds", "reason", "until", "said"),
    [
        ({Kind.ACTION}, "", None, "Dites pourquoi"),
        (set(), "Départ", None, "au moins un objet"),
        ({Kind.ACTION}, "Départ", date(2020, 1, 1), "date de retour est passée"),
    ],
)
def test_a_relay_that_says_too_little_is_refused(loaded, sacha, lou, kinds, reason, until, said):
    with pytest.raises(Refusal, match=said):
        pass_on(sacha, orders(sacha, lou, kinds), by=nobody(reason), until=until)
    assert not Relay.objects.exists()


def test_nothing_is_passed_to_oneself_to_nobody_or_elsewhere(loaded, sacha):
    from tests.factories import make_convention

    stranger = make_person(make_convention(), "Ailleurs")
    for taker in (sacha, None, stranger):
        with pytest.raises(Refusal):
            pass_on(sacha, orders(sacha, taker, {Kind.ACTION}), by=nobody("Départ"))


def test_a_post_is_left_in_the_ledger(loaded, sacha, lou):
    [row] = [row for row in rows(sacha) if row.kind is Kind.HOLDING]
    with pytest.raises(Refusal, match="registre des postes"):
        pass_on(sacha, [Order(row.key, 0, lou)], by=nobody("Départ"))


def test_one_object_changed_meanwhile_and_nothing_is_written(loaded, sacha, lou):
    asked = orders(sacha, lou)
    decision = Decision.objects.get()
    decision.claim(decision.version)
    before = Entry.objects.count()
    with pytest.raises(EditConflict):
        pass_on(sacha, asked, by=nobody("Départ"))
    assert Entry.objects.count() == before
    assert not rows(lou)


def test_what_is_no_longer_carried_is_a_conflict(loaded, sacha, lou):
    asked = orders(sacha, lou, {Kind.ACTION})
    pass_on(sacha, asked, by=nobody("Départ"))
    with pytest.raises(EditConflict):
        pass_on(sacha, asked, by=nobody("Encore"))


def test_a_mandate_that_begins_today_simply_changes_hands(convention, sacha, lou):
    body = make_body(convention, "Autre commission")
    seat = make_seat(body, "Siège")
    Mandate.objects.create(seat=seat, person=sacha, starts_on=timezone.localdate())
    pass_everything(sacha, lou)
    assert Mandate.objects.get().person == lou


def test_whoever_sits_there_already_sits_once(convention, sacha, lou):
    seat = make_seat(make_body(convention, "Autre commission"), "Siège", holder=sacha)
    Mandate.objects.create(seat=seat, person=lou)
    pass_everything(sacha, lou)
    assert seat.mandates.on(timezone.localdate()).get().person == lou


def test_a_temporary_relay_is_a_reminder_that_closes(loaded, sacha, lou):
    until = timezone.localdate() + timedelta(days=20)
    relay = pass_on(sacha, orders(sacha, lou, {Kind.ACTION}), by=nobody("Congé"), until=until)
    close_relay(relay, by=nobody())
    assert Relay.objects.get().closed_on == timezone.localdate()


def filled(form):
    """Return what a browser would send of a form as it is drawn."""
    values = {field.html_name: field.value() for field in form}
    return {
        name: value for name, value in values.items() if value is not None and value is not False
    }


def test_everything_goes_to_one_person_but_what_is_said(loaded, sacha, lou, awa, client):
    client.force_login(awa)
    place = reverse("coordination:pass_on", args=[loaded.slug, sacha.pk])
    form = client.get(place).context["form"]
    data = filled(form)
    other = make_person(loaded, "Une autre")
    decision = next(row.key for row in rows(sacha) if row.kind is Kind.DECISION)
    data |= {"reason": "Départ", "everything": lou.pk, decision: other.pk}
    page = client.post(place, data, follow=True)
    assert page.context["page"].to_pass == 0
    assert Decision.objects.get().owner == other
    assert {row.kind for row in rows(lou)} == set(PASSED) - {Kind.DECISION}
    assert Relay.objects.get().made_by == awa


def test_a_stale_page_passes_nothing(loaded, sacha, lou, awa, client):
    client.force_login(awa)
    place = reverse("coordination:pass_on", args=[loaded.slug, sacha.pk])
    form = client.get(place).context["form"]
    data = filled(form)
    action = next(row for row in rows(sacha) if row.kind is Kind.ACTION)
    data |= {"reason": "Départ", action.key: lou.pk, f"v-{action.key}": action.version + 1}
    page = client.post(place, data)
    assert "Quelqu’un vient de modifier" in page.content.decode()
    assert not Relay.objects.exists()


def test_the_file_lists_everything_in_the_same_queries(
    loaded, sacha, awa, client, django_assert_max_num_queries
):
    for number in range(10):
        make_action(loaded, f"Action {number}", lead_person=sacha)
    client.force_login(awa)
    with django_assert_max_num_queries(25):
        page = client.get(reverse("coordination:handover", args=[loaded.slug, sacha.pk]))
    told = page.content.decode()
    assert "Action 9" in told
    assert "Un poste se quitte" in told


def test_the_file_says_whom_to_call_about_the_actions(loaded, sacha, awa, client):
    make_action(loaded, "Soutenir", lead_person=sacha, leads=["Ville A"], partners=["Caf"])
    town = Organisation.objects.get(convention=loaded, name="Ville A")
    Person.objects.create(
        convention=loaded, full_name="Dominique Fictif", organisation=town, email="d@example.org"
    )
    page = handover_page(sacha, awa, timezone.localdate())
    assert [(row.structure, row.name, row.email) for row in page.contacts] == [
        ("Ville A", "Dominique Fictif", "d@example.org"),
    ]
    assert page.unreachable == 1
    client.force_login(awa)
    told = client.get(reverse("coordination:handover", args=[loaded.slug, sacha.pk])).text
    assert "1 autre structure n’a aucun contact connu" in told
    Organisation.objects.filter(convention=loaded, name="Caf").update(email="caf@example.org")
    told = client.get(reverse("coordination:handover", args=[loaded.slug, sacha.pk])).text
    assert "aucune personne connue" in told


def test_the_file_says_where_each_action_stands(loaded, sacha, awa, client):
    label = next(row.label for row in loaded.statuses.all() if row.family == "running")
    action = make_action(loaded, "Ouvrir", lead_person=sacha, leads=["Ville A"], status=label)
    draft = replace(draft_of(action), texts={**draft_of(action).texts, "remarks": "Local trouvé"})
    change_action(action, draft, version=action.version, by=nobody("Visite du local"))
    page = handover_page(sacha, awa, timezone.localdate())
    [brief] = [one for one in page.actions if one.label == "Ouvrir"]
    assert (brief.state, brief.leads, brief.news_on) == (label, "Ville A", timezone.localdate())
    assert "Visite du local" in brief.news
    client.force_login(awa)
    told = client.get(reverse("coordination:handover", args=[loaded.slug, sacha.pk])).text
    assert "Visite du local" in told
    blocks = handover_report(sacha, awa, timezone.localdate()).blocks
    assert any("Visite du local" in str(block) for block in blocks)


def test_the_file_lists_what_comes_in_the_bodies_where_the_person_sits(loaded, sacha, awa):
    body = make_body(loaded, "Commission du lundi")
    make_seat(body, "CDC", holder=sacha)
    other = make_body(loaded, "Commission du mardi")
    day = timezone.localdate() + timedelta(days=5)
    sitting, _ = make_sitting(body, day), make_sitting(other, day)
    page = handover_page(sacha, awa, timezone.localdate())
    assert sitting.pk in [one.sitting_id for one in page.sittings]
    assert {one.name for one in page.sittings} >= {"Commission du lundi"}
    assert "Commission du mardi" not in {one.name for one in page.sittings}
    blocks = handover_report(sacha, awa, timezone.localdate()).blocks
    assert any("Commission du lundi" in str(block) for block in blocks)


def test_the_file_says_that_the_notes_of_another_are_not_read(loaded, sacha, awa, luc, client):
    Person.objects.filter(pk=sacha.pk).update(user=luc)
    place = reverse("coordination:handover", args=[loaded.slug, sacha.pk])
    client.force_login(awa)
    assert "lu par personne d’autre sans son accord" in client.get(place).text
    client.force_login(luc)
    assert "lu par personne d’autre sans son accord" not in client.get(place).text


@pytest.mark.parametrize("extension", ["docx", "odt", "pdf"])
def test_the_file_leaves_as_a_document(loaded, sacha, lou, awa, client, extension):
    pass_on(sacha, orders(sacha, lou, {Kind.ACTION}), by=By(awa, "Congé"))
    client.force_login(awa)
    answer = client.get(
        reverse("coordination_files:handover", args=[loaded.slug, sacha.pk, extension])
    )
    assert answer.status_code == 200
    told = answer["Content-Disposition"]
    assert f"passation-{sacha.pk}-" in told
    assert told.endswith(f'.{extension}"')
    assert len(answer.content) > 1_000
