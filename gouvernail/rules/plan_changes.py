"""What becomes of a plan between two days, and what of it an avenant must say."""

from collections.abc import Mapping
from enum import StrEnum

from gouvernail.rules.progress import StatusFamily


class ChangeKind(StrEnum):
    """What became of an action or of a level, each in one kind only."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    DROPPED = "dropped"


# What tells how the plan goes, and not what its partners agreed on.
FOLLOWED_KEYS = frozenset(
    {"status", "progress", "remarks", "notes", "lead_person", "elected_referent"}
)

CHANGE_LABELS = {
    ChangeKind.ADDED: "Ajoutées",
    ChangeKind.CHANGED: "Modifiées",
    ChangeKind.MOVED: "Déplacées",
    ChangeKind.DROPPED: "Retirées ou abandonnées",
}
_WORDS = {
    ChangeKind.ADDED: ("ajoutée", "ajoutées"),
    ChangeKind.CHANGED: ("modifiée", "modifiées"),
    ChangeKind.MOVED: ("déplacée", "déplacées"),
    ChangeKind.DROPPED: ("retirée ou abandonnée", "retirées ou abandonnées"),
}


def is_agreed(key: str) -> bool:
    """Tell whether a field says what was agreed: title, deadline, lead, budget, place.

    State, progress, remarks, persons in charge and notes follow the plan: they change without
    anybody signing. The territory's own fields count as agreed.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0037; PILOTAGE, § 2.1.2: « valider les ajustements » is for the Copil.
    """
    return key not in FOLLOWED_KEYS


def change_kind(
    *,
    was_there: bool,
    is_there: bool,
    families: tuple[StatusFamily | None, StatusFamily | None],
    has_moved: bool,
    has_changed: bool,
) -> ChangeKind | None:
    """Return what became of an action, or None when it is as it was.

    Archived or given up, an action is dropped. One that moved and changed has changed.

    Unit: a kind.
    Errors: none.
    Source: CHOICE 0037.
    """
    gave_up = families[1] is StatusFamily.DROPPED and families[0] is not StatusFamily.DROPPED
    tests = (
        (ChangeKind.ADDED, is_there and not was_there),
        (ChangeKind.DROPPED, was_there and (not is_there or gave_up)),
        (ChangeKind.CHANGED, was_there and is_there and has_changed),
        (ChangeKind.MOVED, was_there and is_there and has_moved),
    )
    return next((kind for kind, holds in tests if holds), None)


def changes_sentence(counts: Mapping[ChangeKind, int]) -> str:
    """Return what became of the actions, in one sentence without its end.

    Unit: actions.
    Errors: none; with nothing to count, says that no action has changed.
    Source: CHOICE 0037.
    """
    said = [
        f"{_figure(counts[kind])} {_noun(counts[kind], place)}{_WORDS[kind][counts[kind] > 1]}"
        for place, kind in enumerate(kind for kind in ChangeKind if counts.get(kind))
    ]
    return ", ".join(said) or "aucune action n’a changé"


def _noun(count: int, place: int) -> str:
    if place:
        return ""
    return "action " if count == 1 else "actions "


def _figure(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
