"""The circuit of the minutes: sent for remarks, remarked on, each remark answered.

The approval itself is a step of the sitting (`move_sitting`), which freezes the minutes. These
operations write and tell the journal; whoever sends mails does it beside them.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import day
from gouvernail.governance.minutes_words import MINUTES_OBSTACLE_SENTENCES
from gouvernail.governance.models import Invitee, Remark, Sitting
from gouvernail.governance.models.minutes import REMARK_LABELS
from gouvernail.governance.queries.minutes_facts import minutes_facts
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.minutes import MinutesFacts, MinutesStep, minutes_obstacles

MOST_OPEN_REMARKS = 20  # of one person


@transaction.atomic
def send_for_remarks(sitting: Sitting, until: date, *, by: By) -> None:
    """Record that the minutes are sent, and until when remarks are received. No mail leaves here.

    Sent again, the minutes take remarks until the new day.

    Errors: Refusal before the sitting is held, without attendance or words, or for a past day.
    """
    _lock(sitting)
    before = sitting.remarks_until
    sitting.remarks_until = until
    _refuse(sitting, MinutesStep.SEND, by)
    sitting.claim(sitting.version)
    sitting.minutes_sent_at = by.at
    sitting.changed_at = by.at
    sign(sitting, by)
    sitting.save()
    told = [Change("Remarques attendues avant le", day(before), day(until))]
    note("minutes.sent", sitting, convention_id=sitting.convention_id, by=by, changes=told)


@transaction.atomic
def remark(
    sitting: Sitting, name: str, words: str, invitee: Invitee | None = None, *, by: By
) -> Remark:
    """Keep what somebody says of the minutes, under their name or as one of those called.

    Errors: Refusal before the minutes are sent, after the last day, once they are approved,
    without a name or words, or for somebody called to another sitting.
    """
    if not name.strip() or not words.strip():
        raise Refusal("Dites qui fait la remarque, et laquelle.")
    if invitee and invitee.sitting_id != sitting.pk:
        raise Refusal("Ce lien est celui d’une autre séance.")
    _lock(sitting)
    _refuse(sitting, MinutesStep.REMARK, by)
    if invitee and invitee.remarks.filter(outcome="").count() >= MOST_OPEN_REMARKS:
        raise Refusal("L’équipe n’a pas encore répondu à vos remarques : attendez sa réponse.")
    row = Remark.objects.create(
        sitting=sitting, invitee=invitee, name=name.strip(), words=words.strip(), made_at=by.at
    )
    told = [Change(f"Remarque de {row.name}", "", row.words)]
    note("minutes.remarked", sitting, convention_id=sitting.convention_id, by=by, changes=told)
    return row


@transaction.atomic
def settle_remark(remark: Remark, outcome: str, words: str, *, by: By) -> None:
    """Say whether a remark is kept, and why; what was said may be said again until the approval.

    Errors: Refusal without words, for an unknown outcome, or once the minutes are approved.
    """
    if outcome not in REMARK_LABELS:
        raise Refusal("Dites si la remarque est retenue ou non.")
    if not words.strip():
        raise Refusal("Dites pourquoi en un mot : la personne le lira.")
    sitting = remark.sitting
    _lock(sitting)
    _refuse(sitting, MinutesStep.SETTLE, by)
    before = REMARK_LABELS.get(remark.outcome, "")
    remark.outcome, remark.outcome_words = outcome, words.strip()[:500]
    remark.save(update_fields=["outcome", "outcome_words"])
    after = f"{REMARK_LABELS[outcome]} : {remark.outcome_words}"
    told = [Change(f"Remarque de {remark.name}", before, after)]
    note("minutes.settled", sitting, convention_id=sitting.convention_id, by=by, changes=told)


def _lock(sitting: Sitting) -> None:
    """Read the state again, held until the end: an approval may have come in between."""
    now = Sitting.objects.select_for_update().get(pk=sitting.pk)
    for name in ("state", "minutes", "minutes_sent_at", "remarks_until"):
        setattr(sitting, name, getattr(now, name))


def _refuse(sitting: Sitting, step: MinutesStep, by: By) -> None:
    facts: MinutesFacts = minutes_facts(sitting)
    found = minutes_obstacles(facts, step, timezone.localdate(by.at))
    if found:
        raise Refusal(" ".join(MINUTES_OBSTACLE_SENTENCES[obstacle] for obstacle in found))
