"""The campaign of the demo: leads asked for the year by personal link. All of it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.action_plan.models import Action, PartRole, PlanNode
from gouvernail.action_plan.operations import name_referent
from gouvernail.conventions.models import Convention, Status
from gouvernail.directory.models import Person
from gouvernail.directory.operations import PersonData, create_person
from gouvernail.governance.models import Sitting
from gouvernail.history.operations import By
from gouvernail.mailing.models import Mail
from gouvernail.mailing.operations import note_copied
from gouvernail.reviews.models import AskTarget, Campaign, CycleKind, ReviewCycle
from gouvernail.reviews.operations.answering import (
    Answer,
    answer_nothing_new,
    answer_question,
)
from gouvernail.reviews.operations.asks_handovers import Successor, hand_over
from gouvernail.reviews.operations.campaign_circuit import open_campaign
from gouvernail.reviews.operations.campaign_clock import advance_one
from gouvernail.reviews.operations.campaigns import prepare_campaign
from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
from gouvernail.reviews.operations.writing import ReviewDraft
from gouvernail.reviews.queries.asks import Question, ask_lines
from gouvernail.rules.reviews import ReviewState

CYCLE = "Bilan 2026"
COTECH, COTECH_ON = "Comité technique", date(2026, 12, 3)
PREPARED_ON, OPENED_ON = date(2026, 10, 5), date(2026, 10, 12)
FUNCTION = "Exemple fictif"
# Who answers for which action, by its number (its title where there is none); the structure is
# the one that leads it.
LEADS = {
    "1.1.1": "Sol Exemple",
    "1.1.2": "Mo Échantillon",
    "1.3.1": "Noé Fictif",
    "2.1.3": "Ana Spécimen",
    "2.2.3": "Jo Spécimen",
    "3.1.1": "Ari Inventé",
    "3.1.2": "Lise Factice",
    "3.2.2": "Lou Exemple",
    "4.1.1": "Éli Témoin",
    "5.1.1": "Zoé Fictive",
}
DEPUTIES = {"3.1.1": "Yan Échantillon"}
REFERENTS = ("Mo Échantillon", "Jo Spécimen")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered, on a day; without words, that nothing is new."""

    on: date
    number: str
    results: str = ""
    difficulties: str = ""
    perspectives: str = ""
    status: str = ""
    is_on_phone: bool = False


ANSWERS = (
    Said(
        date(2026, 10, 13),
        "2.2.1",
        "Le poste est financé ; le recrutement ouvre en janvier (exemple fictif).",
        "Peu de candidatures qualifiées au premier appel.",
        "Relancer avec les structures jeunesse des deux communes.",
        "en cours",
    ),
    Said(date(2026, 10, 13), "5.1.2"),
    Said(
        date(2026, 10, 14),
        "1.1.1",
        "L’état de l’offre 2026 est rédigé, en relecture en groupe projet (exemple fictif).",
    ),
    Said(
        date(2026, 10, 16),
        "1.3.1",
        "Le pool de renfort est intervenu dans deux crèches (exemple fictif).",
        "Les remplacements restent difficiles en août.",
        "L’ouvrir à une troisième crèche au printemps.",
    ),
    Said(date(2026, 10, 20), "3.2.2"),
    Said(
        date(2026, 11, 6),
        "2.2.3",
        "Neuf projets de jeunes soutenus, dont deux à Fos-sur-Mer (exemple fictif).",
    ),
    Said(
        date(2026, 11, 10),
        "3.1.2",
        "Deux communes ont prêté une salle ; le véhicule manque encore (exemple fictif).",
        "Le calendrier du financement.",
        is_on_phone=True,
    ),
    Said(
        date(2026, 11, 12),
        "3.1.1",
        "Le guide est tenu à jour, 400 exemplaires remis (exemple fictif).",
    ),
)
# Mornings on which the campaign writes by itself: reminders, deputies, the level above.
MORNINGS = (date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 17), date(2026, 11, 25))
LEAVING = "Ana Spécimen"
SUCCESSOR = Successor(
    "Léo Inventé",
    "leo@example.org",
    "Responsable du service (exemple fictif)",
    "J’ai changé de poste en septembre, Léo a repris le dossier.",
)
RELAY_ON = date(2026, 11, 14)


def tell_campaign(convention: Convention, users: Mapping[str, User]) -> None:
    """Tell a campaign since mid-October: some answered, some not, one on the phone.

    One is handed over, one has a deputy asked.
    """
    coordinator = users["coordinator"]
    _add_people(convention, _by(coordinator, PREPARED_ON))
    sitting = Sitting.objects.of(convention).get(body__name=COTECH, starts_at__date=COTECH_ON)
    cycle = _cycle(convention, sitting, _by(coordinator, PREPARED_ON))
    campaign = prepare_campaign(cycle, sitting, by=_by(coordinator, PREPARED_ON))
    open_campaign(campaign, campaign.version, by=_by(coordinator, OPENED_ON))
    _hand_over_mails(campaign, _by(coordinator, OPENED_ON, 11))
    days = sorted({said.on for said in ANSWERS} | {RELAY_ON, *MORNINGS})
    for on in days:
        _live(campaign, on, coordinator)


def _live(campaign: Campaign, on: date, coordinator: User) -> None:
    """Let one day pass: what leaves in the morning, then what comes back."""
    while advance_one(By(None, "Prévu par la campagne", _at(on, 9))):
        pass
    if on != MORNINGS[-1]:
        _hand_over_mails(campaign, _by(coordinator, on, 10))
    for said in (one for one in ANSWERS if one.on == on):
        _answer(campaign, said, coordinator)
    if on == RELAY_ON:
        leaving = campaign.asks.select_related("campaign", "person").get(name=LEAVING)
        hand_over(leaving, SUCCESSOR, by=By(None, "", _at(on, 14)))


def _answer(campaign: Campaign, said: Said, coordinator: User) -> None:
    question = _question(campaign, said.number)
    if question is None:
        return
    at = _at(said.on, 14)
    by = By(coordinator if said.is_on_phone else None, "", at)
    target: AskTarget = question.target
    if not said.results:
        answer_nothing_new(target, question.version, by=by)
        return
    action = target.action
    status = action.status if action else None
    if said.status:
        status = Status.objects.get(convention=campaign.convention, label=said.status)
    texts = {
        "results": said.results,
        "difficulties": said.difficulties,
        "perspectives": said.perspectives,
    }
    answer_question(target, Answer(question.version, ReviewDraft(status, None, texts)), by=by)


def _question(campaign: Campaign, number: str) -> Question | None:
    """Return what is still to be answered about an action; what others said of it stands."""
    for line in ask_lines(campaign):
        for one in line.questions:
            is_free = one.state in {ReviewState.TODO, ReviewState.DRAFT}
            if one.target.action and one.target.action.number == number and is_free:
                one.target.ask = line.ask
                line.ask.campaign = campaign
                one.target.action.convention = campaign.convention
                return one
    return None


def _add_people(convention: Convention, by: By) -> None:
    """Give the structures that lead somebody to write to, and two axes their referent."""
    actions = Action.objects.of(convention).current().exclude(number="")
    known = {row.number: row for row in actions.prefetch_related("parts__organisation")}
    found = {}
    for number, name in [*LEADS.items(), *DEPUTIES.items()]:
        if number in known:
            found[name] = _person(known[number], name, by)
    axes = PlanNode.objects.of(convention).current().filter(rank=1).select_related("referent")
    for node, name in zip(axes.order_by("position"), REFERENTS, strict=False):
        if node.referent is None:
            name_referent(node, found.get(name), version=node.version, by=by)


def _person(action: Action, name: str, by: By) -> Person:
    leads = [part for part in action.parts.all() if part.role == PartRole.LEAD.value]
    organisation = leads[0].organisation if leads else None
    address = f"{_plain(name.split()[0])}@example.org"
    known = Person.objects.of(action.convention_id).filter(full_name=name).first()
    data = PersonData(name, FUNCTION, address, "", organisation)
    return known or create_person(action.convention_id, data, by=by)


def _cycle(convention: Convention, sitting: Sitting, by: By) -> ReviewCycle:
    """Return the cycle of the year, opened if nobody did."""
    known = ReviewCycle.objects.filter(convention=convention, title=CYCLE).first()
    year = (date(2026, 1, 1), date(2026, 12, 31))
    draft = CycleDraft(CycleKind.CALENDAR, CYCLE, *year, sitting)
    cycle = known or open_cycle(convention, draft, by=by)
    cycle.convention = convention
    return cycle


def _hand_over_mails(campaign: Campaign, by: By) -> None:
    """Note that the mails written so far were handed over: the demo has no mail server."""
    for mail in Mail.objects.filter(campaign_mail__ask__campaign=campaign, state="to_copy"):
        note_copied(mail, by=by)


def _plain(name: str) -> str:
    return name.lower().replace("é", "e")


def _by(user: User, on: date, hour: int = 10) -> By:
    return By(user, "", _at(on, hour))


def _at(on: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour, 5)))
