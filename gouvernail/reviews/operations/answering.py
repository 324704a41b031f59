"""Answers to a campaign: by personal link, or on the phone, noted by the team and said to be so."""

from dataclasses import dataclass, replace

from django.db import transaction

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.errors import Refusal
from gouvernail.conventions.uploads import Upload
from gouvernail.history.operations import By, note
from gouvernail.reviews.models import Ask, AskTarget, Review, Voice
from gouvernail.reviews.models.reviews import TEXTS
from gouvernail.reviews.operations.papers import PaperChange, keep_paper
from gouvernail.reviews.operations.writing import (
    Figure,
    Place,
    ReviewDraft,
    Speaker,
    say_nothing_new,
    write_review,
)
from gouvernail.rules.reviews import OPEN_TO_LEADS, ReviewState

BY_LINK = "Par lien personnel"
BY_PHONE = "Au téléphone, noté par l’équipe"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says of an action or a node, as it is sent; `seen` as `Place` takes it.

    `figure` is the value of one indicator; those of the others stay. `upload` is the one file.
    """

    seen: int
    draft: ReviewDraft
    figure: Figure | None = None
    upload: Upload | None = None


@transaction.atomic
def answer_question(target: AskTarget, answer: Answer, *, by: By) -> Review:
    """Keep what somebody says, to be read by the team. Without an actor, it came by their link.

    The journal tells that an answer came, not which.

    Errors: EditConflict when somebody else wrote meanwhile; Refusal once the team has kept it, when
    nothing is said, or when the file cannot be accepted. Nothing is written then.
    """
    review = _open_review(target)
    draft = _with_what_was_said(review, answer.draft)
    if answer.figure is not None:
        draft = replace(draft, figures=_with_figure(review, answer.figure))
    place = Place(target.ask.campaign.cycle, _subject(target), answer.seen)
    written = write_review(
        place, draft, _speaker(target.ask, by), to=ReviewState.SUBMITTED, by=_signed(by)
    )
    keep_paper(written, PaperChange(answer.upload), by=by)
    _told(target.ask, by)
    return written


@transaction.atomic
def answer_nothing_new(target: AskTarget, seen: int, *, by: By) -> Review:
    """Say in one gesture that nothing is new; it is corrected like any other answer.

    Errors: EditConflict, Refusal as `answer_question`; Refusal when words are there already, which
    one gesture would erase.
    """
    review = _open_review(target)
    if review and any(getattr(review, name) for name in TEXTS):
        raise Refusal("Un texte est déjà écrit pour cette action : corrigez-le plutôt.")
    place = Place(target.ask.campaign.cycle, _subject(target), seen)
    review = say_nothing_new(place, _speaker(target.ask, by), by=_signed(by))
    _told(target.ask, by)
    return review


def _open_review(target: AskTarget) -> Review | None:
    rows = Review.objects.filter(
        cycle=target.ask.campaign.cycle_id, action=target.action_id, node=target.node_id
    )
    review = rows.prefetch_related("figures").first()
    if review and ReviewState(review.state) not in OPEN_TO_LEADS:
        raise Refusal(
            "L’équipe a retenu cette réponse : elle ne change plus par ce lien. Pour la corriger, "
            "écrivez ou téléphonez à l’équipe de la convention."
        )
    return review


def _with_what_was_said(review: Review | None, draft: ReviewDraft) -> ReviewDraft:
    """Return what is said, with the state and the progress given before: no field asks for them.

    Whoever had said that nothing is new gave none: those kept are the sheet's.
    """
    if review is None or review.nothing_new:
        return draft
    progress = review.progress if draft.progress is None else draft.progress
    return replace(draft, status=draft.status or review.status, progress=progress)


def _with_figure(review: Review | None, figure: Figure) -> tuple[Figure, ...]:
    """Return the figures that were given, with one of them said anew."""
    rows = sorted(review.figures.all(), key=lambda row: row.position) if review else []
    kept = [Figure(row.indicator, row.value, row.comment) for row in rows]
    others = [row for row in kept if row.indicator != figure.indicator]
    return (*others, figure)


def _subject(target: AskTarget) -> Action | PlanNode:
    subject = target.action or target.node
    if subject is None:
        raise ValueError("a question is about an action or a node")
    return subject


def _speaker(ask: Ask, by: By) -> Speaker:
    words = ", ".join(str(part) for part in (ask.name, ask.organisation) if part)
    return Speaker(words, ask.person, Voice.PHONE if by.actor else Voice.LINK)


def _signed(by: By) -> By:
    return replace(by, reason=BY_PHONE if by.actor else BY_LINK)


def _told(ask: Ask, by: By) -> None:
    ask.answered_at = by.at
    ask.save(update_fields=["answered_at"])
    campaign = ask.campaign
    note("ask.answered", campaign, convention_id=campaign.convention_id, by=_signed(by))
