"""A template that a territory brings: what it is, what is taken out of it, what is refused."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from gouvernail.common.archives import ArchiveRefused, Danger, open_archive
from gouvernail.documents.formats.refusals import (
    BrokenTemplate,
    HeavyTemplate,
    LinkedTemplate,
    MacroTemplate,
    OtherTemplate,
    ProtectedTemplate,
    TemplateRefused,
)

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MAIN = {
    "docx": ("word/document.xml", f"{_OFFICE}.wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation.main+xml"),
}
_TYPES = "[Content_Types].xml"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HARMLESS = frozenset({"hyperlink", "attachedTemplate"})
_POINTERS = frozenset({"attachedTemplate", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_FIELDS = frozenset({"instrText", "fldSimple"})
_FETCHING = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|DDE|DDEAUTO|IMPORT|LINK)\b")
_REFUSED: dict[Danger, type[TemplateRefused]] = {
    Danger.BROKEN: BrokenTemplate,
    Danger.TOO_LARGE: HeavyTemplate,
    Danger.SUSPICIOUS: HeavyTemplate,
    Danger.PROTECTED: ProtectedTemplate,
    Danger.MACROS: MacroTemplate,
}


def cleaned(data: bytes, kind: str) -> bytes:
    """Return a template of a kind (docx, pptx) that points to nothing outside itself.

    The links of its words and the template it was made from are taken out; what would fetch
    something is refused.

    Unit: bytes of a file of that kind. Errors: TemplateRefused, which says what to do.
    """
    try:
        archive = open_archive(data)
        parts = {name: archive.read(name) for name in archive.namelist()}
    except ArchiveRefused as refusal:
        raise _REFUSED[refusal.danger] from refusal
    try:
        _check_kind(parts, kind)
        for name in [name for name in parts if name.endswith(".rels")]:
            _cut_off(parts, name)
        for name in [name for name in parts if name.endswith(".xml")]:
            _refuse_fetching_fields(parts[name])
    except etree.XMLSyntaxError as error:
        raise BrokenTemplate from error
    return _packed(parts)


def _check_kind(parts: dict[str, bytes], kind: str) -> None:
    path, stated = _MAIN[kind]
    if path not in parts or _TYPES not in parts:
        raise OtherTemplate
    types = [told.get("ContentType", "") for told in _parsed(parts[_TYPES])]
    if any("macroEnabled" in told for told in types):
        raise MacroTemplate
    if stated not in types:
        raise OtherTemplate


def _refuse_fetching_fields(part: bytes) -> None:
    """Refuse the fields that fetch something once the document is opened.

    Errors: LinkedTemplate.
    """
    if not any(name.encode() in part for name in _FIELDS):
        return
    for element in _parsed(part).iter(etree.Element):
        told = f"{element.text or ''} {' '.join(element.values())}"
        if etree.QName(element).localname in _FIELDS and _FETCHING.search(told):
            raise LinkedTemplate


def _cut_off(parts: dict[str, bytes], name: str) -> None:
    """Take out of a part, and of its relations, what leads outside.

    Errors: LinkedTemplate when something would be fetched.
    """
    relations = _parsed(parts[name])
    outside = [told for told in relations if told.get("TargetMode") == "External"]
    if not outside:
        return
    if any(told.get("Type", "").rpartition("/")[2] not in _HARMLESS for told in outside):
        raise LinkedTemplate
    keys = {told.get("Id") for told in outside}
    for told in outside:
        relations.remove(told)
    path = PurePosixPath(name)
    source = str(path.parent.parent / path.name.removesuffix(".rels"))
    if source in parts:
        root = _parsed(parts[source])
        for element in list(root.iter(etree.Element)):
            named = [value for key, value in element.items() if key.startswith(_RELATED)]
            if keys.intersection(named):
                _take_out(element)
        parts[source] = _written(root)
    parts[name] = _written(relations)


def _take_out(element: etree._Element) -> None:
    """Take a link out, and leave the words that it was on."""
    kind, parent = etree.QName(element).localname, element.getparent()
    if parent is None or kind not in _POINTERS | {"hyperlink"}:
        raise LinkedTemplate
    if kind == "hyperlink":
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)


def _parsed(part: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(part, parser)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        # The types first: some software looks for them there.
        for name in sorted(parts, key=lambda name: name != _TYPES):
            if not name.endswith("/"):
                archive.writestr(name, parts[name])
    return buffer.getvalue()
