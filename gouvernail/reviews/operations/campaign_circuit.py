"""A campaign that goes on: opened, its levels asked in turn, the silent reminded, closed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.governance.closed_days import closed_in, zone_of
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import withdraw
from gouvernail.reviews.models import (
    Ask,
    AskMail,
    AskOccasion,
    Campaign,
    CampaignStage,
    CampaignState,
)
from gouvernail.reviews.operations.asks import expiry_of, keep_ask
from gouvernail.reviews.operations.campaign_mails import Letter, write_letters
from gouvernail.reviews.queries.asks import About, AskLine, Question, ask_line, ask_lines
from gouvernail.rules.campaign_days import working_day_from
from gouvernail.rules.mail import MailState


@transaction.atomic
def open_campaign(campaign: Campaign, version: int, *, by: By) -> int:
    """Open a campaign: the levels whose day has come are asked at once; return to how many.

    The others are asked on their day, in the morning.

    Errors: EditConflict; Refusal when nobody is asked or when it is open already.
    """
    if campaign.state != CampaignState.PREPARING.value:
        raise Refusal("Cette campagne est déjà ouverte.")
    if not campaign.asks.exists():
        raise Refusal("Choisissez d’abord les actions : personne n’est encore sollicité.")
    campaign.claim(version)
    campaign.state, campaign.opened_at = CampaignState.OPEN.value, by.at
    campaign.save()
    _note("campaign.opened", campaign, [], by)
    today = timezone.localdate(by.at)
    stages = campaign.stages.filter(opens_on__lte=today, told_at=None).order_by("rank")
    return sum(tell_stage(campaign, stage, by=by) for stage in stages)


@transaction.atomic
def tell_stage(campaign: Campaign, stage: CampaignStage, *, by: By) -> int:
    """Ask those of one level; return to how many it was written.

    Nobody is asked when somebody did meanwhile, or when the campaign is over.
    """
    if not is_held_open(campaign):
        return 0
    free = CampaignStage.objects.filter(pk=stage.pk, told_at=None)
    if not free.update(told_at=by.at):
        return 0
    stage.told_at = by.at
    lines = [line for line in ask_lines(campaign) if not line.ask.revoked_at]
    asked = [(line, _open_of(line, stage)) for line in lines]
    letters = [Letter(line, questions) for line, questions in asked if questions]
    return write_letters(campaign, AskOccasion.REQUEST, letters, by=by)


@transaction.atomic
def remind(campaign: Campaign, ask_ids: Collection[int], words: str = "", *, by: By) -> int:
    """Remind those who were chosen and may be: one mail each, with what is still awaited.

    Errors: Refusal when nobody of those chosen may be reminded now.
    """
    _refuse_not_open(campaign)
    lines = [line for line in ask_lines(campaign) if line.ask.pk in set(ask_ids)]
    free = [line for line in lines if line.hold(campaign.quiet_days, by.at) is None]
    if not free:
        raise Refusal(
            "Il n’y a personne à relancer parmi ceux que vous avez choisis : ils ont répondu, ou "
            "viennent de recevoir un courriel."
        )
    letters = [Letter(line, line.still) for line in free]
    return write_letters(campaign, AskOccasion.REMINDER, letters, words, by=by)


@transaction.atomic
def write_again(ask: Ask, *, by: By) -> None:
    """Write the request to one person again, for instance with a new link.

    Errors: Refusal when nothing is awaited from them, or when their link is closed.
    """
    campaign = ask.campaign
    _refuse_not_open(campaign)
    line = ask_line(ask)
    if ask.revoked_at or ask.person_id is None:
        raise Refusal("Le lien de cette personne est éteint : donnez-lui d’abord un nouveau lien.")
    if not line.still:
        raise Refusal("Cette personne a répondu à tout ce qui lui est demandé.")
    write_letters(campaign, AskOccasion.REQUEST, [Letter(line, line.still)], by=by)


@transaction.atomic
def ask_deputies(
    campaign: Campaign, asks: Sequence[Ask], stage: CampaignStage | None = None, *, by: By
) -> int:
    """Ask the deputies of those who said nothing; return how many were written to.

    Of one level when it is given, else of all that were asked. Whoever was never asked is not
    silent, and no deputy is asked the same twice. Whoever stands in for several people gets one
    mail for all of them.

    Errors: Refusal when the campaign is not open.
    """
    _refuse_not_open(campaign)
    wanted = {ask.pk for ask in asks}
    lines = ask_lines(campaign)
    known = _asked_so_far(lines)
    found: defaultdict[int, list[Question]] = defaultdict(list)
    for line in lines:
        deputy = line.ask.deputy
        if line.ask.pk not in wanted or deputy is None or line.ask.asked_at is None:
            continue
        late = [
            one
            for one in line.still
            if one.about not in known[deputy.pk] and stage in {None, one.target.stage}
        ]
        if not late:
            continue
        ask = keep_ask(campaign, deputy, tuple(late))
        if ask.stands_in_for_id is None and ask.asked_at is None:
            ask.stands_in_for = line.ask
            ask.save(update_fields=["stands_in_for"])
        found[ask.pk] += late
        known[deputy.pk] |= {one.about for one in late}
    by_ask = {line.ask.pk: line for line in ask_lines(campaign)}
    letters = [Letter(by_ask[pk], tuple(late)) for pk, late in found.items()]
    return write_letters(campaign, AskOccasion.DEPUTY, letters, by=by)


@transaction.atomic
def take_back(campaign: Campaign, *, by: By) -> int:
    """Take back the mails of a campaign that have not left yet; return how many.

    Once every request was taken back, the campaign is to be opened again. A level whose requests
    were all taken back while others were asked waits for the next working day.
    """
    mails = list(Mail.objects.not_gone().filter(campaign_mail__ask__campaign=campaign))
    number = withdraw(mails, by=by)
    if not number:
        return 0
    _forget_what_nobody_read(campaign, by)
    told = [Change("Courriels retirés avant l’envoi", "", counted(number, "courriel"))]
    _note("campaign.taken_back", campaign, told, by)
    return number


@transaction.atomic
def close_campaign(campaign: Campaign, version: int, *, by: By) -> None:
    """Close a campaign: its links open nothing more, its mails that wait do not leave.

    Errors: EditConflict; Refusal when it is not open.
    """
    _refuse_not_open(campaign)
    campaign.claim(version)
    campaign.state, campaign.closed_at = CampaignState.CLOSED.value, by.at
    campaign.save()
    waiting = Mail.objects.not_gone().filter(campaign_mail__ask__campaign=campaign)
    withdraw(list(waiting), by=by)
    _note("campaign.closed", campaign, [], by)


def is_held_open(campaign: Campaign) -> bool:
    """Hold a campaign until the end of the transaction, and tell whether it is open still."""
    row = Campaign.objects.select_for_update().get(pk=campaign.pk)
    campaign.state, campaign.quiet_days = row.state, row.quiet_days
    return campaign.state == CampaignState.OPEN.value


def _forget_what_nobody_read(campaign: Campaign, by: By) -> None:
    """Whoever had all their mails taken back was never asked; nor was a level of such people."""
    gone = [state.value for state in MailState if state is not MailState.WITHDRAWN]
    is_kept = models.Q(mails__mail__state__in=gone)
    last = models.Max("mails__mail__created_at", filter=is_kept)
    written = dict(campaign.asks.annotate(last=last).values_list("pk", "last"))
    asks = list(campaign.asks.all())
    for ask in asks:
        ask.last_written_at = written[ask.pk]
        ask.asked_at = ask.asked_at if written[ask.pk] else None
    Ask.objects.bulk_update(asks, ["last_written_at", "asked_at"])
    if any(written.values()):
        for stage in campaign.stages.all():
            if stage.told_at and _was_taken_back(stage, stage.told_at):
                _put_off(campaign, stage, by)
        return
    campaign.stages.update(told_at=None)
    campaign.claim(campaign.version)
    campaign.state, campaign.opened_at = CampaignState.PREPARING.value, None
    campaign.save()


def _was_taken_back(stage: CampaignStage, told_at: datetime) -> bool:
    """Tell whether a level was asked, and all its requests taken back.

    The requests of a level are written at the moment at which it is told.
    """
    rows = AskMail.objects.filter(
        ask__targets__stage=stage,
        occasion=AskOccasion.REQUEST.value,
        mail__created_at=told_at,
    )
    return set(rows.values_list("mail__state", flat=True)) == {MailState.WITHDRAWN.value}


def _put_off(campaign: Campaign, stage: CampaignStage, by: By) -> None:
    """Ask a level on the next working day: at once, what was taken back would leave again."""
    tomorrow = timezone.localdate(by.at) + timedelta(days=1)
    day = working_day_from(tomorrow, closed_in(zone_of(campaign.convention)))
    stage.told_at = None
    stage.opens_on, stage.due_on = max(stage.opens_on, day), max(stage.due_on, day)
    stage.save(update_fields=["told_at", "opens_on", "due_on"])
    ends_on = expiry_of(campaign)
    campaign.asks.filter(expires_on__lt=ends_on).update(expires_on=ends_on)


def _asked_so_far(lines: Sequence[AskLine]) -> defaultdict[int, set[About]]:
    """Return what each person was asked about already, by their number. No query."""
    found: defaultdict[int, set[About]] = defaultdict(set)
    for line in lines:
        if line.ask.person_id and line.ask.asked_at:
            told = {one.about for one in line.questions if one.target.stage.told_at}
            found[line.ask.person_id] |= told
    return found


def _open_of(line: AskLine, stage: CampaignStage) -> tuple[Question, ...]:
    """Return the questions of a level that are still open, its own day of asking at hand."""
    found = [one for one in line.of_stage(stage) if one.is_open]
    return tuple(found)


def _refuse_not_open(campaign: Campaign) -> None:
    if not is_held_open(campaign):
        raise Refusal("Cette campagne n’est pas ouverte : il n’y a personne à qui écrire.")


def _note(verb: str, campaign: Campaign, changes: list[Change], by: By) -> None:
    note(verb, campaign, convention_id=campaign.convention_id, by=by, changes=changes)
