"""Rows for tests, made by the operations that people use."""

from itertools import count

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.accounts.operations import create_user
from gouvernail.action_plan.drafts import ActionDraft
from gouvernail.action_plan.operations import create_action, create_actions, create_node
from gouvernail.conventions.kits import shipped_kits
from gouvernail.conventions.models import Membership, Status
from gouvernail.conventions.operations import create_convention, set_perimeter
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.history.operations import By
from gouvernail.rules.deadlines import read_deadline
from gouvernail.rules.insee import search_form
from gouvernail.territories.models import Commune, Departement, Epci

COMMUNES = {"13039": "Fos-sur-Mer", "13047": "Istres"}
_numbers = count(1)


def load_communes():
    departement, _ = Departement.objects.get_or_create(
        code="13",
        defaults={"name": "Bouches-du-Rhône", "region_code": "93", "region_name": "Paca"},
    )
    epci, _ = Epci.objects.get_or_create(
        code="200054807",
        defaults={"name": "Métropole", "search_name": "metropole", "kind": "METRO"},
    )
    for code, name in COMMUNES.items():
        values = {"name": name, "search_name": search_form(name)}
        Commune.objects.get_or_create(
            insee_code=code, defaults={**values, "departement": departement, "epci": epci}
        )


def nobody(reason="", at=None):
    """Nobody in particular acts."""
    return By(None, reason, at or timezone.now())


def make_user(full_name="", **details):
    number = next(_numbers)
    email = details.pop("email", f"personne-{number}@exemple.fr")
    return create_user(email, full_name or f"Personne {number}", **details)


def make_convention(name="CTG d’essai", slug="", kit="vide", communes=(), **details):
    """Make a convention; `communes` are INSEE codes that are loaded."""
    slug = slug or f"ctg-{next(_numbers)}"
    by = details.pop("by", nobody())
    convention = create_convention(shipped_kits()[kit], name, slug, by=by, **details)
    if communes:
        set_perimeter(convention, communes, by=by)
    return convention


def make_organisation(convention, name):
    return find_or_create_organisations(convention.pk, [name], by=nobody())[name]


def make_member(convention, role, organisation=None, user=None):
    user = user or make_user()
    return Membership.objects.create(
        convention=convention, user=user, role=role.value, organisation=organisation
    )


def make_node(convention, title="1 Accueillir", parent=None):
    return create_node(convention, parent, title, by=nobody())


def status_of(convention, label):
    return Status.objects.get(convention=convention, label=label)


def make_draft(convention, title="Ouvrir un lieu d’accueil", status="", deadline="", **details):
    """Return a draft; `status` and `deadline` are words."""
    return ActionDraft(
        title=title,
        status=status_of(convention, status) if status else None,
        deadline=read_deadline(deadline),
        **details,
    )


def make_action(convention, *args, by=None, **details):
    return create_action(convention, make_draft(convention, *args, **details), by=by or nobody())


def make_actions(convention, number, **details):
    """Make many actions at once, numbered from 1."""
    drafts = [
        make_draft(convention, f"Action n° {rank}", number=str(rank), **details)
        for rank in range(1, number + 1)
    ]
    return create_actions(convention, drafts, verb="action.created", by=nobody())


def make_admin():
    return make_user("Morgan Témoin", is_admin=True)


def reload(row):
    """Return the row as the database holds it."""
    return (
        User.objects.get(pk=row.pk) if isinstance(row, User) else type(row).objects.get(pk=row.pk)
    )
