"""Handing one mail to the server, knowing at each step whether it may have been taken."""

import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

log = structlog.get_logger("gouvernail.mailing")

_ACCEPTED = frozenset({250, 251})
_PERMANENT = 500


class Handed(StrEnum):
    """What became of a mail that was handed to the server."""

    TAKEN = "taken"
    LATER = "later"  # it was surely not taken; it may be another time
    NEVER = "never"  # refused for good
    UNKNOWN = "unknown"  # the line was cut while the server was about to answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail, and what the server said, without anybody's address."""

    handed: Handed
    said: str = ""


def hand_over(message: EmailMessage) -> Outcome:
    """Hand one mail of one recipient to the server. Never raises what a server or a line may do."""
    connection = get_connection()
    try:
        if isinstance(connection, EmailBackend):
            return _by_smtp(connection, message)
        connection.send_messages([message])
    except OSError as error:  # smtplib's errors are OSErrors
        return _outcome(error, Handed.LATER)
    except Exception:
        log.exception("mail_cannot_be_written")
        return Outcome(Handed.NEVER, "message impossible à écrire")
    return Outcome(Handed.TAKEN)


def _by_smtp(connection: EmailBackend, message: EmailMessage) -> Outcome:
    try:
        connection.open()
        server = connection.connection
        if server is None:
            return Outcome(Handed.LATER, "pas de réponse")
        server.ehlo_or_helo_if_needed()
        _step(server.mail(_bare(message.from_email)))
        return _give(server, message)
    finally:
        _close(connection)


def _give(server: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """Name the recipient, then give the text. Only here does a refusal speak of this mail."""
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    is_asked = False
    try:
        _step(server.rcpt(_bare(message.to[0])))
        is_asked = True
        _step(server.data(content))
    except smtplib.SMTPResponseException as refusal:
        is_final = refusal.smtp_code >= _PERMANENT
        return _outcome(refusal, Handed.NEVER if is_final else Handed.LATER)
    except OSError as error:
        return _outcome(error, Handed.UNKNOWN if is_asked else Handed.LATER)
    return Outcome(Handed.TAKEN)


def _step(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if code not in _ACCEPTED:
        raise smtplib.SMTPResponseException(code, said)


def _outcome(error: OSError, handed: Handed) -> Outcome:
    code = getattr(error, "smtp_code", 0)
    return Outcome(handed, f"réponse {code} du serveur" if code else type(error).__name__)


def _bare(address: str) -> str:
    """Return an address alone, its domain as the wire writes it."""
    return sanitize_address(parseaddr(address)[1], "utf-8")


def _close(connection: EmailBackend) -> None:
    """Say goodbye; a mail that was taken stays taken if the line is cut just then."""
    try:
        connection.close()
    except OSError:
        connection.connection = None
