"""Typed readers of the environment: the only source of settings."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from gouvernail.config.sqlite import INIT_COMMAND


class BadSetting(RuntimeError):
    """A variable of the environment cannot be understood."""


def text(name: str, default: str = "") -> str:
    """Return GOUVERNAIL_<name>, or `default`."""
    return os.environ.get(f"GOUVERNAIL_{name}", default)


def flag(name: str) -> bool:
    """Tell whether GOUVERNAIL_<name> says yes (1, true, oui)."""
    return text(name).lower() in {"1", "true", "oui", "yes"}


def number(name: str, default: int) -> int:
    """Return GOUVERNAIL_<name> as a whole number.

    Errors: BadSetting.
    """
    value = text(name, str(default))
    if not value.isdigit():
        raise BadSetting(f"GOUVERNAIL_{name} doit être un nombre entier : « {value} ».")
    return int(value)


def names(name: str) -> list[str]:
    """Return GOUVERNAIL_<name> as a list, split on commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def data_folder(default: Path) -> Path:
    """Return the folder that holds database, files and secret key; make it if it is not there."""
    folder = Path(text("DATA") or default).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the secret key of this instance; draw it the first time."""
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database(folder: Path) -> dict[str, object]:
    """Return Django's database settings: the URL's PostgreSQL, else SQLite in the data folder.

    Errors: BadSetting when the URL is not one of PostgreSQL.
    """
    url = text("DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "gouvernail.sqlite3",
            "CONN_MAX_AGE": 600,  # opening a connection costs as much as a small page
            # IMMEDIATE: writers wait for each other instead of failing half-way.
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": INIT_COMMAND},
            # A file, since a database in memory hides lock contention from the tests.
            "TEST": {"NAME": folder / "test.sqlite3"},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            "GOUVERNAIL_DATABASE_URL doit commencer par postgresql:// "
            "(exemple : postgresql://gouvernail:motdepasse@localhost/gouvernail)."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder has no place in a URL: it comes as ?socket=/folder.
        "HOST": parse_qs(parts.query).get("socket", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(folder: Path) -> dict[str, object]:
    """Return Django's mail settings: the URL's SMTP server, else files in the data folder.

    Errors: BadSetting when the URL is not smtp:// or smtps://.
    """
    url = text("EMAIL_URL")
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "courriels",
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise BadSetting("GOUVERNAIL_EMAIL_URL doit commencer par smtp:// ou smtps://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and "tls=non" not in parts.query,
        "EMAIL_TIMEOUT": 10,
    }
