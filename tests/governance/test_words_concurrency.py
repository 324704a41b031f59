"""Two writers at once on the same minutes: three rounds of two hundred edits, no line lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from gouvernail.governance.models import AgendaItem, Sitting, WordsRevision
from gouvernail.governance.operations import words
from gouvernail.governance.operations.sittings import change_sitting
from gouvernail.governance.operations.words import keep_words
from gouvernail.history.models import Entry
from gouvernail.history.operations import By
from gouvernail.rules.sittings import SittingState
from tests.factories import make_convention, make_user
from tests.governance.factories import make_body, make_sitting

EDITS = 100  # by each of the two

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sitting():
    row = make_sitting(make_body(make_convention()), date(2026, 11, 23), SittingState.HELD)
    AgendaItem.objects.create(sitting=row, title="Un")
    AgendaItem.objects.create(sitting=row, title="Deux")
    return row


def online(name, item_pk, user):
    """Write as the page does: start from what came back, add a line, send."""
    base = ""
    for rank in range(EDITS):
        base = send(item_pk, base, f"{base}\n{name} {rank}".strip("\n"), user)


def offline(name, item_pk, user):
    """Write from the base of the beginning, whatever came back: no answer ever arrived."""
    text = ""
    for rank in range(EDITS):
        text = f"{text}\n{name} {rank}".strip("\n")
        send(item_pk, "", text, user)


def send(item_pk, base, text, user):
    return keep_words(Sitting.objects.get(), item_pk, base, text, by=By(user))


def together(*writings):
    """Run each writing in a thread of its own, with its own connection and commits."""

    def run(writing):
        write, *arguments = writing
        try:
            write(*arguments)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writings)) as pool:
        list(pool.map(run, writings))


def lines_of(*items):
    texts = AgendaItem.objects.filter(pk__in=[item.pk for item in items])
    return Counter(line for row in texts for line in row.minutes.split("\n"))


def every_line(*names):
    return Counter(f"{name} {rank}" for name in names for rank in range(EDITS))


def writers():
    return make_user("Awa Écrit"), make_user("Lou Écrit")


def test_two_writers_of_the_same_point_lose_nothing(sitting):
    item, (awa, lou) = sitting.items.get(title="Un"), writers()
    together((online, "awa", item.pk, awa), (online, "lou", item.pk, lou))
    assert lines_of(item) == every_line("awa", "lou")
    assert WordsRevision.objects.count() == Entry.objects.filter(verb="sitting.words").count() == 2


def test_two_writers_of_two_points_lose_nothing_nor_does_a_form(sitting):
    one, two = sitting.items.order_by("pk")
    awa, lou = writers()

    def change_the_place():
        for rank in range(10):
            row = Sitting.objects.get()
            change_sitting(row, {"place": f"Salle {rank}"}, row.version, by=By(None))

    together((online, "awa", one.pk, awa), (online, "lou", None, lou), (change_the_place,))
    assert lines_of(one) == every_line("awa")
    assert Counter(Sitting.objects.get().minutes.split("\n")) == every_line("lou")
    assert Sitting.objects.get().place == "Salle 9"
    assert lines_of(two) == Counter({"": 1})


def test_a_writer_whose_answers_never_arrive_loses_and_doubles_nothing(sitting):
    item, (awa, lou) = sitting.items.get(title="Un"), writers()
    together((online, "awa", item.pk, awa), (offline, "lou", item.pk, lou))
    assert lines_of(item) == every_line("awa", "lou")


def test_without_the_merge_lines_are_lost(sitting, monkeypatch):
    """Control: when the last who sends wins, the count sees it."""
    monkeypatch.setattr(words, "merge", lambda base, theirs, mine: mine)
    item, (awa, lou) = sitting.items.get(title="Un"), writers()
    together((online, "awa", item.pk, awa), (online, "lou", item.pk, lou))
    assert lines_of(item) != every_line("awa", "lou")
