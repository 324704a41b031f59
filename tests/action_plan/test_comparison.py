"""The plan on two dates: what was added, changed, moved, dropped; as page, file and command."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.operations import (
    archive_action,
    archive_node,
    change_action,
    move_action,
    rename_node,
    restore_action,
)
from gouvernail.action_plan.queries.comparison import Asked, compare_dates, moments
from gouvernail.conventions.models import Amendment
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.plan_changes import ChangeKind
from gouvernail.rules.roles import Role
from tests.factories import (
    make_action,
    make_actions,
    make_convention,
    make_member,
    make_node,
    nobody,
    reload,
    status_of,
)

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2025, 1, 1), date(2025, 12, 31)
BEFORE, DURING, LATER = (datetime(year, 6, 1, 12, tzinfo=UTC) for year in (2024, 2025, 2026))


def then(at=DURING, reason=""):
    return nobody(reason, at)


@pytest.fixture
def here():
    return make_convention(by=then(BEFORE))


@pytest.fixture
def client_here(here, client):
    client.force_login(make_member(here, Role.READER).user)
    return client


def old(here, title="Ouvrir", *args, **details):
    return make_action(here, title, *args, by=then(BEFORE), **details)


def change(action, by=None, **values):
    now = reload(action)
    change_action(now, replace(draft_of(now), **values), version=now.version, by=by or then())


def compared(here, **asked):
    return compare_dates(here, Asked(**{"since": SINCE, "until": UNTIL, **asked}))


def kinds(here, **asked):
    return [(row.title, row.kind) for row in compared(here, **asked).actions]


def test_a_plan_that_stays_has_nothing_to_say(here):
    old(here)
    assert compared(here).is_empty


def test_an_action_written_in_between_is_added(here):
    make_action(here, "Neuve", by=then())
    assert kinds(here) == [("Neuve", ChangeKind.ADDED)]


def test_what_happens_after_the_second_date_does_not_count(here):
    action = old(here)
    make_action(here, "Trop tard", by=then(LATER))
    change(action, by=then(LATER), title="Autre")
    assert compared(here).is_empty


def test_a_change_is_told_field_by_field(here):
    action = old(here, "Ouvrir", "à engager", "2025", leads=("Ville",))
    change(action, title="Fermer", deadline=read_deadline("2027"), leads=("Caf", "Ville"))
    (row,) = compared(here).actions
    told = {change.key: (change.before, change.after) for change in row.changes}
    assert told == {
        "title": ("Ouvrir", "Fermer"),
        "deadline": ("2025", "2027"),
        "leads": ("Ville", "Caf, Ville"),
    }
    assert row.kind is ChangeKind.CHANGED


def test_the_fields_have_the_names_of_the_territory(here):
    here.fields.filter(key="title").update(label="Projet")
    change(old(here), title="Autre")
    assert compared(here).actions[0].changes[0].label == "Projet"


def test_places_and_partners_alone_are_changes(istres_and_fos):
    here = make_convention(communes=["13047", "13039"], by=then(BEFORE))
    action = old(here, communes=("Istres",))
    change(action, communes=("Istres", "Fos-sur-Mer"))
    assert [change.key for change in compared(here).actions[0].changes] == ["communes"]


def test_an_action_changed_and_changed_back_has_nothing_to_say(here):
    action = old(here)
    change(action, title="Autre")
    change(action, title="Ouvrir")
    assert compared(here).is_empty


def test_an_action_moved_says_from_where_to_where(here):
    first, second = (make_node(here, title) for title in ("1 Ici", "2 Là"))
    for node in (first, second):
        node.history.update(history_date=BEFORE)
    action = old(here, node=first)
    move_action(reload(action), second, version=1, by=then())
    (row,) = compared(here).actions
    assert (row.kind, row.changes[0].before, row.changes[0].after) == (
        ChangeKind.MOVED,
        "1 Ici",
        "2 Là",
    )


def test_an_archived_action_is_dropped_with_its_reason(here):
    archive_action(old(here), version=1, by=then(reason="Retirée par le Copil"))
    (row,) = compared(here).actions
    assert (row.kind, row.reason, row.is_there) == (
        ChangeKind.DROPPED,
        "Retirée par le Copil",
        False,
    )


def test_an_action_given_up_by_its_state_is_dropped(here):
    change(old(here, "Ouvrir", "en cours"), status=status_of(here, "abandonnée"))
    assert kinds(here) == [("Ouvrir", ChangeKind.DROPPED)]


def test_an_action_put_back_is_added(here):
    action = old(here)
    archive_action(action, version=1, by=then(BEFORE, "x"))
    restore_action(reload(action), version=2, by=then())
    assert kinds(here) == [("Ouvrir", ChangeKind.ADDED)]


def test_an_action_that_came_and_went_in_between_is_not_told(here):
    action = make_action(here, by=then())
    archive_action(action, version=1, by=then(reason="x"))
    assert compared(here).is_empty


def test_progress_is_left_aside_when_only_what_was_agreed_is_asked(here):
    followed, agreed = old(here, "Suivie"), old(here, "Convenue")
    change(followed, progress=50)
    change(agreed, progress=50, budget=1000)
    assert len(compared(here).actions) == 2
    (row,) = compared(here, only_agreed=True).actions
    assert (row.title, [change.key for change in row.changes]) == ("Convenue", ["budget"])


def test_levels_added_renamed_and_dropped_are_told(here):
    kept, gone = (make_node(here, title) for title in ("1 Ancien", "2 Parti"))
    for node in (kept, gone):
        node.history.update(history_date=BEFORE)
    rename_node(reload(kept), "1 Nouveau", version=1, by=then())
    archive_node(reload(gone), version=1, by=then(reason="x"))
    new = make_node(here, "3 Neuf")
    new.history.update(history_date=DURING)
    told = [(level.kind, level.before, level.after) for level in compared(here).levels]
    assert told == [
        (ChangeKind.CHANGED, "1 Ancien", "1 Nouveau"),
        (ChangeKind.DROPPED, "2 Parti", ""),
        (ChangeKind.ADDED, "", "3 Neuf"),
    ]


def test_a_renamed_level_does_not_move_its_actions(here):
    node = make_node(here, "1 Ancien")
    node.history.update(history_date=BEFORE)
    old(here, node=node)
    rename_node(reload(node), "1 Nouveau", version=1, by=then())
    assert compared(here).actions == ()


def test_one_axis_and_one_kind_can_be_asked_for(here):
    axis = make_node(here, "1 Axe")
    make_action(here, "Dedans", node=make_node(here, "1.1 But", axis), by=then())
    change(old(here, "Dehors"), title="Dehors aussi")
    assert kinds(here, node_id=axis.pk, until=None) == [("Dedans", ChangeKind.ADDED)]
    assert kinds(here, kind=ChangeKind.CHANGED) == [("Dehors aussi", ChangeKind.CHANGED)]


def test_another_convention_is_never_read(here):
    make_action(make_convention(), "Ailleurs", by=then())
    assert compared(here).is_empty


def test_the_starting_points_offered_are_past_and_the_latest_comes_first(here):
    here.signed_on = date(2024, 3, 1)
    Amendment.objects.create(convention=here, number=2, signed_on=date(2025, 5, 1), purpose="x")
    Amendment.objects.create(convention=here, number=3, signed_on=date(2030, 5, 1), purpose="x")
    old(here)
    told = [(one.label, one.on) for one in moments(here, date(2026, 2, 1))]
    assert told == [
        ("Le 31 décembre dernier", date(2025, 12, 31)),
        ("L’avenant n°\u202f2", date(2025, 5, 1)),
        ("Il y a un an", date(2025, 2, 1)),
        ("L’arrivée du plan dans Gouvernail", date(2024, 6, 1)),
        ("La signature de la convention", date(2024, 3, 1)),
    ]


@pytest.mark.parametrize("number", [3, 60])
def test_the_comparison_costs_the_same_queries_whatever_the_plan(
    number, here, django_assert_max_num_queries
):
    for action in make_actions(here, number, leads=("Ville",), communes=("Toutes",)):
        change(action, title=f"{action.title} bis")
    with django_assert_max_num_queries(24):
        found = compare_dates(here, Asked(since=SINCE))
    assert len(found.actions) == number


# --- The page


def address(here, query="?du=2025-01-01&au=2025-12-31"):
    return f"/ctg/{here.slug}/plan/comparer/{query}"


def test_the_page_counts_in_one_sentence_and_shows_before_and_after(here, client_here):
    change(old(here), title="Fermer")
    make_action(here, "Neuve", by=then())
    page = client_here.get(address(here)).content.decode()
    assert "Du 1er janvier 2025 au 31 décembre 2025" in page
    assert "1 action ajoutée, 1 modifiée" in page
    assert "<del>Ouvrir</del>" in page
    assert "<ins>Fermer</ins>" in page


def test_long_texts_are_compared_word_by_word(here, client_here):
    text = "Recenser les besoins des familles avec les communes et la Caf, puis {} un calendrier."
    action = old(here, texts={"description": text.format("proposer")})
    change(action, texts={**draft_of(reload(action)).texts, "description": text.format("tenir")})
    page = client_here.get(address(here)).content.decode()
    assert "<del> proposer</del><ins> tenir</ins>" in page


def test_without_dates_the_page_starts_at_the_signature(here, client_here):
    here.signed_on = date(2024, 3, 1)
    here.save()
    assert "Depuis le 1er mars 2024" in client_here.get(address(here, "")).content.decode()


@pytest.mark.parametrize("query", ["?du=x&au=y", "?du=2999-01-01", "?du=2025-12-31&au=2025-01-01"])
def test_dates_that_mean_nothing_are_put_right(here, client_here, query):
    assert client_here.get(address(here, query)).status_code == 200


def test_the_page_says_since_when_the_plan_is_known(here, client_here):
    old(here)
    page = client_here.get(address(here, "?du=2020-01-01")).content.decode()
    assert "Gouvernail connaît ce plan depuis le 1er juin 2024" in page


def test_a_long_comparison_comes_page_by_page(here, client_here):
    make_actions(here, 60)
    page = client_here.get(address(here, "?page=2")).content.decode()
    assert page.count('class="row-title"') == 10


# --- The files and the command


def test_the_file_has_a_row_per_field_that_changed(here, client_here):
    change(old(here), title="Fermer", budget=10)
    path = f"/ctg/{here.slug}/plan/comparer.csv?du=2025-01-01&au=2025-12-31"
    lines = client_here.get(path).content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Modifiée" in lines[1]
    assert "Ouvrir;Fermer" in lines[1]


def test_a_format_that_is_not_known_is_not_found(here, client_here):
    assert client_here.get(f"/ctg/{here.slug}/plan/comparer.exe").status_code == 404


def test_the_command_says_it_in_json(here, capsys):
    change(old(here), title="Fermer")
    call_command(
        "compare_plan",
        "--convention",
        here.slug,
        "--from",
        "2025-01-01",
        "--to",
        "2025-12-31",
        "--json",
    )
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"added": 0, "changed": 1, "moved": 0, "dropped": 0}
    assert told["actions"][0]["changes"][0]["after"] == "Fermer"


def test_the_command_writes_the_file_that_the_name_asks_for(here, tmp_path, capsys):
    make_action(here, by=then())
    path = tmp_path / "avenant.xlsx"
    call_command("compare_plan", "--convention", here.slug, "--from", "2025-01-01", "--out", path)
    assert path.read_bytes()[:2] == b"PK"
    assert "1 action ajoutée" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["--convention", "nulle-part", "--from", "2025-01-01"],
        ["--from", "2025-01-01", "--to", "2024-01-01"],
        ["--from", "2025-01-01", "--out", "avenant.exe"],
        ["--from", "hier"],
    ],
)
def test_the_command_refuses_what_makes_no_sense(here, arguments):
    named = [] if "--convention" in arguments else ["--convention", here.slug]
    with pytest.raises(CommandError):
        call_command("compare_plan", *named, *arguments)
