"""What a page worked out is kept until the journal has a new line, or the day changes."""

from datetime import date

import pytest

from gouvernail.history.memory import JournalMemory, forget_all
from gouvernail.history.models import Entry
from gouvernail.history.operations import note
from tests.factories import make_convention, nobody

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2026, 11, 26), date(2026, 11, 27)


@pytest.fixture
def convention():
    return make_convention("CTG d’essai", "essai")


@pytest.fixture
def worked_out():
    """A memory, and how often it had to work."""
    memory, calls = JournalMemory(), []

    def of(convention, today):
        return memory.of(convention.pk, today, lambda: calls.append(today) or len(calls))

    return of


def test_it_is_worked_out_once_while_the_journal_is_still(convention, worked_out):
    assert [worked_out(convention, TODAY) for _ in range(3)] == [1, 1, 1]


def test_a_new_line_of_the_journal_has_it_worked_out_again(convention, worked_out):
    worked_out(convention, TODAY)
    note("convention.changed", convention, convention_id=convention.pk, by=nobody())
    assert worked_out(convention, TODAY) == 2


def test_another_day_has_it_worked_out_again(convention, worked_out):
    worked_out(convention, TODAY)
    assert worked_out(convention, TOMORROW) == 2


def test_the_line_of_another_convention_changes_nothing(convention, worked_out):
    other = make_convention("Une autre CTG", "autre")
    worked_out(convention, TODAY)
    note("convention.changed", other, convention_id=other.pk, by=nobody())
    assert worked_out(convention, TODAY) == 1


def test_a_line_that_came_before_the_last_is_seen_too(convention, worked_out):
    note("convention.changed", convention, convention_id=convention.pk, by=nobody())
    last = Entry.objects.latest("pk")
    Entry.objects.filter(pk=last.pk).update(id=last.pk + 10)
    worked_out(convention, TODAY)
    # Its transaction began first and ended last: its number is below.
    Entry.objects.create(
        pk=last.pk + 5,
        convention=convention,
        at=last.at,
        verb=last.verb,
        subject_kind=last.subject_kind,
        subject_id=last.subject_id,
        subject_label=last.subject_label,
    )
    assert worked_out(convention, TODAY) == 2


def test_everything_may_be_forgotten(convention, worked_out):
    worked_out(convention, TODAY)
    forget_all()
    assert worked_out(convention, TODAY) == 2
