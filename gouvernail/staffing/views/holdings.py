"""What was agreed of a post, who holds it, and the documents that go with it."""

from dataclasses import replace

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.templatetags.french import day
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.views.files import attachment
from gouvernail.conventions.views.pages import answer_form
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right
from gouvernail.staffing.forms.posts import (
    EntryForm,
    HoldingForm,
    PaperForm,
    RateForm,
    ReasonForm,
    ShareForm,
    holding_initial,
    rate_initial,
)
from gouvernail.staffing.operations.holdings import (
    change_holding,
    change_share,
    hold_post,
    link_holder,
    remove_holding,
)
from gouvernail.staffing.operations.posts import (
    add_rate,
    change_rate,
    join_paper,
    remove_paper,
    remove_rate,
)
from gouvernail.staffing.permissions import (
    open_document,
    open_holding,
    open_post,
    open_rate_to_edit,
)
from gouvernail.staffing.queries.entries import bearers_of
from gouvernail.staffing.queries.posts import beyond_words
from gouvernail.staffing.views.posts import page_of

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_AND_POST
def create_rate(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say what is agreed of a post from a day on."""
    post, access = open_post(request.user, slug, pk, Right.EDIT_TEAM)
    form = RateForm(request.POST or None, initial={"version": post.version})

    def act() -> str:
        add_rate(post, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La quotité est enregistrée."

    lead = "Celle qui court encore s’arrête la veille : rien n’est à fermer à la main."
    page = page_of(access, post, "Nouvelle quotité convenue", lead)
    return answer_form(request, page, form, act)


@GET_AND_POST
def edit_rate(request: Request, slug: str, pk: int) -> HttpResponse:
    """Correct a rate, or give it an end."""
    rate, access = open_rate_to_edit(request.user, slug, pk)
    form = RateForm(request.POST or None, initial=rate_initial(rate))

    def act() -> str:
        change_rate(rate, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La quotité est enregistrée."

    def fresh() -> RateForm:
        return RateForm(initial=rate_initial(open_rate_to_edit(request.user, slug, pk)[0]))

    page = page_of(access, rate.post, "Modifier la quotité convenue")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def delete_rate(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take out a rate that was typed by mistake."""
    rate, access = open_rate_to_edit(request.user, slug, pk)

    def act() -> str:
        remove_rate(rate, by=By(access.user))
        return "La quotité est retirée ; elle reste dans l’histoire."

    lead = "Si la quotité s’arrête, donnez-lui plutôt une fin : les années passées la comptent."
    page = page_of(access, rate.post, f"Retirer la quotité du {day(rate.starts_on)}", lead)
    page = replace(page, submit="Retirer", template="conventions/confirm.html")
    return answer_form(request, page, HouseForm(request.POST or None), act)


@GET_AND_POST
def hold(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say who holds a post."""
    post, access = open_post(request.user, slug, pk, Right.EDIT_TEAM)
    initial = {"version": post.version, "starts_on": timezone.localdate()}
    form = HoldingForm(request.POST or None, initial=initial)

    def act() -> str:
        version = form.cleaned_data["version"]
        made = hold_post(post, form.draft(), version, by=By(access.user))
        beyond = beyond_words(post, made.holding.starts_on)
        return f"{made.holding.name} est sur ce poste.{made.told}{beyond}"

    lead = "Deux personnes peuvent partager un poste, une personne en tenir deux."
    return answer_form(request, page_of(access, post, f"Pourvoir : {post}", lead), form, act)


@GET_AND_POST
def edit_holding(request: Request, slug: str, pk: int) -> HttpResponse:
    """Correct what was typed of somebody on a post."""
    holding, access = open_holding(request.user, slug, pk, Right.EDIT_TEAM)
    form = HoldingForm(request.POST or None, initial=holding_initial(holding))

    def act() -> str:
        version = form.cleaned_data["version"]
        made = change_holding(holding, form.draft(), version, by=By(access.user))
        beyond = beyond_words(holding.post, holding.starts_on)
        return f"L’occupation du poste est enregistrée.{made.told}{beyond}"

    def fresh() -> HoldingForm:
        return HoldingForm(
            initial=holding_initial(open_holding(request.user, slug, pk, Right.EDIT_TEAM)[0])
        )

    page = page_of(access, holding.post, f"Modifier l’occupation par {holding.name}")
    return answer_form(request, page, form, act, fresh)


@GET_AND_POST
def link(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say whom of the directory somebody on a post is, or add them to it."""
    holding, access = open_holding(request.user, slug, pk, Right.EDIT_TEAM)
    bearers = bearers_of(access.convention.pk, holding.name)
    form = EntryForm(bearers, request.POST or None, initial={"version": holding.version})

    def act() -> str:
        said = form.cleaned_data
        made = link_holder(holding, form.person_chosen(), said["version"], by=By(access.user))
        return made.told.strip() or f"{made.holding.name} est liée à sa fiche de l’annuaire."

    lead = (
        "Plusieurs fiches peuvent porter ce nom : dites de laquelle il s’agit."
        if bearers
        else f"Une fiche s’ajoute à l’annuaire ; structure : {holding.post.employer}. La personne "
        "peut alors porter des actions, des décisions, des missions."
    )
    title = f"{holding.name} dans l’annuaire"
    page = replace(page_of(access, holding.post, title, lead), submit=form.submit)
    return answer_form(request, page, form, act)


@GET_AND_POST
def share(request: Request, slug: str, pk: int) -> HttpResponse:
    """Give somebody another share of time, from a day on."""
    holding, access = open_holding(request.user, slug, pk, Right.EDIT_TEAM)
    form = ShareForm(request.POST or None, initial={"version": holding.version})

    def act() -> str:
        said = form.cleaned_data
        change_share(holding, said["fte"], said["on"], said["version"], by=By(access.user))
        beyond = beyond_words(holding.post, said["on"])
        return f"La part de {holding.name} change le {day(said['on'])}.{beyond}"

    lead = "L’ancienne part s’arrête la veille ; les deux comptent, chacune ses jours."
    page = page_of(access, holding.post, f"Changer la part de {holding.name}", lead)
    return answer_form(request, page, form, act)


@GET_AND_POST
def delete_holding(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take out an occupation that was typed by mistake."""
    holding, access = open_holding(request.user, slug, pk, Right.EDIT_TEAM)
    form = ReasonForm(request.POST or None)

    def act() -> str:
        remove_holding(holding, by=By(access.user, form.cleaned_data["reason"]))
        return "L’occupation est retirée ; elle reste dans l’histoire."

    lead = "Pour une ligne notée par erreur. Si la personne part, notez plutôt son dernier jour."
    page = page_of(access, holding.post, f"Retirer l’occupation par {holding.name}", lead)
    return answer_form(request, replace(page, submit="Retirer"), form, act)


@GET_AND_POST
def join(request: Request, slug: str, pk: int) -> HttpResponse:
    """Join a document to a post."""
    post, access = open_post(request.user, slug, pk, Right.EDIT_TEAM)
    form = PaperForm(request.POST or None, request.FILES or None)

    def act() -> str:
        made = join_paper(post, form.cleaned_data["title"], form.upload, by=By(access.user))
        return f"« {made} » est jointe au poste."

    lead = "Délibération, arrêté, contrat : seuls la CTG et la Caf les lisent, jamais le public."
    return answer_form(request, page_of(access, post, "Joindre une pièce", lead), form, act)


@require_safe
def document(request: Request, slug: str, pk: int) -> FileResponse:
    """The file of a document, for those who may read the team."""
    found, _ = open_document(request.user, slug, pk, Right.READ_TEAM_WORK)
    return attachment(found.file, found.title)


@GET_AND_POST
def delete_document(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take a document out, after a confirmation."""
    found, access = open_document(request.user, slug, pk, Right.EDIT_TEAM)

    def act() -> str:
        remove_paper(found, by=By(access.user))
        return "La pièce est retirée."

    page = page_of(access, found.post, f"Retirer « {found} »", "Le fichier est effacé.", "Retirer")
    page = replace(page, template="conventions/confirm.html")
    return answer_form(request, page, HouseForm(request.POST or None), act)
