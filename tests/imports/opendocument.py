"""LibreOffice workbooks made for the tests, with what only their XML can say."""

import io
import zipfile
from datetime import date, datetime
from html import escape

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def cell(value, attributes=""):
    """Return one cell; a value that begins with < is XML already."""
    start, close = f"<table:table-cell {attributes} ", "</table:table-cell>"
    if value in ("", None):
        return f"{start}/>"
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, bool):
        return f'{start}office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, date | datetime):
        return f'{start}office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'{start}office:value-type="float" office:value="{value}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'{start}office:value-type="string">{lines}{close}'


def row(values, attributes=""):
    return f"<table:table-row {attributes}>{''.join(map(cell, values))}</table:table-row>"


def table(name, *rows, style=""):
    """Return one sheet; each row is a list of values, or XML already."""
    lines = (one if isinstance(one, str) else row(one) for one in rows)
    look = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{escape(name)}"{look}>{"".join(lines)}</table:table>'


def content(*tables, prolog="", kind="spreadsheet"):
    hidden = (
        '<style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {_SPACES}>'
        f"<office:automatic-styles>{hidden}</office:automatic-styles>"
        f"<office:body><office:{kind}>{''.join(tables)}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def ods(*tables, **parts):
    """Return the bytes of a workbook; `parts` replaces or adds parts of the archive."""
    given = {"mimetype": MIMETYPE, "content.xml": content(*tables), **parts}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in given.items():
            if text is not None:
                packed.writestr(name, text)
    return buffer.getvalue()
