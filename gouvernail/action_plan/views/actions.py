"""The page of an action, and what one does to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.drafts import ActionDraft, differences, draft_of
from gouvernail.action_plan.forms import ActionForm, MoveForm, PlanFiltersForm, ReasonForm
from gouvernail.action_plan.forms.quick import QuickForm
from gouvernail.action_plan.models import PlanNode
from gouvernail.action_plan.operations import (
    archive_action,
    change_action,
    create_action,
    field_labels,
    move_action,
    restore_action,
)
from gouvernail.action_plan.permissions import OpenedAction, open_action, open_action_to_edit
from gouvernail.action_plan.queries import Clock, action_sheet, node_lines, plan_state
from gouvernail.action_plan.queries.choices import sheet_choices
from gouvernail.action_plan.queries.past import actions_at
from gouvernail.action_plan.views.lists import clock_of
from gouvernail.action_plan.views.upkeep import back_to_upkeep
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.history.operations import By
from gouvernail.history.queries import journal_of
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def action(request: Request, slug: str, pk: int) -> HttpResponse:
    """The sheet of an action, with its history; now or as of a past day."""
    opened = open_action(request.user, slug, pk)
    clock = clock_of(opened.access)
    on = PlanFiltersForm(request.GET).filters(clock.today).on
    if on:
        return _past_action(request, opened, clock.at(on))
    sheet = action_sheet(opened.action, vocabulary_of(opened.access.convention), clock)
    return render(request, "action_plan/action.html", _context(opened, sheet=sheet))


def _past_action(request: Request, opened: OpenedAction, clock: Clock) -> HttpResponse:
    """Show an action as it stood at the end of the clock's day: it is read, not changed."""
    convention, pk, on = opened.access.convention, opened.action.pk, clock.today
    context = {**_context(opened), "on": on, "query": f"date={on.isoformat()}", "may_edit": False}
    found = actions_at(convention, on, [pk]).get(pk)
    if found is None:
        return render(request, "action_plan/action_not_yet.html", context)
    sheet = action_sheet(found, vocabulary_of(convention), clock)
    return render(request, "action_plan/action.html", {**context, "action": found, "sheet": sheet})


@require_safe
def action_journal(request: Request, slug: str, pk: int) -> HttpResponse:
    """Everything that was done to an action."""
    opened = open_action(request.user, slug, pk)
    lines = journal_of(opened.action, 500)
    return render(request, "action_plan/journal.html", _context(opened, lines=lines))


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """A new action."""
    access = open_convention(request.user, slug, Right.EDIT_PLAN)
    choices = sheet_choices(access.convention)
    node_id = number_of(request.GET.get("niveau", ""))
    nodes = PlanNode.objects.of(access.convention).current()
    node = nodes.filter(pk=node_id).first() if node_id else None
    draft = ActionDraft(title="", node=node)
    form = ActionForm(request.POST or None, draft=draft, choices=choices)
    if request.method == "POST" and form.is_valid():
        by = By(request.user, form.cleaned_data["reason"])
        try:
            made = create_action(access.convention, form.result(), by=by)
        except Refusal as refusal:
            form.add_error("number" if "number" in form.fields else None, str(refusal))
        else:
            messages.success(request, "L’action est dans le plan.")
            return redirect("action_plan:action", slug, made.pk)
    context = {"access": access, "section": "plan", "form": form, "action": None}
    return render(request, "action_plan/form.html", context)


@GET_AND_POST
def change(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change what a sheet says. If somebody else did meanwhile, both texts are shown."""
    opened = open_action_to_edit(request.user, slug, pk)
    draft = draft_of(opened.action)
    form = ActionForm(
        request.POST or None, draft=draft, choices=sheet_choices(opened.access.convention)
    )
    form.initial["version"] = opened.action.version
    form.opens(request.GET.get("champ", ""))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, opened, form)
        except Refusal as refusal:
            form.add_error("number" if "number" in form.fields else None, str(refusal))
        except EditConflict:
            return show_conflict(request, opened, form)
        else:
            messages.success(request, "L’action est enregistrée.")
            return back_to_upkeep(request, opened) or redirect("action_plan:action", slug, pk)
    return render(request, "action_plan/form.html", _context(opened, form=form))


def _save(request: Request, opened: OpenedAction, form: ActionForm) -> None:
    seen = form.cleaned_data["version"] or 0
    by = By(request.user, form.cleaned_data["reason"])
    change_action(opened.action, form.result(), version=seen, by=by)


def show_conflict(
    request: Request, opened: OpenedAction, form: ActionForm | QuickForm
) -> HttpResponse:
    """Show what the other person saved beside what this person wrote; nothing is lost."""
    fresh = open_action(request.user, opened.access.convention.slug, opened.action.pk)
    labels = field_labels(fresh.access.convention)
    form.carry_version(fresh.action.version)
    context = _context(
        fresh,
        form=form,
        differences=differences(draft_of(fresh.action), form.result(), labels),
        latest=next(iter(journal_of(fresh.action, 1)), None),
    )
    return render(request, "action_plan/conflict.html", context, status=409)


@GET_AND_POST
def move(request: Request, slug: str, pk: int) -> HttpResponse:
    """Hang an action elsewhere in the plan."""
    opened = _open_planned(request, slug, pk)
    nodes = node_lines(plan_state(opened.access.convention))
    initial = {"version": opened.action.version, "node": opened.action.node_id}
    form = MoveForm(request.POST or None, initial=initial, nodes=nodes)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        node = PlanNode.objects.get(pk=data["node"]) if data["node"] else None
        by = By(request.user, data["reason"])
        return _done(
            request,
            opened,
            lambda: move_action(opened.action, node, version=data["version"], by=by),
            "L’action est déplacée.",
        )
    context = _context(opened, form=form, title="Déplacer l’action", verb="Déplacer")
    return render(request, "action_plan/small_form.html", context)


@GET_AND_POST
def archive(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take an action out of the plan, with a reason."""
    opened = _open_planned(request, slug, pk)
    form = ReasonForm(request.POST or None, initial={"version": opened.action.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        by = By(request.user, data["reason"])
        return _done(
            request,
            opened,
            lambda: archive_action(opened.action, version=data["version"], by=by),
            "L’action est archivée ; elle reste lisible, avec son histoire.",
        )
    context = _context(opened, form=form, title="Archiver l’action", verb="Archiver")
    return render(request, "action_plan/small_form.html", context)


@GET_AND_POST
def restore(request: Request, slug: str, pk: int) -> HttpResponse:
    """Put an archived action back into the plan."""
    opened = _open_planned(request, slug, pk)
    form = ReasonForm(request.POST or None, initial={"version": opened.action.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        by = By(request.user, data["reason"])
        return _done(
            request,
            opened,
            lambda: restore_action(opened.action, version=data["version"], by=by),
            "L’action est de nouveau dans le plan.",
        )
    context = _context(opened, form=form, title="Rétablir l’action", verb="Rétablir")
    return render(request, "action_plan/small_form.html", context)


def _open_planned(request: Request, slug: str, pk: int) -> OpenedAction:
    """Open an action whose place in the plan this person may change."""
    open_convention(request.user, slug, Right.EDIT_PLAN)
    return open_action(request.user, slug, pk)


def _done(request: Request, opened: OpenedAction, operation: Any, success: str) -> HttpResponse:
    """Carry out an operation and say how it went, on the page of the action."""
    try:
        operation()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(
            request,
            "Une autre personne a modifié cette action entre-temps ; rien n’a été fait. "
            "Relisez la fiche, puis recommencez.",
        )
    else:
        messages.success(request, success)
    return redirect("action_plan:action", opened.access.convention.slug, opened.action.pk)


def _context(opened: OpenedAction, **more: Any) -> dict[str, Any]:
    return {
        "access": opened.access,
        "section": "plan",
        "action": opened.action,
        "may_edit": opened.may_edit,
        **more,
    }
