"""The child process that sets a report: JSON on stdin, PDF on stdout; or drawings, as PNG.

Typst keeps what it computed: after a book of 2,000 sheets it would hold a gigabyte for ever.
"""

import json
import resource
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from gouvernail.documents.formats.glyphs import FONTS

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "report.typ"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
MEMORY_BYTES = 4 * 1024**3
CPU_SECONDS = 60
DOTS_AN_INCH = 200.0
_BARE_PAGE = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    '#set text(font: "Source Sans 3")'
)


def main() -> None:
    """Set one report."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin.buffer)
    if "drawings" in order:
        drawn = [b64encode(png).decode() for png in rastered(order["drawings"])]
        sys.stdout.buffer.write(json.dumps(drawn).encode())
    else:
        sys.stdout.buffer.write(typeset(order))


def rastered(drawings: list[str]) -> list[bytes]:
    """Return drawings in lines, each as the bytes of a PNG."""
    with TemporaryDirectory() as folder:
        for rank, drawing in enumerate(drawings):
            (Path(folder) / f"{rank}.svg").write_bytes(b64decode(drawing))
        parts = [f'image("/{rank}.svg")' for rank in range(len(drawings))]
        source = f"{_BARE_PAGE}\n#{{ {' + pagebreak() + '.join(parts)} }}"
        made = _compiler(folder).compile(source.encode(), format="png", ppi=DOTS_AN_INCH)
    return made if isinstance(made, list) else [made] if made else []


def typeset(order: dict[str, Any]) -> bytes:
    """Return the PDF of an order: without its images, when one of them is none after all."""
    report = order["report"]
    with TemporaryDirectory() as folder:
        for name, content in order["files"].items():
            (Path(folder) / name).write_bytes(b64decode(content))
        try:
            return _compiled(report, order["at"], folder)
        except typst.TypstError:
            if not order["files"]:
                raise
            return _compiled(_without_images(report), order["at"], folder)


def _without_images(report: dict[str, Any]) -> dict[str, Any]:
    blocks = [block for block in report["blocks"] if block["kind"] != "picture"]
    return report | {"logo": "", "blocks": blocks}


def _compiled(report: dict[str, Any], at: int, folder: str) -> bytes:
    made = _compiler(folder).compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"report": json.dumps(report)},
        pdf_standards=STANDARDS,
        timestamp=at,
    )
    if not isinstance(made, bytes):
        raise TypeError("a report is one file")
    return made


def _compiler(folder: str) -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    return typst.Compiler(root=folder, font_paths=fonts, ignore_system_fonts=True)


if __name__ == "__main__":
    main()
