"""The personal links of a campaign: made, closed, renewed; and who answers in somebody's stead."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.secrets import derived_secret, digest_of
from gouvernail.directory.models import Person
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import try_again, withdraw
from gouvernail.reviews.models import Ask, AskMail, AskTarget, Campaign, CampaignState
from gouvernail.reviews.queries.asks import Question, link_is_open
from gouvernail.rules.campaigns import link_ends_on, renewed_link_ends_on
from gouvernail.rules.mail import NOT_GONE, MailState

LINK_PURPOSE = "campaign"
LINK_ROUTE = "campaign_answers:home"


def new_ask(campaign: Campaign, person: Person, **details: object) -> Ask:
    """Make the row of somebody who is asked, with their link; not saved yet."""
    ask = Ask(
        campaign=campaign,
        person=person,
        organisation_id=person.organisation_id,
        name=person.full_name,
        expires_on=expiry_of(campaign),
        **details,
    )
    ask.digest = digest_of(secret_of(ask))
    return ask


def keep_ask(campaign: Campaign, person: Person, questions: tuple[Question, ...]) -> Ask:
    """Ask somebody about what others were asked; whoever is asked already is asked that besides.

    A link that was closed answers again, as a new one.
    """
    ask = campaign.asks.filter(person=person).first()
    if ask is None:
        ask = new_ask(campaign, person)
        ask.save()
    elif ask.revoked_at:
        _turn(ask)
    known = set(ask.targets.values_list("action_id", "node_id"))
    AskTarget.objects.bulk_create(
        AskTarget(
            ask=ask,
            stage=one.target.stage,
            action_id=one.target.action_id,
            node_id=one.target.node_id,
            position=one.target.position,
        )
        for one in questions
        if one.about not in known
    )
    return ask


@transaction.atomic
def close_link(ask: Ask, *, by: By) -> None:
    """Close the personal link of one person; those of the others go on answering.

    Mails that carry it and have not left yet are taken back.
    """
    ask.revoked_at = by.at
    ask.save(update_fields=["revoked_at"])
    take_back_waiting(ask, by=by)
    _note_link(ask, "éteint", by)


@transaction.atomic
def renew_link(ask: Ask, *, by: By) -> None:
    """Give one person another link; the one before opens nothing any more.

    Mails that nobody has sent yet, or that failed, carry the new one. One that had expired answers
    again for a while.

    Errors: Refusal when the person is no longer in the directory.
    """
    if ask.person_id is None:
        raise Refusal("Cette personne n’est plus dans l’annuaire : il n’y a pas de lien à donner.")
    usual = max(ask.expires_on, expiry_of(ask.campaign))
    ask.expires_on = renewed_link_ends_on(usual, timezone.localdate(by.at))
    _turn(ask)
    to_leave = [state.value for state in (*NOT_GONE, MailState.FAILED)]
    waiting = Mail.objects.filter(campaign_mail__ask=ask, state__in=to_leave)
    waiting.exclude(link_key="").update(link_key=link_key(ask))
    _note_link(ask, "renouvelé", by)


@transaction.atomic
def retry_mail(sent: AskMail, *, by: By) -> None:
    """Send a mail of a campaign that failed once more, with the link that answers now.

    Errors: Refusal when the link that it carries opens nothing, or as `try_again`.
    """
    ask = sent.ask
    is_open = ask.campaign.state == CampaignState.OPEN.value
    if not is_open or not link_is_open(ask, timezone.localdate(by.at)):
        raise Refusal("Le lien de ce courriel n’ouvre plus rien : il ne peut pas repartir.")
    try_again(sent.mail, by=by)


def take_back_waiting(ask: Ask, *, by: By) -> None:
    """Take back the mails to one person that have not left yet: their link opens nothing."""
    withdraw(list(Mail.objects.not_gone().filter(campaign_mail__ask=ask)), by=by)


@transaction.atomic
def choose_deputy(ask: Ask, person: Person | None, *, by: By) -> None:
    """Say who is asked when somebody says nothing in time; nobody, without a person.

    Errors: Refusal when it is the same person.
    """
    if person is not None and person.pk == ask.person_id:
        raise Refusal("Choisissez une autre personne : celle-ci est déjà interrogée.")
    ask.deputy = person
    ask.save(update_fields=["deputy"])
    changes = [Change("Sans réponse, demander à quelqu’un d’autre", "", "oui" if person else "non")]
    campaign = ask.campaign
    note("campaign.changed", campaign, convention_id=campaign.convention_id, by=by, changes=changes)


def secret_of(ask: Ask) -> str:
    """Return the secret of a personal link, made again from the key of the server."""
    return derived_secret(LINK_PURPOSE, link_key(ask))


def link_key(ask: Ask) -> str:
    """Return what the secret of a personal link is derived from."""
    return f"{ask.uid}:{ask.link_round}"


def expiry_of(campaign: Campaign) -> date:
    """Return the last day of the links of a campaign. Two queries at most."""
    due = [stage.due_on for stage in campaign.stages.all()]
    sitting = campaign.sitting
    on = timezone.localtime(sitting.starts_at).date() if sitting else None
    return link_ends_on(on, due)


def _turn(ask: Ask) -> None:
    ask.revoked_at = None
    ask.link_round += 1
    ask.digest = digest_of(secret_of(ask))
    ask.save(update_fields=["revoked_at", "link_round", "digest", "expires_on"])


def _note_link(ask: Ask, what: str, by: By) -> None:
    changes = [Change("Un lien personnel", "", what)]
    campaign = ask.campaign
    note("ask.link", campaign, convention_id=campaign.convention_id, by=by, changes=changes)
