"""Preparing a campaign: its dates, its words, what is asked and to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By, Change, note
from gouvernail.reviews.campaign_words import USUAL_WORDS, usual_title
from gouvernail.reviews.models import (
    Ask,
    AskTarget,
    Campaign,
    CampaignStage,
    CampaignState,
    ReviewCycle,
)
from gouvernail.reviews.operations.asks import expiry_of, new_ask
from gouvernail.reviews.queries.asks import days_of
from gouvernail.reviews.queries.campaign_choices import Candidate, candidates_of, stage_ranks
from gouvernail.rules.campaign_days import QUIET_DAYS, StageDays, proposed_stages


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as it is typed; `stages` holds the days of each level, by its rank."""

    title: str
    words: str
    sitting: Sitting | None
    quiet_days: int = QUIET_DAYS
    stages: Mapping[int, StageDays] = field(default_factory=dict)


@transaction.atomic
def prepare_campaign(cycle: ReviewCycle, sitting: Sitting, *, by: By) -> Campaign:
    """Prepare a campaign for a sitting: title, dates, words and what is asked are proposed.

    All current actions that are not over are asked about. Nothing leaves before it is opened.

    Errors: Refusal when the sitting is past.
    """
    convention = cycle.convention
    today, on = timezone.localdate(by.at), timezone.localtime(sitting.starts_at).date()
    if on <= today:
        raise Refusal("Cette séance est passée : choisissez une séance à venir.")
    candidates = candidates_of(convention)
    ranks = stage_ranks(candidates)
    stages = proposed_stages(on, today, len(ranks), closed_in(zone_of(convention)))
    campaign = Campaign.objects.create(
        convention=convention,
        cycle=cycle,
        sitting=sitting,
        title=_free_title(convention.pk, usual_title(stages[0].opens_on)),
        words=USUAL_WORDS,
    )
    _write_stages(campaign, dict(zip(ranks, stages, strict=True)))
    _write_asks(campaign, [one for one in candidates if one.is_usual])
    note("campaign.created", campaign, convention_id=convention.pk, by=by)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, draft: CampaignDraft, version: int, *, by: By) -> None:
    """Change the title, the words, the sitting or the days of a campaign; mails that left stay.

    Links follow the new days. Reminders whose day is past never leave.

    Errors: EditConflict; Refusal when the title is taken, or when a level is due before it is
    asked.
    """
    _refuse(campaign, draft)
    campaign.claim(version)
    campaign.title, campaign.words = draft.title.strip(), draft.words.strip()
    campaign.sitting, campaign.quiet_days = draft.sitting, draft.quiet_days
    campaign.save()
    for stage in campaign.stages.filter(rank__in=draft.stages):
        former = days_of(stage).reminders
        _fill(stage, draft.stages[stage.rank])
        _pass_over_past(stage, former, by)
        stage.save()
    campaign.asks.update(expires_on=expiry_of(campaign))
    _note("campaign.changed", campaign, [], by)


@transaction.atomic
def choose_questions(campaign: Campaign, keys: Sequence[str], version: int, *, by: By) -> int:
    """Say what a campaign asks about; who is asked is looked up again. Return to how many people.

    Errors: EditConflict; Refusal once mails have left, or when nothing that can be asked is
    chosen.
    """
    if campaign.state != CampaignState.PREPARING.value:
        raise Refusal("Cette campagne est ouverte : ses demandes sont parties.")
    known = candidates_of(campaign.convention)
    chosen = [one for one in known if one.key in set(keys) and one.person]
    if not chosen:
        raise Refusal("Choisissez au moins une action dont quelqu’un répond.")
    campaign.claim(version)
    _add_missing_stages(campaign, {one.stage for one in chosen})
    number = _write_asks(campaign, chosen)
    told = [Change("Demandes", "", counted(len(chosen), "objet"))]
    _note("campaign.changed", campaign, told, by)
    return number


def _write_asks(campaign: Campaign, chosen: Sequence[Candidate]) -> int:
    """Write one ask per person, with all that they are asked about, in place of those before."""
    campaign.asks.all().delete()
    stages = {stage.rank: stage for stage in campaign.stages.all()}
    asks: dict[int, Ask] = {}
    targets = []
    for position, one in enumerate(chosen):
        if one.person is None:
            continue
        ask = asks.get(one.person.pk)
        if ask is None:
            ask = asks[one.person.pk] = new_ask(campaign, one.person, deputy=one.deputy)
        targets.append(
            AskTarget(
                ask=ask,
                stage=stages[one.stage],
                action=one.action,
                node=one.node,
                position=position,
            )
        )
    Ask.objects.bulk_create(asks.values())
    AskTarget.objects.bulk_create(targets)
    return len(asks)


def _write_stages(campaign: Campaign, stages: Mapping[int, StageDays]) -> None:
    for rank, days in stages.items():
        stage = CampaignStage(campaign=campaign, rank=rank)
        _fill(stage, days)
        stage.save()


def _add_missing_stages(campaign: Campaign, ranks: set[int]) -> None:
    """Add the levels that were chosen and have no days yet: those of the level before them."""
    known = {stage.rank: stage for stage in campaign.stages.order_by("rank")}
    last = max(known.values(), key=lambda stage: stage.rank)
    for rank in sorted(ranks - set(known)):
        CampaignStage.objects.create(
            campaign=campaign, rank=rank, opens_on=last.due_on, due_on=last.due_on
        )


def _fill(stage: CampaignStage, days: StageDays) -> None:
    stage.opens_on, stage.due_on = days.opens_on, days.due_on
    stage.reminders = sorted(day.isoformat() for day in days.reminders)


def _pass_over_past(stage: CampaignStage, former: Sequence[date], by: By) -> None:
    """A reminder that is added once its day has come never leaves: it would leave at once."""
    today = timezone.localdate(by.at)
    added = [day for day in days_of(stage).reminders if day not in former and day <= today]
    if added:
        stage.reminded_on = max(*added, stage.reminded_on or added[0])


def _free_title(convention_id: int, title: str) -> str:
    taken = set(
        Campaign.objects.filter(convention=convention_id, title__startswith=title).values_list(
            "title", flat=True
        )
    )
    names = [title, *(f"{title} ({number})" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _refuse(campaign: Campaign, draft: CampaignDraft) -> None:
    if not draft.title.strip():
        raise Refusal("Donnez un titre à la campagne : les personnes sollicitées le liront.")
    same = Campaign.objects.filter(convention=campaign.convention_id, title=draft.title.strip())
    if same.exclude(pk=campaign.pk).exists():
        raise Refusal("Une autre campagne porte déjà ce titre : choisissez-en un autre.")
    if any(days.due_on < days.opens_on for days in draft.stages.values()):
        raise Refusal("Une demande part après l’échéance : avancez la demande, ou reculez-la.")


def _note(verb: str, campaign: Campaign, changes: list[Change], by: By) -> None:
    note(verb, campaign, convention_id=campaign.convention_id, by=by, changes=changes)
