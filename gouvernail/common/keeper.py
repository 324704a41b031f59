"""The master of the server: beside its workers it keeps one more, for what waits behind the pages.

The master itself watches it, as it watches the others: whatever kills that worker, another one is
there within two seconds; and it never outlives its master (docs/decisions/0052).
"""

import ctypes
import os
import signal
import sys
import time
from typing import Any

from django.db import connections
from gunicorn import sock
from gunicorn.arbiter import Arbiter

from gouvernail.common.work import work

NAME = b"ouvrier"  # as the system lists it
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
REST_SECONDS = 1.0  # between two starts, should it die at once


class Keeper(Arbiter):  # type: ignore[misc]
    """The master, which starts the worker behind the pages and starts it again."""

    behind = 0
    started = 0.0

    def manage_workers(self) -> None:
        """Keep the right number of workers, and the one behind the pages."""
        super().manage_workers()
        if not self._is_there() and time.monotonic() - self.started >= REST_SECONDS:
            self._start()

    def stop(self, graceful: bool = True) -> None:
        """Stop the worker behind the pages, then the others. What it had taken is taken again."""
        if self._is_there():
            os.kill(self.behind, signal.SIGTERM)
        super().stop(graceful)

    def _is_there(self) -> bool:
        if not self.behind:
            return False
        try:
            ended, _ = os.waitpid(self.behind, os.WNOHANG)
        except ChildProcessError:  # the master has seen its end already
            ended = self.behind
        if ended:
            self.behind = 0
        return not ended

    def _start(self) -> None:
        master = os.getpid()
        self.started = time.monotonic()
        self.behind = os.fork()
        if self.behind:
            return
        try:
            self._work(master)
        finally:
            os._exit(0)

    def _work(self, master: int) -> None:
        """Work as a process of its own: no socket, no signal, no connection of the master."""
        for number in self.SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells the whole group
        if sys.platform == "linux":
            system: Any = ctypes.CDLL(None)
            system.prctl(PR_SET_NAME, NAME, 0, 0, 0)
            system.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        sock.close_sockets(self.LISTENERS, False)
        connections.close_all()
        work(lambda: os.getppid() == master)
