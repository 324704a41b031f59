"""The XML inside office files, read without entities, without network and without surprises."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from gouvernail.imports.readers.limits import BrokenFile, SuspiciousArchive

# lxml carries no types: an element is said to be anything, and stays inside the readers.
Element = Any
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "dtd_validation": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_xml(data: bytes) -> Element:
    """Return the root element of a part.

    Errors: BrokenFile, SuspiciousArchive when it declares a document type.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise BrokenFile from error
    if root.getroottree().docinfo.doctype:
        raise SuspiciousArchive
    return root


def elements(data: bytes, *names: str) -> Iterator[Element]:
    """Yield the elements of a large part by name as each ends; clear them once they are used.

    Errors: BrokenFile.
    """
    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(BytesIO(data), events=("end",), tag=tags, **_SAFE):
            yield element
    except etree.XMLSyntaxError as error:
        raise BrokenFile from error


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """Return an attribute of an element whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default
