"""What a kit says of the coordinators: how many, the Caf's list, their missions."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gouvernail.conventions.kit_tables import KitTable, read_all, read_word, refuse_doubles


class KitTargetKind(StrEnum):
    """What a figure of the convention counts."""

    TOTAL = "total"
    EXISTING = "existing"
    DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class KitTarget:
    """A number of posts that the convention says, in full-time equivalents."""

    kind: KitTargetKind
    amount: Decimal
    year: int | None = None
    place: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitAfasTheme:
    """A line of the Caf's declaration, and the themes of the plan that are counted in it."""

    label: str
    themes: tuple[str, ...] = ()
    doubt: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitSentence:
    """A sentence of a mission of the coordinators."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitCoordinatorMission:
    """A mission of the coordinators, in its sentences."""

    title: str
    sentences: tuple[KitSentence, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitStaffing:
    """What a kit says of the coordinators; nothing when it says nothing."""

    targets: tuple[KitTarget, ...] = ()
    themes: tuple[KitAfasTheme, ...] = ()
    missions: tuple[KitCoordinatorMission, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.targets or self.themes or self.missions)


def read_staffing(root: KitTable, themes: Iterable[str]) -> KitStaffing:
    """Return what a kit says of the coordinators; `themes` are those of its plan.

    Errors: InvalidKit.
    """
    lines = root.tables("afas_theme")
    staffing = KitStaffing(
        read_all(root.tables("staffing"), _target),
        read_all(lines, _theme),
        read_all(root.tables("coordinator_mission"), _mission),
    )
    refuse_doubles("[[afas_theme]]", [row.label for row in staffing.themes])
    refuse_doubles("[[coordinator_mission]]", [row.title for row in staffing.missions])
    known = set(themes)
    for table, row in zip(lines, staffing.themes, strict=True):
        for theme in row.themes:
            if theme not in known:
                raise table.error(f"le thème « {theme} » n’est pas dans la liste [[theme]]")
    return staffing


def _target(table: KitTable) -> KitTarget:
    kind = read_word(table, "kind", KitTargetKind)
    amount = table.decimal("amount")
    if kind is None or amount is None:
        raise table.error("« kind » et « amount » sont attendus, comme total et 3,8")
    if amount < 0:
        raise table.error("« amount » ne peut pas être négatif")
    return KitTarget(
        kind,
        amount,
        table.whole("year", 0) if "year" in table.keys_left() else None,
        table.text("place", ""),
        table.text("source", ""),
    )


def _theme(table: KitTable) -> KitAfasTheme:
    return KitAfasTheme(
        table.text("label"),
        table.words("themes"),
        table.flag("doubt", default=False),
        table.text("source", ""),
    )


def _mission(table: KitTable) -> KitCoordinatorMission:
    return KitCoordinatorMission(
        table.text("title", most=300),
        read_all(table.tables("sentence"), _sentence),
        table.text("source", ""),
    )


def _sentence(table: KitTable) -> KitSentence:
    return KitSentence(table.text("text", most=500), table.text("source", ""))
