"""States as people write them: the territory's own words first, then those of everyday French."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gouvernail.imports.sheets.results import Vocabulary
from gouvernail.imports.sheets.text import loose_key
from gouvernail.rules.progress import StatusFamily

LONGEST_STATUS = 200
_EVERYDAY = {
    StatusFamily.NOT_STARTED: (
        "à engager, à venir, non démarré, non commencé, non engagé, non débuté, à faire, "
        "à démarrer, à lancer, à débuter, à réaliser, à mettre en place, à initier, à commencer, "
        "pas commencé, pas démarré, pas encore commencé, pas encore démarré, prévu, programmé, "
        "planifié, à programmer, à planifier, en projet, projet, non initié, pas débuté, "
        "en attente de démarrage, en attente de lancement, à construire, non lancé, todo"
    ),
    StatusFamily.RUNNING: (
        "en cours, engagé, démarré, commencé, lancé, en cours de réalisation, débuté, initié, "
        "en cours de mise en œuvre, mis en œuvre en cours, en réalisation, en construction, actif, "
        "partiellement réalisé, réalisé partiellement, réalisé en partie, se poursuit, poursuivi, "
        "en continu, en préparation, action en cours, en phase de déploiement, en déploiement, "
        "bien engagé, bien avancé, en bonne voie, à poursuivre, à finaliser, presque terminé"
    ),
    StatusFamily.DONE: (
        "réalisé, terminé, achevé, finalisé, fait, clos, clôturé, soldé, accompli, atteint, "
        "effectué, mis en œuvre, mis en place, livré, abouti, complété, action réalisée, "
        "action terminée, totalement réalisé, ok, fini, opérationnel"
    ),
    StatusFamily.SUSPENDED: (
        "reporté, en pause, suspendu, bloqué, en attente, différé, ajourné, gelé, décalé, "
        "repoussé, en suspens, à l’arrêt, stand-by, en stand-by, mis en attente, interrompu"
    ),
    StatusFamily.DROPPED: (
        "abandonné, annulé, supprimé, retiré, abandon, non retenu, non poursuivi, arrêté, "
        "sans suite, caduc, rejeté"
    ),
}
_FAMILIES = {
    loose_key(word): family for family, words in _EVERYDAY.items() for word in words.split(",")
}
_SILENT = frozenset(
    map(
        loose_key,
        ("non renseigné", "à préciser", "à définir", "à compléter", "n/a", "na", "nc", "nsp"),
    )
)
_PERCENT = re.compile(r"(?<![0-9,.])([0-9]{1,3})(?:[.,][0-9]+)?\s*%")
_PIECES = re.compile(r"[–—:;,/\n(|]|\s-\s")
_TAIL = re.compile(r" (?:d|de|du|des|depuis?|en|le|au|avec|par|sur|a|pour|jusqu)\b")
_DOUBT = re.compile(r"\?|\b(?:sauf|mais|non|pas|sera|partiel\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadStatus:
    """A state: its family, how far it says the action is, the territory's label it matches.

    `asked`: the text says something that nobody can tell without asking.
    """

    family: StatusFamily | None = None
    progress: int | None = None
    label: str | None = None
    asked: bool = False


def read_status(text: str, vocabulary: Vocabulary) -> ReadStatus:
    """Return the state that a text says. Nothing said is no state, and is not asked.

    A word of the territory wins over everyday French; then 0 %, 1–99 % and 100 % stand for
    not started, running and done: « réalisée à 80 % » is running. Two states in one text, or
    « ? », are asked; so is a text too long to be a state.
    """
    if _is_silent(text) or len(text) > LONGEST_STATUS:
        return ReadStatus(asked=len(text) > LONGEST_STATUS)
    percents = _PERCENT.findall(text)
    progress = int(percents[0]) if len(percents) == 1 and int(percents[0]) <= 100 else None
    words = _PERCENT.sub(" ", text).strip(" -–—:/()") if percents else text
    if progress is not None and not words:
        return ReadStatus(percent_family(progress), progress)
    found = _read_words(words, _own_words(vocabulary))
    if found is None or (percents and progress is None):
        return ReadStatus(asked=True)
    return _with_percent(*found, progress)


def _is_silent(text: str) -> bool:
    return not text.strip(" -–—/.…") or (loose_key(text) in _SILENT and "?" not in text)


def _with_percent(family: StatusFamily, label: str | None, progress: int | None) -> ReadStatus:
    if family is StatusFamily.DONE and progress is not None and progress < 100:
        return ReadStatus(percent_family(progress), progress)
    return ReadStatus(family, progress, label)


def percent_family(percent: int) -> StatusFamily:
    """Return the family that a percentage stands for."""
    if percent <= 0:
        return StatusFamily.NOT_STARTED
    return StatusFamily.DONE if percent >= 100 else StatusFamily.RUNNING


def is_status(text: str) -> bool:
    """Tell whether a text says a state in everyday French."""
    return read_status(text, Vocabulary()).family is not None


@lru_cache(maxsize=16)
def _own_words(vocabulary: Vocabulary) -> dict[str, tuple[StatusFamily, str]]:
    return {loose_key(label): (family, label) for label, family in vocabulary.statuses}


Found = tuple[StatusFamily, str | None]


def _read_words(words: str, own: dict[str, tuple[StatusFamily, str]]) -> Found | None:
    """Return the one family that a text names, its matching label if any."""
    if "?" in words:
        return None
    whole = _lookup(words, own)
    if whole:
        return whole
    found = [_lookup(piece, own) or _begins(piece, own) for piece in _PIECES.split(words)]
    named = [one for one in found if one]
    if not named or found[0] is None or _DOUBT.search(words):
        return None
    return named[0] if len({family for family, _ in named}) == 1 else None


def _lookup(text: str, own: dict[str, tuple[StatusFamily, str]]) -> Found | None:
    key = loose_key(text)
    family = _FAMILIES.get(key)
    return own.get(key) or ((family, None) if family else None)


def _begins(text: str, own: dict[str, tuple[StatusFamily, str]]) -> Found | None:
    """Read « en cours depuis mars », « réalisée en 2025 »: a state, then a small word."""
    key = loose_key(text)
    for tail in _TAIL.finditer(key):
        found = _lookup(key[: tail.start()], own)
        if found:
            return found
    return None
