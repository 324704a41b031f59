"""People and conventions for the tests about accounts and members."""

from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention, Membership
from gouvernail.directory.models import Organisation
from gouvernail.rules.names import fold_name
from gouvernail.rules.roles import Role

PASSWORD = "la sarcelle remonte le chenal"


@cache
def _hashed():
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    full_name = factory.Sequence(lambda n: f"Personne {n}")
    password = factory.LazyFunction(_hashed)


class ConventionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Convention

    slug = factory.Sequence(lambda n: f"ctg-{n}")
    name = factory.Sequence(lambda n: f"CTG n° {n}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    convention = factory.SubFactory(ConventionFactory)
    name = factory.Sequence(lambda n: f"Structure {n}")
    folded_name = factory.LazyAttribute(lambda row: fold_name(row.name))


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    convention = factory.SubFactory(ConventionFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.PILOTE.value
