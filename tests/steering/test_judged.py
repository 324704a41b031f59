"""What the home page judges is judged again whenever the journal tells something more."""

import pytest
from django.utils import timezone

from gouvernail.history.models import Entry
from gouvernail.history.queries import journal_extent
from tests.factories import make_convention

pytestmark = pytest.mark.django_db


def entry(convention, pk):
    """Write a line of the journal under a number of one's own."""
    return Entry.objects.create(
        pk=pk,
        convention=convention,
        at=timezone.now(),
        verb="convention.changed",
        subject_kind="conventions.convention",
        subject_id=convention.pk,
        subject_label=convention.name,
    )


def test_a_line_that_appears_below_the_last_one_is_seen():
    convention = make_convention("CTG d’essai", "essai")
    entry(convention, 90_000)
    before = journal_extent(convention.pk)
    entry(convention, 80_000)  # its transaction took its number earlier, and ended later
    assert journal_extent(convention.pk) != before
