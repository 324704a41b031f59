"""The dossier of a sitting: all its papers from one state of the data, in one ZIP."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone
from django.utils.text import slugify

from gouvernail.common.one_state import one_state
from gouvernail.documents.catalogue import Layout, write_layout
from gouvernail.documents.content.dossier import day_of
from gouvernail.documents.papers import PACK, PAPERS
from gouvernail.documents.subject import sitting_subject
from gouvernail.governance.models import ItemDocument, Sitting
from gouvernail.history.queries import journal_mark

JOINED = "9-pieces"


@dataclass(frozen=True, slots=True)
class FixedPack:
    """What a dossier says, read at one moment: writing it asks nothing more of the database.

    `joined` are the files that come with the points, by their name in the ZIP. `mark` is the last
    line of the journal then.
    """

    layouts: dict[str, Layout]
    joined: dict[str, ItemDocument]
    mark: int
    at: datetime

    @property
    def total(self) -> int:
        """How many papers there are to write."""
        return sum(len(PAPERS[name].formats) for name in self.layouts) + len(self.joined)


def fix_pack(sitting_pk: int, site: str = "", *, with_code: bool = True) -> FixedPack:
    """Read all that the dossier of a sitting says, as of one state. Fifty queries at most.

    `with_code` prints the code to sign in with, which is not for every reader.
    """
    with one_state():
        rows = Sitting.objects.select_related("body", "convention", "replaces__body")
        sitting = rows.prefetch_related("attendances").get(pk=sitting_pk)
        subject = sitting_subject(sitting, timezone.localdate(), site, with_code=with_code)
        return FixedPack(
            {name: PAPERS[name].content(subject) for name in PACK},
            _joined(sitting),
            journal_mark(sitting.convention_id),
            timezone.now(),
        )


def write_pack(fixed: FixedPack, into: IO[bytes], told: Callable[[int], None]) -> None:
    """Write the ZIP, and tell after each paper how many are done.

    Errors: DocumentRefused, which says what to do.
    """
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for done, (name, content) in enumerate(_files(fixed), 1):
            entry = ZipInfo(name, timezone.localtime(fixed.at).timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
            told(done)


def pack_bytes(sitting: Sitting, site: str = "", *, with_code: bool = False) -> bytes:
    """Return the dossier of a sitting, made on the spot.

    Errors: DocumentRefused, which says what to do.
    """
    buffer = BytesIO()
    fixed = fix_pack(sitting.pk, site, with_code=with_code)
    write_pack(fixed, buffer, lambda _: None)
    return buffer.getvalue()


def pack_stem(sitting: Sitting) -> str:
    """Return the name of the file of a pack: whose, and of which sitting."""
    return f"dossier-{sitting.convention.slug}-seance-du-{day_of(sitting):%Y-%m-%d}"


def _files(fixed: FixedPack) -> Iterator[tuple[str, bytes]]:
    for name, layout in fixed.layouts.items():
        for extension in PAPERS[name].formats:
            content = write_layout(layout, extension, fixed.at)
            yield f"{PAPERS[name].stem}.{extension}", content
    for name, document in fixed.joined.items():
        try:
            with document.file.open("rb") as file:
                content = file.read()
        except OSError:
            said = f"« {document.title} » n’est plus sur le serveur : joignez-le de nouveau."
            name, content = f"{name}.absent.txt", said.encode("utf-8-sig")
        yield name, content


def _joined(sitting: Sitting) -> dict[str, ItemDocument]:
    """Return the files joined to the points, in the order of the agenda, under telling names."""
    rows = ItemDocument.objects.filter(item__sitting=sitting).select_related("item")
    found = {}
    for rank, row in enumerate(rows.order_by("item__position", "item__pk", "pk"), 1):
        title = slugify(row.title)[:80] or "document"
        found[f"{JOINED}/{rank:02}-{title}{PurePath(row.file.name or '').suffix}"] = row
    return found
