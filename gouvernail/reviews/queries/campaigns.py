"""What the pages of campaigns read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone

from gouvernail.common.templatetags.french import day as day_words
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.governance.models import Sitting
from gouvernail.mailing.models import Mail
from gouvernail.reviews.campaign_words import DOUBT_SENTENCES, HOLD_LABELS, body_of
from gouvernail.reviews.models import (
    Ask,
    AskMail,
    AskOccasion,
    Campaign,
    CampaignStage,
    CampaignState,
    Handover,
    ReviewCycle,
)
from gouvernail.reviews.queries.asks import (
    AskLine,
    Question,
    ask_lines,
    days_of,
    link_is_open,
    read_words,
)
from gouvernail.reviews.queries.campaign_choices import stage_labels
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.campaign_days import date_doubts
from gouvernail.rules.campaigns import STILL_TO_ANSWER, Hold, Standing
from gouvernail.rules.mail import NOT_GONE, MailState
from gouvernail.rules.sittings import PLANNED

SILENT = "silence"
ANSWERED = "repondu"
KEPT = "retenu"
FILTERS: dict[str, frozenset[Standing]] = {
    SILENT: STILL_TO_ANSWER,
    ANSWERED: frozenset({Standing.ANSWERED}),
    KEPT: frozenset({Standing.KEPT}),
}


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list; how many people it asks."""

    campaign: Campaign
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class StageLine:
    """One level of a campaign: its words, its days, how many questions, what does not fit."""

    stage: CampaignStage
    label: str
    reminders: tuple[date, ...]
    questions: int
    answered: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of those who are asked, as the page of a campaign shows them."""

    line: AskLine
    shown: tuple[Question, ...]
    hold: Hold | None
    is_link_open: bool

    @property
    def hold_words(self) -> str:
        """Why this person is not reminded now; nothing when they may be."""
        return HOLD_LABELS[self.hold] if self.hold else ""


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """A campaign with its progress; counts are of questions, each once however many are asked."""

    campaign: Campaign
    stages: tuple[StageLine, ...]
    people: tuple[PersonLine, ...]
    total: int
    silent: int
    answered: int
    kept: int
    to_remind: int
    to_copy: int
    waiting: int
    failed: int
    handovers: tuple[Handover, ...]

    @property
    def asked(self) -> int:
        """How many people are asked, before the filter."""
        return len(self.people)


@dataclass(frozen=True, slots=True)
class PreviewedMail:
    """A mail that would leave: to whom, for which level, on which day, with which words."""

    line: AskLine
    label: str
    number: int
    leaves_on: date
    body: str


def campaign_lines(convention: Convention) -> list[CampaignLine]:
    """Return the campaigns of a convention, the latest first. One query."""
    rows = Campaign.objects.filter(convention=convention).select_related("cycle", "sitting__body")
    rows = rows.annotate(
        asked=models.Count("asks", distinct=True),
        answered=models.Count("asks", models.Q(asks__answered_at__isnull=False), distinct=True),
    )
    return [CampaignLine(row, row.asked, row.answered) for row in rows.order_by("-pk")]


def campaign_page(campaign: Campaign, now: datetime, shown: str = "") -> CampaignPage:
    """Return a campaign, with those of its people who have questions of a standing. Eight queries.

    `shown` is a key of FILTERS; without it, everybody is shown with all their questions.
    """
    lines = ask_lines(campaign)
    mails = Counter(_mail_states(campaign))
    once = {one.about: one.standing for line in lines for one in line.questions}
    standings = Counter(once.values())
    people = [_person(line, campaign, now, shown) for line in lines]
    return CampaignPage(
        campaign=campaign,
        stages=tuple(_stages(campaign, lines)),
        people=tuple(one for one in people if one.shown or not shown),
        total=len(once),
        silent=sum(standings[one] for one in STILL_TO_ANSWER),
        answered=standings[Standing.ANSWERED],
        kept=standings[Standing.KEPT],
        to_remind=sum(one.hold is None for one in people),
        to_copy=mails[MailState.TO_COPY.value],
        waiting=mails[MailState.WAITING.value] + mails[MailState.TO_RETRY.value],
        failed=mails[MailState.FAILED.value],
        handovers=tuple(_waiting_handovers(campaign)),
    )


def stage_lines(campaign: Campaign) -> list[StageLine]:
    """Return the levels of a campaign with what does not fit in their days. Three queries."""
    return _stages(campaign, [])


def preview_mails(campaign: Campaign, stages: Sequence[StageLine]) -> list[PreviewedMail]:
    """Return the requests as they would leave, level by level. Four queries at most."""
    lines, found = ask_lines(campaign), []
    read_words(one for line in lines for one in line.questions)
    for stage in stages:
        for line in lines:
            questions = [one for one in line.of_stage(stage.stage) if one.is_open]
            if questions:
                body = body_of(campaign, line, questions, AskOccasion.REQUEST)
                leaves_on = stage.stage.opens_on
                found.append(PreviewedMail(line, stage.label, len(questions), leaves_on, body))
    return found


def people_to_remind(campaign: Campaign, now: datetime) -> list[PersonLine]:
    """Return those who said nothing yet, with why they are not reminded now. Three queries."""
    people = (_person(line, campaign, now, SILENT) for line in ask_lines(campaign))
    return [one for one in people if one.line.still]


def cycle_choices(convention: Convention) -> list[ReviewCycle]:
    """Return the cycles that a campaign may be for, the latest first. One query."""
    rows = ReviewCycle.objects.filter(convention=convention).select_related("cotech__body")
    return list(rows.order_by("-ends_on", "-pk"))


def sitting_choices(convention: Convention, today: date) -> list[Sitting]:
    """Return the sittings to come, those of the body that examines first. One query."""
    rows = Sitting.objects.of(convention).filter(
        state__in=[state.value for state in PLANNED], starts_at__date__gt=today
    )
    found = list(rows.select_related("body").order_by("starts_at", "pk"))
    return sorted(found, key=lambda row: row.body.part != BodyPart.EXAMINES.value)


def mails_of(ask: Ask) -> list[AskMail]:
    """Return the mails that somebody was sent, the last first. One query."""
    return list(ask.mails.select_related("mail").order_by("-pk"))


def to_copy(campaign: Campaign) -> list[AskMail]:
    """Return the mails of a campaign that are to be handed over by hand. One query."""
    rows = AskMail.objects.filter(ask__campaign=campaign, mail__state=MailState.TO_COPY.value)
    return list(rows.select_related("mail", "ask").order_by("ask__name", "pk"))


def deputy_choices(ask: Ask) -> list[Person]:
    """Return who may be asked when somebody says nothing: the same structure first. One query."""
    rows = Person.objects.of(ask.campaign.convention_id).exclude(pk=ask.person_id or 0)
    found = list(rows.select_related("organisation").order_by("full_name", "pk"))
    return sorted(found, key=lambda row: row.organisation_id != ask.organisation_id)


def _waiting_handovers(campaign: Campaign) -> Iterable[Handover]:
    rows = Handover.objects.filter(ask__campaign=campaign, outcome="")
    return rows.select_related("ask").order_by("made_at", "pk")


def _mail_states(campaign: Campaign) -> Iterable[str]:
    wanted = [*(state.value for state in NOT_GONE), MailState.FAILED.value]
    rows = Mail.objects.filter(campaign_mail__ask__campaign=campaign, state__in=wanted)
    return rows.values_list("state", flat=True)


def _person(line: AskLine, campaign: Campaign, now: datetime, shown: str) -> PersonLine:
    wanted = FILTERS.get(shown)
    questions = (one for one in line.questions if wanted is None or one.standing in wanted)
    is_open = campaign.state == CampaignState.OPEN.value
    return PersonLine(
        line=line,
        shown=tuple(questions),
        hold=line.hold(campaign.quiet_days, now) if is_open else Hold.NOT_ASKED,
        is_link_open=is_open and link_is_open(line.ask, timezone.localdate(now)),
    )


def _stages(campaign: Campaign, lines: Sequence[AskLine]) -> list[StageLine]:
    stages = list(campaign.stages.order_by("rank"))
    labels = stage_labels(campaign.convention)
    doubts = doubts_of(campaign, stages)
    found = []
    for rank, stage in enumerate(stages):
        once = {one.about: one for line in lines for one in line.of_stage(stage)}
        found.append(
            StageLine(
                stage=stage,
                label=labels.get(stage.rank, "Niveau"),
                reminders=days_of(stage).reminders,
                questions=len(once),
                answered=sum(not one.is_open for one in once.values()),
                doubts=tuple(words for number, words in doubts if number == rank),
            )
        )
    return found


def doubts_of(campaign: Campaign, stages: Sequence[CampaignStage]) -> list[tuple[int, str]]:
    """Return what does not fit in the days of the levels, in words. One query at most.

    What is over is left alone.
    """
    if campaign.state == CampaignState.CLOSED.value:
        return []
    sitting = campaign.sitting
    on = timezone.localtime(sitting.starts_at).date() if sitting else None
    is_closed = closed_in(zone_of(campaign.convention))
    found = date_doubts([days_of(stage) for stage in stages], on, is_closed, campaign.quiet_days)
    return [
        (rank, DOUBT_SENTENCES[doubt].format(day=day_words(on_day)))
        for rank, doubt, on_day in found
        if stages[rank].told_at is None or on_day > timezone.localdate()
    ]
