"""The trial of a template in a child process: it is cleaned, then a sample is written with it.

The child has little memory and time, so that no file can take those of the server.
"""

import resource
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from gouvernail.documents.formats.deck import BarChart, Deck, Lack, Point, Points, Series, Sheet
from gouvernail.documents.formats.docx import write_docx
from gouvernail.documents.formats.own_base import cleaned
from gouvernail.documents.formats.pptx import write_pptx
from gouvernail.documents.formats.refusals import (
    TEMPLATE_REFUSALS,
    BrokenTemplate,
    HeavyTemplate,
    TemplateRefused,
)
from gouvernail.documents.formats.report import Facts, Grid, Head, Heading, Report, Text

MEMORY_BYTES = 1024**3
CPU_SECONDS, WALL_SECONDS = 20, 40
_ROOT = Path(__file__).resolve().parents[3]
_REFUSED = 3  # the code of a child that refuses, its reason on the error output


def tried(data: bytes, kind: str) -> bytes:
    """Return a template, cleaned, with which a sample was written.

    Unit: bytes of a file of that kind. Errors: TemplateRefused, which says what to do.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", __name__, kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise HeavyTemplate from error
    if child.returncode == 0:
        return child.stdout
    if child.returncode == _REFUSED:
        raise TEMPLATE_REFUSALS.get(child.stderr.decode().strip(), BrokenTemplate)
    raise HeavyTemplate if child.returncode < 0 else BrokenTemplate


def main(kind: str) -> None:
    """Clean and try one template."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        base = cleaned(sys.stdin.buffer.read(), kind)
    except TemplateRefused as refusal:
        sys.stderr.write(type(refusal).__name__)
        sys.exit(_REFUSED)
    _write_sample(base, kind)
    sys.stdout.buffer.write(base)


def _write_sample(base: bytes, kind: str) -> None:
    at, heads, rows = datetime.now(UTC), (Head("A"), Head("B", 3)), (("1", "essai"),)
    if kind == "docx":
        blocks = (Heading("Un"), Heading("Deux", 2), Heading("Trois", 3), Text("Essai"))
        more = (Facts((("Essai", "oui"),)), Grid(heads, rows))
        for is_landscape in (False, True):
            report = Report("Essai", ("Essai",), (*blocks, *more), is_landscape, base=base)
            write_docx(report, at)
        return
    slides = (
        Points("Essai", (Point("un", "deux"),)),
        Lack("Essai", "rien", "https://example.org/"),
        Sheet("Essai", heads, rows),
        BarChart("Essai", ("a", "b"), (Series("fait", "done", (1, 2)),), "a : 1, b : 2"),
    )
    write_pptx(Deck("Essai", ("Essai",), slides, base=base), at)


if __name__ == "__main__":
    main(sys.argv[1])
