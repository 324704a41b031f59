"""QR codes, as a path to draw."""

from dataclasses import dataclass
from io import BytesIO

import segno

QUIET_ZONE = 4  # modules of white around, as ISO/IEC 18004 asks


PNG_SCALE = 8  # dots a module: sharp on paper


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code: the side of its square in modules, white margin included, and its ink."""

    side: int
    path: str


def qr_code(words: str) -> QrCode:
    """Return the code of some words, readable when a quarter of it is hidden or badly lit.

    Unit: modules. Errors: none for an address.
    """
    rows = [list(row) for row in _code(words).matrix_iter(border=QUIET_ZONE)]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = next((n for n in range(len(row) - x) if not row[x + n]), len(row) - x)
            if length:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += max(length, 1)
    return QrCode(len(rows), "".join(runs))


def qr_png(words: str) -> bytes:
    """Return the same code as a PNG. Errors: none for an address."""
    buffer = BytesIO()
    _code(words).save(buffer, kind="png", scale=PNG_SCALE, border=QUIET_ZONE)
    return buffer.getvalue()


def _code(words: str) -> segno.QRCode:
    return segno.make_qr(words, error="q", boost_error=False)
