"""Compare a plan as read with the plan as a person reads it."""

import json
import re

from gouvernail.imports.sheets.text import one_line
from gouvernail.rules.deadlines import DeadlineKind

_NUMBER = re.compile(
    r"^(?:(?:axe|action|objectif|fiche)\s+)?[0-9]+(?:\.[0-9]+)*\.?\s*[-–—:)]?\s*", re.I
)


def differences(plan, expected):
    """Return what differs, one line each; an empty list when the plan is read right."""
    found = [*_layout(plan, expected), *_rows(plan, expected), *_asked(plan, expected)]
    by_row = {action.row: action for action in plan.actions}
    for wanted in expected["actions"]:
        action = by_row.get(wanted["row"])
        if action:
            found += [f"row {action.row}: {line}" for line in _action(action, wanted)]
    return found


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def _layout(plan, expected):
    wanted = (expected["sheet"] or "", expected["header_row"])
    return (
        []
        if (plan.sheet, plan.header_row) == wanted
        else [f"layout: {plan.sheet, plan.header_row}"]
    )


def _rows(plan, expected):
    rows, wanted = [a.row for a in plan.actions], [a["row"] for a in expected["actions"]]
    skipped = [row.row for row in plan.skipped if row.kind != "empty"]
    lines = [] if rows == wanted else [f"actions: {sorted(set(rows) ^ set(wanted))}"]
    return lines if skipped == expected["not_actions"] else [*lines, f"not actions: {skipped}"]


def _asked(plan, expected):
    asked = {(p.row, p.column): p.value for p in plan.problems if p.kind == "ask"}
    wanted = {(one["row"], one["column"]): one["value"] for one in expected["must_ask"]}
    return [] if asked == wanted else [f"asked: {asked}, wanted: {wanted}"]


def _action(action, wanted):
    exact = {
        "partners": (list(action.partners), [wanted["partners"]]),
        "communes": (list(action.communes), [wanted["communes"]]),
        "status_text": (action.status_text or None, [wanted["status_text"]]),
        "status_family": (action.status_family, [wanted["status_family"]]),
        "number": (action.number, [wanted["number"], *wanted.get("number_also", [])]),
        "lead": (action.lead_text, [wanted["lead"], *wanted.get("lead_also", [])]),
        "title": (bare(action.title), _bares([wanted["title"], *wanted.get("title_also", [])])),
        "path": ([bare(step) for step in action.path], [_bares(wanted["path"])]),
    }
    wrong = [
        f"{name}: {got!r} is none of {right}"
        for name, (got, right) in exact.items()
        if got not in right
    ]
    return [*wrong, *_deadline(action.deadline, wanted["deadline"])]


def bare(text):
    return _NUMBER.sub("", one_line(text))


def _bares(texts):
    return [bare(text) for text in texts]


def _deadline(deadline, wanted):
    """A month is its last day; other kinds are compared by both ends."""
    is_month = deadline.kind is DeadlineKind.MONTH
    kind = DeadlineKind.DATE if is_month else deadline.kind
    if kind in wanted.get("also", []) and kind != wanted["kind"]:
        return []
    if kind != wanted["kind"]:
        return [f"deadline: {deadline}"]
    start = None if is_month or deadline.start is None else deadline.start.isoformat()
    end = deadline.end.isoformat() if deadline.end else None
    is_right = start == wanted["start"] and end in [wanted["end"], *wanted.get("end_also", [])]
    return [] if is_right else [f"deadline: {deadline}"]
