"""What becomes of an action between two days."""

import pytest

from gouvernail.rules.plan_changes import ChangeKind, change_kind, changes_sentence, is_agreed
from gouvernail.rules.progress import StatusFamily

RUNNING, DROPPED = StatusFamily.RUNNING, StatusFamily.DROPPED


def kind(was=True, now=True, families=(RUNNING, RUNNING), moved=False, changed=False):
    return change_kind(
        was_there=was, is_there=now, families=families, has_moved=moved, has_changed=changed
    )


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({}, None),
        ({"was": False}, ChangeKind.ADDED),
        ({"now": False}, ChangeKind.DROPPED),
        ({"families": (RUNNING, DROPPED)}, ChangeKind.DROPPED),
        ({"families": (DROPPED, DROPPED), "changed": True}, ChangeKind.CHANGED),
        ({"moved": True}, ChangeKind.MOVED),
        ({"moved": True, "changed": True}, ChangeKind.CHANGED),
        ({"was": False, "now": False}, None),
    ],
)
def test_an_action_is_in_one_kind_only(details, expected):
    assert kind(**details) is expected


@pytest.mark.parametrize(
    ("key", "agreed"),
    [
        *((key, True) for key in ("title", "deadline", "leads", "budget", "free:1")),
        *((key, False) for key in ("status", "progress", "remarks", "notes")),
    ],
)
def test_what_was_agreed_is_told_from_what_follows_the_plan(key, agreed):
    assert is_agreed(key) is agreed


def test_the_sentence_counts_in_plain_french():
    counts = {ChangeKind.ADDED: 3, ChangeKind.CHANGED: 5, ChangeKind.DROPPED: 1}
    assert changes_sentence(counts) == ("3 actions ajoutées, 5 modifiées, 1 retirée ou abandonnée")


def test_one_change_is_in_the_singular_and_none_is_said():
    assert changes_sentence({ChangeKind.MOVED: 1}) == "1 action déplacée"
    assert changes_sentence({}) == "aucune action n’a changé"
