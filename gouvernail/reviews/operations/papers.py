"""The one file that goes with a review: joined, replaced, taken off."""

from dataclasses import dataclass
from functools import partial

from django.db import transaction

from gouvernail.conventions.uploads import Upload, checked_paper
from gouvernail.history.operations import By
from gouvernail.reviews.models import Review
from gouvernail.reviews.operations.writing import Place, ReviewDraft, Speaker, write_review
from gouvernail.rules.reviews import ReviewState


@dataclass(frozen=True, slots=True)
class PaperChange:
    """What becomes of the file of a review: replaced by `upload`, taken off, or left as it is."""

    upload: Upload | None = None
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A review as it is sent by a form: where, what it says, who speaks, the file with it."""

    place: Place
    draft: ReviewDraft
    speaker: Speaker
    paper: PaperChange = PaperChange()


@transaction.atomic
def write_with_paper(telling: Telling, *, to: ReviewState, by: By) -> Review:
    """Keep what somebody says with the file that shows it.

    Errors: EditConflict, Refusal as `write_review`; Refusal when the file cannot be accepted.
    """
    review = write_review(telling.place, telling.draft, telling.speaker, to=to, by=by)
    keep_paper(review, telling.paper, by=by)
    return review


@transaction.atomic
def keep_paper(review: Review, change: PaperChange, *, by: By) -> None:
    """Join a file to a review, in place of the one that is there.

    That one is erased, unless it was validated with the review: it stays with what is frozen.

    Errors: Refusal when the file cannot be accepted.
    """
    if not change.upload and not (change.is_removed and review.file):
        return
    former, storage = review.file.name or "", review.file.storage
    review.file_name = ""
    if change.upload:
        review.file_name = (change.upload.name or "pièce")[-200:]
        review.file = checked_paper(change.upload)
    else:
        review.file = ""
    review.changed_at = by.at
    review.save(update_fields=["file", "file_name", "changed_at"])
    if former and not review.frozen.exists():
        transaction.on_commit(partial(storage.delete, former))
