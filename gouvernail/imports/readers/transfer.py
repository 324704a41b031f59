"""A workbook as JSON, to travel from the child process that read it."""

import json
from datetime import date, datetime
from typing import Any

from gouvernail.imports.readers.limits import REFUSALS, UnreadableFile
from gouvernail.imports.readers.types import Block, Cell, ErrorCell, Merge, Sheet, Workbook


def pack(workbook: Workbook) -> str:
    """Return a workbook as JSON."""
    sheets = [
        {
            "name": sheet.name,
            "rows": sheet.rows,
            "merges": [(m.top, m.left, m.bottom, m.right) for m in sheet.merges],
            "is_hidden": sheet.is_hidden,
            "hidden_rows": sheet.hidden_rows,
        }
        for sheet in workbook.sheets
    ]
    content = {
        "kind": workbook.kind,
        "sheets": sheets,
        "encoding": workbook.encoding,
        "separator": workbook.separator,
        "flow": [(one.kind, one.text, one.depth, one.table) for one in workbook.flow],
    }
    return json.dumps(content, default=_pack_cell, ensure_ascii=False)


def pack_refusal(refusal: UnreadableFile) -> str:
    """Return a refusal as JSON."""
    return json.dumps({"refusal": type(refusal).__name__})


def unpack(text: str | bytes) -> Workbook:
    """Return the workbook of `pack`.

    Errors: the UnreadableFile that `pack_refusal` was given.
    """
    content = json.loads(text)
    if "refusal" in content:
        raise REFUSALS[content["refusal"]]
    sheets = tuple(
        Sheet(
            sheet["name"],
            tuple(tuple(_unpack_cell(cell) for cell in row) for row in sheet["rows"]),
            tuple(Merge(*merge) for merge in sheet["merges"]),
            sheet["is_hidden"],
            tuple(sheet["hidden_rows"]),
        )
        for sheet in content["sheets"]
    )
    flow = tuple(Block(*block) for block in content["flow"])
    return Workbook(content["kind"], sheets, content["encoding"], content["separator"], flow)


def _pack_cell(cell: object) -> dict[str, str]:
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()}
    if isinstance(cell, date):
        return {"on": cell.isoformat()}
    if isinstance(cell, ErrorCell):
        return {"error": cell.code}
    raise TypeError(f"{type(cell).__name__} is not the value of a cell")


def _unpack_cell(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]  # JSON gives text, number, boolean or None
    if "at" in cell:
        return datetime.fromisoformat(cell["at"])
    if "on" in cell:
        return date.fromisoformat(cell["on"])
    return ErrorCell(cell["error"])
