"""Reminders of a sitting: planned with the convocation, written when their morning has come."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gouvernail.common.templatetags.french import counted
from gouvernail.governance.mail_words import body_of, subject_of
from gouvernail.governance.models import Answer, Invitee, Occasion, Sitting, SittingReminder
from gouvernail.governance.operations.mails import Letter, send_mails
from gouvernail.governance.queries.convening import told_invitees
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.convening import reminder_at
from gouvernail.rules.sittings import SittingState


@transaction.atomic
def send_due_reminder(by: By) -> bool:
    """Write the mails of one reminder whose morning has come; tell whether there was one."""
    reminder = _due_reminder(by)
    if reminder is None:
        return False
    held = SittingReminder.objects.filter(pk=reminder.pk, sent_at=None)
    if not held.update(sent_at=by.at):  # another worker took it
        return True
    sitting = reminder.sitting
    told = told_invitees(sitting)
    invitees = [row for row in told if not row.revoked_at and _wants_reminder(row, reminder)]
    occasion = Occasion.REMINDER
    letter = Letter(subject_of(sitting, occasion), body_of(sitting, occasion), frozenset())
    send_mails(sitting, occasion, invitees, letter, by)
    changes = [Change("Rappel", "", counted(len(invitees), "personne"))]
    note("sitting.told", sitting, convention_id=sitting.convention_id, by=by, changes=changes)
    return True


def plan_reminders(sitting: Sitting, days: Sequence[int], *, by: By) -> None:
    """Write the reminders again, those whose morning is still to come.

    One that left stays as a trace, unless the sitting moved so far that its morning comes again.
    """
    on, zone = timezone.localtime(sitting.starts_at).date(), timezone.get_current_timezone()
    coming = {number for number in days if reminder_at(on, number, zone) > by.at}
    sitting.reminders.filter(Q(sent_at=None) | Q(days_before__in=coming)).delete()
    SittingReminder.objects.bulk_create(
        SittingReminder(sitting=sitting, days_before=number)
        for number in sorted(coming, reverse=True)
    )


def _due_reminder(by: By) -> SittingReminder | None:
    rows = SittingReminder.objects.filter(
        sent_at=None,
        sitting__state=SittingState.CONVENED.value,
        sitting__starts_at__gt=by.at,
        sitting__starts_at__lt=by.at + timedelta(days=400),
    )
    rows = rows.select_related("sitting__body", "sitting__convention").order_by("pk")
    zone = timezone.get_current_timezone()
    for row in rows:
        on = timezone.localtime(row.sitting.starts_at).date()
        if reminder_at(on, row.days_before, zone) <= by.at:
            return row
    return None


def _wants_reminder(invitee: Invitee, reminder: SittingReminder) -> bool:
    if reminder.only_silent:
        return not invitee.answer
    return invitee.answer not in {Answer.ABSENT.value, Answer.PROXY.value, Answer.DEPUTY.value}
