"""Posts, holders, shares and lines of the portal, for the tests of what is declared."""

from datetime import date
from decimal import Decimal

from gouvernail.directory.operations import PersonData, create_person
from gouvernail.rules.minutes import digest_of_content
from gouvernail.staffing.models import AfasSheet, AfasTheme, Holding, Post, PostRate, ThemeShare
from gouvernail.staffing.operations.sheets import declare_sheet, verify_sheet
from gouvernail.staffing.queries.sheets import fresh_content
from tests.factories import make_organisation, nobody

FIRST = date(2025, 1, 1)


def make_post(convention, title="CDC petite enfance", fte="1", employer=None, **details):
    """Make a post agreed from 2025 on."""
    employer = employer or make_organisation(convention, "Ville d'Istres")
    post = Post.objects.create(convention=convention, title=title, employer=employer, **details)
    PostRate.objects.create(post=post, fte=Decimal(fte), starts_on=FIRST)
    return post


def make_holding(post, name="Camille Exemple", person=None, fte="1", since=FIRST, until=None):
    """Put somebody on a post; the person is added to the directory."""
    person = person or create_person(post.convention_id, PersonData(name), by=nobody())
    return Holding.objects.create(
        post=post, person=person, name=name, fte=Decimal(fte), starts_on=since, ends_on=until
    )


def make_line(convention, label="Petite enfance", **details):
    """Add a line of the portal after the others."""
    place = AfasTheme.objects.filter(convention=convention).count()
    return AfasTheme.objects.create(convention=convention, label=label, position=place, **details)


def share(holding, percents, since=None, until=None):
    """Give shares as they stand in the tables; `percents` goes by line."""
    ThemeShare.objects.bulk_create(
        ThemeShare(
            holding=holding,
            theme=line,
            percent=Decimal(percent),
            starts_on=since or holding.starts_on,
            ends_on=until or holding.ends_on,
        )
        for line, percent in percents.items()
    )


def new_sheet(convention, employer, year=2026, kind="actual"):
    """Return a sheet that is not in the tables yet."""
    return AfasSheet(convention=convention, employer=employer, year=year, kind=kind)


def verify(sheet, day, reason=""):
    """Verify a sheet as it reads on a day."""
    by = nobody(reason, at=day)
    seen = digest_of_content(fresh_content(sheet, day.date()).as_json())
    verify_sheet(sheet, seen, sheet.version, by=by)
    return sheet


def declare(sheet, day, reason=""):
    """Verify and declare a sheet on a day."""
    verify(sheet, day, reason)
    declare_sheet(sheet, day.date(), sheet.version, by=nobody(at=day))
    return sheet
