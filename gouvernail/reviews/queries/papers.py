"""The file that goes with a review: the one that is written, or the one that was validated."""

from hashlib import file_digest

from django.db.models.fields.files import FieldFile

from gouvernail.reviews.models import Review
from gouvernail.reviews.permissions import OpenedReview
from gouvernail.rules.reviews import FROZEN


def paper_of(opened: OpenedReview) -> tuple[FieldFile, str] | None:
    """Return the file that somebody may read with a review, and its name; None without one.

    Whoever only reads what is validated gets the file that was validated with it, and so does
    everybody once it is validated. One query.
    """
    if opened.review is None:
        return None
    is_frozen = opened.state in FROZEN
    if opened.may_read_words and not is_frozen:
        return _own(opened.review)
    return _frozen(opened.review, is_frozen=is_frozen)


def digest_of_paper(stored: str) -> str:
    """Return the SHA-256 of a kept file, by the name it is stored under; nothing if it is gone."""
    try:
        with Review(file=stored).file.open("rb") as content:
            return file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _frozen(review: Review, *, is_frozen: bool) -> tuple[FieldFile, str] | None:
    row = review.frozen.last_versions().first()
    paper = row.content.get("paper") if row else {}
    if paper is None:  # frozen before files were: the one that is there is that one
        return _own(review) if is_frozen else None
    return (Review(file=paper["stored"]).file, row.content["file"]) if row and paper else None


def _own(review: Review) -> tuple[FieldFile, str] | None:
    return (review.file, review.file_name) if review.file else None
