"""All that the minutes of a sitting say, as plain data: what is printed, and what is frozen."""

from typing import Any

from django.utils import timezone

from gouvernail.governance.models import AgendaItem, Attendance, Decision, Remark, Sitting
from gouvernail.governance.queries.decisions import decisions_at
from gouvernail.rules.attendance import THERE, attendance_rate

SHAPE = 1
# What goes on living after the approval, and so is frozen without being compared any more: names
# of the directory, how a decision is followed; and the rate, which the attendance gives.
_LIVING = ("convention", "body", "followed", "rate")
_LIVING_OF = {
    "points": ("actions",),
    "decisions": ("owner", "due_on"),
    "opinions": ("title",),
    "approval": ("in",),
}

Content = dict[str, Any]


def minutes_content(sitting: Sitting) -> Content:
    """Return all that the minutes of a sitting say now. Nine queries.

    Only texts, whole numbers, booleans and None, so that its JSON is the same everywhere.
    """
    on = timezone.localtime(sitting.starts_at).date()
    followed, decided = decisions_at(sitting, on)
    items = list(sitting.items.prefetch_related("documents", "actions").order_by("position", "pk"))
    ranks = {item.pk: rank for rank, item in enumerate(items, 1)}
    rows = Attendance.objects.filter(sitting=sitting).order_by("seat__position", "pk")
    noted = [row for row in rows if row.seat_id]
    came = sum(row.presence in THERE for row in noted)
    return {
        "shape": SHAPE,
        "convention": {
            "name": sitting.convention.name,
            "is_fictional": sitting.convention.is_fictional,
        },
        "body": {"name": sitting.body.name, "label": str(sitting.body)},
        "sitting": _sitting(sitting),
        "attendance": [_attendance(row) for row in noted],
        "guests": [row.name for row in sorted(rows, key=lambda row: row.pk) if not row.seat_id],
        "rate": {
            "came": came,
            "noted": len(noted),
            "percent": attendance_rate(came, len(noted)),
        },
        "followed": [_followed(line.decision) for line in followed],
        "points": [_point(item) for item in items],
        "words": sitting.minutes,
        "decisions": [_decision(line.decision, ranks) for line in decided],
        "opinions": _opinions(sitting),
        "remarks": _remarks(sitting),
        "approval": {"on": sitting.approved_on.isoformat() if sitting.approved_on else None},
    }


def lasting(content: Content) -> Content:
    """Return what of a content may never change, ready to be compared."""
    kept = {key: value for key, value in content.items() if key not in _LIVING}
    for key, living in _LIVING_OF.items():
        value = kept.get(key)
        if isinstance(value, dict):
            kept[key] = _without(value, living)
        elif isinstance(value, list):
            kept[key] = [_without(row, living) for row in value]
    kept["attendance"] = sorted(kept.get("attendance", []), key=lambda row: sorted(row.items()))
    return kept


def _without(row: Content, living: tuple[str, ...]) -> Content:
    return {key: value for key, value in row.items() if key not in living}


def _sitting(sitting: Sitting) -> Content:
    return {
        "title": sitting.title,
        "starts_at": timezone.localtime(sitting.starts_at).isoformat(timespec="minutes"),
        "duration": sitting.duration,
        "place": sitting.place,
        "video_url": sitting.video_url,
        "validates_elements": sitting.validates_elements,
    }


def _attendance(row: Attendance) -> Content:
    return {"presence": row.presence, "name": row.name, "function": row.function}


def _point(item: AgendaItem) -> Content:
    return {
        "title": item.title,
        "kind": item.kind,
        "presenter": item.presenter,
        "duration": item.duration,
        "minutes": item.minutes,
        "is_unfinished": item.is_unfinished,
        "documents": sorted(document.title for document in item.documents.all()),
        "actions": sorted(str(action) for action in item.actions.all()),
    }


def _decision(row: Decision, ranks: dict[int, int]) -> Content:
    return {
        "number": row.number,
        "kind": row.kind,
        "text": row.text,
        "decided_on": row.decided_on.isoformat(),
        "point": ranks.get(row.item_id or 0),
        "owner": str(row.owner) if row.owner else "",
        "due_on": row.due_on.isoformat() if row.due_on else None,
    }


def _followed(row: Decision) -> Content:
    return {"number": row.number, "text": row.text, "state": row.state}


def _opinions(sitting: Sitting) -> list[Content]:
    rows = sitting.opinions.select_related("adjustment").order_by("pk")
    return [
        {
            "number": row.adjustment.number,
            "title": row.adjustment.title,
            "opinion": row.opinion,
            "words": row.words,
        }
        for row in rows
    ]


def _remarks(sitting: Sitting) -> list[Content]:
    """Return the remarks that were kept; the others stay on the page of the sitting."""
    rows = Remark.objects.filter(sitting=sitting, outcome="kept").order_by("pk")
    return [{"name": row.name, "words": row.words, "outcome": row.outcome_words} for row in rows]
