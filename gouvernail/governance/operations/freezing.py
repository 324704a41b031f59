"""Freezing the minutes on the day they are approved, with the digest of what they say."""

from gouvernail.common.errors import Refusal
from gouvernail.governance.models import FrozenMinutes, Sitting
from gouvernail.governance.queries.minutes_content import minutes_content
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.minutes import digest_of_content
from gouvernail.rules.sittings import COUNTS, PLANNED, SittingState

DIGEST_LABEL = "Empreinte (SHA-256)"


def freeze_minutes(sitting: Sitting, approved_in: Sitting | None, *, by: By) -> FrozenMinutes:
    """Keep for ever what the minutes of an approved sitting say, and its digest.

    The journal keeps the digest too, so that a seal made again later is seen.

    Errors: Refusal when the sitting that approves is not a later one of the same body.
    """
    if approved_in and not _may_approve(approved_in, sitting):
        raise Refusal(
            "Un compte rendu s’approuve à une séance de la même instance, tenue ou prévue après "
            "celle-ci : choisissez-en une autre."
        )
    content = minutes_content(sitting)
    content["approval"]["in"] = str(approved_in) if approved_in else ""
    frozen = FrozenMinutes.objects.create(
        sitting=sitting,
        content=content,
        digest=digest_of_content(content),
        frozen_at=by.at,
        approved_in=approved_in,
    )
    told = [Change(DIGEST_LABEL, "", frozen.digest)]
    if approved_in:
        told.append(Change("Approuvé en séance", "", str(approved_in)))
    note("minutes.frozen", sitting, convention_id=sitting.convention_id, by=by, changes=told)
    return frozen


def _may_approve(approving: Sitting, sitting: Sitting) -> bool:
    is_later = approving.starts_at > sitting.starts_at
    is_open = SittingState(approving.state) in COUNTS | PLANNED
    return approving.body_id == sitting.body_id and is_later and is_open
