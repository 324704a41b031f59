"""Putting the rows of one post together: its rates, its holders, what its rows agree on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from gouvernail.imports.posts.results import (
    CellProblem,
    PostLine,
    ReadHolder,
    ReadPost,
    ReadRate,
)

Key = tuple[str, str, str]
Value = TypeVar("Value")


def put_together(
    lines: Sequence[PostLine], refused: Mapping[Key, int], problems: list[CellProblem]
) -> tuple[ReadPost, ...]:
    """Return the posts of some rows: same employer, same title, same number if there is one.

    `refused` are the posts that a row left aside belongs to; what is refused here is told in
    `problems`.
    """
    groups: dict[Key, list[PostLine]] = {}
    for line in lines:
        groups.setdefault(line.key, []).append(line)
    found = (_post(own, refused.get(key), problems) for key, own in groups.items())
    return tuple(post for post in found if post)


def _post(
    own: Sequence[PostLine], bad_row: int | None, problems: list[CellProblem]
) -> ReadPost | None:
    wrong = [(line, message) for line in own if (message := _objection(line, own, bad_row))]
    if wrong:
        problems.extend(CellProblem(line.row, "", "", line.title, text) for line, text in wrong)
        return None
    return ReadPost(
        rows=tuple(line.row for line in own),
        employer=own[0].employer,
        title=own[0].title,
        kind=_said((line.facts.kind for line in own), "existing"),
        place=_said((line.facts.place for line in own), ""),
        is_cofinanced=_said((line.facts.is_cofinanced for line in own), default=True),
        rates=_rates(own),
        holders=tuple(
            ReadHolder(
                line.row, line.holder, line.actual, line.starts_on, line.ends_on,
                line.mandate_ends_on,
            )
            for line in own
            if line.holder
        ),
    )  # fmt: skip


def _objection(line: PostLine, own: Sequence[PostLine], bad_row: int | None) -> str:
    """Return why a row cannot be written, a sentence; nothing when it can."""
    if bad_row is not None:
        return (
            f"La ligne {bad_row}, du même poste, ne se lit pas : le poste entier est laissé de "
            "côté. Corrigez cette ligne."
        )
    first = next((one for one in own if one.agreed is not None), None)
    if first is None:
        return "Aucune ligne de ce poste ne donne son ETP convenu : ajoutez-le."
    if not _tells_rates(own) and line.agreed not in (None, first.agreed):
        return (
            f"Le même poste est à la ligne {first.row} avec une autre quotité : mettez la même "
            "partout, puis changez-la dans l’équipe."
        )
    return _contradiction(line, own)


def _contradiction(line: PostLine, own: Sequence[PostLine]) -> str:
    said: dict[str, Callable[[PostLine], object]] = {
        "nature": lambda one: one.facts.kind,
        "commune": lambda one: one.facts.place,
        "réponse à « Cofinancé »": lambda one: one.facts.is_cofinanced,
    }
    for name, value in said.items():
        first = next((one for one in own if value(one) is not None), line)
        if value(line) not in (None, value(first)):
            return (
                f"Le même poste est à la ligne {first.row} avec une autre {name} : mettez la même "
                "partout."
            )
    return ""


def _tells_rates(own: Sequence[PostLine]) -> bool:
    """Tell whether the rows without a holder are what was agreed over time.

    So is a numbered post written in the ledger's own export: rates apart, then holders.
    """
    is_numbered = bool(own[0].key[2])
    return is_numbered and all(line.agreed is None for line in own if line.holder)


def _rates(own: Sequence[PostLine]) -> tuple[ReadRate, ...]:
    bare = [line for line in own if not line.holder]
    if _tells_rates(own):
        return tuple(
            ReadRate(line.agreed, line.starts_on, line.ends_on)
            for line in bare
            if line.agreed is not None
        )
    agreed = next(line.agreed for line in own if line.agreed is not None)
    ends = [line.ends_on for line in bare]
    is_over = len(ends) == len(own) and all(ends)
    return (
        ReadRate(
            agreed,
            min(line.starts_on for line in own),
            max(end for end in ends if end) if is_over else None,
        ),
    )


def _said(values: Iterable[Value | None], default: Value) -> Value:
    """Return the first thing that was said."""
    return next((value for value in values if value is not None), default)
