"""What somebody may carry: its kinds, what each is called, how it is passed on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """A kind of thing that somebody answers for, or that is open in their name."""

    ACTION = "action"
    NODE = "node"
    DECISION = "decision"
    SEAT = "seat"
    SENTENCE = "sentence"
    ASK = "ask"
    DEPUTY = "deputy"
    INVITATION = "invitation"
    LINK = "link"
    FEED = "feed"
    HOLDING = "holding"


KIND_TITLES = {
    Kind.ACTION: "Actions dont il ou elle est la personne référente",
    Kind.NODE: "Axes et objectifs suivis",
    Kind.DECISION: "Décisions à exécuter",
    Kind.SEAT: "Sièges tenus dans les instances",
    Kind.INVITATION: "Séances à venir où il ou elle est convié",
    Kind.SENTENCE: "Missions portées",
    Kind.ASK: "Bilans demandés, sans réponse",
    Kind.DEPUTY: "Bilans à donner si un autre ne répond pas",
    Kind.LINK: "Liens personnels de décision ouverts",
    Kind.FEED: "Agendas partagés ouverts",
    Kind.HOLDING: "Postes tenus",
}
KIND_WORDS = {
    Kind.ACTION: "action,actions",
    Kind.NODE: "axe ou objectif,axes ou objectifs",
    Kind.DECISION: "décision,décisions",
    Kind.SEAT: "siège,sièges",
    Kind.INVITATION: "convocation,convocations",
    Kind.SENTENCE: "mission,missions",
    Kind.ASK: "bilan demandé,bilans demandés",
    Kind.DEPUTY: "bilan de suppléance,bilans de suppléance",
    Kind.LINK: "lien personnel,liens personnels",
    Kind.FEED: "agenda partagé,agendas partagés",
    Kind.HOLDING: "poste,postes",
}
# A secret is never handed to somebody else: it is closed, and the next one is made for them.
CLOSED = frozenset({Kind.LINK, Kind.FEED})
# A post is left and filled in the ledger of posts, by its employer, not from one hand to another.
LEFT_ELSEWHERE = frozenset({Kind.HOLDING})
PASSED = tuple(kind for kind in Kind if kind not in CLOSED | LEFT_ELSEWHERE)

# Keys to a person that tell what was, and that nobody has to take over: the key, and why.
HISTORICAL = {
    "governance.Attendance.person": "qui est venu ce jour-là ; une présence ne se transmet pas",
    "reviews.Review.speaker_person": "qui a parlé dans un bilan déjà écrit",
    "mailing.Mail.person": "à qui un courriel a été écrit",
    "steering.ReturnMail.person": "à qui un retour a été écrit",
    "coordination.Absence.person": "les jours où cette personne-là n’est pas là",
    "coordination.Relay.person": "qui a passé ce relais",
    "coordination.RelayItem.taker": "qui a repris un objet ce jour-là",
}
# Keys that each kind reads; with those above, they must be all the keys to a person.
HANDLED = {
    "action_plan.Action.lead_person": Kind.ACTION,
    "action_plan.PlanNode.referent": Kind.NODE,
    "governance.Decision.owner": Kind.DECISION,
    "governance.DecisionLink.person": Kind.LINK,
    "governance.Mandate.person": Kind.SEAT,
    "governance.Invitee.person": Kind.INVITATION,
    "governance.CalendarFeed.person": Kind.FEED,
    "reviews.Ask.person": Kind.ASK,
    "reviews.Ask.deputy": Kind.DEPUTY,
    "staffing.MissionSentence.carriers": Kind.SENTENCE,
    "staffing.Holding.person": Kind.HOLDING,
}


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that is open, and who answers for it; nobody when `person_id` is None.

    `route` and `target` make the address where it is seen, `version` is 0 for what has none.
    """

    kind: Kind
    pk: int
    person_id: int | None
    person: str
    label: str
    route: str = ""
    target: int = 0
    detail: str = ""
    due_on: date | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """What it is called in a form."""
        return f"{self.kind}-{self.pk}"
