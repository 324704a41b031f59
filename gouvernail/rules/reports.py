"""Reports of a convention: their kinds, their outline, the texts typed in them, their figures."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportKind(StrEnum):
    """What a report is: of a year, of a year on two pages, of the life of the convention."""

    ANNUAL = "annuel"
    SHORT = "court"
    LIFE = "bilan"


class LifeStage(StrEnum):
    """Which account of the life of a convention: on its way, or at its end."""

    MID_TERM = "mid_term"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Place:
    """A section of an outline: its key, the territory's own title of it, whether it is told."""

    key: str
    title: str = ""
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a text that was typed: a paragraph, or the items of a simple list."""

    lines: tuple[str, ...]
    is_list: bool = False


_ITEM = re.compile(r"^\s*[-–•*]\s+(.*)$")
# Only groups of three digits are one number: « S1 2026 » says two.
_NUMBER = re.compile(
    r"[-−]?(?<!\d)(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
)


def ordered_outline(known: Collection[str], chosen: Iterable[Place]) -> tuple[Place, ...]:
    """Return the sections of a report in the order chosen; those nobody placed come where they are.

    A section that the application does not know any more is left out; one that it has learnt since
    follows the section that precedes it in its own order.

    Unit: a place per known section.
    Errors: none.
    Source: CHOICE 0061, the outline of a report.
    """
    order = list(known)
    places = {place.key: place for place in chosen if place.key in order}
    found = list(places.values())
    for rank, key in enumerate(order):
        if key in places:
            continue
        before = [place.key for place in found]
        earlier = [one for one in order[:rank] if one in before]
        found.insert(before.index(earlier[-1]) + 1 if earlier else 0, Place(key))
    return tuple(found)


def stage_of_life(year: int, ends_on: date | None) -> LifeStage:
    """Return which account of a convention its life told up to a year is.

    The last year of the convention, or a later one, makes the final one; an earlier year, or a
    convention without an end, the mid-term one.

    Unit: a stage.
    Errors: none.
    Source: CHOICE 0061, the two accounts of a convention.
    """
    is_over = ends_on is not None and year >= ends_on.year
    return LifeStage.FINAL if is_over else LifeStage.MID_TERM


def passages(text: str) -> tuple[Passage, ...]:
    """Return what was typed, paragraph by paragraph; lines that begin with a dash are a list.

    Unit: passages, in order; an empty line parts two paragraphs.
    Errors: none.
    Source: CHOICE 0061, the words typed in a report.
    """
    found: list[Passage] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        for line in filter(str.strip, block.split("\n")):
            item = _ITEM.match(line)
            words, is_list = (item.group(1), True) if item else (line, False)
            is_new = not found or found[-1].is_list != is_list or found[-1] is _END
            if is_new:
                found.append(Passage((words.strip(),), is_list))
            else:
                found[-1] = Passage((*found[-1].lines, words.strip()), is_list)
        found.append(_END)
    return tuple(passage for passage in found if passage is not _END)


_END = Passage(())


def as_number(words: str) -> float | None:
    """Return the one number that a value says, to draw it; None when it says none, or several.

    Unit: that of the words: « 32 % » is 32, « 1 250,5 h » is 1250.5.
    Errors: none.
    Source: CHOICE 0061, the chart of an indicator.
    """
    found = _NUMBER.findall(words)
    if len(found) != 1:
        return None
    bare = re.sub(r"\s", "", found[0]).replace("−", "-").replace(",", ".")
    return float(bare)


def changed_sections(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the sections that do not say the same any more, came or went.

    Unit: keys, in the order of the later version, those that went last.
    Errors: none.
    Source: CHOICE 0062, two versions of a report.
    """
    gone = [key for key in before if key not in after]
    return (*(key for key in after if before.get(key) != after[key]), *gone)
