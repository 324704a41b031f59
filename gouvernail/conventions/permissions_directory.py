"""Opening the entries of a directory: loading them and checking the right to, in one call."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from gouvernail.accounts.models import User
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.roles import Right


def open_organisation(user: User, slug: str, pk: int, right: Right) -> tuple[Access, Organisation]:
    """Return an organisation of a convention's directory, for whoever holds `right` on it.

    Two queries. Errors: as `open_convention`; Http404 when the entry is of another convention.
    """
    access = open_convention(user, slug, right)
    rows = Organisation.objects.select_related("merged_into").of(access.convention.pk)
    return access, get_object_or_404(rows, pk=pk)


def open_person(user: User, slug: str, pk: int, right: Right) -> tuple[Access, Person]:
    """Return a contact of a convention's directory, for whoever holds `right` on it.

    Two queries. Errors: as `open_convention`; Http404 when the entry is of another convention.
    """
    access = open_convention(user, slug, right)
    person = (
        Person.objects.select_related("organisation").of(access.convention.pk).filter(pk=pk).first()
    )
    if person is None:
        raise Http404
    return access, person
