"""How reviews are told: what stands in the way, and what the minutes of a sitting say of them."""

from gouvernail.governance.queries.agenda import KEPT_REVIEWS
from gouvernail.reviews.queries.check import ReviewAlteration
from gouvernail.rules.reviews import ReviewGap, ReviewObstacle, ReviewState

OBSTACLE_SENTENCES = {
    ReviewObstacle.NOT_A_STEP: (
        "Ce bilan n’en est plus là : rechargez la page pour voir où il en est."
    ),
    ReviewObstacle.NOTHING_SAID: (
        "Écrivez au moins une phrase (résultats, ce qui aide, ce qui freine, la suite), ou dites "
        "« rien de nouveau »."
    ),
    ReviewObstacle.NO_REASON: "Dites pourquoi en un mot : la personne le lira.",
    ReviewObstacle.WRONG_BODY: (
        "Cette instance n’a pas ce rôle : le Cotech valide les bilans, le Copil les reçoit. "
        "Choisissez une autre séance, ou réglez la place de l’instance dans le circuit."
    ),
    ReviewObstacle.NOT_SAT: (
        "Cette séance n’a pas encore lieu, ou son compte rendu est déjà approuvé : choisissez-en "
        "une autre."
    ),
    ReviewObstacle.TOO_EARLY: "Ce bilan a été validé après cette séance : choisissez la suivante.",
}
GAP_SENTENCES = {
    ReviewGap.NOT_SAID: "rien n’est dit",
    ReviewGap.NOT_SUBMITTED: "commencé, pas transmis",
    ReviewGap.NOT_KEPT: "transmis, à lire par l’équipe",
    ReviewGap.NO_ANSWER: "renvoyé, sans réponse",
    ReviewGap.NOT_VALIDATED: "retenu, à valider par le Cotech",
    ReviewGap.EMPTY_TEXTS: "un des quatre textes est vide",
}
ALTERATION_SENTENCES = {
    ReviewAlteration.CONTENT: "le texte figé n’a plus son empreinte.",
    ReviewAlteration.DIGEST: "l’empreinte n’est pas celle que l’histoire a gardée.",
    ReviewAlteration.CHAIN: "cette version ne suit pas celle qu’elle dit corriger.",
    ReviewAlteration.TABLES: "le bilan dit autre chose que sa version figée.",
    ReviewAlteration.FILE: "la pièce validée avec lui manque, ou n’est plus la même.",
}
# The word of the style sheet for each state, and its shape.
REVIEW_MARKS = {
    ReviewState.TODO: ("not_started", "circle-dashed"),
    ReviewState.DRAFT: ("not_started", "circle-dashed"),
    ReviewState.SUBMITTED: ("running", "circle-dot"),
    ReviewState.SENT_BACK: ("suspended", "circle-pause"),
    ReviewState.KEPT: ("running", "circle-dot"),
    ReviewState.VALIDATED: ("done", "lock"),
    ReviewState.PRESENTED: ("done", "lock"),
}
# The point of the agenda under which a Cotech validates, when nobody wrote one.
TO_VALIDATE = KEPT_REVIEWS


def validated_line(title: str) -> str:
    """Return what the minutes say of a review that is validated."""
    return f"Bilan validé : {title}."
