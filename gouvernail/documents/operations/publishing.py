"""Publishing a report, and proving by it the commitment that asks for one."""

from django.db import transaction
from django.utils import timezone

from gouvernail.documents.models import PreparedReport
from gouvernail.documents.operations.reports import publish_report
from gouvernail.governance.models import Obligation, ObligationKind
from gouvernail.governance.operations.obligations import hand_in
from gouvernail.history.operations import By
from gouvernail.rules.reports import ReportKind

DUTY = "rapport-annuel"


def duty_of(report: PreparedReport) -> Obligation | None:
    """Return the commitment that a report proves, unless it is proved by it already. One query."""
    if report.kind != ReportKind.ANNUAL.value:
        return None
    rows = Obligation.objects.filter(
        convention=report.convention_id, key=DUTY, kind=ObligationKind.DOCUMENT.value
    )
    return rows.exclude(proofs__label__contains=str(report.year)).first()


@transaction.atomic
def publish_and_hand_in(
    report: PreparedReport, duty: Obligation | None, address: str, *, by: By
) -> None:
    """Publish a report, and note it as the proof of a commitment when one is given.

    Errors: those of `publish_report`; then nothing is noted.
    """
    publish_report(report, by=by)
    # Read again: somebody may have proved it since the page was drawn.
    still = duty_of(report) if duty else None
    if still:
        label = f"Rapport d’activités {report.year}"
        hand_in(still, label, timezone.localtime(by.at).date(), address, by=by)
