"""Those who are asked in a campaign, and what became of each of their questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.reviews.models import Ask, AskTarget, Campaign, CampaignStage, Review
from gouvernail.rules.campaign_days import StageDays
from gouvernail.rules.campaigns import (
    STILL_TO_ANSWER,
    AskFacts,
    Hold,
    Standing,
    standing_of,
    why_not_remind,
)
from gouvernail.rules.names import fold_name
from gouvernail.rules.reviews import OPEN_TO_LEADS, ReviewState

# An action, or else a node.
About = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Question:
    """An action or a node that somebody is asked about, and what was said of it if anything was."""

    target: AskTarget
    review: Review | None

    @property
    def pk(self) -> int:
        """The number of the question."""
        return self.target.pk

    @property
    def about(self) -> About:
        """What it is about: two people may be asked the same."""
        return self.target.action_id, self.target.node_id

    @property
    def subject(self) -> Action | PlanNode:
        """The action or the node."""
        subject = self.target.action or self.target.node
        if subject is None:
            raise ValueError("a question is about an action or a node")
        return subject

    @property
    def title(self) -> str:
        """The number and the title of the action, or the title of the node."""
        return str(self.subject)

    @property
    def state(self) -> ReviewState:
        """The state of the review."""
        return ReviewState(self.review.state) if self.review else ReviewState.TODO

    @property
    def standing(self) -> Standing:
        """What became of the question."""
        return standing_of(self.state)

    @property
    def is_open(self) -> bool:
        """Is an answer still wanted?"""
        return self.standing in STILL_TO_ANSWER

    @property
    def may_be_written(self) -> bool:
        """May whoever speaks still write, or correct?"""
        return self.state in OPEN_TO_LEADS

    @property
    def sent_back_words(self) -> str:
        """What was missing, when the team sent the review back. One query, or `read_words`."""
        if self.review is None or self.state is not ReviewState.SENT_BACK:
            return ""
        steps = [step for step in self.review.steps.all() if step.state == self.review.state]
        return max(steps, key=lambda step: step.pk).words if steps else ""

    @property
    def version(self) -> int:
        """The version that a writer sees; 0 when nothing was written yet."""
        return self.review.version if self.review else 0


@dataclass(frozen=True, slots=True)
class AskLine:
    """Somebody who is asked, with their questions in the order of the plan."""

    ask: Ask
    questions: tuple[Question, ...]

    @property
    def still(self) -> tuple[Question, ...]:
        """The questions that still want an answer, of the levels that were asked."""
        return tuple(one for one in self.questions if one.is_open and one.target.stage.told_at)

    def of_stage(self, stage: CampaignStage) -> tuple[Question, ...]:
        """Return the questions of one level."""
        return tuple(one for one in self.questions if one.target.stage_id == stage.pk)

    def hold(self, quiet_days: int, now: datetime) -> Hold | None:
        """Tell why this person is not reminded now."""
        facts = AskFacts(
            still_to_answer=bool(self.still),
            asked_at=self.ask.asked_at,
            last_written_at=self.ask.last_written_at,
            link_is_open=link_is_open(self.ask, timezone.localdate(now)),
        )
        return why_not_remind(facts, quiet_days, now)


def ask_lines(campaign: Campaign) -> list[AskLine]:
    """Return those who are asked in a campaign, by name. Three queries."""
    rows = with_questions(campaign.asks.all())
    reviews = reviews_of(campaign)
    by_name = sorted(rows.order_by("pk"), key=lambda row: fold_name(row.name))
    return [_line(row, reviews) for row in by_name]


def ask_line(ask: Ask) -> AskLine:
    """Return the questions of one person. Two queries."""
    targets = list(_targets().filter(ask=ask))
    reviews = reviews_of(ask.campaign)
    questions = (Question(row, reviews.get((row.action_id, row.node_id))) for row in targets)
    return AskLine(ask, tuple(questions))


def with_questions(rows: "models.QuerySet[Ask]") -> "models.QuerySet[Ask]":
    """Fetch with asks all that their lines show."""
    named = rows.select_related("person", "organisation", "deputy", "stands_in_for")
    return named.prefetch_related(Prefetch("targets", _targets()))


def reviews_of(campaign: Campaign) -> Mapping[About, Review]:
    """Return what was said in the cycle of a campaign, by what it is about. One query."""
    rows = Review.objects.filter(cycle=campaign.cycle_id).select_related("status")
    return {(row.action_id, row.node_id): row for row in rows.order_by("pk")}


def read_words(questions: Iterable[Question]) -> None:
    """Read at once the words with which reviews were sent back. One query, none without any."""
    reviews = [one.review for one in questions if one.review and one.standing is Standing.SENT_BACK]
    prefetch_related_objects(reviews, "steps")


def link_is_open(ask: Ask, today: date) -> bool:
    """Tell whether the personal link of somebody answers, as far as they are concerned."""
    return ask.person_id is not None and ask.revoked_at is None and today <= ask.expires_on


def days_of(stage: CampaignStage) -> StageDays:
    """Return the days of a stage as rules take them. No query."""
    reminders = tuple(date.fromisoformat(day) for day in stage.reminders)
    return StageDays(stage.opens_on, stage.due_on, reminders)


def _targets() -> "models.QuerySet[AskTarget]":
    rows = AskTarget.objects.select_related("action__status", "node", "stage")
    return rows.order_by("stage__rank", "position", "pk")


def _line(row: Ask, reviews: Mapping[About, Review]) -> AskLine:
    questions = (
        Question(target, reviews.get((target.action_id, target.node_id)))
        for target in row.targets.all()
    )
    return AskLine(row, tuple(questions))
