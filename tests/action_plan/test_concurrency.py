"""Many editors of one action at once: each edit is kept, or its author is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, connections

from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.operations import change_action
from gouvernail.common.errors import EditConflict
from gouvernail.common.models import Versioned
from gouvernail.history.models import Entry
from tests.factories import make_action, make_convention, nobody

EDITORS, EDITS = 8, 10

pytestmark = pytest.mark.django_db(transaction=True)


def edit(number):
    """Change the action as one editor does: read it, type, send; return the titles kept."""
    kept = []
    try:
        for rank in range(EDITS):
            action = Action.objects.get()
            title = f"Texte {rank} de {number}"
            try:
                change_action(
                    action,
                    replace(draft_of(action), title=title),
                    version=action.version,
                    by=nobody(),
                )
            except EditConflict:
                continue
            kept.append(title)
    finally:
        connections.close_all()
    return kept


def race():
    with ThreadPoolExecutor(EDITORS) as pool:
        return [title for titles in pool.map(edit, range(EDITORS)) for title in titles]


def test_every_accepted_edit_is_in_the_journal_and_in_the_version():
    make_action(make_convention(), "Au départ")
    kept = race()
    told = [
        change["after"]
        for entry in Entry.objects.filter(verb="action.changed")
        for change in entry.changes
    ]
    assert sorted(told) == sorted(kept)
    assert Action.objects.get().version == 1 + len(kept)
    assert Action.history.count() == 1 + len(kept)
    assert kept, "somebody must win"


def test_without_the_version_edits_are_lost(monkeypatch):
    """Control: with the check off, the version counts fewer edits than were accepted."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(Versioned, "claim", lambda row, seen: setattr(row, "version", seen + 1))
    else:
        monkeypatch.setattr(Versioned, "claim", lambda row, seen: None)
    make_action(make_convention(), "Au départ")
    kept = race()
    assert len(kept) == EDITORS * EDITS
    assert Action.objects.get().version != 1 + len(kept)
