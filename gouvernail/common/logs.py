"""Logs: one line per event, JSON in production, plain on a developer's screen."""

import logging
import sys
from typing import Any

import structlog


def configure(options: dict[str, Any]) -> None:
    """Send every log, ours and the libraries', through structlog to standard error.

    `options`: `level` (a level's name) and `as_json` (bool). Nothing personal is logged: no
    address of a mail, no text that somebody wrote.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if options["as_json"]
        else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_without_address)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(options["level"])
    logging.getLogger("django.server").setLevel("WARNING")
    # Refusals are told by the line of the request; their traces would fill the log.
    logging.getLogger("django.request").setLevel("ERROR")
    logging.getLogger("django.security.DisallowedHost").addFilter(_without_trace)


def _without_address(record: logging.LogRecord) -> bool:
    """Write the pattern of an address for the address: Django tells it of every mistake.

    It may hold the secret of a personal link or of a shared calendar.
    """
    request = getattr(record, "request", None)
    path = getattr(request, "path", None)
    if path and isinstance(record.args, tuple):
        match = getattr(request, "resolver_match", None)
        told = f"/{match.route}" if match else "(adresse inconnue)"
        record.args = tuple(told if value == path else value for value in record.args)
    return True


def _without_trace(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True
