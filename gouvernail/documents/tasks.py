"""What documents do behind the pages."""

from datetime import datetime

from gouvernail.common.memory import give_back
from gouvernail.common.work import take_due
from gouvernail.documents.models import PreparedPack, PreparedReport
from gouvernail.documents.operations.leases import LEASE, PENDING
from gouvernail.documents.operations.packs import prepare_pack
from gouvernail.documents.operations.reports import compose_report


def prepare_one(now: datetime) -> bool:
    """Prepare one dossier that waits; tell whether there was one."""
    pack = take_due(PreparedPack.objects.filter(state__in=PENDING), LEASE, now)
    if pack is None:
        return False
    prepare_pack(pack)
    give_back()
    return True


def compose_one(now: datetime) -> bool:
    """Compose one report that waits; tell whether there was one."""
    report = take_due(PreparedReport.objects.filter(state__in=PENDING), LEASE, now)
    if report is None:
        return False
    compose_report(report)
    give_back()
    return True
