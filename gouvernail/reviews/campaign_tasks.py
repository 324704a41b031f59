"""What the worker does for the campaigns of reviews."""

from datetime import datetime

from gouvernail.history.operations import By
from gouvernail.reviews.operations.campaign_clock import advance_one


def advance_campaign(now: datetime) -> bool:
    """Do one thing that is due in a campaign; tell whether there was one."""
    return advance_one(By(None, "Prévu par la campagne", now))
