"""The two conventions of the permission matrix, and whoever may knock at their doors."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.base import ContentFile

from gouvernail.accounts.models import User
from gouvernail.conventions.operations import Guest, invite
from gouvernail.imports.contacts_operations import bring_contacts
from gouvernail.imports.models import ContactColumn, RememberedColumn
from gouvernail.imports.operations import bring_file
from gouvernail.rules.roles import Role
from tests.cast.governance import add_governance, add_returns
from tests.cast.marking import mark_rows_after, numbers_of_rows
from tests.cast.plan import PNG, add_directory, add_means, add_papers, add_people, add_plan
from tests.cast.reviews import add_reports, add_reviews
from tests.cast.team import add_coordination, add_declarations, add_team
from tests.cast.territory import Territory, World
from tests.factories import (
    load_communes,
    make_admin,
    make_convention,
    make_member,
    make_user,
    nobody,
)
from tests.reviews.campaign_cast import add_campaign

HERE, ELSEWHERE = "chez-nous", "ailleurs"


PLAN_CSV = "N°;Intitulé;Pilote;État\n9.1;Action apportée;Ville;en cours\n".encode("utf-8-sig")


CONTACTS_CSV = "Structure;Nom;Courriel\nCaf 13;Contact apporté;contact@example.org\n".encode()


def build_world() -> World:
    load_communes()
    here = _territory(HERE)
    rows = numbers_of_rows()
    elsewhere = _territory(ELSEWHERE)
    mark_rows_after(rows)
    gone = make_user("Partie Fermée")
    make_member(here.convention, Role.PILOTE, user=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    actors = {
        "anonymous": None,
        "stranger": make_user("Personne Extérieure"),
        **{role.value: user for role, user in here.people.items()},
        "pilote_elsewhere": elsewhere.people[Role.PILOTE],
        "admin": make_admin(),
        "deactivated": gone,
    }
    return World(here, elsewhere, actors)


def _territory(slug: str) -> Territory:
    convention = make_convention(f"CTG {slug}", slug, communes=["13047"])
    convention.colour = "#0f5d68"
    convention.logo.save("logo.png", ContentFile(PNG), save=True)
    territory = Territory(convention)
    add_people(territory)
    add_plan(territory)
    add_directory(territory)
    add_papers(territory)
    add_means(territory)
    add_governance(territory)
    add_reviews(territory)
    add_team(territory)
    add_declarations(territory)
    add_reports(territory)
    add_campaign(territory)
    _links(territory)
    add_returns(territory)
    add_coordination(territory)
    return territory


def _links(territory: Territory) -> None:
    """Make an invitation, a file on its way in, and a link to choose a password."""
    convention = territory.convention
    guest = Guest(f"invite-{convention.slug}@exemple.fr", "Invitée", Role.READER)
    invitation, secret = invite(convention, guest, by=nobody())
    reader = territory.people[Role.READER]
    pending = bring_file(convention, reader, f"plan {convention.slug}.csv", PLAN_CSV)
    RememberedColumn.objects.create(convention=convention, label="chef de file", field="leads")
    contacts = bring_contacts(convention, reader, f"contacts {convention.slug}.csv", CONTACTS_CSV)
    ContactColumn.objects.create(convention=convention, label="qui", field="full_name")
    territory.samples.update(
        invitation=invitation.pk,
        secret=secret,
        uid=user_pk_to_url_str(reader),
        key=default_token_generator.make_token(reader),
        pending=pending.pk,
        contact_import=contacts.pk,
    )
    territory.samples["import"] = pending.pk
