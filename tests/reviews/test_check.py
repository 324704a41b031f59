"""Validated reviews are checked against their digests, the journal and the tables."""

import contextlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from gouvernail.reviews.models import FrozenReview, Review
from gouvernail.reviews.operations.circuit import correct_review, keep_reviews, validate_reviews
from gouvernail.reviews.operations.papers import PaperChange, keep_paper
from gouvernail.rules.minutes import digest_of_content
from tests.factories import make_action, make_convention, nobody, reload
from tests.reviews.factories import make_cotech, make_cycle, make_review, make_validated

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen():
    """A review validated twice, its second version in force."""
    convention = make_convention()
    cotech, cycle = make_cotech(convention), make_cycle(convention)
    action = make_action(convention, "Ouvrir", number="1.1")
    review = make_validated(cycle, action, cotech, results="12 familles")
    correct_review(review, "Erreur de saisie", by=nobody())
    again = make_review(cycle, action, seen=reload(review).version, results="15 familles")
    keep_reviews([again], by=nobody())
    validate_reviews([again], cotech, by=nobody())
    return FrozenReview.objects.get(number=2)


def alterations():
    out = StringIO()
    with contextlib.suppress(CommandError):
        call_command("verify_reviews", "--json", stdout=out)
    told = json.loads(out.getvalue())
    return told["checked"], [row["alterations"] for row in told["reviews"]]


def test_what_nobody_touched_is_in_order(frozen):
    assert alterations() == (2, [[], []])


def test_a_frozen_text_that_is_rewritten_is_seen(frozen):
    frozen.content["texts"]["results"] = "150 familles"
    frozen.save()
    assert alterations()[1] == [[], ["content", "tables"]]
    with pytest.raises(CommandError, match="altérés"):
        call_command("verify_reviews", stdout=StringIO())


def test_a_seal_made_again_is_not_that_of_the_journal(frozen):
    frozen.content["texts"]["results"] = "150 familles"
    frozen.digest = digest_of_content(frozen.content)
    frozen.save()
    assert alterations()[1][1] == ["digest", "tables"]


def test_a_first_version_that_is_gone_breaks_the_chain(frozen):
    FrozenReview.objects.get(number=1).delete()
    assert alterations() == (1, [["chain"]])


def test_a_row_that_says_something_else_is_seen(frozen):
    Review.objects.update(results="Autre chose")
    assert alterations()[1][1] == ["tables"]


@pytest.fixture
def with_paper(media):
    """A review validated with its file; where that one is kept."""
    convention = make_convention("Une autre CTG", "autre")
    cotech, cycle = make_cotech(convention), make_cycle(convention)
    review = make_review(cycle, make_action(convention, "Ouvrir", number="1.1"), results="12")
    upload = SimpleUploadedFile("bilan.pdf", b"%PDF-1.7 un", "application/pdf")
    keep_paper(review, PaperChange(upload), by=nobody())
    keep_reviews([reload(review)], by=nobody())
    validate_reviews([reload(review)], cotech, by=nobody())
    return Path(reload(review).file.path)


def test_a_file_that_nobody_touched_is_in_order(with_paper):
    assert alterations() == (1, [[]])
    assert with_paper.exists()


@pytest.mark.parametrize("touch", [Path.unlink, lambda path: path.write_bytes(b"%PDF-1.7 autre")])
def test_a_file_that_is_gone_or_another_is_seen(with_paper, touch):
    touch(with_paper)
    assert alterations() == (1, [["file"]])
