"""A campaign: prepared backwards, read over, opened, the silent reminded, others asked, closed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.common.templatetags.french import day as date_words
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.reviews.campaign_words import body_of, usual_title
from gouvernail.reviews.models import Ask, AskMail, AskOccasion, Campaign, Review
from gouvernail.reviews.operations.answering import (
    Answer,
    answer_nothing_new,
    answer_question,
)
from gouvernail.reviews.operations.asks import (
    choose_deputy,
    close_link,
    link_key,
    renew_link,
    retry_mail,
)
from gouvernail.reviews.operations.campaign_circuit import (
    ask_deputies,
    close_campaign,
    open_campaign,
    remind,
    take_back,
)
from gouvernail.reviews.operations.campaign_clock import advance_one
from gouvernail.reviews.operations.campaigns import (
    CampaignDraft,
    change_campaign,
    choose_questions,
    prepare_campaign,
)
from gouvernail.reviews.operations.circuit import send_back
from gouvernail.reviews.operations.writing import ReviewDraft
from gouvernail.reviews.queries.asks import ask_lines, read_words
from gouvernail.reviews.queries.campaign_choices import candidates_of
from gouvernail.reviews.queries.campaigns import campaign_page, preview_mails, stage_lines
from gouvernail.rules.campaign_days import StageDays
from tests.factories import make_convention, make_node, nobody, reload, status_of
from tests.reviews.campaign_rows import (
    COTECH_ON,
    ask_of,
    led_action,
    make_campaign,
    make_lead,
    opened,
)
from tests.reviews.factories import make_cotech, make_cycle, make_review

NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def convention():
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def lou(convention):
    return make_lead(convention, "Lou Exemple")


@pytest.fixture
def sam(convention):
    return make_lead(convention, "Sam Spécimen", "Association fictive")


@pytest.fixture
def plan(convention, lou, sam):
    """Three actions, two of them led by the same person, and one that is over."""
    return [
        led_action(convention, "Ouvrir un relais", "1.1", lou),
        led_action(convention, "Former les équipes", "1.2", lou),
        led_action(convention, "Aller vers les jeunes", "2.1", sam),
        led_action(convention, "Terminée", "2.2", sam, status="réalisée"),
    ]


@pytest.fixture
def campaign(convention, plan):
    return make_campaign(convention)


def later(**delay):
    return By(None, "Prévu", NOW + timedelta(**delay))


def occasions(campaign):
    rows = Mail.objects.filter(campaign_mail__ask__campaign=campaign).order_by("pk")
    return [(mail.name, mail.campaign_mail.occasion) for mail in rows]


def test_a_campaign_is_prepared_backwards_and_nothing_leaves(campaign):
    assert (campaign.title, campaign.state) == ("Remontée d’automne 2026", "preparing")
    [stage] = campaign.stages.all()
    assert stage.opens_on < stage.due_on < COTECH_ON
    asked = {line.ask.name: [one.title for one in line.questions] for line in ask_lines(campaign)}
    assert asked == {
        "Lou Exemple": ["1.1 Ouvrir un relais", "1.2 Former les équipes"],
        "Sam Spécimen": ["2.1 Aller vers les jeunes"],
    }
    assert not Mail.objects.exists()


def test_a_past_sitting_is_refused(convention, plan):
    cycle = make_cycle(convention)
    with pytest.raises(Refusal, match="passée"):
        prepare_campaign(cycle, make_cotech(convention, date(2026, 6, 4)), by=nobody())
    assert not Campaign.objects.exists()


def test_a_second_campaign_of_the_season_has_its_own_title(convention, campaign):
    second = prepare_campaign(campaign.cycle, campaign.sitting, by=nobody())
    assert second.title == "Remontée d’automne 2026 (2)"


@pytest.mark.parametrize(
    ("month", "expected"), [(1, "d’hiver"), (4, "de printemps"), (7, "d’été"), (10, "d’automne")]
)
def test_the_title_tells_the_season(month, expected):
    assert usual_title(date(2026, month, 1)) == f"Remontée {expected} 2026"


def test_without_a_person_in_charge_a_contact_of_the_leading_structure_is_asked(convention, lou):
    make_lead(convention, "Ada Muette", email="")
    led_action(convention, "Sans référent", "1.1", leads=("Centre social fictif",))
    led_action(convention, "Sans personne", "1.2", leads=("Structure inconnue",))
    first, second = candidates_of(convention)
    assert (first.person, second.person, second.is_usual) == (lou, None, False)


def test_what_is_asked_is_chosen_and_nobody_is_asked_for_nothing(campaign, plan):
    number = choose_questions(campaign, [f"a{plan[3].pk}"], campaign.version, by=nobody())
    assert (number, [line.ask.name for line in ask_lines(campaign)]) == (1, ["Sam Spécimen"])
    with pytest.raises(Refusal, match="au moins une action"):
        choose_questions(campaign, ["a0"], campaign.version, by=nobody())


def test_the_referent_of_an_axis_is_asked_to_sum_up_after_the_leads(convention, plan, sam):
    axis = make_node(convention, "1 Accueillir")
    axis.referent = sam
    axis.save()
    campaign = make_campaign(convention)
    leads, axes = campaign.stages.order_by("rank")
    assert leads.due_on < axes.opens_on < axes.due_on < COTECH_ON
    opened(campaign)
    assert occasions(campaign) == [("Lou Exemple", "request"), ("Sam Spécimen", "request")]
    night = datetime.combine(axes.opens_on, datetime.min.time(), UTC)
    work_through(night)
    assert not Mail.objects.filter(body__contains="1 Accueillir").exists()
    work_through(night + timedelta(hours=9))
    mail = Mail.objects.get(body__contains="1 Accueillir")
    assert (mail.name, "2.1" in mail.body) == ("Sam Spécimen", False)


def work_through(now):
    while advance_one(By(None, "Prévu", now)):
        pass


def test_one_mail_a_person_lists_their_actions_and_holds_no_secret(campaign):
    opened(campaign)
    assert occasions(campaign) == [("Lou Exemple", "request"), ("Sam Spécimen", "request")]
    mail = Mail.objects.get(name="Lou Exemple")
    assert "– 1.1 Ouvrir un relais\n– 1.2 Former les équipes" in mail.body
    assert Mail.LINK_MARK in mail.body
    assert mail.address == "lou@example.org"
    assert "Sam" not in mail.body + mail.subject


def test_what_is_previewed_is_what_leaves(campaign):
    previewed = [
        (mail.line.ask.name, mail.body) for mail in preview_mails(campaign, stage_lines(campaign))
    ]
    opened(campaign)
    assert list(Mail.objects.order_by("pk").values_list("name", "body")) == previewed


def test_a_campaign_opens_once(campaign):
    opened(campaign)
    with pytest.raises(Refusal, match="déjà ouverte"):
        open_campaign(reload(campaign), 2, by=nobody())
    assert Mail.objects.count() == 2


def test_two_people_who_open_at_once_write_once(campaign):
    mine, theirs = reload(campaign), reload(campaign)
    open_campaign(mine, mine.version, by=nobody())
    with pytest.raises(EditConflict):
        open_campaign(theirs, theirs.version, by=nobody())
    assert Mail.objects.count() == 2


def test_a_campaign_that_begins_later_asks_on_its_day(campaign):
    days = StageDays(date(2026, 11, 16), date(2026, 11, 27))
    draft = CampaignDraft(campaign.title, campaign.words, campaign.sitting, 7, {0: days})
    change_campaign(campaign, draft, campaign.version, by=nobody())
    opened(campaign)
    assert not Mail.objects.exists()
    assert not advance_one(later(days=6))
    assert advance_one(later(days=7, hours=1))
    assert not advance_one(later(days=7, hours=1))
    assert Mail.objects.count() == 2


def test_a_level_due_before_it_is_asked_is_refused(campaign):
    days = {0: StageDays(date(2026, 11, 20), date(2026, 11, 19))}
    draft = CampaignDraft("Autre", "", campaign.sitting, 7, days)
    with pytest.raises(Refusal, match="après l’échéance"):
        change_campaign(campaign, draft, campaign.version, by=nobody())
    assert reload(campaign).title == "Remontée d’automne 2026"


def test_dates_that_no_longer_fit_are_said(campaign):
    days = {0: StageDays(date(2026, 11, 11), date(2026, 12, 17))}
    draft = CampaignDraft("Autre", "", campaign.sitting, 7, days)
    change_campaign(campaign, draft, campaign.version, by=nobody())
    [line] = stage_lines(reload(campaign))
    assert [words.split(",")[0] for words in line.doubts] == [
        "les réponses sont attendues le 17 décembre 2026",
        "le 11 novembre 2026 est un jour de week-end",
    ]


def test_links_follow_the_dates(campaign):
    days = {0: StageDays(date(2026, 11, 11), date(2027, 3, 1))}
    draft = CampaignDraft("Autre", "", campaign.sitting, 7, days)
    change_campaign(campaign, draft, campaign.version, by=nobody())
    assert ask_of(campaign, "Lou Exemple").expires_on == date(2027, 3, 31)


def test_mails_are_taken_back_within_the_minute_and_the_campaign_is_to_open_again(campaign):
    opened(campaign)
    assert take_back(reload(campaign), by=nobody()) == 2
    again = reload(campaign)
    assert (again.state, again.stages.get().told_at) == ("preparing", None)
    assert ask_of(again, "Lou Exemple").asked_at is None
    opened(again)
    assert Mail.objects.exclude(state="withdrawn").count() == 2


def test_a_level_taken_back_while_others_were_asked_waits_for_a_working_day(convention, plan, sam):
    axis = make_node(convention, "1 Accueillir")
    axis.referent = sam
    axis.save()
    campaign = opened(make_campaign(convention))
    Mail.objects.update(state="sent")
    campaign.stages.update(reminders=[])
    axes = campaign.stages.order_by("rank").last()
    on = datetime.combine(axes.opens_on, datetime.min.time(), UTC) + timedelta(hours=9)
    work_through(on)
    asked = ask_of(campaign, "Sam Spécimen").asked_at
    assert take_back(reload(campaign), by=By(None, "", on)) == 1
    work_through(on + timedelta(minutes=1))
    assert not Mail.objects.exclude(state__in=["sent", "withdrawn"]).exists()
    row = ask_of(campaign, "Sam Spécimen")
    assert (row.asked_at, row.last_written_at) == (asked, NOW)
    assert reload(axes).opens_on > axes.opens_on
    work_through(on + timedelta(days=1))
    assert Mail.objects.exclude(state__in=["sent", "withdrawn"]).count() == 1


def test_every_proposed_reminder_leaves(convention, campaign):
    campaign = opened(campaign)
    Ask.objects.exclude(name="Lou Exemple").delete()
    days = [date.fromisoformat(day) for day in campaign.stages.get().reminders]
    for hours in range(24 * 25):
        work_through(NOW + timedelta(hours=hours))
    assert [occasion for _, occasion in occasions(campaign)].count("reminder") == len(days) > 0


def answer_all(campaign, name):
    ask = ask_of(campaign, name)
    for target in ask.targets.select_related("action", "node"):
        target.ask = ask
        answer_nothing_new(target, 0, by=nobody())


def test_only_the_silent_are_reminded_and_not_within_the_quiet_days(campaign):
    campaign = opened(campaign)
    answer_all(campaign, "Sam Spécimen")
    everybody = list(campaign.asks.values_list("pk", flat=True))
    with pytest.raises(Refusal, match="personne à relancer"):
        remind(campaign, everybody, by=later(days=2))
    assert remind(campaign, everybody, "Encore un effort.", by=later(days=8)) == 1
    mail = Mail.objects.order_by("pk").last()
    assert (mail.name, "Encore un effort." in mail.body) == ("Lou Exemple", True)
    with pytest.raises(Refusal):
        remind(campaign, everybody, by=later(days=9))


def test_an_answer_keeps_the_progress_that_was_given_before(campaign, convention, plan):
    review = make_review(campaign.cycle, plan[0], progress=40, results="Ouvert.")
    target = ask_of(opened(campaign), "Lou Exemple").targets.get(action=plan[0])
    done = status_of(convention, "réalisée")
    draft = ReviewDraft(done, None, {"results": "Terminé."})
    answer_question(target, Answer(review.version, draft), by=nobody())
    assert (reload(review).progress, str(reload(review).status)) == (40, "réalisée")


def test_a_reminder_whose_day_is_past_when_it_is_added_never_leaves(campaign):
    campaign = opened(campaign)
    days = {0: StageDays(date(2026, 11, 9), date(2026, 11, 25), (date(2026, 11, 16),))}
    draft = CampaignDraft(campaign.title, campaign.words, campaign.sitting, 3, days)
    change_campaign(campaign, draft, campaign.version, by=later(days=9))
    work_through(NOW + timedelta(days=9, hours=1))
    assert len(occasions(campaign)) == 2


def test_a_request_says_the_last_day_as_long_as_it_is_to_come(campaign):
    campaign = opened(campaign)
    day = date_words(campaign.stages.get().due_on)
    body = ask_of(campaign, "Lou Exemple").mails.get().mail.body
    assert f"au plus tard le {day}" in body
    campaign.stages.update(due_on=NOW.date() - timedelta(days=1), opens_on=date(2026, 11, 2))
    remind(campaign, list(campaign.asks.values_list("pk", flat=True)), by=later(days=8))
    assert "au plus tard" not in Mail.objects.order_by("pk").last().body


def test_a_reminder_lists_only_what_is_missing(campaign):
    campaign = opened(campaign)
    ask = ask_of(campaign, "Lou Exemple")
    target = ask.targets.select_related("action").order_by("position").first()
    target.ask = ask
    answer_nothing_new(target, 0, by=nobody())
    remind(campaign, [ask.pk], by=later(days=8))
    body = Mail.objects.order_by("pk").last().body
    assert ("1.1" in body, "1.2 Former les équipes" in body) == (False, True)


def test_reminders_leave_by_themselves_on_their_day_once(campaign):
    campaign = opened(campaign)
    stage = campaign.stages.get()
    stage.reminders = ["2026-11-18", "2026-11-26"]
    stage.save()
    answer_all(campaign, "Sam Spécimen")
    assert not advance_one(later(days=8, hours=20))  # the evening before
    assert advance_one(later(days=9, hours=1))
    assert not advance_one(later(days=9, hours=2))
    assert occasions(campaign)[2:] == [("Lou Exemple", "reminder")]
    assert advance_one(later(days=17, hours=1))
    assert occasions(campaign)[2:] == [("Lou Exemple", "reminder")] * 2


def test_a_reminder_by_hand_quiets_the_one_of_the_next_day(campaign):
    campaign = opened(campaign)
    stage = campaign.stages.get()
    stage.reminders = ["2026-11-18"]
    stage.save()
    remind(campaign, list(campaign.asks.values_list("pk", flat=True)), by=later(days=8))
    advance_one(later(days=9, hours=1))
    assert [occasion for _, occasion in occasions(campaign)] == ["request"] * 2 + ["reminder"] * 2


def test_a_deputy_is_asked_the_day_after_and_answers_for_the_same(campaign, convention):
    noa = make_lead(convention, "Noa Fictive")
    campaign = opened(campaign)
    choose_deputy(ask_of(campaign, "Lou Exemple"), noa, by=nobody())
    stage = campaign.stages.get()
    stage.due_on, stage.reminders = date(2026, 11, 19), []
    stage.save()
    assert not advance_one(later(days=10, hours=3))
    assert advance_one(later(days=11, hours=1))
    assert not advance_one(later(days=14, hours=1))
    deputy = ask_of(campaign, "Noa Fictive")
    assert (deputy.stands_in_for.name, deputy.targets.count()) == ("Lou Exemple", 2)
    assert "Nous n’avons pas eu de réponse de Lou Exemple" in deputy.mails.get().mail.body
    page = campaign_page(campaign, NOW)
    assert page.total == 3  # two are asked, it is one answer
    answer_all(campaign, "Noa Fictive")
    assert [line.still for line in ask_lines(campaign) if line.ask.name == "Lou Exemple"] == [()]


def test_the_deputy_of_a_later_level_is_asked_for_it_on_a_working_day(convention, plan, sam):
    axis = make_node(convention, "1 Accueillir")
    axis.referent = sam
    axis.save()
    noa = make_lead(convention, "Noa Fictive")
    campaign = opened(make_campaign(convention))
    choose_deputy(ask_of(campaign, "Sam Spécimen"), noa, by=nobody())
    campaign.stages.filter(rank=0).update(due_on=date(2026, 11, 20), reminders=[])
    axes = campaign.stages.exclude(rank=0)
    axes.update(opens_on=date(2026, 11, 16), due_on=date(2026, 11, 25), reminders=[])
    work_through(datetime(2026, 11, 16, 9, tzinfo=UTC))
    work_through(datetime(2026, 11, 21, 9, tzinfo=UTC))  # a Saturday
    assert not campaign.asks.filter(name="Noa Fictive").exists()
    work_through(datetime(2026, 11, 23, 9, tzinfo=UTC))
    work_through(datetime(2026, 11, 26, 9, tzinfo=UTC))
    bodies = [row.mail.body for row in ask_of(campaign, "Noa Fictive").mails.order_by("pk")]
    assert [("2.1" in body, "1 Accueillir" in body) for body in bodies] == [
        (True, False),
        (False, True),
    ]


def test_whoever_was_never_asked_has_no_deputy_asked(campaign, convention):
    campaign = opened(campaign)
    ask = ask_of(campaign, "Sam Spécimen")
    choose_deputy(ask, make_lead(convention, "Noa Fictive"), by=nobody())
    Ask.objects.filter(pk=ask.pk).update(asked_at=None)
    assert ask_deputies(campaign, [ask], by=nobody()) == 0


def test_whoever_answered_has_no_deputy_asked(campaign, convention):
    campaign = opened(campaign)
    ask = ask_of(campaign, "Sam Spécimen")
    choose_deputy(ask, make_lead(convention, "Noa Fictive"), by=nobody())
    answer_all(campaign, "Sam Spécimen")
    assert ask_deputies(campaign, [ask], by=nobody()) == 0


def test_a_review_sent_back_is_told_once_with_its_word(campaign):
    campaign = opened(campaign)
    answer_all(campaign, "Lou Exemple")
    for review in Review.objects.filter(speaker__startswith="Lou"):
        send_back(review, f"Combien pour {review.action.number} ?", by=nobody())
    assert not advance_one(later(minutes=5))  # the team may be sending others back
    assert advance_one(later(minutes=20))
    assert not advance_one(later(minutes=40))
    mail = Mail.objects.order_by("pk").last()
    assert mail.name == "Lou Exemple"
    assert "« Combien pour 1.1 ? »" in mail.body
    assert "« Combien pour 1.2 ? »" in mail.body


def test_a_pass_with_nothing_to_tell_costs_two_queries(campaign, django_assert_num_queries):
    campaign = opened(campaign)
    answer_all(campaign, "Lou Exemple")
    for review in Review.objects.filter(speaker__startswith="Lou"):
        send_back(review, "Combien ?", by=nobody())
    assert advance_one(later(minutes=20))
    with django_assert_num_queries(2):
        assert not advance_one(later(minutes=40))


def test_what_is_sent_back_again_is_told_again(campaign):
    campaign = opened(campaign)
    answer_all(campaign, "Sam Spécimen")
    review = Review.objects.get(speaker__startswith="Sam")
    send_back(review, "Combien ?", by=nobody())
    work_through(NOW + timedelta(minutes=20))
    Review.objects.filter(pk=review.pk).update(changed_at=NOW + timedelta(hours=2))
    assert not advance_one(later(hours=2, minutes=5))
    assert advance_one(later(hours=2, minutes=20))
    assert not advance_one(later(hours=3))


@pytest.mark.parametrize("number", [1, 6])
def test_words_of_reviews_sent_back_are_read_at_once(
    convention, plan, lou, number, django_assert_num_queries
):
    for rank in range(number):
        led_action(convention, f"Action {rank}", f"9.{rank}", lou)
    campaign = opened(make_campaign(convention))
    answer_all(campaign, "Lou Exemple")
    for review in Review.objects.filter(speaker__startswith="Lou"):
        send_back(review, "Combien ?", by=nobody())
    line = next(line for line in ask_lines(campaign) if line.ask.name == "Lou Exemple")
    with django_assert_num_queries(1):
        read_words(line.questions)
        body = body_of(campaign, line, line.still, AskOccasion.SENT_BACK)
    assert body.count("« Combien ? »") == number + 2


def test_a_link_that_is_closed_takes_its_waiting_mails_back(campaign):
    campaign = opened(campaign)
    ask = ask_of(campaign, "Lou Exemple")
    sent = ask.mails.get()
    close_link(ask, by=nobody())
    assert reload(sent.mail).state == "withdrawn"
    Mail.objects.filter(pk=sent.mail_id).update(state="failed")
    with pytest.raises(Refusal, match="n’ouvre plus rien"):
        retry_mail(AskMail.objects.get(pk=sent.pk), by=nobody())
    renew_link(ask, by=nobody())
    again = AskMail.objects.get(pk=sent.pk)
    assert again.mail.link_key == link_key(ask)
    retry_mail(again, by=nobody())


def test_an_expired_link_that_is_renewed_answers_for_a_month(campaign):
    Campaign.objects.update(sitting=None)
    campaign.stages.update(opens_on=date(2026, 1, 5), due_on=date(2026, 1, 9))
    Ask.objects.update(expires_on=date(2026, 2, 8))
    ask = ask_of(reload(campaign), "Lou Exemple")
    renew_link(ask, by=nobody())
    assert ask.expires_on == date(2026, 12, 9)


def test_a_closed_link_gets_no_reminder(campaign):
    campaign = opened(campaign)
    ask = ask_of(campaign, "Lou Exemple")
    close_link(ask, by=nobody())
    with pytest.raises(Refusal):
        remind(campaign, [ask.pk], by=later(days=8))


def test_closing_keeps_mails_that_wait_from_leaving(campaign):
    campaign = opened(campaign)
    close_campaign(campaign, campaign.version, by=nobody())
    assert set(Mail.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not advance_one(later(days=30))


def test_the_journal_tells_without_naming_those_who_answer(campaign):
    campaign = opened(campaign)
    answer_all(campaign, "Lou Exemple")
    lines = Entry.objects.filter(verb__startswith="campaign.") | Entry.objects.filter(
        verb__startswith="ask."
    )
    told = " ".join(f"{line.subject_label} {line.changes} {line.reason}" for line in lines)
    assert lines.count() >= 5
    assert "Lou" not in told


def test_progress_counts_each_question_once(campaign):
    campaign = opened(campaign)
    answer_all(campaign, "Sam Spécimen")
    page = campaign_page(campaign, NOW, "silence")
    assert (page.total, page.silent, page.answered, page.kept) == (3, 2, 1, 0)
    assert [one.line.ask.name for one in page.people] == ["Lou Exemple"]


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_asks_the_same_however_many_people(convention, number, django_assert_num_queries):
    for rank in range(number):
        person = make_lead(convention, f"Personne {rank}", f"Structure {rank}")
        led_action(convention, f"Action {rank}", f"1.{rank}", person)
    campaign = opened(make_campaign(convention))
    campaign = Campaign.objects.select_related("cycle", "sitting", "convention").get(pk=campaign.pk)
    with django_assert_num_queries(8):
        page = campaign_page(campaign, NOW)
        assert len(page.people) == number
