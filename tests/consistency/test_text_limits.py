"""Every text that people write has a length, and every form refuses a longer one."""

import pytest
from django import forms
from django.apps import apps
from django.db import models

# Made by us from texts that have their own limits; or a document of the database.
UNLIMITED = {"action_plan.Action.search_text"}


def ours():
    return [
        table
        for table in apps.get_models()
        if table.__module__.startswith("gouvernail.")
        and not table.__name__.startswith("Historical")
    ]


def texts(table):
    kinds = (models.CharField, models.TextField)
    return [column for column in table._meta.concrete_fields if isinstance(column, kinds)]


@pytest.mark.parametrize("table", ours(), ids=lambda table: table._meta.label)
def test_a_text_has_a_length(table):
    found = {
        f"{table._meta.label}.{column.name}" for column in texts(table) if not column.max_length
    }
    assert found <= UNLIMITED


def test_the_list_of_unlimited_texts_is_not_stale():
    known = {f"{table._meta.label}.{column.name}" for table in ours() for column in texts(table)}
    assert known >= UNLIMITED


def every_form():
    found, wanted = set(), [forms.Form]
    while wanted:
        for form in wanted.pop().__subclasses__():
            if form not in found:
                found.add(form)
                wanted.append(form)
    return sorted((form for form in found if form.__module__.startswith("gouvernail.")), key=str)


def test_a_text_typed_in_a_form_has_a_length():
    import gouvernail.config.urls  # noqa: F401 - loads every form

    free = {
        f"{form.__name__}.{name}"
        for form in every_form()
        for name, field in form.base_fields.items()
        if type(field) in {forms.CharField, forms.EmailField, forms.RegexField}
        and not field.max_length
    }
    assert free == NOT_KEPT


# Passwords and codes are compared or hashed, never kept; a colour is read before it is.
NOT_KEPT = {
    "ActivateTotpForm.code",
    "CodeForm.code",
    "ConfirmCodeForm.code",
    "GeneralForm.colour",
    "NewcomerForm.password",
}
