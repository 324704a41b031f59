"""Who reaches what: every address, every method, everybody, from the URLconf itself."""

import pytest
from django.db import connection
from django.urls import NoReverseMatch

from gouvernail.conventions import permissions
from gouvernail.rules.roles import RIGHTS, Right, Role
from tests.cast import MARK
from tests.consistency.addresses import ADDRESSES, Who
from tests.consistency.matrix import (
    NOBODY,
    OPEN,
    address,
    ask,
    close_files,
    deviations,
    everything_stored,
    named_addresses,
)

pytestmark = pytest.mark.django_db

each_address = pytest.mark.parametrize("line", ADDRESSES, ids=str)
OF_A_CONVENTION = [line for line in ADDRESSES if "slug" in line.samples.split()]
OF_AN_OBJECT = [
    line
    for line in OF_A_CONVENTION
    if set(line.samples.split())
    - {
        "slug",
        "kind",
        "extension",
        "document",
        "adjustment_kind",
        "sitting_paper",
        "sitting_format",
        "template_kind",
        "review_kind",
        "sheet_year",
        "post_kind",
        "team_format",
        "report_kind",
        "report_year",
        "report_section",
    }
]
OF_A_SECRET = [line for line in ADDRESSES if line.who is Who.PUBLIC and line.samples]
NOT_OF_ELSEWHERE = ("anonymous", "stranger", *(role.value for role in Role), "deactivated")


def asking(actors):
    """Return who asks. Who may is decided in Python, the same on every engine; a query is not.

    A second engine is asked by the few whose pages hold every query.
    """
    few = {"anonymous", "stranger", "pilote", "pilote_elsewhere"}
    return [name for name in actors if connection.vendor == "sqlite" or name in few]


def test_every_address_has_its_line_and_every_line_its_address():
    assert sorted(named_addresses()) == sorted(line.name for line in ADDRESSES)


@each_address
def test_everybody_gets_what_the_table_says(line, world, clients):
    assert deviations(line, world, clients, asking(world.actors)) == []


@each_address
def test_reading_writes_nothing(line, world, clients):
    before = everything_stored()
    place = address(line, world.here.samples)
    for actor in asking(clients):
        close_files(clients[actor].get(place))
    close_files(clients["pilote"].head(place))
    assert everything_stored() == before


@pytest.mark.parametrize("line", OF_A_CONVENTION, ids=str)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_reads_a_word_of_a_convention_without_a_part_in_it(line, method, world, clients):
    places = [address(line, world.here.samples), address(line, world.elsewhere.samples)]
    for actor in asking(NOT_OF_ELSEWHERE):
        for place in places:
            body = ask(clients[actor], method, place).read_body.lower()
            assert MARK.encode() not in body, f"{actor} reads it at {place}"


@pytest.mark.parametrize("line", OF_AN_OBJECT, ids=str)
def test_an_object_of_elsewhere_is_not_reached_from_here(line, world, clients):
    mixed = {**world.elsewhere.samples, "slug": world.here.convention.slug}
    method = "GET" if "GET" in line.methods else "POST"
    for actor in ("pilote", "coordinator", "admin", "pilote_elsewhere"):
        response = ask(clients[actor], method, address(line, mixed))
        assert response.status_code in {403, 404}, actor
        if actor != "pilote_elsewhere":
            assert MARK.encode() not in response.read_body.lower()


def test_the_mark_is_on_every_page_of_the_other_convention(world, clients):
    """Control: the word that must not leak is really there for whoever may read it."""
    pages = [
        line for line in OF_A_CONVENTION if line.methods != "POST" and line.name not in UNMARKED
    ]
    without = [
        line.name
        for line in pages
        if MARK.encode()
        not in ask(
            clients["pilote_elsewhere"], "GET", address(line, world.elsewhere.samples)
        ).read_body
    ]
    assert without == []


# A way on, a style sheet, an image, a file whose name is a number.
UNMARKED = {
    "conventions:home",
    "conventions:colours",
    "conventions:logo",
    "conventions:amendment_file",
    "document_templates:file",
    "team_files:model",
    "reports:file",
    "action_plan:open",
    "action_plan:bulk",
}


def test_a_contributor_changes_the_actions_of_their_structure_alone(world, clients):
    line = next(line for line in ADDRESSES if line.who is Who.ANY_ACTION)
    own = {**world.here.samples, "action": world.here.samples["own_action"]}
    codes = {
        actor: ask(clients[actor], "GET", address(line, own)).status_code
        for actor in ("contributor", "reader", "caf", "pilote_elsewhere")
    }
    assert codes == {"contributor": 200, "reader": 403, "caf": 403, "pilote_elsewhere": 404}
    others = ask(clients["contributor"], "GET", address(line, world.here.samples))
    assert others.status_code == 403


@pytest.mark.parametrize(
    "line",
    [line for line in ADDRESSES if line.who in set(Right) - RIGHTS[Role.READER]],
    ids=str,
)
def test_the_matrix_sees_a_right_that_is_not_asked_for(line, world, clients, monkeypatch):
    """Control: with every right given to everybody, each address must deviate."""
    monkeypatch.setattr(permissions, "allows", lambda role, right: True)
    assert deviations(line, world, clients, actors=["reader"])


@pytest.mark.parametrize(
    "line", [line for line in OF_A_CONVENTION if line.who is not Who.OWN_LOG], ids=str
)
def test_the_matrix_sees_a_door_left_open_to_strangers(line, world, clients, monkeypatch):
    """Control: with the membership forgotten, each address of a convention must deviate."""
    forget_membership(monkeypatch, world)
    assert deviations(line, world, clients, actors=["stranger"])


def forget_membership(monkeypatch, world):
    anyone = world.here.people[Role.PILOTE]
    rows = permissions.Membership.objects

    class Everybody:
        def select_related(self, *names):
            return self

        def filter(self, user, convention__slug):
            return rows.select_related("convention").filter(
                user=anyone, convention__slug=convention__slug
            )

    monkeypatch.setattr(permissions.Membership, "objects", Everybody())


def test_the_dump_sees_what_a_form_writes(world, clients):
    """Control: the comparison of tables notices one renamed node."""
    line = next(line for line in ADDRESSES if line.name == "action_plan:rename_node")
    before = everything_stored()
    data = {"title": "Un autre titre", "version": 1}
    clients["pilote"].post(address(line, world.here.samples), data)
    assert everything_stored() != before


def test_an_address_without_samples_cannot_pass_unseen(world):
    for line in ADDRESSES:
        try:
            assert address(line, world.here.samples).startswith("/")
        except NoReverseMatch as missing:
            pytest.fail(f"{line.name}: {missing}")


def test_nobody_is_what_it_says():
    assert {"anonymous", "deactivated"} == NOBODY
    assert 404 not in OPEN
    assert 403 not in OPEN


@pytest.mark.parametrize("line", OF_A_SECRET, ids=str)
def test_what_a_secret_opens_is_not_indexed_kept_or_told_to_others(line, world, clients):
    response = clients["anonymous"].get(address(line, world.here.samples))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    kept = response["Cache-Control"]
    assert "private" in kept
    # A program compares a calendar with the one that it keeps.
    assert "no-cache" in kept if line.name == "calendars:feed" else "no-store" in kept


def test_addresses_of_secrets_are_found():
    """Control."""
    assert {"calendars:feed", "answers:decision"} <= {line.name for line in OF_A_SECRET}
