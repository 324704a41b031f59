"""What the demo's team works on and declares: shares, missions, sheets. All invented."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from gouvernail.accounts.models import User
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Person
from gouvernail.directory.operations import (
    PersonData,
    create_person,
    find_or_create_organisations,
)
from gouvernail.history.operations import By
from gouvernail.rules.minutes import digest_of_content
from gouvernail.staffing.models import (
    AfasSheet,
    AfasTheme,
    DeclarationKind,
    Holding,
    MissionSentence,
    Post,
    PostRate,
)
from gouvernail.staffing.operations.deadlines import add_deadline
from gouvernail.staffing.operations.mapping import confirm_theme_line
from gouvernail.staffing.operations.missions import Carried, carry_missions
from gouvernail.staffing.operations.shares import Part, SharesDraft, set_shares
from gouvernail.staffing.operations.sheets import declare_sheet, verify_sheet
from gouvernail.staffing.queries.deadlines import declarations_of
from gouvernail.staffing.queries.sheets import fresh_content

FIRST_DAY = date(2025, 1, 1)
TOLD_ON = date(2025, 2, 10)
# The splits of the holders, in percents of the four lines of the portal, in turn.
SPLITS = ((70, 20, 10, 0), (0, 75, 25, 0), (50, 25, 25, 0), (0, 0, 60, 40))
CHANGED_ON = date(2026, 7, 1)
# Half a post at 70 % for three months: 0.15 ETP without a theme.
SHORT_FROM, SHORT_UNTIL, SHORT = date(2026, 1, 1), date(2026, 3, 31), (0, 0, 50, 20)
HALF = Decimal("0.5")
NOBODY_CARRIES = "initiatives citoyennes"
WHY = "Trois mois non affectés, dits à la Caf au téléphone (exemple fictif)"
ACTUAL, FORECAST = DeclarationKind.ACTUAL, DeclarationKind.FORECAST
SECOND = DeclarationKind.SECOND_UPDATE
# Year, declaration, opens, closes, still to be checked.
DEADLINES = (
    (2025, ACTUAL, None, date(2026, 3, 31), False),
    (2026, FORECAST, date(2025, 12, 15), date(2026, 2, 13), False),
    (2026, SECOND, date(2026, 9, 17), date(2026, 10, 12), False),
    (2026, ACTUAL, None, date(2027, 3, 31), True),
    (2027, FORECAST, date(2026, 12, 15), date(2027, 2, 13), True),
)
# Only when no post is told: titles, employers, people and full-time equivalents.
POSTS = (
    ("CDC petite enfance", "Ville d'Istres", "Dominique Fictif", "1"),
    ("CDC jeunesse", "Ville d'Istres", "Robin Imaginaire", "0.8"),
    ("CDC Fos-sur-Mer", "Ville de Fos-sur-Mer", "Charlie Chimère", "0.8"),
    ("CDC vie sociale", "Ville d'Istres", "Lou Légende", "0.5"),
)


def tell_declarations(convention: Convention, users: dict[str, User]) -> None:
    """Tell two years: who works on what, what was declared, what is in preparation."""
    coordinator = users["coordinator"]
    if not Post.objects.of(convention).exists():
        _posts(convention, _on(coordinator, TOLD_ON))
    for values in DEADLINES:
        _deadline(convention, values, _on(coordinator, date(2025, 12, 1)))
    holdings = list(_holdings(convention))
    for rank, holding in enumerate(holdings):
        _split(holding, SPLITS[rank % len(SPLITS)], _on(coordinator, TOLD_ON))
    _confirm_one(convention, _on(coordinator, date(2026, 2, 2)))
    _carry(convention, holdings, _on(coordinator, date(2025, 3, 3)))
    _declare(convention, 2026, FORECAST, _on(coordinator, date(2026, 2, 9)))
    _declare(convention, 2025, ACTUAL, _on(coordinator, date(2026, 3, 20)))
    _change(holdings, coordinator)
    _declare(convention, 2026, SECOND, _on(coordinator, date(2026, 10, 8), WHY))


def _posts(convention: Convention, by: By) -> None:
    names = {employer for _, employer, _, _ in POSTS}
    employers = find_or_create_organisations(convention.pk, names, by=by)
    known = {person.full_name: person for person in Person.objects.of(convention.pk)}
    for place, (title, employer, name, fte) in enumerate(POSTS):
        data = PersonData(name, "Chargé de coopération (exemple fictif)")
        person = known.get(name) or create_person(convention.pk, data, by=by)
        post = Post.objects.create(
            convention=convention, title=title, employer=employers[employer], position=place
        )
        PostRate.objects.create(post=post, fte=Decimal(fte), starts_on=FIRST_DAY)
        Holding.objects.create(
            post=post, person=person, name=name, fte=Decimal(fte), starts_on=FIRST_DAY
        )


def _holdings(convention: Convention) -> Iterable[Holding]:
    """Return those on cofinanced posts, in the order of the posts."""
    rows = Holding.objects.filter(post__convention=convention, post__is_cofinanced=True)
    for holding in rows.select_related("post").order_by("post__position", "starts_on", "pk"):
        holding.post.convention = convention
        yield holding


def _split(
    holding: Holding,
    parts: tuple[int, ...],
    by: By,
    since: date | None = None,
    until: date | None = None,
) -> None:
    themes = AfasTheme.objects.filter(convention=holding.post.convention)
    lines = themes.order_by("position").prefetch_related("terms")
    draft = SharesDraft(
        since or holding.starts_on,
        until or holding.ends_on,
        tuple(
            part
            for line, percent in zip(lines, parts, strict=False)
            for part in _parts(line, percent, is_finer=holding.fte != HALF)
        ),
    )
    set_shares(holding, draft, holding.version, by=by)


def _parts(line: AfasTheme, percent: int, *, is_finer: bool) -> list[Part]:
    """Share a line between the themes of the plan that it counts; half posts tell the line alone.

    The first theme has what is left of the division: the line keeps its percentage.
    """
    every = sorted(line.terms.all(), key=lambda term: (term.position, term.pk))
    terms = every if is_finer else []
    if not terms:
        return [Part(line.pk, None, Decimal(percent))]
    each = percent // len(terms)
    rest = percent - each * (len(terms) - 1)
    return [
        Part(line.pk, term.pk, Decimal(each if rank else rest)) for rank, term in enumerate(terms)
    ]


def _change(holdings: list[Holding], coordinator: User) -> None:
    """Leave half a post without a theme for three months; change a split in July."""
    there = [held for held in holdings if _holds(held, SHORT_FROM, SHORT_UNTIL)]
    short = next((held for held in reversed(there) if held.fte == HALF), there[-1])
    _split(short, SHORT, _on(coordinator, date(2026, 4, 7)), SHORT_FROM, SHORT_UNTIL)
    changed = next(held for held in there if held.pk != short.pk)
    if _holds(changed, CHANGED_ON, CHANGED_ON):
        _split(changed, (60, 20, 10, 10), _on(coordinator, date(2026, 7, 3)), CHANGED_ON)


def _holds(held: Holding, first: date, last: date) -> bool:
    return held.starts_on <= first and (held.ends_on is None or held.ends_on >= last)


def _deadline(
    convention: Convention, values: tuple[int, DeclarationKind, date | None, date, bool], by: By
) -> None:
    year, kind, opens_on, closes_on, doubt = values
    said = {"kind": kind.value, "opens_on": opens_on, "closes_on": closes_on, "doubt": doubt}
    add_deadline(convention, year, said, by=by)


def _confirm_one(convention: Convention, by: By) -> None:
    """Compare the first line with the portal; the three others stay to be confirmed."""
    line = AfasTheme.objects.filter(convention=convention).order_by("position").first()
    if line:
        confirm_theme_line(line, line.version, by=by)


def _carry(convention: Convention, holdings: list[Holding], by: By) -> None:
    """Share the sentences between the holders; one of them is left to nobody."""
    persons = list(dict.fromkeys(held.person_id for held in holdings if held.person_id))
    rows = MissionSentence.objects.filter(mission__convention=convention)
    wanted = {
        row.pk: Carried(frozenset(_carriers(persons, rank)), row.version)
        for rank, row in enumerate(rows.order_by("mission__position", "position"))
        if NOBODY_CARRIES not in row.text
    }
    carry_missions(convention, wanted, by=by)


def _carriers(persons: list[int], rank: int) -> set[int]:
    """Return one person in turn; every third sentence is carried by two."""
    found = {persons[rank % len(persons)]}
    return found | {persons[(rank + 1) % len(persons)]} if rank % 3 == 0 else found


def _declare(convention: Convention, year: int, kind: DeclarationKind, by: By) -> None:
    for line in declarations_of(convention, year):
        if line.kind is not kind:
            continue
        sheet = AfasSheet(
            convention=convention, employer_id=line.employer_id, year=year, kind=kind.value
        )
        content = fresh_content(sheet, by.at.date())
        why = By(by.actor, by.reason if content.gaps else "", by.at)
        verify_sheet(sheet, digest_of_content(content.as_json()), sheet.version, by=why)
        declare_sheet(sheet, by.at.date(), sheet.version, by=By(by.actor, "", by.at))


def _on(actor: User, day: date, reason: str = "") -> By:
    return By(actor, reason, timezone.make_aware(datetime.combine(day, time(15))))
