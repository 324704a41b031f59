"""Compose the annual report of a convention as the worker does, and print how long it takes.

`python -m bench.compose SLUG YEAR` prints the seconds of the first pass and of the second, all
three formats together, and the pages of the PDF.
"""

import json
import os
import sys
import time
from io import BytesIO

import django
from pypdf import PdfReader


def main() -> None:
    """Compose twice: the first pass loads addresses and fonts."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gouvernail.config.settings"
    django.setup()
    first, _ = compose(sys.argv[1], int(sys.argv[2]))
    second, pdf = compose(sys.argv[1], int(sys.argv[2]))
    pages = len(PdfReader(BytesIO(pdf)).pages)
    print(json.dumps({"first": first, "second": second, "pages": pages}))


def compose(slug: str, year: int) -> tuple[float, bytes]:
    """Return the seconds that the three formats take, reading included, and the PDF."""
    from django.utils import timezone

    from gouvernail.conventions.models import Convention
    from gouvernail.documents.catalogue import write_layout
    from gouvernail.documents.content.report.compose import FORMATS, composed_parts, report_of
    from gouvernail.documents.content.report.subject import Wanted, report_subject
    from gouvernail.rules.reports import ReportKind

    convention = Convention.objects.get(slug=slug)
    wanted = Wanted(ReportKind.ANNUAL, year)
    started = time.perf_counter()
    subject = report_subject(convention, wanted, timezone.localdate())
    layout = report_of(subject, composed_parts(subject))
    now = timezone.now()
    files = {end: write_layout(layout, end, now) for end in FORMATS[ReportKind.ANNUAL]}
    return time.perf_counter() - started, files["pdf"]


if __name__ == "__main__":
    main()
