"""What an action sheet still lacks, in words, each with the field that would fill it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gouvernail.rules.deadlines import Deadline, DeadlineKind
from gouvernail.rules.indicators import Indicator, without_baseline, without_target

# What makes an action one that can be followed, and what makes it one that can be evaluated.
ESSENTIAL_KEYS = ("leads", "deadline", "status")
COUNTED_KEYS = (*ESSENTIAL_KEYS, "objective", "communes", "indicators", "baselines", "targets")
QUIET_FROM = 80  # percent


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What completion asks of a sheet. `quiet_days`: since the last news of an open action."""

    leads: Collection[str]
    status: str
    deadline: Deadline
    objective: str
    communes: Collection[str]
    indicators: tuple[Indicator, ...]
    quiet_days: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that lacks: the field to fill, what to say, and the line of the field, from 0."""

    key: str
    sentence: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Completion:
    """How complete a sheet is. `filled` of the `counted` fields say something."""

    gaps: tuple[Gap, ...]
    filled: int
    counted: int

    @property
    def is_complete(self) -> bool:
        """Nothing lacks."""
        return not self.gaps

    @property
    def is_quiet(self) -> bool:
        """Little lacks, and nothing without which the action cannot be followed."""
        presses = any(gap.key in (*ESSENTIAL_KEYS, NEWS) for gap in self.gaps)
        return not presses and 100 * self.filled >= QUIET_FROM * self.counted


NEWS = "news"


def completion(facts: SheetFacts, *, shown: Collection[str], stale_after: int) -> Completion:
    """Return what a sheet lacks, the most pressing first.

    Only the fields that the territory shows count. Starting points and targets count once there
    is an indicator to give them to.

    Unit: fields; days without news, counted from `stale_after` + 1.
    Errors: none.
    Source: CHOICE 0036; PILOTAGE, § 2.1.1: « suivre l'avancée de la convention ».
    """
    has_names = "indicators" in shown and any(row.name for row in facts.indicators)
    moot = () if has_names else ("baselines", "targets")
    counted = [key for key in COUNTED_KEYS if key in shown and key not in moot]
    gaps = tuple(gap for gap in _gaps(facts) if gap.key in counted)
    news = tuple(_news(facts, stale_after))
    return Completion((*gaps, *news), len(counted) - len(gaps), len(counted))


def deadline_gap(deadline: Deadline) -> str:
    """Return what to say of a deadline that binds nobody, or nothing when it does.

    Unit: text.
    Errors: none.
    Source: CHOICE 0036; CHOICE 0005.
    """
    if deadline.kind is DeadlineKind.UNCLEAR:
        return f"l’échéance «\u202f{deadline.text}\u202f» reste à préciser"
    return "il manque l’échéance" if deadline.kind is DeadlineKind.NONE else ""


def measure_gap(what: str, missing: int, total: int) -> str:
    """Return what to say when `missing` of `total` indicators lack a starting point or a target.

    Unit: indicators.
    Errors: none; nothing to say when none is missing.
    Source: CHOICE 0036.
    """
    if not missing:
        return ""
    if total == 1:
        return f"il manque {what} de l’indicateur"
    named = "d’un indicateur" if missing == 1 else f"de {missing} indicateurs"
    return f"il manque {what} {named}"


def _gaps(facts: SheetFacts) -> Iterator[Gap]:
    rows = [row for row in facts.indicators if row.name]
    said = (
        ("leads", "" if facts.leads else "il manque le pilote"),
        ("deadline", deadline_gap(facts.deadline)),
        ("status", "" if facts.status else "il manque l’état"),
        ("objective", "" if facts.objective.strip() else "il manque l’objectif"),
        ("communes", "" if facts.communes else "aucune commune"),
        ("indicators", "" if rows else "il manque un indicateur"),
        ("baselines", measure_gap("la donnée d’origine", without_baseline(rows), len(rows))),
        ("targets", measure_gap("la cible", without_target(rows), len(rows))),
    )
    lines = {
        "baselines": _first_line(not row.baseline for row in facts.indicators),
        "targets": _first_line(not row.target for row in facts.indicators),
    }
    return (Gap(key, text, lines.get(key, 0)) for key, text in said if text)


def _first_line(tests: Iterable[bool]) -> int:
    return next((rank for rank, lacks in enumerate(tests) if lacks), 0)


def _news(facts: SheetFacts, stale_after: int) -> Iterator[Gap]:
    if facts.quiet_days > stale_after:
        yield Gap(NEWS, f"sans nouvelles depuis {facts.quiet_days} jours")
