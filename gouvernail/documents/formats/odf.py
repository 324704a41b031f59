"""What texts and slides of OpenDocument share: names, words, pictures, the file itself."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document

from gouvernail.documents.formats.words import for_xml

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "table": "table",
    "draw": "drawing",
    "presentation": "presentation",
    "chart": "chart",
    "number": "datastyle",
    "svg": "svg-compatible",
    "fo": "xsl-fo-compatible",
}
SPACES = (
    " ".join(f'xmlns:{prefix}="{_OASIS}:{name}:1.0"' for prefix, name in _NAMES.items())
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
FRENCH = 'fo:language="fr" fo:country="FR"'
_LEFT_OUT = ("Configurations2/", "Thumbnails/", "layout-cache", "manifest.rdf")


@dataclass(slots=True)
class OpenFile:
    """A file of OpenDocument while it is written: its own parts, and what they point to."""

    kind: str
    title: str
    subject: str
    at: datetime
    parts: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def keep_image(self, content: bytes) -> str:
        """Keep an image, and return the name that points to it; nothing for what is none."""
        kind = image_kind(content)
        if not kind:
            return ""
        name = f"Pictures/{sha256(content).hexdigest()[:16]}.{kind}"
        self.parts[name] = (content, f"image/{kind}")
        return name

    def keep_drawing(self, svg: bytes) -> str:
        """Keep a drawing in lines, and return the name that points to it."""
        name = f"Pictures/{sha256(svg).hexdigest()[:16]}.svg"
        self.parts[name] = (svg, "image/svg+xml")
        return name

    def packed(self, content: str, styles: str) -> bytes:
        """Return the file.

        Unit: bytes. Errors: none.
        """
        document = Document(self.kind)
        for name in [name for name in document.parts if name.startswith(_LEFT_OUT)]:
            document.del_part(name)
        for name in document.manifest.get_paths():
            if name.startswith(_LEFT_OUT):
                document.manifest.del_full_path(name)
        document.set_part("content.xml", content.encode())
        document.set_part("styles.xml", styles.encode())
        for name, (data, kind) in self.parts.items():
            document.set_part(name, data)
            document.manifest.add_full_path(name, kind)
        told = document.meta
        told.title, told.subject = for_xml(self.title), for_xml(self.subject)
        told.language, told.generator = "fr-FR", "Gouvernail"
        told.creation_date = told.date = self.at.replace(tzinfo=None)
        told.initial_creator = told.creator = "Gouvernail"
        buffer = BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def image_kind(content: bytes) -> str:
    """Return « png » or « jpeg » by the first bytes and the size they state; else nothing."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return "png"
    return "jpeg" if content.startswith(b"\xff\xd8\xff") and jpeg_size(content) else ""


def image_size(content: bytes) -> tuple[int, int]:
    """Return the width and the height of a PNG or a JPEG, in dots."""
    if image_kind(content) == "png":
        return int.from_bytes(content[16:20]) or 1, int.from_bytes(content[20:24]) or 1
    return jpeg_size(content) or (1, 1)


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return the size that a JPEG states in its frame, if there is one."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        mark, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if mark in range(0xC0, 0xD0) and mark not in {0xC4, 0xC8, 0xCC}:
            height, width = content[place + 5 : place + 7], content[place + 7 : place + 9]
            return int.from_bytes(width) or 1, int.from_bytes(height) or 1
        place += 2 + length
    return None


def words(text: str) -> str:
    """Return words as they stand in a paragraph: lines, tabs and rows of spaces are kept."""
    told = escape(for_xml(text)).replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")
    while "  " in told:
        told = told.replace("  ", " <text:s/>", 1)
    return told


def attribute(text: str) -> str:
    """Return a text in quotes, as the value of an attribute."""
    return quoteattr(for_xml(text))


def described(text: str) -> str:
    """Return the words that stand for a drawing."""
    return f"<svg:desc>{escape(for_xml(text))}</svg:desc>"


def link(address: str, shown: str) -> str:
    """Return a link."""
    return f'<text:a xlink:type="simple" xlink:href={attribute(address)}>{words(shown)}</text:a>'
