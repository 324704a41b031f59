"""A book, and what a person reads in it."""

from dataclasses import dataclass, field

from gouvernail.imports.sheets import read_plan


@dataclass
class Case:
    """`actions` are (row, path, number, title); `skipped` the rows that are none."""

    book: object
    header_row: int
    actions: list
    skipped: list = field(default_factory=list)
    asked: list = field(default_factory=list)


def check(case):
    """Compare what is read in a book with what a person reads in it."""
    plan = read_plan(case.book)
    assert plan.header_row == case.header_row
    assert [(a.row, a.path, a.number, a.title) for a in plan.actions] == case.actions
    assert [one.row for one in plan.skipped if one.kind != "empty"] == case.skipped
    assert [(one.row, one.column) for one in plan.problems if one.kind == "ask"] == case.asked
