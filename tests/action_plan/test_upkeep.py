"""« À mettre à jour »: what lacks, in words, with the way to the field; « rien de nouveau »."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import archive_action, confirm_action
from gouvernail.action_plan.queries import Clock, PlanFilters, Watch, upkeep_page
from gouvernail.action_plan.queries.filters import watch_counts
from gouvernail.action_plan.queries.state import plan_state
from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Organisation, Person
from gouvernail.history.queries import journal_of
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    make_organisation,
    nobody,
    reload,
)

pytestmark = pytest.mark.django_db
WHOLE = {
    "leads": ("Ville",),
    "communes": ("Toutes",),
    "texts": {
        "objective": "Accueillir",
        "indicators": "Familles",
        "baselines": "3",
        "targets": "9",
    },
}


def ago(days):
    return nobody(at=timezone.now() - timedelta(days=days))


@pytest.fixture
def here():
    return make_convention()


@pytest.fixture
def coordinator(here, client):
    client.force_login(make_member(here, Role.COORDINATOR).user)
    return client


def address(here, query=""):
    return f"/ctg/{here.slug}/plan/a-mettre-a-jour/{query}"


def page_of(here, organisation_id=None, **filters):
    clock = Clock(timezone.localdate(), here.stale_after_days)
    return upkeep_page(here, PlanFilters(**filters), clock, organisation_id)


def groups(here, **details):
    return {group.reason.watch: group for group in page_of(here, **details).groups}


def whole(here, title="Ouvrir", **details):
    return make_action(here, title, "en cours", "en continu", **{**WHOLE, **details})


def test_a_whole_action_is_in_no_group(here, coordinator):
    whole(here)
    assert groups(here) == {}
    assert "Tout est à jour" in coordinator.get(address(here)).content.decode()


def test_an_empty_plan_says_so(here, coordinator):
    assert "ne compte pas encore d’action" in coordinator.get(address(here)).content.decode()


@pytest.mark.parametrize(
    ("watch", "details", "sentence"),
    [
        (Watch.NO_LEAD, {"leads": ()}, "il manque le pilote"),
        (Watch.STALE, {"by": "old"}, "sans nouvelles depuis 120 jours"),
        (
            Watch.NO_BASELINE,
            {"texts": {**WHOLE["texts"], "indicators": "a\nb", "baselines": "–\n2"}},
            "il manque la donnée d’origine d’un indicateur",
        ),
        (
            Watch.NO_OBJECTIVE,
            {"texts": {**WHOLE["texts"], "objective": ""}},
            "il manque l’objectif",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_reason_is_said_in_words(here, watch, details, sentence):
    by = ago(120) if "by" in details else None
    whole(here, **{**details, "by": by})
    found = groups(here)
    assert list(found) == [watch]
    assert found[watch].lines[0].first.sentence == sentence


def test_a_late_action_is_told_in_words(here):
    make_action(here, "Ouvrir", "en cours", "31/12/2020", **WHOLE)
    said = groups(here)[Watch.LATE].lines[0].first.sentence
    assert said.startswith("l’échéance «\u202f31/12/2020\u202f» est dépassée depuis ")


def test_what_else_lacks_is_said_after_the_reason(here):
    make_action(here)
    line = groups(here)[Watch.NO_LEAD].lines[0]
    assert "il manque l’objectif" in [gap.sentence for gap in line.others]
    assert line.first not in line.others


def test_the_counts_are_those_of_the_filters(here):
    make_actions(here, 3)
    make_action(here, "Tardive", "en cours", "31/12/2020", by=ago(120))
    clock = Clock(timezone.localdate(), here.stale_after_days)
    counts = watch_counts(plan_state(here), clock)
    told = {watch: group.count for watch, group in groups(here).items()}
    assert told == {watch: counts[watch] for watch in told}
    assert {watch for watch, count in counts.items() if count} == set(told)


def test_the_oldest_deadline_comes_first_and_one_s_own_before_all(here):
    mine = make_organisation(here, "Centre social")
    for title, day in (("B", "31/12/2021"), ("A", "31/12/2020")):
        make_action(here, title, "en cours", day)
    make_action(here, "La mienne", "en cours", "31/12/2022", leads=("Centre social",))
    lines = groups(here, organisation_id=mine.pk)[Watch.LATE].lines
    assert [line.title for line in lines] == ["La mienne", "A", "B"]
    assert groups(here)[Watch.LATE].lines[0].title == "A"


def test_a_field_that_the_territory_hides_is_no_reason(here):
    here.fields.filter(key="objective").update(is_shown=False)
    make_action(here)
    assert Watch.NO_OBJECTIVE not in groups(here)


def test_one_watch_shows_one_group(here):
    make_action(here)
    assert list(groups(here, watch=Watch.NO_LEAD)) == [Watch.NO_LEAD]


def test_the_filters_of_the_plan_hold_here_too(here):
    axis = make_node(here)
    make_action(here, "Dedans", node=axis)
    make_action(here, "Dehors")
    assert page_of(here, node_ids=(axis.pk,)).total == 1


def test_a_long_group_shows_twenty_and_leads_to_the_table(here, coordinator):
    make_actions(here, 30)
    page = coordinator.get(address(here, "?q=action")).content.decode()
    assert "Voir les 30" in page
    assert "/plan/tableau/?q=action&amp;veille=no_lead" in page


def test_a_line_leads_to_the_field_and_back(here, coordinator):
    action = make_action(here)
    page = coordinator.get(address(here)).content.decode()
    link = f"/actions/{action.pk}/modifier/?champ=leads&amp;retour=liste#id_leads_0"
    assert link in page


def test_saving_from_the_list_comes_back_to_it_with_its_filters(here, coordinator):
    action = make_action(here)
    change = f"/ctg/{here.slug}/plan/actions/{action.pk}/modifier/?retour=q%3Douvrir"
    data = {"version": action.version, "title": "Autre", "status": "", "deadline": ""}
    answer = coordinator.post(change, data)
    assert answer.url == address(here, "?q=ouvrir")


def test_the_way_back_never_leaves_the_site(here, coordinator):
    action = make_action(here)
    confirm = f"/ctg/{here.slug}/plan/actions/{action.pk}/rien-de-nouveau/"
    answer = coordinator.post(f"{confirm}?retour=//ailleurs.example.org")
    assert answer.url.startswith(address(here))


def test_who_leads_can_be_written_to(here, coordinator):
    make_action(here, leads=("Ville",))
    Organisation.objects.filter(name="Ville").update(email="ville@example.org")
    assert "mailto:ville@example.org?subject=" in coordinator.get(address(here)).content.decode()


def test_the_person_in_charge_is_written_to_first_and_never_by_a_reader(here, client):
    person = Person.objects.create(
        convention=here, full_name="Camille Exemple", email="camille@example.org"
    )
    make_action(here, lead_person=person)
    for role, seen in ((Role.COORDINATOR, True), (Role.READER, False)):
        client.force_login(make_member(here, role).user)
        page = client.get(address(here)).content.decode()
        assert ("camille@example.org" in page) is seen


def test_a_reader_has_no_button(here, client):
    make_action(here, by=ago(200))
    client.force_login(make_member(here, Role.READER).user)
    page = client.get(address(here)).content.decode()
    assert "sans nouvelles depuis 200 jours" in page.lower()
    assert "Rien de nouveau" not in page


def test_nothing_new_is_one_gesture_and_stays_in_the_history(here, coordinator):
    action = whole(here, by=ago(200))
    confirm = f"/ctg/{here.slug}/plan/actions/{action.pk}/rien-de-nouveau/?retour=liste"
    assert coordinator.post(confirm).url == address(here)
    assert groups(here) == {}
    assert journal_of(action)[0].what == "Action confirmée sans changement"
    assert reload(action).version == action.version


def test_an_archived_action_has_no_news(here):
    action = make_action(here)
    archive_action(action, version=1, by=nobody("retirée"))
    with pytest.raises(Refusal):
        confirm_action(action, by=nobody())


def test_news_are_confirmed_over_the_latest_text_only(here):
    action = whole(here, by=ago(200))
    Action.objects.filter(pk=action.pk).update(title="Écrit entre-temps")
    confirm_action(action, by=nobody())
    assert action.history.latest().title == "Écrit entre-temps"


@pytest.mark.parametrize("number", [3, 60])
def test_the_page_costs_the_same_queries_whatever_the_plan(
    number, here, django_assert_max_num_queries
):
    make_actions(here, number, leads=("Ville",), communes=("Toutes",))
    with django_assert_max_num_queries(12):
        assert page_of(here).total == number


def test_home_leads_to_the_list(here, coordinator):
    make_action(here)
    home = coordinator.get(f"/ctg/{here.slug}/aujourdhui/").content.decode()
    assert address(here) in home
