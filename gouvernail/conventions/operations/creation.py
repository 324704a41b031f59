"""Creating a convention from a kit."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.module_loading import import_string

from gouvernail.accounts.models import User
from gouvernail.common.errors import Refusal
from gouvernail.conventions.kits import Kit
from gouvernail.conventions.models import (
    ActionField,
    Annex,
    Convention,
    Level,
    Membership,
    Signatory,
    Status,
    Term,
)
from gouvernail.conventions.operations.perimeter import write_perimeter
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.history.operations import By, Change, note, sign
from gouvernail.rules.roles import Role

NAME_LENGTH = 200
SLUG_LENGTH = 60


@transaction.atomic
def create_convention(
    kit: Kit, name: str, slug: str, *, by: By, pilote: User | None = None
) -> Convention:
    """Create a convention with the words, communes and signatories of `kit`.

    `name` may be empty when the kit gives one. `pilote` becomes its pilote.

    Errors: Refusal when the name or the address cannot be used, or a commune is unknown.
    """
    convention = Convention(
        name=_checked_name(name or kit.convention.name),
        slug=_checked_slug(slug),
        kit=kit.name,
        is_fictional=kit.is_fictional,
        starts_on=kit.convention.starts_on,
        ends_on=kit.convention.ends_on,
        plan_title=kit.convention.plan_title,
        stale_after_days=kit.convention.stale_after_days,
    )
    sign(convention, by)
    convention.save()
    _write_vocabulary(convention, kit)
    _write_papers(convention, kit, by)
    communes = write_perimeter(convention, kit.communes)
    if pilote:
        Membership.objects.create(convention=convention, user=pilote, role=Role.PILOTE.value)
    for installer in settings.KIT_INSTALLERS:
        import_string(installer)(convention, kit, by=by)
    note(
        "convention.created",
        convention,
        convention_id=convention.pk,
        by=by,
        changes=_told(convention, kit, communes, pilote),
    )
    return convention


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refusal("Donnez un nom à la convention.")
    if len(name) > NAME_LENGTH:
        raise Refusal(
            f"Le nom de la convention dépasse {NAME_LENGTH} caractères : raccourcissez-le."
        )
    return name


def _checked_slug(slug: str) -> str:
    slug = slug.strip()
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise Refusal(
            "L’adresse ne peut contenir que des lettres sans accent, des chiffres et des tirets "
            "(exemple : golfe-et-etangs)."
        ) from error
    if len(slug) > SLUG_LENGTH or slug != slug.lower():
        raise Refusal(
            f"L’adresse s’écrit en minuscules, en {SLUG_LENGTH} caractères au plus "
            "(exemple : golfe-et-etangs)."
        )
    if Convention.objects.filter(slug=slug).exists():
        raise Refusal(f"L’adresse « {slug} » est déjà prise par une autre convention.")
    return slug


def _write_vocabulary(convention: Convention, kit: Kit) -> None:
    Level.objects.bulk_create(
        Level(convention=convention, rank=rank, name=level.name, plural=level.plural)
        for rank, level in enumerate(kit.levels, 1)
    )
    Status.objects.bulk_create(
        Status(convention=convention, label=row.label, family=row.family.value, position=place)
        for place, row in enumerate(kit.statuses)
    )
    Term.objects.bulk_create(
        Term(convention=convention, kind=row.kind.value, label=row.label, position=place)
        for place, row in enumerate(kit.terms)
    )
    ActionField.objects.bulk_create(
        ActionField(
            convention=convention,
            key=row.key or f"{FREE_PREFIX}{place + 1}",
            label=row.label,
            is_shown=row.is_shown,
            is_short=row.is_short,
            position=place,
        )
        for place, row in enumerate(kit.fields)
    )


def _write_papers(convention: Convention, kit: Kit, by: By) -> None:
    names = [row.name for row in kit.signatories]
    organisations = find_or_create_organisations(convention.pk, names, by=by) if names else {}
    Signatory.objects.bulk_create(
        Signatory(convention=convention, organisation=organisations[row.name], role=row.role)
        for row in kit.signatories
    )
    Annex.objects.bulk_create(
        Annex(convention=convention, label=row.label, title=row.title) for row in kit.annexes
    )


def _told(
    convention: Convention, kit: Kit, communes: list[str], pilote: User | None
) -> list[Change]:
    told = {
        "Nom": convention.name,
        "Kit": kit.name,
        "Niveaux du plan": ", ".join(row.name for row in kit.levels),
        "États d’avancement": ", ".join(row.label for row in kit.statuses),
        "Périmètre": ", ".join(communes),
        "Signataires": ", ".join(row.name for row in kit.signatories),
        "Pilote": str(pilote or ""),
    }
    return [Change(label, "", value) for label, value in told.items() if value]
