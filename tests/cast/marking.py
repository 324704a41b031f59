"""The word that marks every text of the second convention, to see whether it leaks."""

import re

from django.apps import apps
from django.db import models

MARK = "canari"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


# Not words that people wrote: addresses of files and pages, secrets, keys, forms for looking up.
TECHNICAL = {
    "slug",
    "file",
    "logo",
    "password",
    "secret_hash",
    "digest",
    "sign_in_digest",
    "link_digest",
    "link_route",
    "link_purpose",
    "link_key",
    "calendar_method",
    "subject_kind",
    "key",
    "field",
    "verb",
    "tab",
    "query",
}


def _tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("gouvernail.")
        and model._meta.app_label not in {"territories", "common"}
    ]


def numbers_of_rows() -> dict[type[models.Model], set[object]]:
    return {table: set(table._base_manager.values_list("pk", flat=True)) for table in _tables()}


def mark_rows_after(before: dict[type[models.Model], set[object]]) -> None:
    """Write the mark into every text of the rows that came since."""
    for table, known in before.items():
        for row in table._base_manager.exclude(pk__in=known):
            values = {
                column.attname: _marked(getattr(row, column.attname)) for column in texts_of(table)
            }
            table._base_manager.filter(pk=row.pk).update(**values)


def texts_of(table: type[models.Model]) -> list[models.Field]:
    """Return the columns that hold what people wrote."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        column
        for column in table._meta.concrete_fields
        if isinstance(column, kinds)
        and not column.choices
        and column.name not in TECHNICAL
        and not column.name.startswith("history_")
        and column.name not in {"deadline_kind", "sheet", "mapping", "corrections", "colour"}
    ]


def _marked(value: object) -> object:
    if isinstance(value, str) and ISO_DAY.match(value):
        return value  # a day kept in a content that is frozen: nobody's words
    if isinstance(value, str):
        return f"{MARK} {value}".replace(" ", "-") if "@" in value else f"{MARK} {value}"
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if isinstance(value, dict):
        return {key: _marked(text) for key, text in value.items()} or {MARK: MARK}
    return value
