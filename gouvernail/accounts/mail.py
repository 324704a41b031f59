"""Mails: plain text, in French, from a pair of templates."""

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

log = structlog.get_logger("gouvernail.mail")


def absolute(path: str) -> str:
    """Return the full address of a page. The request is not asked: its host can be forged."""
    return f"{settings.PUBLIC_URL}{path}"


def leaves_the_machine() -> bool:
    """Tell whether a mail server is set; without one, mails stay as files in the data folder."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def send(template: str, to: str, context: dict[str, object]) -> bool:
    """Send the mail written in `<template>_subject.txt` and `<template>_message.txt`.

    Returns whether the server took it. A server that does not answer is logged and stops nothing:
    what the person asked for is already saved.
    """
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    try:
        EmailMessage(subject, body, to=[to]).send()
    except OSError as refusal:  # smtplib's errors are OSErrors
        log.error("mail_refused", template=template, error=type(refusal).__name__)
        return False
    return True
