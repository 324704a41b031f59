"""Reading many things as of one moment, whatever others write meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


@contextmanager
def one_state() -> Iterator[None]:
    """Give a block one state of the data; keep it short, and write nothing in it.

    SQLite has one state per transaction. PostgreSQL has one per query unless told otherwise, before
    the first of them; inside a transaction that runs already, its own level holds.
    """
    starts_here = not connection.in_atomic_block
    with transaction.atomic():
        if starts_here and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_SNAPSHOT)
        yield
