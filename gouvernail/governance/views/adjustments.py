"""The pages of adjustments: the register, the circuit, and what the plan becomes."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.drafts import draft_of
from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.common.asked import number_of
from gouvernail.conventions.models import Convention
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.governance.adjusted import blank_draft, live_changes, target_of, values_of
from gouvernail.governance.forms.adjustments import (
    ApplyForm,
    OpinionForm,
    PeriodForm,
    ProposalForm,
    VerdictForm,
)
from gouvernail.governance.forms.sittings import WhyForm
from gouvernail.governance.models import Adjustment, Body, Sitting
from gouvernail.governance.models.adjustments import ADJUSTMENT_KIND_LABELS
from gouvernail.governance.operations.adjustments import (
    Proposal,
    apply_adjustment,
    decide_adjustment,
    examine_adjustment,
    propose_adjustment,
    revise_adjustment,
    withdraw_adjustment,
)
from gouvernail.governance.permissions import open_adjustment
from gouvernail.governance.queries.adjustments import (
    adjustment_lines,
    adjustment_page,
    outside_changes,
    sitting_choices,
)
from gouvernail.history.operations import By
from gouvernail.rules.adjustments import AdjustmentKind, AdjustmentState, BodyPart, Opinion
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SHOWN_OUTSIDE = 20
# Of a node only the title changes.
KINDS_OF_NODE = (AdjustmentKind.REWORD,)
KINDS_OF_ACTION = tuple(kind for kind in AdjustmentKind if kind is not AdjustmentKind.ADD)


@require_safe
def adjustments(request: Request, slug: str) -> HttpResponse:
    """The register: what waits, what was decided, and what changed outside the circuit."""
    access = open_convention(request.user, slug, Right.READ)
    form = PeriodForm(request.GET)
    since, until = asked_period(form)
    lines = adjustment_lines(access.convention, since, until)
    outside = outside_changes(access.convention)
    context = {
        "access": access,
        "section": "governance",
        "tab": "adjustments",
        "form": form,
        "total": len(lines),
        "waiting": [line for line in lines if line.is_waiting],
        "closed": [line for line in lines if not line.is_waiting],
        "outside": outside[:SHOWN_OUTSIDE],
        "outside_total": len(outside),
        "query": request.GET.urlencode(),
    }
    return render(request, "governance/adjustments.html", context)


def asked_period(form: PeriodForm) -> tuple[date | None, date | None]:
    """Return the period that the address asks for; what cannot be read bounds nothing."""
    form.is_valid()
    return form.cleaned_data.get("du"), form.cleaned_data.get("au")


@require_safe
def adjustment(request: Request, slug: str, pk: int) -> HttpResponse:
    """One adjustment: before and after, the opinions, the circuit."""
    row, access = open_adjustment(request.user, slug, pk, Right.READ)
    page = adjustment_page(row)
    context = {"access": access, "section": "governance", "page": page, "row": row}
    return render(request, "governance/adjustment.html", context)


@require_safe
def start(request: Request, slug: str) -> HttpResponse:
    """Choose what to change: an action, a node, or the plan itself; then how."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    target = _asked_target(request, access.convention)
    kinds = KINDS_OF_NODE if isinstance(target, PlanNode) else KINDS_OF_ACTION
    context = {
        "access": access,
        "section": "governance",
        "target": target,
        "is_node": isinstance(target, PlanNode),
        "kinds": [(kind.value, ADJUSTMENT_KIND_LABELS[kind]) for kind in kinds],
        "actions": Action.objects.of(access.convention).current().order_by("position", "pk"),
        "nodes": PlanNode.objects.of(access.convention).current().order_by("rank", "position"),
    }
    return render(request, "governance/adjustment_start.html", context)


@GET_AND_POST
def propose(request: Request, slug: str, kind: str) -> HttpResponse:
    """Propose a change of the plan."""
    access = open_convention(request.user, slug, Right.EDIT_GOVERNANCE)
    if kind not in set(AdjustmentKind):
        raise Http404
    chosen = AdjustmentKind(kind)
    target = None if chosen is AdjustmentKind.ADD else _asked_target(request, access.convention)
    if target is None and chosen is not AdjustmentKind.ADD:
        return redirect("governance:start_adjustment", slug)
    form = ProposalForm(
        request.POST or None, convention=access.convention, kind=chosen, target=target
    )
    form.initial = {**_now(target, form.keys), "version": 1}

    def act() -> str:
        body = Body.objects.of(access.convention).get(pk=form.cleaned_data["body"])
        proposal = Proposal(chosen, body, form.values(), form.cleaned_data["reason"], target)
        row = propose_adjustment(access.convention, proposal, by=By(access.user))
        return f"{row} est proposé : il attend l’avis de l’instance qui examine."

    title = f"Proposer un ajustement : {ADJUSTMENT_KIND_LABELS[chosen]}"
    lead = str(target or "Une nouvelle action du plan")
    page = FormPage(access, title, _list(slug), lead, "Proposer", section="governance")
    return answer_form(request, page, form, act)


@GET_AND_POST
def revise(request: Request, slug: str, pk: int) -> HttpResponse:
    """Write a proposal better, as the examining body asked."""
    row, access = open_adjustment(request.user, slug, pk, Right.EDIT_GOVERNANCE)

    def form_of(current: Adjustment, data: object = None) -> ProposalForm:
        form = ProposalForm(
            data,
            convention=access.convention,
            kind=AdjustmentKind(current.kind),
            target=target_of(current),
        )
        form.initial = {**current.values, "reason": current.reason, "version": current.version}
        del form.fields["body"]
        return form

    form = form_of(row, request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        by = By(access.user)
        revise_adjustment(row, form.values(), said["reason"], said["version"], by=by)
        return "La proposition est récrite."

    def fresh() -> ProposalForm:
        return form_of(open_adjustment(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0])

    return answer_form(request, _page(access, row, "Récrire la proposition"), form, act, fresh)


@GET_AND_POST
def examine(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note the opinion of the examining body."""
    row, access = open_adjustment(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    sittings = sitting_choices(access.convention, BodyPart.EXAMINES, row.proposed_on)
    form = OpinionForm(request.POST or None, sittings=sittings)

    def act() -> str:
        sitting = _sitting(access, form.cleaned_data["sitting"])
        opinion = Opinion(form.cleaned_data["opinion"])
        examine_adjustment(row, sitting, opinion, by=By(access.user, form.cleaned_data["reason"]))
        return "L’avis est noté."

    lead = "" if sittings else _NO_SITTING
    return answer_form(request, _page(access, row, "Noter l’avis", lead), form, act)


@GET_AND_POST
def decide(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note what the deciding body decided."""
    row, access = open_adjustment(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    sittings = sitting_choices(access.convention, BodyPart.DECIDES, row.proposed_on)
    form = VerdictForm(request.POST or None, sittings=sittings)

    def act() -> str:
        sitting = _sitting(access, form.cleaned_data["sitting"])
        to = AdjustmentState(form.cleaned_data["opinion"])
        decide_adjustment(row, sitting, to, by=By(access.user, form.cleaned_data["reason"]))
        return f"{row} : {row.get_state_display()}, {row.decision}."

    lead = "" if sittings else _NO_SITTING
    return answer_form(request, _page(access, row, "Noter la décision", lead), form, act)


@GET_AND_POST
def apply(request: Request, slug: str, pk: int) -> HttpResponse:
    """Make the plan say what was adopted."""
    row, access = open_adjustment(request.user, slug, pk, Right.EDIT_PLAN)
    form = ApplyForm(request.POST or None, initial={"version": _version(row)})

    def act() -> str:
        apply_adjustment(row, form.cleaned_data["version"], by=By(access.user))
        return f"{row} est appliqué : le plan dit ce qui a été décidé."

    def fresh() -> ApplyForm:
        now = open_adjustment(request.user, slug, pk, Right.EDIT_PLAN)[0]
        return ApplyForm(initial={"version": _version(now)})

    told = " ; ".join(
        f"{change.label} : « {change.before or 'vide'} » devient « {change.after or 'vide'} »"
        for change in live_changes(row)
    )
    lead = f"{told}. L’histoire de l’action citera {row.decision}."
    page = _page(access, row, "Appliquer au plan", lead, "Appliquer au plan")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    """Give up a proposal."""
    row, access = open_adjustment(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = WhyForm(request.POST or None)

    def act() -> str:
        withdraw_adjustment(row, by=By(access.user, form.cleaned_data["reason"]))
        return f"{row} est retiré."

    page = _page(access, row, "Retirer la proposition", "", "Retirer")
    return answer_form(request, page, form, act)


_NO_SITTING = (
    "Aucune séance tenue depuis la proposition n’a son compte rendu encore ouvert : datez-en une, "
    "puis notez-la tenue pour pouvoir dire ce qu’elle a répondu."
)


def _asked_target(request: Request, convention: Convention) -> Action | PlanNode | None:
    action, node = (number_of(request.GET.get(name, "")) for name in ("action", "niveau"))
    if action is not None:
        rows = Action.objects.of(convention).current()
        rows = rows.select_related("node", "status", "lead_person")
        rows = rows.prefetch_related("parts__organisation", "places")
        return get_object_or_404(rows, pk=action)
    if node is not None:
        return get_object_or_404(PlanNode.objects.of(convention).current(), pk=node)
    return None


def _now(target: Action | PlanNode | None, keys: tuple[str, ...]) -> dict[str, object]:
    if isinstance(target, PlanNode):
        return {"title": target.title}
    return values_of(draft_of(target) if target else blank_draft(), keys)


def _version(row: Adjustment) -> int:
    target = target_of(row)
    return target.version if target else 0


def _sitting(access: Access, pk: int) -> Sitting:
    return Sitting.objects.of(access.convention).select_related("body").get(pk=pk)


def _page(
    access: Access, row: Adjustment, title: str, lead: str = "", submit: str = "Enregistrer"
) -> FormPage:
    address = reverse("governance:adjustment", args=[access.convention.slug, row.pk])
    back = Crumb(str(row), address)
    return FormPage(access, title, back, lead, submit, section="governance")


def _list(slug: str) -> Crumb:
    return Crumb("Ajustements", reverse("governance:adjustments", args=[slug]))
