"""What comes with a point: it follows a copy; a file goes with the last row that holds it."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from gouvernail.governance.models import AgendaItem, ItemDocument


def take_along(source: AgendaItem, copy: AgendaItem) -> None:
    """Give a copy of a point the documents and the actions of its source; files are shared."""
    copy.actions.add(*source.actions.all())
    ItemDocument.objects.bulk_create(
        ItemDocument(item=copy, title=row.title, file=row.file.name, added_at=row.added_at)
        for row in source.documents.order_by("pk")
    )


def remove_documents(documents: Iterable[ItemDocument]) -> None:
    """Remove rows of documents; a file that no other point holds is erased after the commit."""
    for row in documents:
        name, storage = row.file.name or "", row.file.storage
        row.delete()
        if name and not ItemDocument.objects.filter(file=name).exists():
            transaction.on_commit(partial(storage.delete, name))
