"""The child process that sets a report: JSON on stdin, PDF on stdout.

Typst keeps what it computed: after a book of 2,000 sheets it would hold a gigabyte for ever.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

from gouvernail.documents.formats.glyphs import FONTS

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "report.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
MEMORY_BYTES = 4 * 1024**3
CPU_SECONDS = 60


def main() -> None:
    """Set one report."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    made = typst.Compiler(font_paths=fonts, ignore_system_fonts=True).compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"report": json.dumps(order["report"])},
        pdf_standards=STANDARDS,
        timestamp=order["at"],
    )
    if not isinstance(made, bytes):
        raise TypeError("a report is one file")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
