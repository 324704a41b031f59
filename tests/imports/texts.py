"""Texts of Word made for the tests. Every word is invented."""

import io

import docx

from gouvernail.imports.readers import read


def docx_bytes(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text(*blocks):
    """Return the bytes of a text: « # Axe 1 » is a heading, a list of rows is a table."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            depth = len(block) - len(block.lstrip("#"))
            bare = block.lstrip("# ")
            document.add_heading(bare, depth) if depth else document.add_paragraph(bare)
        else:
            _table(document, block)
    return docx_bytes(document)


def _table(document, rows):
    """Add a table; None goes on with the cell on its left, and « ^ » with the one above."""
    table = document.add_table(0, max(map(len, rows)))
    for values in rows:
        cells = table.add_row().cells
        for column, value in enumerate(values):
            if value not in (None, "^"):
                cells[column].text = str(value)
    for top, values in enumerate(rows):
        for left, value in enumerate(values):
            if value is None:
                table.cell(top, left - 1).merge(table.cell(top, left))
            elif value == "^":
                table.cell(top - 1, left).merge(table.cell(top, left))


def book(*blocks):
    return read(text(*blocks), "plan.docx")
