"""The dossier of a sitting, asked for on a page and prepared behind it."""

import hashlib
import secrets
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db import transaction

from gouvernail.documents.models import PreparedPack
from gouvernail.documents.operations.leases import (
    LEASE,
    MOST_TRIES,
    PENDING,
    Held,
    TakenByAnother,
    attempt,
)
from gouvernail.documents.pack import FixedPack, fix_pack, write_pack
from gouvernail.governance.models import Sitting
from gouvernail.governance.operations.attendance import open_sign_in
from gouvernail.history.operations import By
from gouvernail.rules.sittings import PLANNED, SittingState

__all__ = ["LEASE", "PENDING", "ask_for_pack", "prepare_pack"]

INTERRUPTED = (
    "La préparation s’est interrompue trois fois : refaites le dossier, ou prenez les pièces une "
    "par une."
)


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
    held = Held(PreparedPack.objects.filter(pk=pack.pk, tries=pack.tries))
    if pack.tries > MOST_TRIES:
        held.fail(INTERRUPTED)
        return
    attempt(held, lambda: _prepare(pack, held), "pack")


def _prepare(pack: PreparedPack, held: Held) -> None:
    fixed = fix_pack(pack.sitting_id, settings.PUBLIC_URL)
    with TemporaryFile() as into:
        held.claim(state="running", done=0, total=fixed.total)
        write_pack(fixed, into, lambda done: held.claim(done=done))
        _keep(pack, held, fixed, into)


def _keep(pack: PreparedPack, held: Held, fixed: FixedPack, content: IO[bytes]) -> None:
    """Store the ZIP with its hash, and forget the former dossiers of the sitting."""
    content.seek(0)
    digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    content.seek(0)
    storage = pack.file.storage
    name = storage.save(f"dossiers/{secrets.token_hex(8)}.zip", File(content))
    try:
        with transaction.atomic():
            held.claim(
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
