"""Servers that the bench starts, and stops by their number."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.visitor import HOST, Visitor

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 15


class NotServed(RuntimeError):
    """A server did not start; its last words are in the message."""


def free_port() -> int:
    """Return a port of loopback that nobody holds."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return the environment of a child: this one's, without the settings of anybody's data."""
    kept = {name: value for name, value in os.environ.items() if not _is_ours(name)}
    return {**kept, "GOUVERNAIL_DATA": str(data), "GOUVERNAIL_LOG": "WARNING", **more}


def _is_ours(name: str) -> bool:
    return name.startswith("GOUVERNAIL_") or name == "DJANGO_SETTINGS_MODULE"


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run a command for the time of a block; give its number, then stop it."""
    with log.open("wb") as output:
        child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
    try:
        yield child.pid
    finally:
        stop(child)


def stop(child: "subprocess.Popen[bytes]") -> None:
    """Stop one process, gently first."""
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(STOP_SECONDS)


def product_command(port: int) -> list[str]:
    """Return the command of the production server."""
    return [sys.executable, "manage.py", "serve", "--prepared", "--port", str(port)]


def floor_command(port: int) -> list[str]:
    """Return the command of the floor."""
    return [sys.executable, "-m", "bench.floor.serve", str(port)]


def wait_for(port: int, path: str, pid: int, log: Path) -> None:
    """Wait until a page answers.

    Errors: NotServed when the process ended, or stays silent too long.
    """
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and Path(f"/proc/{pid}/cmdline").exists():
        try:
            if Visitor(port).get(path).status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise NotServed(log.read_text(errors="replace")[-2000:])
