"""Bare views: one indexed query, one plain table; or one row read and saved."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render

from gouvernail.action_plan.models import Action
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation
from gouvernail.documents.content.plan_list import plan_list
from gouvernail.documents.content.plan_table import plan_table
from gouvernail.documents.formats.table import Value
from gouvernail.history.models import Entry

# What the product's sheet shows of an action, as columns of its row.
SHEET_COLUMNS = tuple(
    field.name
    for field in Action._meta.concrete_fields
    if field.name not in {"convention", "node", "status", "lead_person", "search_text"}
)


def health(request: HttpRequest) -> HttpResponse:
    """Say that the server is up."""
    return HttpResponse("ok")


def _actions(convention_id: int) -> Any:
    rows = Action.objects.filter(convention_id=convention_id, archived_at=None)
    return rows.select_related("status").order_by("position")


def _entries(convention_id: int) -> Any:
    rows = Entry.objects.filter(convention_id=convention_id)
    return rows.select_related("actor").order_by("-at")


def _organisations(convention_id: int) -> Any:
    return Organisation.objects.filter(convention_id=convention_id).order_by("folded_name")


KINDS: dict[str, Callable[[int], Any]] = {
    "actions": _actions,
    "entries": _entries,
    "organisations": _organisations,
}


@login_required
def rows(request: HttpRequest, kind: str, convention_id: int, count: int) -> HttpResponse:
    """A plain table of `count` rows. One query."""
    return render(request, f"floor/{kind}.html", {"rows": KINDS[kind](convention_id)[:count]})


@login_required
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action as a plain table, or saved without versions, history or journal."""
    row = get_object_or_404(Action, pk=pk)
    if request.method == "POST":
        row.remarks = request.POST["remarks"]
        row.skip_history_when_saving = True
        row.save()
        return HttpResponseRedirect(request.path)
    cells = [(name, getattr(row, name)) for name in SHEET_COLUMNS]
    return render(request, "floor/action.html", {"row": row, "cells": cells})


@login_required
def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """The cells of the product's own file, written by the bare library. They are read once."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    look = book.add_format({"text_wrap": True, "valign": "top"})
    for line, row in enumerate(_cells(slug)):
        for rank, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(line, rank, float(value), look)
            elif value:
                sheet.write_string(line, rank, str(value), look)
    book.close()
    return HttpResponse(buffer.getvalue())


@cache
def _cells(slug: str) -> tuple[tuple[Value, ...], ...]:
    plan = plan_list(Convention.objects.get(slug=slug), QueryDict())
    return plan_table("", plan.kept.words, plan.actions(), state=()).rows
