"""A year of validated reviews to measure with: what a report of forty pages is made of."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouvernail.accounts.models import User
    from gouvernail.conventions.models import Convention

# About what a lead writes in each of the four fields: four sentences.
WORDS = (
    "Le groupe de travail s’est réuni quatre fois et a partagé ses constats avec les familles. "
    "Deux structures ont ouvert de nouveaux créneaux, une troisième attend un local. "
    "Les professionnels demandent un temps d’échange par trimestre, qui reste à financer. "
    "Le bilan complet est joint au compte rendu de la commission (exemple fictif). "
)


def tell_a_year(convention: "Convention", user: "User", year: int) -> None:
    """Write, keep and validate the review of every action and axis for a calendar year."""
    from gouvernail.action_plan.models import Action, PlanNode
    from gouvernail.governance.models import Sitting
    from gouvernail.history.operations import By
    from gouvernail.reviews.models import CycleKind
    from gouvernail.reviews.models.reviews import TEXTS
    from gouvernail.reviews.operations.circuit import keep_reviews, validate_reviews
    from gouvernail.reviews.operations.cycles import CycleDraft, open_cycle
    from gouvernail.reviews.operations.writing import Place, ReviewDraft, Speaker, write_review
    from gouvernail.rules.adjustments import BodyPart
    from gouvernail.rules.reviews import ReviewState

    by = By(user)
    rows = Sitting.objects.of(convention).held().filter(body__part=BodyPart.EXAMINES.value)
    cotech = rows.select_related("body", "convention").order_by("-starts_at")[0]
    days = (date(year, 1, 1), date(year, 12, 31))
    cycle = open_cycle(convention, CycleDraft(CycleKind.CALENDAR, f"Bilan {year}", *days), by=by)
    draft = ReviewDraft(texts=dict.fromkeys(TEXTS, WORDS))
    axes = PlanNode.objects.of(convention).current().filter(rank=1)
    told = [
        write_review(
            Place(cycle, target), draft, Speaker("Camille Exemple"), to=ReviewState.SUBMITTED, by=by
        )
        for target in (*Action.objects.of(convention).current(), *axes)
    ]
    validate_reviews(keep_reviews(told, by=by), cotech, by=by)
