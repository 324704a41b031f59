"""Whether validated reviews are still what was validated."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gouvernail.conventions.models import Convention
from gouvernail.history.models import Entry
from gouvernail.reviews.models import FrozenReview, Review
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.reviews.queries.papers import digest_of_paper
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.reviews import FROZEN


class ReviewAlteration(StrEnum):
    """How a validated review was altered."""

    CONTENT = "content"  # the frozen content no longer has its digest
    DIGEST = "digest"  # the digest is not the one that the journal told
    CHAIN = "chain"  # a version does not follow the one that it corrects
    TABLES = "tables"  # the row says something else than its last version
    FILE = "file"  # the file that was validated with it is gone, or is another


@dataclass(frozen=True, slots=True)
class CheckedReview:
    """A frozen version of a review, and how it was altered."""

    frozen: FrozenReview
    alterations: tuple[ReviewAlteration, ...]


def checked_reviews(convention: Convention | None) -> Iterator[CheckedReview]:
    """Check every frozen version, of one convention or of all, and its file. Two queries."""
    rows = FrozenReview.objects.select_related(
        "review__convention", "review__cycle", "review__action", "review__node", "sitting__body"
    )
    if convention:
        rows = rows.of(convention)
    told = _told_digests()
    former: FrozenReview | None = None
    for row in rows.order_by("review_id", "number"):
        before = former if former and former.review_id == row.review_id else None
        yield CheckedReview(row, tuple(_alterations(row, before, told.get(row.review_id, set()))))
        former = row


def _alterations(
    row: FrozenReview, before: FrozenReview | None, told: set[str]
) -> Iterator[ReviewAlteration]:
    if digest_of_content(row.content) != row.digest:
        yield ReviewAlteration.CONTENT
    if row.digest not in told:
        yield ReviewAlteration.DIGEST
    if row.content.get("corrects", "") != (before.digest if before else ""):
        yield ReviewAlteration.CHAIN
    if row.is_latest and row.review.state in FROZEN and not _says_the_same(row):
        yield ReviewAlteration.TABLES
    paper = row.content.get("paper")
    if paper and digest_of_paper(paper["stored"]) != paper["sha256"]:
        yield ReviewAlteration.FILE


def _says_the_same(row: FrozenReview) -> bool:
    texts = {name: getattr(row.review, name) for name in TEXTS}
    kept = row.content.get("texts"), row.content.get("progress")
    return kept == (texts, row.review.progress)


def _told_digests() -> dict[int, set[str]]:
    """Return the digests that the journal told of each review. One query."""
    entries = Entry.objects.filter(
        verb="review.validated", subject_kind=Review._meta.label_lower
    ).values_list("subject_id", "changes")
    found: dict[int, set[str]] = {}
    for pk, changes in entries:
        found.setdefault(pk, set()).update(change["after"] for change in changes)
    return found
