"""The SQLite that Gouvernail trusts with people's words.

Versions 3.7.0 to 3.51.2 can corrupt a database in WAL mode when several processes write (the
"WAL-reset" race), and Debian 12 ships one of them. `pysqlite3` carries a newer library under the
same interface, so it stands in for the standard module (docs/decisions/0002).
"""

import sys

import pysqlite3

FIRST_SAFE_VERSION = (3, 51, 3)

INIT_COMMAND = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000;"
    " PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
)


class UnsafeSqlite(RuntimeError):
    """The SQLite library at hand may corrupt the database."""


def require_safe_version(version: tuple[int, ...]) -> None:
    """Refuse a SQLite with the WAL-reset bug.

    Errors: UnsafeSqlite, with a sentence in French that says what to do.
    """
    if version < FIRST_SAFE_VERSION:
        found = ".".join(str(part) for part in version)
        raise UnsafeSqlite(
            f"SQLite {found} peut abîmer la base quand plusieurs processus écrivent. "
            "Réinstallez les dépendances (./run manage check) ou désignez une base PostgreSQL "
            "par GOUVERNAIL_DATABASE_URL."
        )


def use_safe_sqlite() -> None:
    """Put the safe library in the place of the standard one. To be called before Django's."""
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    require_safe_version(pysqlite3.sqlite_version_info)
