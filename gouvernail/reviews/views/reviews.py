"""The page of a review: read it, write it, take its next step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.permissions import open_action
from gouvernail.common.asked import number_of
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.models import Status
from gouvernail.conventions.permissions import Access
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.conventions.views.files import attachment
from gouvernail.conventions.views.pages import CHANGED_MEANWHILE, Crumb, FormPage, answer_form
from gouvernail.directory.models import Person
from gouvernail.history.operations import By
from gouvernail.reviews.addresses import place_path, review_path
from gouvernail.reviews.forms.reviews import (
    NO_NAMES,
    BackForm,
    CorrectForm,
    ReviewForm,
    review_initial,
)
from gouvernail.reviews.models import Review, Voice
from gouvernail.reviews.operations.circuit import correct_review, keep_seen, send_back
from gouvernail.reviews.operations.papers import Telling, write_with_paper
from gouvernail.reviews.operations.writing import Place, ReviewDraft, Speaker, say_nothing_new
from gouvernail.reviews.permissions import (
    OpenedReview,
    open_place,
    open_place_to_write,
    open_review,
)
from gouvernail.reviews.queries.papers import paper_of
from gouvernail.reviews.queries.review import (
    ReviewPage,
    indicators_of,
    review_page,
    reviews_of_action,
)
from gouvernail.rules.reviews import ReviewState
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
_SAVED = {
    ReviewState.DRAFT: "Le brouillon est gardé : il n’est pas encore transmis.",
    ReviewState.SUBMITTED: "Le bilan est transmis à l’équipe de la CTG.",
    ReviewState.KEPT: "La correction est enregistrée ; le bilan reste retenu.",
}
_CLOSED = "Ce bilan ne s’écrit plus : l’équipe l’a retenu, ou le Cotech l’a validé."


@require_safe
def review(request: Request, slug: str, pk: int, kind: str, target: int) -> HttpResponse:
    """The review of an action or a level of the plan in a cycle."""
    opened = open_place(request.user, slug, pk, kind, target)
    page = review_page(opened)
    context = {"access": opened.access, "section": "reviews", "opened": opened, "page": page}
    return render(request, "reviews/review.html", context)


@GET_AND_POST
def write(request: Request, slug: str, pk: int, kind: str, target: int) -> HttpResponse:
    """Write a review: for oneself, or for somebody who said it to the team."""
    opened = open_place_to_write(request.user, slug, pk, kind, target)
    if not opened.may_write and request.method != "POST":
        messages.error(request, _CLOSED)
        return redirect(_path(opened))
    page = review_page(opened)
    form = _form_of(opened, page, request)

    def act() -> str:
        if not opened.may_write:  # what was typed meanwhile is shown again, to be copied
            raise Refusal(_CLOSED)
        to = _wanted(request, opened)
        place = Place(opened.cycle, opened.target, form.cleaned_data["version"])
        telling = Telling(place, _draft(opened, form), _speaker(opened, form), form.paper())
        write_with_paper(telling, to=to, by=By(opened.access.user))
        return _SAVED[to]

    def fresh() -> ReviewForm:
        now = open_place_to_write(request.user, slug, pk, kind, target)
        return _form_of(now, review_page(now))

    form_page = FormPage(
        opened.access,
        "Écrire le bilan",
        Crumb(str(opened.target), _path(opened)),
        section="reviews",
        template="reviews/write.html",
        context={
            "opened": opened,
            "former": page,
            "no_names": NO_NAMES,
            "forgets": True,  # texts keep no history before they are validated
        },
    )
    return answer_form(request, form_page, form, act, fresh)


@require_POST
def nothing_new(request: Request, slug: str, pk: int, kind: str, target: int) -> HttpResponse:
    """Say in one gesture that nothing is new."""
    opened = open_place_to_write(request.user, slug, pk, kind, target)
    seen = number_of(request.POST.get("version", "")) or 0
    place = Place(opened.cycle, opened.target, seen)
    try:
        say_nothing_new(place, _self(opened.access), by=By(opened.access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
    else:
        messages.success(request, "« Rien de nouveau » est transmis à l’équipe de la CTG.")
    return redirect(_path(opened))


@require_POST
def keep(request: Request, slug: str, pk: int) -> HttpResponse:
    """Keep one review that was read."""
    row, access = open_review(request.user, slug, pk, Right.EDIT_REVIEWS)
    seen = number_of(request.POST.get("version", "")) or 0
    try:
        kept = keep_seen({row.pk: seen}, [row], by=By(access.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if kept:
            messages.success(request, "Le bilan est retenu : le Cotech pourra le valider.")
        else:
            messages.error(request, CHANGED_MEANWHILE)
    return redirect(review_path(slug, row))


@GET_AND_POST
def back(request: Request, slug: str, pk: int) -> HttpResponse:
    """Send a review back with a word."""
    row, access = open_review(request.user, slug, pk, Right.EDIT_REVIEWS)
    form = BackForm(request.POST or None)

    def act() -> str:
        send_back(row, form.cleaned_data["words"], by=By(access.user))
        return "Le bilan est renvoyé avec votre mot."

    page = _step_page(access, row, "Renvoyer le bilan avec un mot", "Renvoyer")
    return answer_form(request, page, form, act)


@GET_AND_POST
def correct(request: Request, slug: str, pk: int) -> HttpResponse:
    """Open again what the Cotech validated."""
    row, access = open_review(request.user, slug, pk, Right.EDIT_REVIEWS)
    form = CorrectForm(request.POST or None)

    def act() -> str:
        correct_review(row, form.cleaned_data["reason"], by=By(access.user))
        return "La correction est ouverte : écrivez-la, puis faites-la valider."

    page = _step_page(access, row, "Corriger un bilan validé", "Ouvrir la correction")
    return answer_form(request, page, form, act)


@require_safe
def paper(request: Request, slug: str, pk: int) -> FileResponse:
    """The file that goes with a review, for whoever may read its words: that of those words."""
    row, access = open_review(request.user, slug, pk, Right.READ)
    about = row.action or row.node
    if about is None:
        raise Http404
    opened = OpenedReview(row.cycle, about, row, access)
    found = paper_of(opened)
    if found is None:
        raise Http404 if opened.may_read_words else PermissionDenied
    file, name = found
    return attachment(file, name.rpartition(".")[0] or "piece")


@require_safe
def of_action(request: Request, slug: str, pk: int) -> HttpResponse:
    """The reviews of an action, for its sheet."""
    opened = open_action(request.user, slug, pk)
    context = {
        "access": opened.access,
        "section": "reviews",
        "action": opened.action,
        "rows": reviews_of_action(opened.action),
    }
    template = "reviews/of_action.html#section" if request.htmx else "reviews/of_action.html"
    return render(request, template, context)


def _path(opened: OpenedReview) -> str:
    slug = opened.access.convention.slug
    return place_path(slug, opened.cycle.pk, opened.kind, opened.target.pk)


def _form_of(opened: OpenedReview, page: ReviewPage, request: Request | None = None) -> ReviewForm:
    words = vocabulary_of(opened.access.convention)
    initial = review_initial(opened, page.figures)
    data = request.POST if request and request.method == "POST" else None
    return ReviewForm(
        data,
        request.FILES if request and data is not None else None,
        initial=initial,
        opened=opened,
        statuses=words.statuses,
        indicators=indicators_of(opened.target),
    )


def _wanted(request: Request, opened: OpenedReview) -> ReviewState:
    """Return the state that the button asks for; what is kept stays kept."""
    if opened.state is ReviewState.KEPT:
        return ReviewState.KEPT
    is_draft = request.POST.get("vers") == ReviewState.DRAFT.value
    return ReviewState.DRAFT if is_draft else ReviewState.SUBMITTED


def _draft(opened: OpenedReview, form: ReviewForm) -> ReviewDraft:
    said = form.cleaned_data
    statuses = Status.objects.filter(convention=opened.access.convention)
    status = statuses.filter(pk=said.get("status") or 0).first()
    is_action = isinstance(opened.target, Action)
    figures = form.figures() if is_action else None
    return ReviewDraft(status, said.get("progress"), form.texts(), figures=figures)


def _speaker(opened: OpenedReview, form: ReviewForm) -> Speaker:
    """Return who speaks: the person who types, or whoever said it to the team."""
    name = form.cleaned_data.get("speaker", "").strip()
    access, review = opened.access, opened.review
    # The team that mends a comma lets whoever spoke go on speaking, the way they did.
    if opened.is_team and review and review.speaker and name in {"", review.speaker}:
        return Speaker(review.speaker, review.speaker_person, Voice(review.voice))
    if not name or name == access.user.full_name:
        return _self(access)
    persons = Person.objects.of(access.convention.pk).filter(full_name=name)
    return Speaker(name, persons.first(), Voice.PHONE)


def _self(access: Access) -> Speaker:
    persons = Person.objects.of(access.convention.pk).filter(user=access.user)
    return Speaker(access.user.full_name, persons.first())


def _step_page(access: Access, row: Review, title: str, submit: str) -> FormPage:
    back = Crumb(str(row.action or row.node), review_path(access.convention.slug, row))
    return FormPage(access, title, back, submit=submit, section="reviews")
