"""The production server: gunicorn, run from inside the application."""

import ctypes
import gc
import sys
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from gouvernail.common.keeper import Keeper
from gouvernail.common.memory import give_back

WORKERS = 2
# Browsers open connections ahead of need; a worker without threads would wait on an idle one.
THREADS = 4
GARBAGE_AFTER = 20_000  # objects made before the collector looks at the youngest
LARGE_ANSWER = 50_000  # bytes
M_ARENA_MAX, HEAPS = -8, 2  # the option of the C library, and its value
TIMEOUT_SECONDS = 90  # reading an uploaded file may take up to 60


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our options; the application is loaded once and shared by its workers."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Keep the options until gunicorn asks for them."""
        self.chosen = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Return the application; connections opened while loading are not for the workers."""
        application = get_wsgi_application()
        connections.close_all()
        _settle_memory()
        return application

    def run(self) -> None:
        """Serve, with the worker behind the pages beside."""
        Keeper(self).run()


def _settle_memory() -> None:
    """Spare the collector what stays for ever, and give each thread no heap of its own.

    What was loaded before the workers start is never garbage: searched once less on every page,
    its memory stays shared. Eight heaps would each keep the size of the largest export.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 20, 20)
    if sys.platform == "linux":
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)


def _give_back(worker: Any, request: Any, environ: dict[str, Any], response: Any) -> None:
    """After a large file, hand the memory that made it back to the system."""
    if response.sent > LARGE_ANSWER:
        give_back()


def serve(host: str, port: int, workers: int) -> None:
    """Serve until a signal says to stop."""
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": 5,
            "timeout": TIMEOUT_SECONDS,
            "graceful_timeout": 10,
            "preload_app": True,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "loglevel": "warning",
            "proc_name": "gouvernail",
            "post_request": _give_back,
        }
    ).run()
