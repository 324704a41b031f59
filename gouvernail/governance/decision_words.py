"""How decisions and adjustments are told: families of state, steps, and what stands in the way."""

from gouvernail.rules.adjustments import AdjustmentState, CircuitObstacle
from gouvernail.rules.decisions import DecisionObstacle, DecisionState

# The family of each state gives its shape and colour on screen and on paper.
DECISION_FAMILIES = {
    DecisionState.PROPOSED: "not_started",
    DecisionState.ADOPTED: "running",
    DecisionState.RUNNING: "running",
    DecisionState.DONE: "done",
    DecisionState.REJECTED: "dropped",
    DecisionState.DROPPED: "suspended",
}
ADJUSTMENT_FAMILIES = {
    AdjustmentState.PROPOSED: "not_started",
    AdjustmentState.EXAMINED: "running",
    AdjustmentState.ADOPTED: "running",
    AdjustmentState.APPLIED: "done",
    AdjustmentState.REJECTED: "dropped",
    AdjustmentState.WITHDRAWN: "suspended",
}
DECISION_STEP_LABELS = {
    DecisionState.PROPOSED: "Proposer de nouveau",
    DecisionState.ADOPTED: "Noter l’adoption",
    DecisionState.REJECTED: "Noter le rejet",
    DecisionState.RUNNING: "Noter qu’elle est en cours",
    DecisionState.DONE: "Noter qu’elle est exécutée",
    DecisionState.DROPPED: "Classer sans suite",
}
DECISION_OBSTACLE_SENTENCES = {
    DecisionObstacle.NOT_A_STEP: (
        "Cette étape ne suit pas l’état de la décision : rechargez la page."
    ),
    DecisionObstacle.NO_REASON: "Dites pourquoi : le motif reste dans l’histoire.",
    DecisionObstacle.NOT_HELD: "La séance n’est pas encore notée tenue : notez-la d’abord.",
    DecisionObstacle.NO_PROOF: (
        "Dites ce qui montre que c’est fait : un document, une date, un lien."
    ),
}
CIRCUIT_OBSTACLE_SENTENCES = {
    CircuitObstacle.NOT_A_STEP: (
        "Cette étape ne suit pas l’état de l’ajustement : rechargez la page."
    ),
    CircuitObstacle.NOT_EXAMINED: (
        "L’instance qui examine les ajustements n’a pas encore donné son avis "
        "(annexe 4, § 2.2.1) : notez-le d’abord."
    ),
    CircuitObstacle.WRONG_BODY: (
        "Cette séance n’est pas celle de l’instance qui prend cette étape."
    ),
    CircuitObstacle.NOT_HELD: "La séance n’est pas encore notée tenue : notez-la d’abord.",
    CircuitObstacle.TOO_EARLY: (
        "Cette séance a eu lieu avant l’étape précédente : choisissez-en une autre."
    ),
    CircuitObstacle.NO_REASON: "Dites en quels termes : le motif reste dans l’histoire.",
}
