"""What the steps of the minutes are judged from."""

from gouvernail.governance.models import Sitting
from gouvernail.rules.minutes import MinutesFacts
from gouvernail.rules.sittings import SittingState


def minutes_facts(sitting: Sitting) -> MinutesFacts:
    """Return where the minutes of a sitting stand, read now. Three queries at most."""
    return MinutesFacts(
        sitting=SittingState(sitting.state),
        attendances=sitting.attendances.count(),
        has_words=has_minutes(sitting),
        is_sent=sitting.minutes_sent_at is not None,
        until=sitting.remarks_until,
        open_remarks=open_remarks(sitting),
    )


def has_minutes(sitting: Sitting) -> bool:
    """Tell whether something was written of what was said, in general or of a point."""
    return bool(sitting.minutes.strip()) or sitting.items.exclude(minutes="").exists()


def open_remarks(sitting: Sitting) -> int:
    """Return how many remarks nobody has answered yet. One query."""
    return sitting.remarks.filter(outcome="").count()
