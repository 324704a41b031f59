"""The ledger of the posts; one post, added, changed, taken out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.staffing.check_words import when_words
from gouvernail.staffing.forms.asked import AskedForm
from gouvernail.staffing.forms.posts import PostForm, ReasonForm, post_initial
from gouvernail.staffing.models import Post
from gouvernail.staffing.operations.posts import change_post, create_post, remove_post
from gouvernail.staffing.permissions import open_post
from gouvernail.staffing.queries.posts import communes_of, name_lists, post_page
from gouvernail.staffing.queries.table import ledger_table, ledger_years

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def ledger(request: Request, slug: str) -> HttpResponse:
    """The posts of the convention, on a day or over a year, and whether they add up."""
    access = open_convention(request.user, slug, Right.READ_TEAM)
    today = timezone.localdate()
    on, year = AskedForm(request.GET).asked(today)
    table = ledger_table(access.convention, on, year)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "table": table,
        "years": ledger_years(access.convention, today),
        "when": when_words(table.at),
        "year": year,
        "is_now": year is None and on == today,
        "now_words": "Aujourd’hui",
        "page_address": request.path,
        "on_value": table.day_value,
        "query": f"annee={year}" if year else f"le={on.isoformat()}",
    }
    return render(request, "staffing/ledger.html", context)


@require_safe
def post(request: Request, slug: str, pk: int) -> HttpResponse:
    """One post: where it stands, what was agreed, who holds it, its documents, its history."""
    row, access = open_post(request.user, slug, pk, Right.READ_TEAM)
    context = {
        "access": access,
        "section": "team",
        "tab": "posts",
        "post": row,
        "page": post_page(row, timezone.localdate()),
    }
    return render(request, "staffing/post.html", context)


@GET_AND_POST
def create(request: Request, slug: str) -> HttpResponse:
    """Add a post, with what is agreed of it."""
    access = open_convention(request.user, slug, Right.EDIT_TEAM)
    initial = {"version": 1, "is_cofinanced": True, "starts_on": timezone.localdate()}
    form = PostForm(
        request.POST or None,
        initial=initial,
        communes=communes_of(access.convention),
        has_rate=True,
    )

    def act() -> str:
        made = create_post(access.convention, form.draft(), form.rate(), by=By(access.user))
        return f"« {made} » est parmi les postes. Notez qui l’occupe, s’il est pourvu."

    page = FormPage(
        access,
        "Ajouter un poste",
        home(slug),
        submit="Ajouter",
        section="team",
        context={"lists": name_lists(access.convention)},
    )
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change a post; what is agreed of it has its own form."""
    row, access = open_post(request.user, slug, pk, Right.EDIT_TEAM)
    communes = communes_of(access.convention)

    def made(data: object, of: Post) -> PostForm:
        return PostForm(data, initial=post_initial(of), communes=communes, has_rate=False)

    form = made(request.POST or None, row)

    def act() -> str:
        change_post(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "Le poste est enregistré."

    def fresh() -> PostForm:
        return made(None, open_post(request.user, slug, pk, Right.EDIT_TEAM)[0])

    return answer_form(request, page_of(access, row, "Modifier le poste"), form, act, fresh)


@GET_AND_POST
def remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take out a post that nobody ever held."""
    row, access = open_post(request.user, slug, pk, Right.EDIT_TEAM)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        remove_post(row, by=By(access.user, form.cleaned_data["reason"]))
        return "Le poste est retiré."

    page = FormPage(
        access,
        f"Retirer « {row} »",
        to_post(row, slug),
        "Pour un poste ajouté par erreur. Un poste qui s’arrête garde ses lignes : donnez une fin "
        "à sa quotité.",
        "Retirer",
        after=reverse("team:home", args=[slug]),
        section="team",
    )
    return answer_form(request, page, form, act)


def home(slug: str) -> Crumb:
    """Return the way back to the ledger."""
    return Crumb("Postes", reverse("team:home", args=[slug]))


def to_post(row: Post, slug: str) -> Crumb:
    """Return the way back to a post."""
    return Crumb(str(row), reverse("team:post", args=[slug, row.pk]))


def page_of(
    access: Access, row: Post, title: str, lead: str = "", submit: str = "Enregistrer"
) -> FormPage:
    """Return the words around a form about a post."""
    return FormPage(
        access,
        title,
        to_post(row, access.convention.slug),
        lead,
        submit,
        section="team",
        context={"lists": name_lists(access.convention)},
    )
