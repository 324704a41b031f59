"""The report: a table to read, or JSON."""

import json
from collections.abc import Sequence
from typing import Any

from bench.lines import Line, Report, bar_words, french

HEADS = ("Mesure", "p50", "p95", "req/s", "plancher", "rapport", "barre", "")
_VERDICTS = {True: "tient", False: "MANQUE", None: ""}


def as_text(report: Report) -> str:
    """Return the report for people: one table per scene, then what misses its bar."""
    parts = []
    for scene in dict.fromkeys(line.scene for line in report.lines):
        rows = [_cells(line) for line in report.lines if line.scene == scene]
        parts.append(f"{scene}\n{_aligned([HEADS, *rows])}")
    held = sum(line.holds is True for line in report.lines)
    last = [f"{held} barres tenues, {len(report.missed)} manquées."]
    last += [f"  manquée : {line.scene}, {line.label}" for line in report.missed]
    last += [f"  non mesuré : {what}" for what in report.left]
    parts.append("\n".join(last))
    return "\n\n".join(parts)


def _cells(line: Line) -> tuple[str, ...]:
    unit = f" {line.unit.name}".rstrip()
    rate = line.value.per_second
    several = len(line.value.seconds) > 1
    return (
        line.label + (f" ({line.remark})" if line.remark else ""),
        line.unit.write(line.value.p50) + unit,
        line.unit.write(line.value.p95) + unit if several else "–",
        french(rate, 1) if rate else "–",
        line.unit.write(line.floor.p50) + unit if line.floor else "–",
        f"{french(line.ratio, 2)} ×" if line.ratio is not None else "–",
        bar_words(line),
        _VERDICTS[line.holds],
    )


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[rank]) for row in rows) for rank in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if rank == 0 else cell.rjust(width)
            for rank, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_json(report: Report) -> str:
    """Return the report for programs: seconds, bytes and counts as they were measured."""
    lines = [_told(line) for line in report.lines]
    content = {"lines": lines, "missed": len(report.missed), "left": report.left}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _told(line: Line) -> dict[str, Any]:
    return {
        "scene": line.scene,
        "label": line.label,
        "remark": line.remark,
        "unit": line.unit.name,
        "p50": line.value.p50,
        "p95": line.value.p95,
        "per_second": line.value.per_second,
        "floor_p50": line.floor.p50 if line.floor else None,
        "floor_p95": line.floor.p95 if line.floor else None,
        "floor_per_second": line.floor.per_second if line.floor else None,
        "ratio": line.ratio,
        "bar": {"kind": line.bar.kind.value, "limit": line.bar.limit} if line.bar else None,
        "holds": line.holds,
    }
