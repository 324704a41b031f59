"""The dossier of a sitting, asked for on a page and prepared behind it."""

import hashlib
import secrets
from datetime import timedelta
from tempfile import TemporaryFile
from typing import IO

import structlog
from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.utils import timezone

from gouvernail.documents.formats.refusals import DocumentRefused, TooManyAtOnce
from gouvernail.documents.models import PreparedPack
from gouvernail.documents.pack import FixedPack, fix_pack, write_pack
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.attendance import open_sign_in
from gouvernail.history.operations import By
from gouvernail.rules.sittings import PLANNED, SittingState

log = structlog.get_logger("gouvernail.documents")

# Taken again at each paper: a worker that dies leaves its dossier to the next one this much later.
LEASE = timedelta(seconds=30)
AGAIN_AFTER = timedelta(seconds=5)
MOST_TRIES = 3
PENDING = ("waiting", "running")
INTERRUPTED = (
    "La préparation s’est interrompue trois fois : refaites le dossier, ou prenez les pièces une "
    "par une."
)


class TakenByAnother(Exception):
    """Another worker has taken the row since: this one stops, and writes nothing more."""


@transaction.atomic
def ask_for_pack(sitting: Sitting, *, by: By) -> PreparedPack:
    """Ask for the dossier of a sitting; the one that waits already is the answer.

    The sign-in sheet of a sitting to come is opened with it: the code is printed on its papers.
    The row itself says who asked and when: nothing that a journal tells has changed.
    """
    if SittingState(sitting.state) in PLANNED:
        open_sign_in(sitting, by=by)
    rows = PreparedPack.objects.filter(sitting=sitting, state__in=PENDING)
    return rows.first() or PreparedPack.objects.create(
        sitting=sitting, asked_by=by.actor, asked_at=by.at, due_at=by.at
    )


def prepare_pack(pack: PreparedPack) -> None:
    """Prepare a dossier that a worker has taken, and keep it; or say why it cannot be."""
    mine = PreparedPack.objects.filter(pk=pack.pk, tries=pack.tries)
    if pack.tries > MOST_TRIES:
        _fail(mine, INTERRUPTED)
        return
    try:
        fixed = fix_pack(pack.sitting_id, settings.PUBLIC_URL)
        with TemporaryFile() as into:
            _claim(mine, state="running", done=0, total=fixed.total)
            write_pack(fixed, into, lambda done: _claim(mine, done=done))
            _keep(pack, fixed, into)
    except TakenByAnother:
        return
    except TooManyAtOnce:
        _wait(mine)
    except DocumentRefused as refusal:
        _fail(mine, str(refusal))
    except Exception:
        log.exception("pack_failed", pack=pack.pk)
        _wait(mine)


def _claim(mine: "models.QuerySet[PreparedPack]", **told: object) -> None:
    """Write how far the work is, and hold the row a little longer."""
    if not mine.update(leased_until=timezone.now() + LEASE, **told):
        raise TakenByAnother


def _wait(mine: "models.QuerySet[PreparedPack]") -> None:
    mine.update(state="waiting", leased_until=None, due_at=timezone.now() + AGAIN_AFTER)


def _fail(mine: "models.QuerySet[PreparedPack]", why: str) -> None:
    mine.update(state="failed", leased_until=None, error=why[:500])


def _keep(pack: PreparedPack, fixed: FixedPack, content: IO[bytes]) -> None:
    """Store the ZIP with its hash, and forget the former dossiers of the sitting."""
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    storage = pack.file.storage
    name = storage.save(f"dossiers/{secrets.token_hex(8)}.zip", File(content))
    try:
        with transaction.atomic():
            _claim(
                PreparedPack.objects.filter(pk=pack.pk, tries=pack.tries),
                state="ready",
                done=fixed.total,
                made_at=fixed.at,
                journal_mark=fixed.mark,
                file=name,
                digest=digest,
                error="",
            )
            _forget_former(pack)
    except TakenByAnother:
        storage.delete(name)
        raise


def _forget_former(pack: PreparedPack) -> None:
    former = PreparedPack.objects.filter(sitting=pack.sitting_id, pk__lt=pack.pk)
    storage = pack.file.storage
    names = [row.file.name for row in former if row.file.name]
    former.delete()

    def delete_files() -> None:
        for name in names:
            storage.delete(name)

    transaction.on_commit(delete_files)
