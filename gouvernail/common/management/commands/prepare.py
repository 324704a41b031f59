"""Bring the data folder up to date: tables, communes of France, static files."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from gouvernail.common.tables import make_tables_of_a_new_database


class Command(BaseCommand):
    """`prepare`: what every start needs, and does nothing when all is in place."""

    help = "Met à jour la base, les communes et les fichiers statiques."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not done."""
        make_tables_of_a_new_database()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("load_territories", verbosity=0, stdout=self.stderr)
        if not settings.DEBUG:
            _collect_static()


def _collect_static() -> None:
    """Collect, hash and compress the static files, unless they are those of the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            full = Path(storage.path(path))
            state = full.stat()
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
