"""What stands in the way of a step of a sitting, and where it is mended."""

from datetime import date

from django.utils import timezone

from gouvernail.governance.models import Sitting
from gouvernail.governance.queries.minutes_facts import has_minutes, open_remarks
from gouvernail.governance.sitting_words import OBSTACLE_SENTENCES
from gouvernail.rules.sittings import Obstacle, SittingFacts, SittingState, obstacles

# The page where each obstacle to a convocation is mended.
_MENDED_AT = {
    Obstacle.NO_PLACE: "governance:change_sitting",
    Obstacle.IN_THE_PAST: "governance:change_sitting",
    Obstacle.EMPTY_AGENDA: "governance:agenda",
}


def step_facts(sitting: Sitting, reason: str = "") -> SittingFacts:
    """Return what the steps of a sitting are judged from, read now. Five queries at most."""
    return SittingFacts(
        state=SittingState(sitting.state),
        starts_on=timezone.localtime(sitting.starts_at).date(),
        has_place=bool(sitting.place or sitting.video_url),
        agenda_items=sitting.items.count(),
        attendances=sitting.attendances.count(),
        has_minutes=has_minutes(sitting),
        open_remarks=open_remarks(sitting),
        reason=reason,
    )


def convening_blocks(sitting: Sitting, today: date) -> list[tuple[str, str]]:
    """Return what a convocation still wants: a sentence, and the page where it is mended.

    Nothing once the sitting is convened. Five queries at most.
    """
    if sitting.state != SittingState.PREPARING.value:
        return []
    found = obstacles(step_facts(sitting), SittingState.CONVENED, today)
    return [(OBSTACLE_SENTENCES[one], _MENDED_AT[one]) for one in found if one in _MENDED_AT]
