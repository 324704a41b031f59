"""How the sittings are told: states, steps, and what stands in the way of a step."""

from gouvernail.governance.models.sittings import STATE_LABELS
from gouvernail.rules.sittings import Obstacle, SittingState

__all__ = ["OBSTACLE_SENTENCES", "STATE_LABELS", "STATE_MARKS", "STEP_LABELS"]

# The word of the style sheet for each state, and its shape.
STATE_MARKS = {
    SittingState.PREPARING: ("not_started", "circle-dashed"),
    SittingState.CONVENED: ("running", "circle-dot"),
    SittingState.HELD: ("done", "circle-check"),
    SittingState.APPROVED: ("done", "lock"),
    SittingState.CANCELLED: ("dropped", "circle-slash"),
    SittingState.POSTPONED: ("suspended", "circle-pause"),
}
STEP_LABELS = {
    SittingState.PREPARING: "Reprendre la préparation",
    SittingState.CONVENED: "Noter la convocation",
    SittingState.HELD: "Noter qu’elle s’est tenue",
    SittingState.APPROVED: "Approuver le compte rendu",
    SittingState.CANCELLED: "Annuler la séance",
    SittingState.POSTPONED: "Reporter la séance",
}
OBSTACLE_SENTENCES = {
    Obstacle.NOT_A_STEP: "Cette étape ne suit pas l’état de la séance : rechargez la page.",
    Obstacle.NO_REASON: "Dites pourquoi : le motif reste dans l’histoire.",
    Obstacle.NO_PLACE: "Donnez d’abord un lieu ou un lien de visioconférence.",
    Obstacle.EMPTY_AGENDA: "Écrivez d’abord l’ordre du jour.",
    Obstacle.IN_THE_PAST: "La date est passée : changez-la avant de convoquer.",
    Obstacle.IN_THE_FUTURE: "La séance est à venir : elle se note tenue le jour venu.",
    Obstacle.NO_ATTENDANCE: "Notez d’abord qui était là.",
    Obstacle.NO_MINUTES: "Écrivez d’abord le compte rendu.",
    Obstacle.OPEN_REMARKS: (
        "Une remarque au moins attend sa suite : dites de chacune si elle est retenue, et pourquoi."
    ),
}
