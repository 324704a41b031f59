"""What a campaign does by itself: levels asked on their day, reminders, deputies, precisions."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.history.operations import By
from gouvernail.reviews.models import (
    AskMail,
    AskOccasion,
    AskTarget,
    Campaign,
    CampaignStage,
    CampaignState,
    Review,
)
from gouvernail.reviews.operations.campaign_circuit import (
    ask_deputies,
    is_held_open,
    tell_stage,
)
from gouvernail.reviews.operations.campaign_mails import Letter, write_letters
from gouvernail.reviews.queries.asks import AskLine, ask_lines, days_of, link_is_open
from gouvernail.rules.campaign_days import working_day_from
from gouvernail.rules.campaigns import Standing, wants_deputy
from gouvernail.rules.convening import reminder_at
from gouvernail.rules.mail import MailState
from gouvernail.rules.reviews import ReviewState

# The team sends several reviews back in a row: one mail tells of all of them.
SENT_BACK_REST = timedelta(minutes=15)


def advance_one(by: By) -> bool:
    """Do one thing whose moment has come in some campaign; tell whether there was one."""
    rows = CampaignStage.objects.filter(campaign__state=CampaignState.OPEN.value)
    stages = list(rows.select_related("campaign__convention", "campaign__cycle").order_by("pk"))
    for stage in stages:
        if _advance(stage, by):
            return True
    return any(_tell_sent_back(campaign, by) for campaign in _with_untold(by.at))


def _advance(stage: CampaignStage, by: By) -> bool:
    """Do what is due for one level, one thing at a time: asked, reminded, deputies."""
    if stage.told_at is None:
        if _morning_of(stage.opens_on) > by.at:
            return False
        tell_stage(stage.campaign, stage, by=by)
    elif day := _reminder_due(stage, by.at):
        _remind_stage(stage, day, by)
    elif _is_time_for_deputies(stage, by.at):
        _ask_deputies_of(stage, by)
    else:
        return False
    return True


def _is_time_for_deputies(stage: CampaignStage, now: datetime) -> bool:
    today = timezone.localdate(now)
    is_late = wants_deputy(stage.due_on, today, still_to_answer=True)
    if stage.deputies_at is not None or not is_late or _morning_of(today) > now:
        return False
    is_closed = closed_in(zone_of(stage.campaign.convention))
    return working_day_from(today, is_closed) == today


def _reminder_due(stage: CampaignStage, now: datetime) -> date | None:
    """Return the last reminder whose morning has come and that has not left yet."""
    told_on = timezone.localdate(stage.told_at) if stage.told_at else stage.opens_on
    after = max(told_on, stage.reminded_on or told_on)
    due = [day for day in days_of(stage).reminders if day > after and _morning_of(day) <= now]
    return max(due, default=None)


@transaction.atomic
def _remind_stage(stage: CampaignStage, day: date, by: By) -> None:
    if not is_held_open(stage.campaign):
        return
    held = CampaignStage.objects.filter(pk=stage.pk, reminded_on=stage.reminded_on)
    if not held.update(reminded_on=day):  # another worker took it
        return
    campaign = stage.campaign
    free = [
        Letter(line, line.still)
        for line in ask_lines(campaign)
        if any(one.is_open for one in line.of_stage(stage))
        and line.hold(campaign.quiet_days, by.at) is None
    ]
    write_letters(campaign, AskOccasion.REMINDER, free, by=by)


@transaction.atomic
def _ask_deputies_of(stage: CampaignStage, by: By) -> None:
    if not is_held_open(stage.campaign):
        return
    held = CampaignStage.objects.filter(pk=stage.pk, deputies_at=None)
    if held.update(deputies_at=by.at):
        lines = ask_lines(stage.campaign)
        silent = [line.ask for line in lines if any(one.is_open for one in line.of_stage(stage))]
        ask_deputies(stage.campaign, silent, stage, by=by)


@transaction.atomic
def _tell_sent_back(campaign: Campaign, by: By) -> bool:
    """Write to whoever spoke for reviews that the team sent back, once for all of them."""
    if not is_held_open(campaign):
        return False
    letters = list(_untold(campaign, by.at))
    write_letters(campaign, AskOccasion.SENT_BACK, letters, by=by)
    return bool(letters)


def _with_untold(now: datetime) -> "models.QuerySet[Campaign]":
    """Return the open campaigns where somebody may be to be told of what was sent back.

    One query: most passes of the worker find none. A mail that was taken back tells nobody, which
    `_untold` weighs further.
    """
    told = AskMail.objects.filter(
        ask=OuterRef(OuterRef("ask")),
        occasion=AskOccasion.SENT_BACK.value,
        mail__created_at__gte=OuterRef("changed_at"),
    ).exclude(mail__state=MailState.WITHDRAWN.value)
    sent_back = Review.objects.filter(
        models.Q(action=OuterRef("action")) | models.Q(node=OuterRef("node")),
        ~Exists(told),
        cycle=OuterRef("ask__campaign__cycle"),
        state=ReviewState.SENT_BACK.value,
        changed_at__lte=now - SENT_BACK_REST,
    )
    asked = AskTarget.objects.filter(
        Exists(sent_back),
        ask__campaign=OuterRef("pk"),
        ask__person__isnull=False,
        ask__revoked_at=None,
        ask__expires_on__gte=timezone.localdate(now),
        stage__told_at__isnull=False,
    )
    rows = Campaign.objects.filter(Exists(asked), state=CampaignState.OPEN.value)
    return rows.select_related("convention", "cycle").order_by("pk")


def _untold(campaign: Campaign, now: datetime) -> Iterator[Letter]:
    """Return who is to be told of what was sent back, once the team has rested a while."""
    occasions = AskMail.objects.filter(
        ask__campaign=campaign, occasion=AskOccasion.SENT_BACK.value
    ).order_by("pk")
    rows = occasions.values_list("ask_id", "mail__created_at", "mail__state")
    told = {ask_id: at for ask_id, at, state in rows if not _is_to_write_again(state, at, now)}
    for line in ask_lines(campaign):
        moments = _sent_back_at(line)
        if not moments or not link_is_open(line.ask, timezone.localdate(now)):
            continue
        last = told.get(line.ask.pk)
        is_new = last is None or max(moments) > last
        if is_new and now - max(moments) >= SENT_BACK_REST:
            questions = [one for one in line.still if one.standing is Standing.SENT_BACK]
            yield Letter(line, tuple(questions))


def _sent_back_at(line: AskLine) -> list[datetime]:
    return [
        one.review.changed_at
        for one in line.still
        if one.review and one.standing is Standing.SENT_BACK
    ]


def _is_to_write_again(state: str, at: datetime, now: datetime) -> bool:
    """Was a mail taken back, and is it time to write it anew? Never on the day it was taken back.

    What the team takes back must not leave again a minute later.
    """
    next_day = timezone.localdate(at) + timedelta(days=1)
    return state == MailState.WITHDRAWN.value and _morning_of(next_day) <= now


def _morning_of(day: date) -> datetime:
    return reminder_at(day, 0, timezone.get_current_timezone())
