"""Uploaded files are read in a child process: a hostile one cannot hurt the server."""

import subprocess
import sys
from pathlib import Path

from gouvernail.imports.readers.formats import kind_of
from gouvernail.imports.readers.limits import BrokenFile, TooSlow
from gouvernail.imports.readers.transfer import unpack
from gouvernail.imports.readers.types import Workbook

WALL_SECONDS = 60
_CHILD = "gouvernail.imports.readers.child"
_ROOT = Path(__file__).resolve().parents[3]
_OUT_OF_MEMORY = b"MemoryError"


def read_safely(data: bytes, filename: str) -> Workbook:
    """Read an uploaded file, within limits of memory and time.

    Errors: an UnreadableFile that says what is wrong.
    """
    kind = kind_of(data, filename)
    try:
        child = subprocess.run(  # noqa: S603 - our own module, and one of two known words
            [sys.executable, "-m", _CHILD, kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    if child.returncode < 0 or _OUT_OF_MEMORY in child.stderr:
        raise TooSlow
    if child.returncode > 0:
        raise BrokenFile
    return unpack(child.stdout)
