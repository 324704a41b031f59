"""The pages of decisions: the register, one decision, its steps, and its owner's personal link."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.limits import by_link
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.decision_words import DECISION_STEP_LABELS
from gouvernail.governance.forms.decisions import (
    AnswerForm,
    DecisionForm,
    DecisionStepForm,
    RegisterForm,
    ReminderForm,
    decision_initial,
)
from gouvernail.governance.models import Decision, Sitting
from gouvernail.governance.operations.decisions import (
    answer_decision,
    change_decision,
    give_link,
    move_decision,
    record_decision,
    revoke_links,
)
from gouvernail.governance.permissions import open_decision, open_link, open_sitting
from gouvernail.governance.queries.decisions import (
    decision_lines,
    decision_page,
    decision_years,
)
from gouvernail.governance.queries.sittings import body_choices
from gouvernail.history.operations import By
from gouvernail.rules.decisions import DecisionState
from gouvernail.rules.roles import Right
from gouvernail.rules.sittings import COUNTS, SittingState

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def decisions(request: Request, slug: str) -> HttpResponse:
    """The register: every decision of every sitting, late ones first."""
    access = open_convention(request.user, slug, Right.READ)
    convention = access.convention
    form = RegisterForm(request.GET, body_choices(convention), decision_years(convention))
    lines = decision_lines(convention, form.filters(), timezone.localdate())
    context = {
        "access": access,
        "section": "governance",
        "tab": "decisions",
        "form": form,
        "lines": lines,
        "late": sum(bool(line.late) for line in lines),
        "to_follow": sum(line.is_open for line in lines),
        "query": request.GET.urlencode(),
    }
    return render(request, "governance/decisions.html", context)


@require_safe
def decision(request: Request, slug: str, pk: int) -> HttpResponse:
    """One decision."""
    row, access = open_decision(request.user, slug, pk, Right.READ)
    page = decision_page(row, timezone.localdate())
    context = {"access": access, "section": "governance", "page": page, "row": row}
    return render(request, "governance/decision.html", context)


@GET_AND_POST
def create_decision(request: Request, slug: str) -> HttpResponse:
    """Note a decision taken outside any sitting."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    return _create(request, access, None)


@GET_AND_POST
def create_at_sitting(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note a decision of a sitting."""
    sitting, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    return _create(request, access, sitting)


@GET_AND_POST
def edit_decision(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a decision."""
    row, access = open_decision(request.user, slug, pk, Right.EDIT_GOVERNANCE)

    def form_of(current: Decision, data: object = None) -> DecisionForm:
        form = DecisionForm(
            data,
            initial=decision_initial(current),
            convention=access.convention,
            sitting=current.sitting,
        )
        del form.fields["is_adopted"]
        return form

    form = form_of(row, request.POST or None)

    def act() -> str:
        change_decision(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La décision est enregistrée."

    def fresh() -> DecisionForm:
        return form_of(open_decision(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0])

    return answer_form(request, _page(access, row, "Modifier la décision"), form, act, fresh)


@GET_AND_POST
def step_decision(request: Request, slug: str, pk: int, step: str) -> HttpResponse:
    """Take a step: adopt, reject, carry out, close."""
    row, access = open_decision(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    if step not in set(DecisionState):
        raise Http404
    to = DecisionState(step)
    form = DecisionStepForm(request.POST or None)
    if to is not DecisionState.DONE:
        del form.fields["proof"]

    def act() -> str:
        said = form.cleaned_data
        by = By(access.user, said["reason"])
        move_decision(row, to, by=by, proof=said.get("proof", ""))
        return f"{row} : {row.get_state_display()}."

    page = _page(access, row, DECISION_STEP_LABELS[to], DECISION_STEP_LABELS[to], row.text)
    return answer_form(request, page, form, act)


@never_cache
@GET_AND_POST
def link_owner(request: Request, slug: str, pk: int) -> HttpResponse:
    """Make a personal link for the owner, and show it once."""
    row, access = open_decision(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = ReminderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = give_link(row, by=By(access.user))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            address = request.build_absolute_uri(reverse("answers:decision", args=[secret]))
            context = {"access": access, "section": "governance", "row": row, "address": address}
            return render(request, "governance/decision_link.html", context)
    page = _page(
        access,
        row,
        "Demander des nouvelles",
        "Faire le lien",
        "Un lien personnel, valable 60 jours, permet au responsable de dire où il en est sans "
        "compte. Il ne s’affiche qu’une fois : les liens précédents de cette décision s’éteignent.",
    )
    return render(request, page.template, {**page.as_context(), "form": form})


@GET_AND_POST
def close_links(request: Request, slug: str, pk: int) -> HttpResponse:
    """Revoke the personal links of a decision."""
    row, access = open_decision(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = ReminderForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        revoke_links(row, by=By(access.user))
        return "Les liens personnels de cette décision n’ouvrent plus rien."

    page = _page(access, row, "Révoquer les liens personnels", "Révoquer")
    return answer_form(request, page, form, act)


@by_link
@GET_AND_POST
def answer(request: Request, secret: str) -> HttpResponse:
    """What an owner sees and says by a personal link; reading it changes nothing."""
    link = open_link(secret)
    row = link.decision
    form = AnswerForm(request.POST or None, initial={"state": row.state})
    context = {"link": link, "row": row, "form": form, "convention": row.convention}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer_decision(link, DecisionState(said["state"]), said["words"], by=By(None))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(request, "governance/answered.html", context)
    return render(request, "governance/answer.html", context)


def _create(request: Request, access: Access, sitting: Sitting | None) -> HttpResponse:
    today = timezone.localdate()
    held = sitting is None or SittingState(sitting.state) in COUNTS
    on = timezone.localtime(sitting.starts_at).date() if sitting else today
    initial = {"version": 1, "decided_on": on, "is_adopted": held}
    form = DecisionForm(
        request.POST or None, initial=initial, convention=access.convention, sitting=sitting
    )

    def act() -> str:
        by = By(access.user)
        row = record_decision(access.convention, form.draft(), by=by, state=form.state)
        return f"{row} est notée."

    slug = access.convention.slug
    back = _list(slug)
    if sitting:
        back = Crumb(str(sitting), reverse("governance:sitting", args=[slug, sitting.pk]))
    page = FormPage(access, "Noter une décision", back, submit="Noter", section="governance")
    return answer_form(request, page, form, act)


def _page(
    access: Access, row: Decision, title: str, submit: str = "Enregistrer", lead: str = ""
) -> FormPage:
    address = reverse("governance:decision", args=[access.convention.slug, row.pk])
    back = Crumb(str(row), address)
    return FormPage(access, title, back, lead, submit, section="governance")


def _list(slug: str) -> Crumb:
    return Crumb("Décisions", reverse("governance:decisions", args=[slug]))
