"""A table as an OpenDocument spreadsheet: typed cells, frozen head, filters, ready to print.

Written as the text it is: the library that could write it takes six seconds for 2,000 rows.
"""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from gouvernail.documents.formats.ods_parts import (
    MANIFEST,
    MIMETYPE,
    SETTINGS,
    content,
    meta,
    styles,
)
from gouvernail.documents.formats.sheet_names import sheet_names
from gouvernail.documents.formats.table import Table, Value
from gouvernail.documents.formats.words import for_xml


def write_ods(table: Table) -> bytes:
    """Return the spreadsheet. Text is written as text: no cell can become a formula.

    Unit: bytes of an .ods file. Errors: none.
    """
    name = for_xml(sheet_names([table.title])[0])
    parts = {
        "content.xml": content(name, table, "".join(_rows(table)), _range(name, table)),
        "styles.xml": styles(
            " – ".join(_text(line) for line in (table.title, *table.state)), table.pages_across
        ),
        "meta.xml": meta(_text(table.title), _text(" ".join(table.state))),
        "settings.xml": SETTINGS.replace("@name@", quoteattr(name)[1:-1]),
        "META-INF/manifest.xml": MANIFEST,
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and unpacked, so that the type can be read without unpacking.
        archive.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
        for path, part in parts.items():
            archive.writestr(path, part)
    return buffer.getvalue()


def _rows(table: Table) -> Iterable[str]:
    heads = "".join(_cell(column.head, "head") for column in table.columns)
    first = f"<table:table-row>{heads}</table:table-row>"
    yield f"<table:table-header-rows>{first}</table:table-header-rows>"
    for row in table.rows:
        yield _row(row)
    if table.total:
        yield _row(table.total, "total")


def _row(row: Sequence[Value], style: str = "") -> str:
    return f"<table:table-row>{''.join(_cell(value, style) for value in row)}</table:table-row>"


def _cell(value: Value, style: str = "") -> str:
    if value is None or value == "":
        return f"<table:table-cell{_look(style)}/>"
    kind = next((kind for kind in _TYPED if isinstance(value, kind)), None)
    if kind is None:
        return _typed(_look(style), 'office:value-type="string"', str(value))
    look, attributes, words = _TYPED[kind]
    return _typed(_look(style or look), attributes(value), words(value))


def _look(style: str) -> str:
    return f' table:style-name="{style}"' if style else ""


def _number(value: Value) -> str:
    return f'office:value-type="float" office:value="{value}"'


def _day(value: Value) -> str:
    return f'office:value-type="date" office:date-value="{value}"'


# By type: the style of its cells, its value, the words shown for it.
_Written = Callable[[Any], str]
_TYPED: dict[type, tuple[str, _Written, _Written]] = {
    date: ("day", _day, "{:%d/%m/%Y}".format),
    Decimal: ("money", _number, "{:.2f}".format),
    int: ("", _number, str),
}


def _typed(look: str, typed: str, words: str) -> str:
    lines = "".join(f"<text:p>{_spaced(_text(line))}</text:p>" for line in words.split("\n"))
    return f"<table:table-cell{look} {typed}>{lines}</table:table-cell>"


def _text(words: str) -> str:
    return escape(for_xml(words))


def _spaced(words: str) -> str:
    """Keep spaces in a row and tabs, which a paragraph would fold into one."""
    words = words.replace("\t", "<text:tab/>")
    while "  " in words:
        words = words.replace("  ", " <text:s/>", 1)
    return f"<text:s/>{words[1:]}" if words.startswith(" ") else words


def _range(name: str, table: Table) -> str:
    """Return the address of what the filters cover."""
    quoted = "'" + name.replace("'", "''") + "'"
    return f"{quoted}.A1:{quoted}.{_letters(len(table.columns))}{len(table.rows) + 1}"


def _letters(rank: int) -> str:
    letters = ""
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
