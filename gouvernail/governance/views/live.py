"""The page of a sitting that goes on: minutes, presences and decisions, kept as they are said."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access
from gouvernail.governance.forms.live import LiveAttendanceForm, LiveDecisionForm, WordsForm
from gouvernail.governance.models import Decision, Sitting
from gouvernail.governance.operations.attendance import note_attendance
from gouvernail.governance.operations.decisions import record_decision
from gouvernail.governance.operations.words import keep_words
from gouvernail.governance.permissions import open_sitting
from gouvernail.governance.queries.live import (
    PRESENCES,
    LivePoint,
    decisions_of_point,
    live_attendance,
    live_page,
    live_words,
    presence_facts,
)
from gouvernail.governance.queries.sittings import is_live_on
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

REFUSED = 422
UNREADABLE = (
    "Ce texte ne peut pas être enregistré : il est trop long ou contient un signe interdit."
)


@dataclass(frozen=True, slots=True)
class Card:
    """A point of the page, with the small form of its decisions, and a text that was refused."""

    point: LivePoint
    form: LiveDecisionForm | None
    refused: str | None = None

    @property
    def text(self) -> str:
        """The text to show: what was typed and refused, else what stands."""
        return self.point.text if self.refused is None else self.refused


@require_safe
@never_cache
def live(request: Request, slug: str, pk: int) -> HttpResponse:
    """A sitting that goes on, from its day until its minutes are approved."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    if not is_live_on(row, timezone.localdate()):
        messages.error(
            request,
            "Le compte rendu s’écrit en séance du jour de la séance à son approbation : "
            "cette page s’ouvrira alors.",
        )
        return redirect("governance:sitting", slug, pk)
    return _page(request, access, row)


@require_POST
def save_words(request: Request, slug: str, pk: int) -> HttpResponse:
    """Merge what somebody typed of one point."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _refused_words(request, access, row, UNREADABLE)
    said = form.cleaned_data
    try:
        text = keep_words(row, said["item"] or None, said["base"], said["text"], by=By(access.user))
    except Refusal as refusal:
        return _refused_words(request, access, row, str(refusal))
    if _wants_json(request):
        return JsonResponse({"text": text})
    messages.success(request, "Le texte est enregistré.")
    return _back(slug, pk, f"point-{said['item']}")


@require_safe
@never_cache
def live_state(request: Request, slug: str, pk: int) -> HttpResponse:
    """What others wrote and noted meanwhile, and the mark that the next sending needs."""
    row, _ = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    facts = {"title": str(row), "state": row.state, "words": live_words(row)}
    return JsonResponse(facts | presence_facts(row) | {"csrf": get_token(request)})


@require_POST
def save_attendance(request: Request, slug: str, pk: int) -> HttpResponse:
    """Note who is there."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    form = LiveAttendanceForm(request.POST, live_attendance(row))
    try:
        if not form.is_valid():
            raise Refusal("Cette présence n’est pas de la liste : rechargez la page.")
        note_attendance(row, form.noted(), by=By(access.user))
    except Refusal as refusal:
        if _wants_json(request):
            return JsonResponse({"error": str(refusal)}, status=REFUSED)
        messages.error(request, str(refusal))
        return _back(slug, pk, "presences")
    if _wants_json(request):
        return JsonResponse(presence_facts(_again(request, slug, pk)))
    messages.success(request, "Les présences sont notées.")
    return _back(slug, pk, "presences")


@require_POST
def add_decision(request: Request, slug: str, pk: int, item: int) -> HttpResponse:
    """Note a decision of a point, where it is said; « 0 » is the rest of the sitting."""
    row, access = open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)
    named = get_object_or_404(row.items.all(), pk=item) if item else None
    form = LiveDecisionForm(row, named, request.POST)
    key = named.pk if named else 0
    decision = _recorded(access, form) if form.is_valid() else None
    if decision and not request.htmx:
        messages.success(request, f"{decision} est notée.")
        return _back(slug, pk, f"point-{key}")
    if not decision and not request.htmx:
        return _page(request, access, row, form)
    point = decisions_of_point(row, named, timezone.localdate())
    card = Card(point, None if decision else form)
    context = {"access": access, "row": row, "card": card}
    return render(request, "governance/live_decisions.html", context)


def _recorded(access: Access, form: LiveDecisionForm) -> Decision | None:
    """Note the decision of a form; None when it is refused, and the form then says why."""
    try:
        return record_decision(
            access.convention, form.draft(), by=By(access.user), state=form.state
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _page(
    request: Request,
    access: Access,
    row: Sitting,
    form: LiveDecisionForm | None = None,
    refused: dict[str, str] | None = None,
) -> HttpResponse:
    """Draw the page; `form` was sent with mistakes, `refused` holds the text that was not kept."""
    page = live_page(row, timezone.localdate())
    cards = []
    for point in page.points:
        is_sent = form is not None and form.item == point.item
        own = form if is_sent else None
        cards.append(Card(point, own, (refused or {}).get(str(point.key))))
    context = {
        "access": access,
        "section": "governance",
        "page": page,
        "row": row,
        "cards": cards,
        "presences": PRESENCES,
    }
    return render(request, "governance/live.html", context)


def _refused_words(request: Request, access: Access, row: Sitting, why: str) -> HttpResponse:
    """Say why a text is not kept, and give it back: nobody types it twice."""
    if _wants_json(request):
        return JsonResponse({"error": why}, status=REFUSED)
    messages.error(request, why)
    refused = {request.POST.get("item", ""): request.POST.get("text", "")}
    return _page(request, access, row, refused=refused)


def _again(request: Request, slug: str, pk: int) -> Sitting:
    return open_sitting(request.user, slug, pk, Right.EDIT_GOVERNANCE)[0]


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(slug: str, pk: int, anchor: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('governance:live', args=[slug, pk])}#{anchor}")
