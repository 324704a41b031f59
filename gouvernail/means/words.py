"""How the means are told: states, amounts and alerts, in the words people read."""

from dataclasses import dataclass
from decimal import Decimal

from gouvernail.common.templatetags.french import day, euros
from gouvernail.rules.funding import FundingState, Measure
from gouvernail.rules.funding_alerts import Alert, AlertKind
from gouvernail.rules.names import fold_name
from gouvernail.rules.progress import StatusFamily

STATE_LABELS = {
    FundingState.UNSAID: "non chiffré",
    FundingState.PLANNED: "prévu",
    FundingState.REQUESTED: "demandé",
    FundingState.UNSIGNED: "accordé, non signé",
    FundingState.SIGNED: "accordé et signé",
    FundingState.PART_PAID: "versé en partie",
    FundingState.PAID: "versé",
    FundingState.TO_JUSTIFY: "à justifier",
    FundingState.JUSTIFIED: "justifié",
    FundingState.REFUSED: "refusé",
}
# Nobody grants, signs or pays to oneself: one votes and spends.
OWN_SHARE_LABELS = {
    **STATE_LABELS,
    FundingState.REQUESTED: "proposé au vote",
    FundingState.SIGNED: "inscrit au budget",
    FundingState.PART_PAID: "dépensé en partie",
    FundingState.PAID: "dépensé",
}
# A state borrows the shape and the colour of a family: waiting, under way, done, given up.
STATE_FAMILIES = {
    FundingState.UNSAID: StatusFamily.NOT_STARTED,
    FundingState.PLANNED: StatusFamily.NOT_STARTED,
    FundingState.REQUESTED: StatusFamily.RUNNING,
    FundingState.UNSIGNED: StatusFamily.SUSPENDED,
    FundingState.SIGNED: StatusFamily.RUNNING,
    FundingState.PART_PAID: StatusFamily.RUNNING,
    FundingState.PAID: StatusFamily.DONE,
    FundingState.TO_JUSTIFY: StatusFamily.SUSPENDED,
    FundingState.JUSTIFIED: StatusFamily.DONE,
    FundingState.REFUSED: StatusFamily.DROPPED,
}
MEASURE_LABELS = {
    Measure.PLANNED: "Prévu",
    Measure.REQUESTED: "Demandé",
    Measure.GRANTED: "Accordé",
    Measure.PAID: "Versé",
    Measure.JUSTIFIED: "Justifié",
    Measure.TO_JUSTIFY: "À justifier",
}

_FEMININE = (
    "agglomeration caf carsat collectivite commune communaute cpam direction dreets drac "
    "federation fondation mairie metropole msa prefecture region sdjes sous ville"
)
_MASCULINE = "ccas centre cias cnfpt conseil departement fonds ministere rectorat"
_ELIDED = "adil agence ars association etat europe union urssaf"
_ARTICLES = {
    word: article
    for article, words in (("La ", _FEMININE), ("Le ", _MASCULINE), ("L’", _ELIDED))
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as people read it: what is, then what to do and by when."""

    sentence: str
    advice: str


def with_article(name: str) -> str:
    """Return a name with the article that begins a sentence: « La Caf 13 », « L’État ».

    A name whose gender is not known stays bare.
    """
    first = fold_name(name).split(" ", 1)[0]
    return f"{_ARTICLES.get(first, '')}{name}"


def tell(alert: Alert, funder: str, year: int, paper: str = "") -> Told:
    """Return an alert in words. `paper` names the document that is waited for."""
    sentence, advice, late_advice = _TEXTS[alert.kind]
    words = {
        "who": with_article(funder),
        "funder": funder,
        "year": year,
        "amount": _amount(alert.amount),
        "paper": paper,
        "due": day(alert.due),
    }
    return Told(
        sentence.format(**words), (late_advice if alert.is_late else advice).format(**words)
    )


def _amount(amount: Decimal | None) -> str:
    return euros(amount) if amount is not None else "une somme non chiffrée"


_TEXTS: dict[AlertKind, tuple[str, str, str]] = {
    AlertKind.NOT_REQUESTED: (
        "{who} n’a pas encore reçu de demande : {amount} prévus pour {year}.",
        "Déposez la demande avant le {due}.",
        "L’année est close : retirez cette ligne ou reportez-la.",
    ),
    AlertKind.NOT_VOTED: (
        "{who} n’a pas encore inscrit sa part propre : {amount} pour {year}.",
        "Faites-la inscrire au budget avant le {due}.",
        "L’année est close : notez ce qui a été voté, ou retirez la ligne.",
    ),
    AlertKind.NO_ANSWER: (
        "{who} n’a pas répondu à la demande : {amount} pour {year}.",
        "Relancez : il faut une réponse avant le {due}.",
        "L’année est close : demandez une réponse écrite, puis notez l’accord ou le refus.",
    ),
    AlertKind.UNSIGNED: (
        "{who} a accordé {amount} pour {year} : la convention n’est pas signée.",
        "Faites-la signer avant le {due}.",
        "L’année est close : vérifiez que l’accord tient encore, et faites signer.",
    ),
    AlertKind.UNPAID: (
        "{who} n’a rien versé sur {amount} signés pour {year}.",
        "Demandez le versement avant le {due}.",
        "Le versement était attendu le {due} : relancez le financeur.",
    ),
    AlertKind.BALANCE: (
        "{who} doit encore {amount} pour {year}.",
        "Demandez le solde avant le {due}.",
        "Le solde était attendu le {due} : envoyez ce qui manque au dossier, puis relancez.",
    ),
    AlertKind.TO_JUSTIFY: (
        "{who} attend la justification de {amount} versés pour {year}.",
        "Envoyez le compte rendu avant le {due}.",
        "C’était pour le {due} : envoyez le compte rendu, ou convenez d’une date.",
    ),
    AlertKind.PAPER: (
        "Pièce attendue : « {paper} » ({funder}, {year}).",
        "À recevoir ou à transmettre avant le {due}.",
        "Elle était attendue le {due} : réclamez-la ou transmettez-la.",
    ),
}
