"""What the team asks for today: contracts that end or have ended, vacancies, wrong sums, themes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gouvernail.common.templatetags.french import counted, day, duration
from gouvernail.conventions.models import Convention
from gouvernail.rules.ledger_checks import MANDATE_NOTICE
from gouvernail.rules.ledger_rows import CheckKey
from gouvernail.rules.staffing import WHOLE, ZERO, fte_on, same_fte
from gouvernail.staffing.models import AfasTheme
from gouvernail.staffing.queries.checks import check_lines, targets_of
from gouvernail.staffing.queries.ledger import HoldingLine, Ledger, ledger_of

# Told here post by post, with their own words; every account of contracts begins alike.
_TOLD_APART = (CheckKey.FILLED.value, "mandate")
_NO_DAY = timedelta(0)


@dataclass(frozen=True, slots=True)
class TeamAlert:
    """Something of the team to look at. `post` is the one it is about, None for the whole ledger.

    `is_theme` tells that it is about the themes, which have a page of their own.
    """

    sentence: str
    text: str
    post: int | None = None
    is_theme: bool = False


def team_alerts(convention: Convention, today: date) -> tuple[TeamAlert, ...]:
    """Return what the team asks for on a day, the most pressing first. Seven queries at most.

    A convention without posts asks for nothing.
    """
    ledger = ledger_of(convention)
    if not ledger.posts:
        return ()
    wrong = [line for line in check_lines(ledger, targets_of(convention), today) if not line.holds]
    vacant = (line for line in wrong if line.rule == CheckKey.FILLED)
    return (
        *_contracts(ledger, today),
        *(
            TeamAlert(f"À pourvoir : {words}", line.text, post)
            for line in vacant
            for words, post in line.rows
        ),
        *(
            TeamAlert(line.sentence, line.text)
            for line in wrong
            if not line.rule.startswith(_TOLD_APART)
        ),
        *_themes(convention, ledger, today),
    )


def _contracts(ledger: Ledger, today: date) -> list[TeamAlert]:
    """Return the contracts of those in post that run out soon, or did: the earliest first."""
    found = [
        (held.mandate_ends_on, held.name, post)
        for post in ledger.posts
        for held in post.holdings
        if held.mandate_ends_on and _goes_on(held, today)
        if held.mandate_ends_on - today <= MANDATE_NOTICE
    ]
    return [
        TeamAlert(
            _contract(name, on, today),
            f"{post.title}. "
            + (
                "Préparez le renouvellement ou le remplacement."
                if on >= today
                else "Notez son départ, ou la nouvelle fin de contrat."
            ),
            post.pk,
        )
        for on, name, post in sorted(found, key=lambda one: one[:2])
    ]


def _goes_on(held: HoldingLine, today: date) -> bool:
    """Tell whether somebody is in post, and is not known to leave before the contract runs out."""
    leaves = held.rate.ends_on
    ends = held.mandate_ends_on
    return held.rate.holds_on(today) and (leaves is None or ends is None or ends <= leaves)


def _contract(name: str, on: date, today: date) -> str:
    left = on - today
    if left < _NO_DAY:
        return f"Contrat fini depuis le {day(on)}, sans départ noté : {name}"
    when = "aujourd’hui" if left == _NO_DAY else f"dans {duration(left.days)}"
    return f"Contrat qui finit le {day(on)}, {when} : {name}"


def _themes(convention: Convention, ledger: Ledger, today: date) -> Iterator[TeamAlert]:
    """Tell how many holders have shares that do not make 100 %, where there are lines to share."""
    uneven = [
        held
        for post in ledger.posts
        if post.is_cofinanced
        for held in post.holdings
        if not same_fte(fte_on([held.rate], today), ZERO) and _shared(held, today) != WHOLE
    ]
    if uneven and AfasTheme.objects.filter(convention=convention).exists():
        yield TeamAlert(
            counted(
                len(uneven),
                "titulaire n’a pas ses thèmes à 100 %,titulaires n’ont pas leurs thèmes à 100 %",
            ),
            "La fiche AFAS en a besoin : dites à quoi va son temps."
            if len(uneven) == 1
            else "La fiche AFAS en a besoin : dites à quoi va leur temps.",
            is_theme=True,
        )


def _shared(held: HoldingLine, today: date) -> object:
    return sum(
        (
            share.percent
            for share in held.shares
            if share.starts_on <= today and (share.ends_on is None or share.ends_on >= today)
        ),
        ZERO,
    )
