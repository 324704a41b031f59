"""Bringing a plan in: the file, its columns, the preview, and only then the plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.history.operations import By
from gouvernail.imports.comparison import Verdict
from gouvernail.imports.forms import (
    ColumnsForm,
    LayoutForm,
    SheetForm,
    UploadForm,
    answers_from,
    corrections_from,
)
from gouvernail.imports.models import PlanImport
from gouvernail.imports.operations import apply_import, bring_file, choose_layout, keep_answers
from gouvernail.imports.permissions import open_import
from gouvernail.imports.queries import (
    Reading,
    import_vocabulary,
    read_import,
    read_workbook,
    stored_choices,
)
from gouvernail.imports.readers import UnreadableFile, read_safely
from gouvernail.imports.readers.limits import MAX_PACKED
from gouvernail.imports.sheets import NoPlanFound, ReadPlan, read_plan
from gouvernail.imports.sheets.text import column_index, text_of
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SAMPLES = 3
ROWS_SHOWN = 200
# Asked beside the columns, since another answer changes them.
ABOUT_SHEETS = frozenset({"sheet", "sheet_name"})


@GET_AND_POST
def upload(request: Request, slug: str) -> HttpResponse:
    """Choose the file. It is read at once, and refused at once when it cannot be."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read(MAX_PACKED + 1)
        try:
            read_safely(data, file.name)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            pending = bring_file(access.convention, request.user, file.name, data)
            return redirect("imports:columns", slug, pending.pk)
    context = _context(access, step=1, form=form)
    return render(request, "imports/upload.html", context, status=422 if form.errors else 200)


@GET_AND_POST
def columns(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what each column means; Gouvernail proposes."""
    pending, access = open_import(request.user, slug, pk)
    workbook = read_workbook(pending)
    if request.method == "POST" and "reread" in request.POST:
        _reread(request, pending)
        return redirect("imports:columns", slug, pk)
    try:
        plan = read_plan(workbook, import_vocabulary(access.convention), stored_choices(pending))
    except NoPlanFound as error:
        sheet_form = SheetForm(sheets=workbook.sheets, initial={"header_row": 1})
        context = _context(access, step=2, pending=pending, sheet_form=sheet_form, error=str(error))
        return render(request, "imports/columns.html", context)
    form = ColumnsForm(request.POST or None, plan=plan, words=vocabulary_of(access.convention))
    if request.method == "POST" and form.is_valid():
        choose_layout(pending, sheet=plan.sheet, header_row=plan.header_row, mapping=form.mapping())
        return redirect("imports:preview", slug, pk)
    context = _context(
        access,
        step=2,
        pending=pending,
        form=form,
        sheet_form=SheetForm(
            sheets=plan.readable,
            initial={"sheet": plan.sheet, "header_row": plan.header_row},
        ),
        columns=_columns(plan, form),
        questions=[one for one in plan.questions if one.key in ABOUT_SHEETS],
        plan=plan,
    )
    return render(request, "imports/columns.html", context)


def _reread(request: Request, pending: PlanImport) -> None:
    """Keep the sheet and the header row; another sheet has its header elsewhere."""
    form = LayoutForm(request.POST)
    if form.is_valid():
        keep_answers(pending, {}, answers_from(request.POST))
        choose_layout(pending, sheet=form.chosen_sheet(), header_row=form.chosen_row(), mapping={})


def _columns(plan: ReadPlan, form: ColumnsForm) -> list[dict[str, Any]]:
    """Return each column with its head, some of its values, and its menu."""
    lines = plan.source.rows
    rows = [lines[action.row - 1] for action in plan.actions] or lines[plan.header_row :]
    found = []
    for index, header in ((column_index(header.column), header) for header in plan.headers):
        values = (text_of(row[index]) for row in rows if index < len(row))
        samples = list(dict.fromkeys(filter(None, values)))[:SAMPLES]
        found.append({"header": header, "samples": samples, "field": form[header.column]})
    return found


@GET_AND_POST
def preview(request: Request, slug: str, pk: int) -> HttpResponse:
    """See what each row would do; correct what is ambiguous; then write, or not."""
    pending, access = open_import(request.user, slug, pk)
    if request.method == "POST":
        keep_answers(pending, corrections_from(request.POST), answers_from(request.POST))
    try:
        reading = read_import(pending)
    except NoPlanFound:
        return redirect("imports:columns", slug, pk)
    if request.method == "POST" and "apply" in request.POST:
        return _apply(request, access, pending, reading)
    return render(request, "imports/preview.html", _preview(access, pending, reading))


def _apply(request: Request, access: Access, pending: PlanImport, reading: Reading) -> HttpResponse:
    by = By(request.user, f"Import du fichier {pending.filename}")
    try:
        done = apply_import(pending, reading, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:preview", access.convention.slug, pending.pk)
    created, changed = done.count(Verdict.CREATE), done.count(Verdict.CHANGE)
    left = done.count(Verdict.REFUSED)
    messages.success(
        request,
        f"Plan importé : {created} action(s) créée(s), {changed} modifiée(s)"
        + (f", {left} ligne(s) laissée(s) de côté." if left else "."),
    )
    return redirect("action_plan:tree", access.convention.slug)


def _preview(access: Access, pending: PlanImport, reading: Reading) -> dict[str, Any]:
    plan, comparison = reading.plan, reading.comparison
    questions = [one for one in plan.questions if one.key not in ABOUT_SHEETS]
    of = {verdict.value: comparison.of(verdict) for verdict in Verdict}
    return _context(
        access,
        step=3,
        pending=pending,
        plan=plan,
        counts={key: len(rows) for key, rows in of.items()},
        rows={key: rows[:ROWS_SHOWN] for key, rows in of.items()},
        rows_shown=ROWS_SHOWN,
        asks=[problem for problem in plan.problems if problem.kind == "ask"],
        refusals=[problem for problem in plan.problems if problem.kind == "refuse"],
        remarks=[problem for problem in plan.problems if problem.kind == "info"],
        questions=questions,
        open_count=len(questions) + sum(one.kind == "ask" for one in plan.problems),
        new_nodes=len(comparison.new_paths),
        added_levels=comparison.added_levels,
        to_write=len(of[Verdict.CREATE]) + len(of[Verdict.CHANGE]),
    )


def _context(access: Access, **more: Any) -> dict[str, Any]:
    return {"access": access, "section": "plan", "tab": "import", **more}
