"""« Ce n’est plus moi »: somebody says who speaks now; the team accepts, or not."""

from dataclasses import dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.history.operations import By, Change, note
from gouvernail.mailing.addresses import usable_address
from gouvernail.reviews.models import Ask, Campaign, CampaignState, Handover
from gouvernail.reviews.operations.passing import move_questions
from gouvernail.rules.names import fold_name

ACCEPTED, REFUSED = "accepted", "refused"


@dataclass(frozen=True, slots=True)
class Successor:
    """Who speaks now, in the words of whoever leaves."""

    name: str
    email: str = ""
    function: str = ""
    words: str = ""


@transaction.atomic
def hand_over(ask: Ask, successor: Successor, *, by: By) -> Handover:
    """Say who speaks now; said again, it replaces what was said and not settled yet.

    Errors: Refusal without a name, or when the address is that of whoever leaves.
    """
    if not successor.name.strip():
        raise Refusal("Dites qui répond maintenant : son nom suffit.")
    own = ask.person.email if ask.person else ""
    if successor.email and successor.email.lower() == own.lower():
        raise Refusal("Cette adresse est la vôtre : donnez celle de la personne qui répond.")
    ask.handovers.filter(outcome="").delete()
    handover = Handover.objects.create(
        ask=ask,
        name=successor.name.strip()[:150],
        email=successor.email,
        function=successor.function.strip()[:200],
        words=successor.words.strip()[:500],
        made_at=by.at,
    )
    _note("ask.handed_over", ask.campaign, "demandé", by)
    return handover


@transaction.atomic
def accept_handover(handover: Handover, *, may_add: bool = True, by: By) -> Ask:
    """Ask the new person what the first one was asked, with a link of their own; close the first.

    The person is looked for in the directory by their address, else by their name; else added, by
    whoever may add somebody there: `may_add`.
    The sheets of the actions keep their person in charge: the team changes it there if need be.

    Errors: Refusal when it is settled already, when the campaign is over, when the new person is
    the first one, or is not in the directory and may not be added.
    """
    _settle(handover, ACCEPTED, by)
    first = handover.ask
    campaign = first.campaign
    if campaign.state != CampaignState.OPEN.value:
        raise Refusal("Cette campagne n’est pas ouverte : il n’y a plus rien à demander.")
    person = _found(first, handover)
    if person is None and not may_add:
        raise Refusal(
            f"{handover.name} n’est pas dans l’annuaire, que vous ne modifiez pas : demandez à "
            "quelqu’un de l’équipe d’accepter ce relais."
        )
    person = person or _added(first, handover, by)
    if person.pk == first.person_id:
        raise Refusal("Cette personne est déjà celle qui est sollicitée : refusez ce relais.")
    return move_questions(first, person, by=by)


@transaction.atomic
def refuse_handover(handover: Handover, *, by: By) -> None:
    """Leave things as they are: the first person is still asked, by the same link.

    Errors: Refusal when it is settled already.
    """
    _settle(handover, REFUSED, by)


def _settle(handover: Handover, outcome: str, by: By) -> None:
    rows = Handover.objects.filter(pk=handover.pk, outcome="")
    if not rows.update(outcome=outcome, settled_at=by.at):
        raise Refusal("Ce relais est déjà réglé : rechargez la page.")
    handover.outcome, handover.settled_at = outcome, by.at
    words = "accepté" if outcome == ACCEPTED else "refusé"
    _note("ask.handover_settled", handover.ask.campaign, words, by)


def _found(first: Ask, handover: Handover) -> Person | None:
    known = Person.objects.of(first.campaign.convention_id).order_by("pk")
    if handover.email:
        return known.filter(email__iexact=handover.email).first()
    names = (row for row in known if fold_name(row.full_name) == fold_name(handover.name))
    return next(names, None)


def _added(first: Ask, handover: Handover, by: By) -> Person:
    data = PersonData(
        full_name=handover.name,
        function=handover.function,
        email=usable_address(handover.email),
        organisation=first.organisation,
    )
    return create_person(first.campaign.convention_id, data, by=by)


def _note(verb: str, campaign: Campaign, what: str, by: By) -> None:
    changes = [Change("Un passage de relais", "", what)]
    note(verb, campaign, convention_id=campaign.convention_id, by=by, changes=changes)
