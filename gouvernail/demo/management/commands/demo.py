"""The demo: build it if it is not there, serve it, print its address once it answers."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from gouvernail.demo.cast import CAST, PASSWORD
from gouvernail.demo.story import SLUGS, is_told, tell

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60


class Command(BaseCommand):
    """`demo [--port N] [--fresh] [--json]`."""

    help = "Lance l’application avec le territoire d’exemple."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--port", type=int, default=8000, metavar="N")
        parser.add_argument("--fresh", action="store_true", help="Tout recommencer.")
        parser.add_argument("--json", action="store_true", help="Annoncer l’adresse en JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, serve, announce; stop cleanly when asked to."""
        port = options["port"]
        url = f"http://{HOST}:{port}/"
        _refuse_taken_port(port)
        if options["fresh"]:
            _forget()
        call_command("prepare")
        if not is_told():
            tell()
        connections.close_all()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sys.exit(0))
        server = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, sys.argv[0], "serve", "--prepared", "--port", str(port)],
            # The links of mails lead back here, unless an address was given.
            env={"GOUVERNAIL_URL": url.rstrip("/"), **os.environ},
        )
        try:
            _wait_until_it_answers(url, server)
            self.stdout.write(_as_json(url) if options["json"] else _as_text(url))
            self.stdout.flush()
            server.wait()
        finally:
            server.terminate()
            server.wait()


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Le port {port} est déjà pris. Choisissez-en un autre, par exemple "
                f"./run demo --port {port + 1}"
            ) from error


def _forget() -> None:
    """Remove what the demo holds: tables and files of the data folder."""
    if connections["default"].vendor == "postgresql":
        raise CommandError(
            "--fresh n’efface pas une base PostgreSQL : videz-la vous-même, puis relancez."
        )
    for name in ("gouvernail.sqlite3", "gouvernail.sqlite3-wal", "gouvernail.sqlite3-shm"):
        (settings.DATA_DIR / name).unlink(missing_ok=True)
    for name in ("files", "courriels"):
        shutil.rmtree(settings.DATA_DIR / name, ignore_errors=True)


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CommandError("Le serveur s’est arrêté ; ses dernières lignes disent pourquoi.")
        try:
            with urllib.request.urlopen(f"{url}sante", timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.05)
    raise CommandError("Le serveur ne répond pas.")


def _as_json(url: str) -> str:
    logins = [{"role": part.key, "email": part.email, "password": PASSWORD} for part in CAST]
    return json.dumps({"url": url, "logins": logins, "conventions": list(SLUGS)})


def _as_text(url: str) -> str:
    lines = [f"  {part.key:<12} {part.email:<26} {PASSWORD}" for part in CAST]
    return "\n".join(
        [
            f"Gouvernail répond : {url}",
            "",
            "Territoire d’exemple (fictif) et convention d’essai, vide, pour importer votre plan.",
            "Comptes :",
            *lines,
            "",
            "Ctrl+C pour arrêter ; ce que vous faites est gardé (--fresh pour recommencer).",
        ]
    )
