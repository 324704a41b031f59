"""Setting values on a row and telling, in the words people read, what that changes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from gouvernail.common.templatetags.french import day
from gouvernail.history.operations import Change
from gouvernail.rules.amounts import typed_amount


def set_values(row: models.Model, values: Mapping[str, Any]) -> list[Change]:
    """Set `values` on `row` without saving it; return what differs, under the columns' names."""
    changes = []
    for name, value in values.items():
        column = row._meta.get_field(name)
        before, after = getattr(row, name), value
        if before == after:
            continue
        setattr(row, name, after)
        label = str(getattr(column, "verbose_name", name))
        told = dict(getattr(column, "flatchoices", ()))
        words = (in_words(told.get(state, state)) for state in (before, after))
        changes.append(Change(label[:1].upper() + label[1:], *words))
    return changes


def in_words(value: object) -> str:
    """Write a value as the journal shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return day(value)
    return typed_amount(value) if isinstance(value, Decimal) else str(value)
