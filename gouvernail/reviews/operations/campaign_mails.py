"""The mails of a campaign: one to each person, however many questions they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from gouvernail.common.templatetags.french import counted
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.addresses import usable_address
from gouvernail.mailing.operations import Link, MailDraft, post
from gouvernail.reviews.campaign_words import body_of, subject_of
from gouvernail.reviews.models import Ask, AskMail, AskOccasion, Campaign
from gouvernail.reviews.models.campaigns import ASK_OCCASION_LABELS
from gouvernail.reviews.operations.asks import LINK_PURPOSE, LINK_ROUTE, link_key
from gouvernail.reviews.queries.asks import AskLine, Question, read_words


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to write: to whom, about which questions."""

    line: AskLine
    questions: tuple[Question, ...]


def write_letters(
    campaign: Campaign,
    occasion: AskOccasion,
    letters: Sequence[Letter],
    words: str = "",
    *,
    by: By,
) -> int:
    """Write one mail to each, with their link; return how many.

    An address that no server would take is left out: the mail is then handed over by hand.
    """
    if not letters:
        return 0
    subject = subject_of(campaign, occasion)
    read_words(one for letter in letters for one in letter.questions)
    drafts = [_draft(campaign, one, occasion, subject, words) for one in letters]
    mails = post(campaign.convention, drafts, by=by)
    AskMail.objects.bulk_create(
        AskMail(ask=one.line.ask, mail=mail, occasion=occasion.value)
        for one, mail in zip(letters, mails, strict=True)
    )
    written = [one.line.ask.pk for one in letters]
    Ask.objects.filter(pk__in=written).update(last_written_at=by.at)
    Ask.objects.filter(pk__in=written, asked_at=None).update(asked_at=by.at)
    told = [Change(ASK_OCCASION_LABELS[occasion].capitalize(), "", counted(len(mails), "personne"))]
    note("campaign.told", campaign, convention_id=campaign.convention_id, by=by, changes=told)
    return len(mails)


def _draft(
    campaign: Campaign, one: Letter, occasion: AskOccasion, subject: str, words: str
) -> MailDraft:
    ask = one.line.ask
    return MailDraft(
        ask.name,
        usable_address(ask.person.email) if ask.person else "",
        subject,
        body_of(campaign, one.line, one.questions, occasion, words),
        ask.person,
        Link(LINK_ROUTE, LINK_PURPOSE, link_key(ask)),
    )
