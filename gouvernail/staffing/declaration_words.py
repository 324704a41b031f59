"""How shares and declarations are told: labels, formulas, plain sentences."""

from decimal import Decimal
from fractions import Fraction

from gouvernail.common.templatetags.french import day, etp
from gouvernail.rules.periods import Period
from gouvernail.rules.staffing import WHOLE
from gouvernail.rules.theme_shares import CountedShare, Stretch, rounded_fte
from gouvernail.staffing.models.declarations import (
    DECLARATION_LABELS,
    SHEET_LABELS,
    DeclarationKind,
    SheetState,
)

# How a declaration is named in an address.
KIND_SLUGS = {
    DeclarationKind.FORECAST: "previsionnel",
    DeclarationKind.UPDATE: "actualise",
    DeclarationKind.SECOND_UPDATE: "actualise-2",
    DeclarationKind.ACTUAL: "reel",
}
KINDS_BY_SLUG = {slug: kind for kind, slug in KIND_SLUGS.items()}
KIND_HINTS = {
    DeclarationKind.FORECAST: "l’année telle qu’elle s’annonce",
    DeclarationKind.UPDATE: "l’année revue au premier semestre",
    DeclarationKind.SECOND_UPDATE: "l’année revue à l’automne",
    DeclarationKind.ACTUAL: "l’année telle qu’elle a été",
}
# The family of colours of each state, and its shape.
SHEET_MARKS = {
    SheetState.PREPARING: ("not_started", "circle-dashed"),
    SheetState.VERIFIED: ("running", "lock"),
    SheetState.DECLARED: ("done", "circle-check"),
}


def kind_label(kind: DeclarationKind | str) -> str:
    """Name a declaration: « réel », « prévisionnel »."""
    return DECLARATION_LABELS[DeclarationKind(kind)]


def state_label(state: SheetState | str) -> str:
    """Name the state of a sheet."""
    return SHEET_LABELS[SheetState(state)]


def hundredths(amount: Fraction | Decimal | None) -> str:
    """Write ETP as they are declared: « 0,15 », « 1,20 »."""
    if amount is None:
        return ""
    shown = rounded_fte(Fraction(amount))
    return f"{shown:.2f}".replace(".", ",").replace("-", "−")


def percents(percent: Decimal) -> str:
    """Write a share: « 70 % », « 33,33 % »."""
    return f"{etp(percent)}\u202f%".replace("-", "−")


def days_words(period: Period) -> str:
    """Write days in a row: « du 1er janvier au 31 mars 2026 », « le 3 mai 2026 »."""
    if period.start == period.end:
        return f"le {day(period.start)}"
    first = day(period.start)
    if period.start.year == period.end.year:
        first = first.removesuffix(f" {period.start.year}")
    return f"du {first} au {day(period.end)}"


def is_whole_year(period: Period) -> bool:
    """Tell whether a period is a calendar year."""
    ends = (period.start.month, period.start.day, period.end.month, period.end.day)
    return period.start.year == period.end.year and ends == (1, 1, 12, 31)


def formula_of(row: CountedShare) -> str:
    """Write the rule of a figure: « 1 × 70 % × 181/365 »."""
    written = f"{etp(row.fte)} × {percents(row.percent)}"
    return f"{written} × {row.part.formula}" if row.part.formula else written


def stretch_sentence(fte: Decimal, stretch: Stretch) -> str:
    """Tell what is missing, or too much: « 0,15 ETP sans thème du 1er janvier au 31 mars 2026 »."""
    amount = hundredths(abs(fte * stretch.gap / WHOLE))
    days = days_words(stretch.period)
    if stretch.gap > 0:
        return f"{amount} ETP sans thème {days}"
    return f"les parts font {percents(stretch.percent)} {days}, soit {amount} ETP de trop"


def plain_text(title: str, figures: list[tuple[str, str]]) -> str:
    """Write figures one by line, to be copied: the line of the portal, a tab, the figure."""
    return "\n".join([title, *(f"{label}\t{figure}" for label, figure in figures)])
