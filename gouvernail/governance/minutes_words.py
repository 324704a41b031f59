"""How the minutes are told: their states, what stands in the way, who comes and who does not."""

from gouvernail.governance.queries.minutes_check import Alteration
from gouvernail.rules.minutes import MinutesObstacle, MinutesState

MINUTES_STATE_LABELS = {
    MinutesState.TO_WRITE: "à écrire",
    MinutesState.DRAFT: "brouillon",
    MinutesState.SENT: "envoyé pour remarques",
    MinutesState.APPROVED: "approuvé",
}
# The word of the style sheet for each state, and its shape.
MINUTES_MARKS = {
    MinutesState.TO_WRITE: ("not_started", "circle-dashed"),
    MinutesState.DRAFT: ("running", "circle-dot"),
    MinutesState.SENT: ("running", "circle-dot"),
    MinutesState.APPROVED: ("done", "lock"),
}
MINUTES_OBSTACLE_SENTENCES = {
    MinutesObstacle.NOT_HELD: "La séance n’est pas encore notée tenue : notez-la d’abord.",
    MinutesObstacle.IS_APPROVED: "Le compte rendu est approuvé : cette séance ne change plus.",
    MinutesObstacle.NO_ATTENDANCE: "Notez d’abord qui était là.",
    MinutesObstacle.NO_WORDS: "Écrivez d’abord le compte rendu.",
    MinutesObstacle.PAST_DAY: "Cette date est passée : laissez au moins la journée aux lecteurs.",
    MinutesObstacle.NOT_SENT: "Le compte rendu n’est pas encore envoyé pour remarques.",
    MinutesObstacle.TOO_LATE: (
        "Le délai des remarques est passé : écrivez à la personne qui anime l’instance."
    ),
}
ALTERATION_SENTENCES = {
    Alteration.CONTENT: "Le texte figé ne donne plus son empreinte.",
    Alteration.DIGEST: "L’empreinte n’est pas celle que l’histoire a gardée.",
    Alteration.TABLES: "Les données ne disent plus ce qui a été approuvé.",
    Alteration.REOPENED: "La séance n’est plus notée approuvée.",
    Alteration.MISSING: "Le compte rendu figé a disparu.",
}
PART_LABELS = {
    "sitting": "la séance",
    "attendance": "les présences",
    "guests": "les invités",
    "points": "les points",
    "words": "le texte général",
    "decisions": "les décisions",
    "opinions": "les avis",
    "remarks": "les remarques retenues",
    "approval": "la date d’approbation",
}
_NUMBERS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def run_sentence(name: str, missed: int, *, is_excused: bool) -> str:
    """Tell who no longer comes: « Le Département : absent des deux dernières séances. »."""
    many = _NUMBERS[missed] if missed < len(_NUMBERS) else str(missed)
    how = "excusé" if is_excused else "absent"
    return f"{name} : {how} des {many} dernières séances."
