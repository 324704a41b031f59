"""Reading the directory."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q

from gouvernail.directory.models import Organisation, Person
from gouvernail.rules.names import near_duplicates

# The roles of an organisation in an action, as the plan, an area above, keeps them.
LEAD, PARTNER = "lead", "partner"


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One line of the directory, with the number of actions led and taken part in."""

    id: int
    name: str
    short_name: str
    kind: str
    email: str
    phone: str
    persons_count: int
    led_count: int
    partner_count: int

    @property
    def is_idle(self) -> bool:
        """Tell whether no action names it."""
        return not (self.led_count or self.partner_count)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A professional contact."""

    id: int
    full_name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class ActionLink:
    """An action in which an organisation has a part."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """What the page of an organisation shows beside its own columns."""

    persons: list[PersonLine]
    leads: list[ActionLink]
    takes_part_in: list[ActionLink]
    former_names: list[str]


def organisation_lines(convention_id: int, words: str = "") -> list[OrganisationLine]:
    """Return the organisations, by name; with `words`, those whose name holds them. One query."""
    rows = Organisation.objects.of(convention_id).current()
    if words:
        rows = rows.filter(
            Q(pk__in=Organisation.objects.matching(words)) | Q(short_name__icontains=words)
        )
    return [_line(row) for row in _counted(rows).order_by("folded_name", "pk")]


def organisation_page(organisation: Organisation) -> OrganisationPage:
    """Return the contacts, actions and former names of an organisation. Three queries."""
    parts = defaultdict(list)
    for part in (
        organisation.parts.filter(action__archived_at=None)
        .select_related("action")
        .order_by("action__position", "action_id")
    ):
        action = part.action
        parts[part.role].append(ActionLink(action.pk, action.number, action.title))
    persons = Person.objects.filter(organisation=organisation).order_by("full_name", "pk")
    former = organisation.former_entries.order_by("folded_name").values_list("name", flat=True)
    return OrganisationPage(
        persons=[
            PersonLine(row.pk, row.full_name, row.function, row.email, row.phone) for row in persons
        ],
        leads=parts[LEAD],
        takes_part_in=parts[PARTNER],
        former_names=list(former),
    )


def duplicate_groups(convention_id: int) -> list[list[OrganisationLine]]:
    """Return the organisations that seem to be the same, in groups. One query.

    In each group, the one that most actions name comes first.
    """
    rows = _counted(Organisation.objects.of(convention_id).current()).order_by("folded_name", "pk")
    lines = {row.pk: _line(row) for row in rows}
    groups = near_duplicates({pk: line.name for pk, line in lines.items()})
    return [
        sorted((lines[pk] for pk in group), key=lambda line: -(line.led_count + line.partner_count))
        for group in groups
    ]


def organisation_choices(convention_id: int) -> list[tuple[int, str]]:
    """Return the organisations to choose from, by name. One query."""
    rows = Organisation.objects.of(convention_id).current().order_by("folded_name", "pk")
    return list(rows.values_list("pk", "name"))


def _counted(rows: models.QuerySet[Organisation]) -> models.QuerySet[Organisation]:
    current = Q(parts__action__archived_at=None)
    return rows.annotate(
        persons_count=Count("persons", distinct=True),
        led_count=Count("parts", filter=current & Q(parts__role=LEAD), distinct=True),
        partner_count=Count("parts", filter=current & Q(parts__role=PARTNER), distinct=True),
    )


def _line(row: Organisation) -> OrganisationLine:
    counts = {name: getattr(row, name) for name in ("persons_count", "led_count", "partner_count")}
    return OrganisationLine(
        id=row.pk,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        email=row.email,
        phone=row.phone,
        **counts,
    )
