"""The parts of an OpenDocument spreadsheet that are the same for every table, or nearly."""

from xml.sax.saxutils import quoteattr

from gouvernail.documents.formats.table import Table

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    " ".join(
        f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
            ("meta", "meta"),
            ("config", "config"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_CELL = 'style:family="table-cell" style:parent-style-name="Default"'
_TOP = '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>'
_MONEY = (
    '<number:number-style style:name="euros"><number:number number:decimal-places="2" '
    'number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
    "</number:number-style>"
)
_DAY = (
    '<number:date-style style:name="dmy"><number:day number:style="long"/><number:text>/'
    '</number:text><number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
)
_CELL_STYLES = (
    f'<style:style style:name="text" {_CELL}>{_TOP}</style:style>'
    f'<style:style style:name="money" {_CELL} style:data-style-name="euros">{_TOP}</style:style>'
    f'<style:style style:name="day" {_CELL} style:data-style-name="dmy">{_TOP}</style:style>'
    f'<style:style style:name="head" {_CELL}><style:table-cell-properties '
    'fo:background-color="#dceeee" style:vertical-align="top" fo:wrap-option="wrap"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    f'<style:style style:name="total" {_CELL} style:data-style-name="euros">'
    '<style:table-cell-properties fo:border-top="1pt solid #0e2a2f"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


_MARGIN = '<style:header-footer-properties fo:min-height="0.8cm" fo:margin="0.2cm"/>'


def content(name: str, table: Table, rows: str, covered: str) -> str:
    """Return the sheet: its columns, its rows, and the filters over `covered`."""
    columns = "".join(
        f'<style:style style:name="c{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.19:.2f}cm"/></style:style>'
        for width in sorted({column.width for column in table.columns})
    )
    return (
        f'{_HEAD}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{_MONEY}{_DAY}{columns}{_CELL_STYLES}"
        '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name={quoteattr(name)} table:style-name="sheet">'
        f"{_columns(table)}{rows}</table:table>"
        "<table:database-ranges><table:database-range "
        f'table:name="filtre" table:target-range-address={quoteattr(covered)} '
        'table:display-filter-buttons="true"/></table:database-ranges>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _columns(table: Table) -> str:
    """Return the columns; those that name a row come back on every sheet of paper."""
    told = [
        f'<table:table-column table:style-name="c{column.width}" '
        'table:default-cell-style-name="text"/>'
        for column in table.columns
    ]
    kept = table.naming
    if kept.stop:
        repeated = "".join(told[kept])
        told[kept] = [f"<table:table-header-columns>{repeated}</table:table-header-columns>"]
    return "".join(told)


def styles(header: str, pages_across: int) -> str:
    """Return the page: A4, landscape, so many sheets of paper wide, with its header."""
    return (
        f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties '
        'fo:language="fr" fo:country="FR" fo:font-size="10pt"/></style:default-style>'
        '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
        '<office:automatic-styles><style:page-layout style:name="page">'
        '<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" '
        'style:print-orientation="landscape" fo:margin="1.5cm" style:print="objects charts '
        'drawings grid zero-values" '
        f'style:scale-to-X="{pages_across}" style:scale-to-Y="0"/>'
        f"<style:header-style>{_MARGIN}</style:header-style>"
        f"<style:footer-style>{_MARGIN}</style:footer-style></style:page-layout>"
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Default" '
        f'style:page-layout-name="page"><style:header><text:p>{header}</text:p></style:header>'
        "<style:footer><text:p>page <text:page-number>1</text:page-number> sur "
        "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def meta(title: str, subject: str) -> str:
    """Return the properties of the document."""
    return (
        f'{_HEAD}<office:document-meta {_SPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        "<dc:language>fr-FR</dc:language><meta:generator>Gouvernail</meta:generator>"
        "</office:meta></office:document-meta>"
    )


def _item(name: str, kind: str, value: str) -> str:
    head = f'config:name="{name}" config:type="{kind}"'
    return f"<config:config-item {head}>{value}</config:config-item>"


# The first row stays in sight: a split after it, frozen.
SETTINGS = (
    f'{_HEAD}<office:document-settings {_SPACES} office:version="1.3"><office:settings>'
    '<config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    + _item("ViewId", "string", "view1")
    + '<config:config-item-map-named config:name="Tables">'
    '<config:config-item-map-entry config:name="@name@">'
    + _item("VerticalSplitMode", "short", "2")
    + _item("VerticalSplitPosition", "int", "1")
    + _item("ActiveSplitRange", "short", "2")
    + _item("PositionBottom", "int", "1")
    + "</config:config-item-map-entry></config:config-item-map-named>"
    "</config:config-item-map-entry></config:config-item-map-indexed>"
    "</config:config-item-set></office:settings></office:document-settings>"
)

_FILES = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in _FILES
    )
    + "</manifest:manifest>"
)
