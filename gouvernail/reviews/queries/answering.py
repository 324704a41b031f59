"""What somebody sees by their personal link: what they are asked, and nothing of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from gouvernail.action_plan.models import PlanNode
from gouvernail.conventions.models import Convention, Status
from gouvernail.governance.models import Decision, Invitee
from gouvernail.reviews.models import Ask, AskTarget, Review
from gouvernail.reviews.queries.asks import AskLine, Question, ask_line
from gouvernail.rules.decisions import TO_CARRY_OUT
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.sittings import SittingState

# What the referent of a node reads of the reviews below it: those that were sent at least.
_SENT = (
    ReviewState.SUBMITTED,
    ReviewState.KEPT,
    ReviewState.VALIDATED,
    ReviewState.PRESENTED,
)


@dataclass(frozen=True, slots=True)
class AnsweringHome:
    """All that somebody is asked by their link, what is to do first."""

    ask: Ask
    questions: tuple[Question, ...]
    later: tuple[Question, ...]
    invitations: tuple[Invitee, ...]
    decisions: tuple[Decision, ...]
    is_handed_over: bool

    @property
    def to_do(self) -> tuple[Question, ...]:
        """The questions that still want an answer."""
        return tuple(one for one in self.questions if one.is_open)

    @property
    def next_one(self) -> Question | None:
        """The question to answer next."""
        return self.to_do[0] if self.to_do else None


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question with what was said before, and the word of the team if it was sent back."""

    question: Question
    sent_back: str
    previous: Review | None
    summed_up: tuple[Review, ...]
    left: int

    @property
    def is_summary(self) -> bool:
        """Is it a node, that sums up what is below?"""
        return self.question.target.node_id is not None


def answering_home(ask: Ask, today: date) -> AnsweringHome:
    """Return all that a personal link shows on a day. Five queries."""
    line = ask_line(ask)
    asked = [one for one in line.questions if one.target.stage.told_at]
    return AnsweringHome(
        ask=ask,
        questions=tuple(asked),
        later=tuple(one for one in line.questions if not one.target.stage.told_at),
        invitations=tuple(_invitations(ask, today)),
        decisions=tuple(_decisions(ask)),
        is_handed_over=ask.handovers.filter(outcome="").exists(),
    )


def next_question(line: AskLine, after: AskTarget) -> Question | None:
    """Return the question to answer after one: the next in order, else the first left. No query."""
    still = [one for one in line.still if one.pk != after.pk]
    places = [one.pk for one in line.questions]
    later = [one for one in still if places.index(one.pk) > places.index(after.pk)]
    return next(iter(later or still), None)


def question_page(target: AskTarget) -> QuestionPage:
    """Return what the page of one question shows. Five queries at most."""
    line = ask_line(target.ask)
    question = next(one for one in line.questions if one.pk == target.pk)
    question = Question(target, question.review)
    left = sum(one.pk != target.pk for one in line.still)
    return QuestionPage(
        question=question,
        sent_back=question.sent_back_words,
        previous=_previous(target),
        summed_up=tuple(_summed_up(target)) if target.node else (),
        left=left,
    )


def status_choices(convention: Convention) -> Sequence[Status]:
    """Return the states of the territory, in its order. One query."""
    return list(Status.objects.filter(convention=convention).order_by("position", "pk"))


def _previous(target: AskTarget) -> Review | None:
    """Return what was said of the same thing in the cycle before, once the team had kept it."""
    cycle = target.ask.campaign.cycle
    kept = (ReviewState.KEPT.value, ReviewState.VALIDATED.value, ReviewState.PRESENTED.value)
    rows = Review.objects.filter(
        action=target.action_id,
        node=target.node_id,
        state__in=kept,
        cycle__ends_on__lt=cycle.ends_on,
    )
    return rows.select_related("cycle", "status").order_by("-cycle__ends_on", "-pk").first()


def _summed_up(target: AskTarget) -> list[Review]:
    """Return the reviews of the actions below a node, in the order of the plan."""
    node: PlanNode | None = target.node
    below = (
        Q(action__node=node) | Q(action__node__parent=node) | Q(action__node__parent__parent=node)
    )
    rows = Review.objects.filter(
        below, cycle=target.ask.campaign.cycle_id, state__in=[state.value for state in _SENT]
    )
    rows = rows.select_related("action", "status").prefetch_related("figures")
    return list(rows.order_by("action__position", "action_id"))


def _invitations(ask: Ask, today: date) -> list[Invitee]:
    rows = Invitee.objects.filter(
        person=ask.person_id,
        revoked_at=None,
        sitting__convention=ask.campaign.convention_id,
        sitting__state=SittingState.CONVENED.value,
    )
    rows = rows.select_related("sitting__body").order_by("sitting__starts_at", "pk")
    return [row for row in rows if timezone.localtime(row.sitting.starts_at).date() >= today]


def _decisions(ask: Ask) -> list[Decision]:
    rows = Decision.objects.of(ask.campaign.convention).filter(
        owner=ask.person_id, state__in=[state.value for state in TO_CARRY_OUT]
    )
    return list(rows.select_related("body").order_by("due_on", "number"))
