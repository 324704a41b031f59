"""What documents do behind the pages."""

from datetime import datetime

from gouvernail.common.memory import give_back
from gouvernail.common.work import take_due
from gouvernail.documents.models import PreparedPack
from gouvernail.documents.operations.packs import LEASE, PENDING, prepare_pack


def prepare_one(now: datetime) -> bool:
    """Prepare one dossier that waits; tell whether there was one."""
    pack = take_due(PreparedPack.objects.filter(state__in=PENDING), LEASE, now)
    if pack is None:
        return False
    prepare_pack(pack)
    give_back()
    return True
