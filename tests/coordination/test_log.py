"""The log: what is noted, what is proposed, what a month keeps, who reads it, when it goes."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.coordination.models import (
    Activity,
    ActivityMonth,
    ActivityOrigin,
    CoordinationSettings,
    LogReading,
)
from gouvernail.coordination.operations.activities import (
    ActivityDraft,
    Verified,
    change_activity,
    note_activity,
    remove_activity,
    reopen_month,
    settle_month,
    signature,
)
from gouvernail.coordination.operations.settings import change_time_settings
from gouvernail.coordination.operations.sharing import record_reading, share_log, unshare_log
from gouvernail.coordination.queries.log import month_page, year_page
from gouvernail.coordination.queries.team import declared_gaps
from gouvernail.governance.models import Attendance, Body
from gouvernail.governance.operations.agenda import ItemDraft, set_agenda
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.roles import Role
from gouvernail.rules.sittings import SittingState
from gouvernail.staffing.models import AfasTheme, CoordinatorMission, Holding, Post, ThemeShare
from tests.factories import make_action, make_member, make_organisation, make_user
from tests.governance.factories import make_sitting

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
EARLY_CHILDHOOD = "Petite enfance / inclusion"


def at(day, hour=10):
    return timezone.make_aware(datetime.combine(day, time(hour)))


def by(user, day=TODAY):
    return By(user, at=at(day))


def theme(convention, label=EARLY_CHILDHOOD):
    return AfasTheme.objects.get(convention=convention, label=label)


def action_on(convention, themes="Petite enfance", **details):
    return make_action(convention, "Ouvrir une crèche", texts={"themes": themes}, **details)


def note(convention, user, minutes=60, day=TODAY, **details):
    return note_activity(convention, ActivityDraft(day, minutes, **details), by=by(user))


def attended(convention, user, day, state=SittingState.HELD, name=""):
    """Make a sitting of the Cotech of two hours to which somebody came."""
    body = Body.objects.get(convention=convention, name="Comité technique")
    sitting = make_sitting(body, day, state, duration=120)
    Attendance.objects.create(sitting=sitting, name=name or str(user), presence="present")
    return sitting


def proposal(convention, user, month):
    return month_page(convention, user, month, TODAY).proposal


def test_a_time_on_an_action_takes_its_theme_and_the_mission_of_the_team(convention, awa):
    mission = CoordinatorMission.objects.filter(convention=convention).first()
    CoordinationSettings.objects.create(convention=convention, change_mission=mission)
    row = note(convention, awa, action=action_on(convention))
    assert (row.theme, row.mission, row.origin) == (theme(convention), mission, "typed")


def test_several_themes_choose_none(convention, awa):
    row = note(convention, awa, action=action_on(convention, "Petite enfance, Jeunesse"))
    assert row.theme is None


def test_a_word_written_otherwise_still_finds_its_theme(convention, awa):
    row = note(convention, awa, action=action_on(convention, "petite  ENFANCE; Inclusion"))
    assert row.theme == theme(convention)


@pytest.mark.parametrize(
    ("minutes", "day", "said"),
    [
        (0, TODAY, "Donnez une durée"),
        (24 * 60 + 1, TODAY, "dépasse un jour"),
        (60, TODAY + timedelta(days=1), "pas encore venu"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(convention, awa, minutes, day, said):
    with pytest.raises(Refusal, match=said):
        note(convention, awa, minutes, day)
    assert not Activity.objects.exists()


def test_the_journal_of_the_convention_tells_nothing_of_a_log(convention, awa):
    before = Entry.objects.count()
    row = note(convention, awa, words="Appelé la crèche")
    change_activity(row, ActivityDraft(TODAY, 30), row.version, by=by(awa))
    share_log(convention, make_colleague(convention), by=by(awa))
    remove_activity(row, by=by(awa))
    assert Entry.objects.count() == before


def make_colleague(convention, role=Role.COORDINATOR):
    user = make_user()
    make_member(convention, role, user=user)
    return user


def test_nobody_else_changes_a_log(convention, awa, luc):
    row = note(convention, awa)
    with pytest.raises(Refusal, match="n’est pas le vôtre"):
        change_activity(row, ActivityDraft(TODAY, 30), row.version, by=by(luc))
    with pytest.raises(Refusal, match="n’est pas le vôtre"):
        remove_activity(row, by=by(luc))
    assert Activity.objects.get().minutes == 60


def test_two_windows_do_not_erase_each_other(convention, awa):
    row = note(convention, awa)
    change_activity(row, ActivityDraft(TODAY, 30), row.version, by=by(awa))
    with pytest.raises(EditConflict):
        change_activity(row, ActivityDraft(TODAY, 90), 1, by=by(awa))


def test_a_sitting_attended_proposes_its_time_and_its_preparation(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    [line] = proposal(convention, awa, february)
    assert (line.minutes, line.theme) == (240, "Sans thème")
    assert line.why == "Cotech du 10/02/2026"


@pytest.mark.parametrize(
    ("state", "name"),
    [
        pytest.param(SittingState.CANCELLED, "", id="cancelled"),
        pytest.param(SittingState.CONVENED, "", id="not held yet"),
        pytest.param(SittingState.HELD, "Quelqu’un d’autre", id="somebody else came"),
    ],
)
def test_a_sitting_that_was_not_theirs_proposes_nothing(convention, awa, february, state, name):
    attended(convention, awa, date(2026, 2, 10), state, name)
    assert proposal(convention, awa, february) == ()


def test_a_sitting_prepared_by_somebody_who_did_not_come_counts_for_them(
    convention, awa, luc, february
):
    sitting = attended(convention, luc, date(2026, 2, 10), SittingState.PREPARING)
    draft = [ItemDraft("Bilan de l’année")]
    set_agenda(sitting, draft, sitting.version, by=by(awa, date(2026, 1, 20)))
    type(sitting).objects.filter(pk=sitting.pk).update(state="held")
    assert [line.minutes for line in proposal(convention, awa, february)] == [240]


def test_a_sitting_goes_to_the_themes_of_its_body(convention, awa, february):
    sitting = attended(convention, awa, date(2026, 2, 10))
    for label in (EARLY_CHILDHOOD, "Enfance / jeunesse"):
        sitting.body.themes.add(theme(convention, label).terms.first())
    told = [(line.theme, line.minutes) for line in proposal(convention, awa, february)]
    assert told == [(EARLY_CHILDHOOD, 120), ("Enfance / jeunesse", 120)]


def test_changes_made_on_an_action_propose_ten_minutes_a_day(convention, awa, february):
    action_on(convention, by=By(awa, at=at(date(2026, 2, 3))))
    [line] = proposal(convention, awa, february)
    assert (line.minutes, line.theme) == (10, EARLY_CHILDHOOD)
    assert line.why == "1 modification d’action"


def test_what_is_typed_is_not_proposed_again(convention, awa, february):
    day = date(2026, 2, 10)
    sitting = attended(convention, awa, day)
    action = action_on(convention, by=By(awa, at=at(day)))
    assert sum(line.minutes for line in proposal(convention, awa, february)) == 250
    note(convention, awa, day=day, sitting=sitting)
    note(convention, awa, day=day, action=action)
    assert proposal(convention, awa, february) == ()


def test_a_sitting_prepared_the_month_before_is_not_proposed_again(convention, awa, february):
    sitting = attended(convention, awa, date(2026, 2, 10))
    note(convention, awa, day=date(2026, 1, 30), sitting=sitting)
    page = month_page(convention, awa, february, TODAY)
    assert (page.proposal, page.lines) == ((), ())


def settle(page, convention, user, said=()):
    """Verify a month as it was seen."""
    return settle_month(convention, page.month, dict(said), signature(page.proposal), by=by(user))


def test_a_month_that_suits_is_kept_in_one_gesture(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    page = month_page(convention, awa, february, TODAY)
    settle(page, convention, awa)
    row = Activity.objects.get()
    assert (row.minutes, row.origin, row.day) == (240, "inferred", date(2026, 2, 28))
    assert month_page(convention, awa, february, TODAY).proposal == ()


def test_a_corrected_line_says_so_and_one_of_nothing_goes(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    action_on(convention, by=By(awa, at=at(date(2026, 2, 3))))
    page = month_page(convention, awa, february, TODAY)
    sitting, change = sorted(page.proposal, key=lambda line: -line.minutes)
    said = {
        sitting.key: Verified(90, sitting.mission_id, sitting.theme_id),
        change.key: Verified(0, None, None),
    }
    settle(page, convention, awa, said)
    row = Activity.objects.get()
    assert (row.minutes, row.proposed, row.origin) == (90, 240, ActivityOrigin.CORRECTED)


def test_a_month_is_verified_once_and_once_over(convention, awa, february):
    page = month_page(convention, awa, february, TODAY)
    settle(page, convention, awa)
    with pytest.raises(Refusal, match="déjà vérifié"):
        settle(page, convention, awa)
    running = month_page(convention, awa, TODAY.replace(day=1), TODAY)
    with pytest.raises(Refusal, match="n’est pas fini"):
        settle(running, convention, awa)


def test_a_proposal_that_changed_meanwhile_is_not_kept(convention, awa, february):
    page = month_page(convention, awa, february, TODAY)
    attended(convention, awa, date(2026, 2, 10))
    with pytest.raises(Refusal, match="a changé"):
        settle(page, convention, awa)
    assert not ActivityMonth.objects.exists()


def test_a_month_taken_up_again_keeps_what_was_typed(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    typed = note(convention, awa, day=date(2026, 2, 4))
    row = settle(month_page(convention, awa, february, TODAY), convention, awa)
    assert reopen_month(row, by=by(awa)) == 1
    assert list(Activity.objects.all()) == [typed]
    assert len(proposal(convention, awa, february)) == 1


def test_a_verified_line_stays_in_its_month(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    settle(month_page(convention, awa, february, TODAY), convention, awa)
    line = Activity.objects.get()
    with pytest.raises(Refusal, match="reste dans son mois"):
        change_activity(line, ActivityDraft(date(2026, 3, 1), 240), 1, by=by(awa))
    change_activity(line, ActivityDraft(date(2026, 2, 1), 200), 1, by=by(awa))
    assert Activity.objects.get().origin == ActivityOrigin.CORRECTED


def test_a_year_tells_each_origin_apart(convention, awa, february):
    attended(convention, awa, date(2026, 2, 10))
    attended(convention, awa, date(2026, 3, 10))
    note(convention, awa, 30, date(2026, 2, 4), theme_id=theme(convention).pk)
    settle(month_page(convention, awa, february, TODAY), convention, awa)
    page = year_page(convention, awa, 2026, TODAY)
    sums = {line.label: line for line in page.by_theme}
    assert (page.noted, page.proposed) == (270, 240)
    assert (sums[EARLY_CHILDHOOD].typed, sums[EARLY_CHILDHOOD].percent) == (30, 11)
    assert (sums["Sans thème"].inferred, sums["Sans thème"].proposed) == (240, 240)


def test_the_declared_shares_are_compared_with_the_time(convention, awa):
    from gouvernail.directory.models import Person

    person = Person.objects.create(
        convention=convention, full_name=str(awa), email=awa.email.upper()
    )
    employer = make_organisation(convention, "Ville")
    post = Post.objects.create(convention=convention, title="CDC", employer=employer)
    held = Holding.objects.create(
        post=post, person=person, name="Awa", fte=1, starts_on=date(2026, 1, 1)
    )
    early, young = theme(convention), theme(convention, "Enfance / jeunesse")
    for line, percent in ((early, 80), (young, 20)):
        ThemeShare.objects.create(
            holding=held, theme=line, percent=percent, starts_on=date(2026, 1, 1)
        )
    for line, minutes in ((early.pk, 50), (young.pk, 50), (None, 900)):
        note(convention, awa, minutes, theme_id=line)
    page = year_page(convention, awa, 2026, TODAY)
    gaps = declared_gaps(convention, awa, page, TODAY)
    assert [(gap.theme, gap.declared, gap.noted) for gap in gaps] == [
        (EARLY_CHILDHOOD, 80, 50),
        ("Enfance / jeunesse", 20, 50),
    ]
    near = replace(page, minutes={early.pk: 80, young.pk: 20})
    assert declared_gaps(convention, awa, near, TODAY) == ()


@pytest.mark.parametrize("role", [Role.CAF, Role.CONTRIBUTOR, Role.READER])
def test_a_log_is_shared_with_the_team_alone(convention, awa, role):
    with pytest.raises(Refusal, match="n’est pas de l’équipe"):
        share_log(convention, make_colleague(convention, role), by=by(awa))


def test_a_log_is_not_shared_with_oneself_nor_by_another(convention, awa, luc):
    with pytest.raises(Refusal, match="Choisissez un collègue"):
        share_log(convention, awa, by=by(awa))
    share = share_log(convention, luc, by=by(awa))
    with pytest.raises(Refusal, match="Seule la personne"):
        unshare_log(share, by=by(luc))
    with pytest.raises(Refusal, match="pas partagé avec vous"):
        record_reading(share, TODAY, by=by(awa))


def test_a_shared_log_opens_once_its_reading_is_told(convention, awa, luc, client):
    note_activity(
        convention, ActivityDraft(timezone.localdate(), 45, "Rencontré la PMI"), by=By(awa)
    )
    share = share_log(convention, luc, by=By(awa))
    client.force_login(luc)
    place = reverse("coordination:shared", args=[convention.slug, share.pk])
    assert "Rencontré la PMI" not in client.get(place).content.decode()
    page = client.post(place, follow=True).content.decode()
    assert "Rencontré la PMI" in page
    client.force_login(awa)
    readers = client.get(reverse("coordination:readers", args=[convention.slug]))
    assert "Luc Coopère, le" in readers.content.decode()


def test_a_share_taken_back_keeps_who_read(convention, awa, luc, client):
    share = share_log(convention, luc, by=by(awa))
    record_reading(share, TODAY, by=by(luc))
    record_reading(share, TODAY, by=by(luc))
    place = reverse("coordination:shared", args=[convention.slug, share.pk])
    unshare_log(share, by=by(awa))
    client.force_login(luc)
    assert client.get(place).status_code == 404
    assert LogReading.objects.get().name == "Luc Coopère"


def test_two_gestures_note_an_hour_and_lead_back(convention, awa, client):
    action = action_on(convention)
    client.force_login(awa)
    sheet = reverse("action_plan:action", args=[convention.slug, action.pk])
    page = client.get(sheet).content.decode()
    assert 'name="minutes" value="60"' in page
    answer = client.post(
        reverse("coordination:quick", args=[convention.slug]),
        {"minutes": "60", "action": action.pk, "next": sheet},
    )
    assert answer["Location"] == sheet
    assert Activity.objects.get().action == action


@pytest.mark.parametrize("away", ["https://exemple.invalid/", "//exemple.invalid", ""])
def test_a_quick_time_never_leads_out_of_the_house(convention, awa, client, away):
    client.force_login(awa)
    place = reverse("coordination:quick", args=[convention.slug])
    answer = client.post(place, {"minutes": "15", "next": away})
    assert answer["Location"] == reverse("coordination:month", args=[convention.slug])


def test_a_quick_time_is_not_noted_on_the_action_of_another_convention(convention, awa, client):
    from tests.factories import make_convention

    elsewhere = make_action(make_convention())
    client.force_login(awa)
    place = reverse("coordination:quick", args=[convention.slug])
    assert client.post(place, {"minutes": "15", "action": elsewhere.pk}).status_code == 404
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "name", ["team:home", "action_plan:table", "governance:obligations", "conventions:overview"]
)
def test_time_is_noted_from_the_head_of_any_page(convention, awa, client, name):
    client.force_login(awa)
    place = reverse(name, args=[convention.slug])
    page = client.get(place).content.decode()
    quick = reverse("coordination:quick", args=[convention.slug])
    assert f'action="{quick}"' in page.partition("<main")[0]
    answer = client.post(quick, {"minutes": "30", "words": "Appel", "next": place})
    assert answer.url == place
    assert Activity.objects.get().minutes == 30
    client.force_login(make_colleague(convention, Role.READER))
    assert quick not in client.get(reverse("action_plan:table", args=[convention.slug])).text


def test_the_menu_is_for_the_team_alone(convention, client):
    action = action_on(convention)
    client.force_login(make_colleague(convention, Role.READER))
    sheet = reverse("action_plan:action", args=[convention.slug, action.pk])
    assert "Noter du temps" not in client.get(sheet).content.decode()


def test_a_bare_number_is_told_as_it_was_read(convention, awa, client):
    client.force_login(awa)
    place = reverse("coordination:create", args=[convention.slug])
    page = client.get(place).content.decode()
    assert "15 vaut 15\u202fmin" in page
    sent = {"minutes": "15", "day": TODAY.isoformat(), "words": "Appel", "version": 1}
    page = client.post(place, sent, follow=True).content.decode()
    assert "Noté dans votre journal\u202f: 15\u202fmin" in page
    row = Activity.objects.get()
    assert row.minutes == 15
    place = reverse("coordination:change_activity", args=[convention.slug, row.pk])
    page = client.post(place, {**sent, "minutes": "90"}, follow=True).content.decode()
    assert "Votre journal est enregistré\u202f: 1\u202fh\u202f30" in page


def test_a_month_is_verified_in_the_browser(convention, awa, client):
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    attended(convention, awa, last)
    client.force_login(awa)
    place = f"{reverse('coordination:settle', args=[convention.slug])}?mois={last:%Y-%m}"
    form = client.get(place).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    data["minutes-0-0"] = "1 h 30"
    page = client.post(place, data, follow=True).content.decode()
    assert Activity.objects.get().minutes == 90
    assert "proposé 4\u202fh, corrigé" in page


def test_a_month_reads_the_same_queries_however_much_was_done(
    convention, awa, client, django_assert_max_num_queries
):
    client.force_login(awa)
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    for day in range(12):
        attended(convention, awa, last - timedelta(days=day))
        action_on(convention, by=By(awa, at=at(last - timedelta(days=day))))
        note_activity(
            convention, ActivityDraft(last, 30, sitting=attended(convention, awa, last)), by=By(awa)
        )
    for name in ("month", "year"):
        with django_assert_max_num_queries(16):
            path = reverse(f"coordination:{name}", args=[convention.slug])
            client.get(path, {"mois": f"{last:%Y-%m}", "annee": last.year})


def test_the_settings_of_the_time_are_told(convention, awa):
    mission = CoordinatorMission.objects.filter(convention=convention).first()
    change_time_settings(
        convention, {"minutes_per_change": 5, "change_mission": mission}, 1, by=by(awa)
    )
    row = CoordinationSettings.objects.get()
    assert (row.minutes_per_change, row.change_mission) == (5, mission)
    assert Entry.objects.latest("pk").verb == "time.settings"
    with pytest.raises(EditConflict):
        change_time_settings(convention, {"minutes_per_change": 6}, 1, by=by(awa))


def purge(*options):
    out = StringIO()
    call_command("purge_activity", *options, stdout=out)
    return out.getvalue()


def test_what_is_too_old_goes_the_day_it_must_and_nothing_else(convention, awa, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: date(2026, 11, 26))
    kept, old = (
        Activity.objects.create(convention=convention, user=awa, day=day, minutes=60)
        for day in (date(2024, 11, 1), date(2024, 10, 31))
    )
    sitting = attended(convention, awa, date(2020, 1, 1))
    [report] = json.loads(purge("--dry-run", "--json"))
    assert (report["before"], report["activities"]) == ("2024-11-01", 1)
    assert Activity.objects.filter(pk=old.pk).exists()
    assert "Effacés : 1 activités" in purge("--convention", convention.slug)
    assert list(Activity.objects.all()) == [kept]
    assert type(sitting).objects.filter(pk=sitting.pk).exists()
    assert Entry.objects.latest("pk").verb == "time.purged"
    assert json.loads(purge("--json"))[0]["activities"] == 0


def test_purging_an_unknown_convention_is_refused():
    with pytest.raises(CommandError, match="Aucune convention"):
        purge("--convention", "nulle-part")
