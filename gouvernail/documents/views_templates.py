"""Settings: the territory's own templates of documents."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.files import kept_file
from gouvernail.conventions.views.general import to_overview
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.documents.catalogue import FileKind
from gouvernail.documents.forms import TemplateForm
from gouvernail.documents.operations.templates import bring_template, remove_template
from gouvernail.documents.papers import PAPERS
from gouvernail.documents.permissions import open_template
from gouvernail.documents.queries import next_sitting, template_lines
from gouvernail.documents.subject import sitting_subject
from gouvernail.documents.views import hand_out
from gouvernail.history.operations import By
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SAMPLES = {"docx": "convocation", "pptx": "diaporama"}


@GET_AND_POST
def templates(request: Request, slug: str) -> HttpResponse:
    """The templates that the territory brought, and the form to bring one."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    form = TemplateForm(request.POST or None, request.FILES or None)

    def act() -> str:
        row = bring_template(access.convention, form.cleaned_data["file"], by=By(access.user))
        return f"« {row.name} » sert désormais aux {row.get_kind_display()}."

    page = FormPage(
        access,
        "Modèles de documents",
        to_overview(access),
        "Apportez votre papier à en-tête et votre diaporama\u202f: styles, en-têtes, pieds, "
        "couleurs et logo sont gardés, le texte est remplacé par celui de chaque pièce.",
        "Garder ce modèle",
        after=request.path,
        template="documents/templates.html",
        context={"lines": template_lines(access.convention)},
    )
    return answer_form(request, page, form, act)


@require_safe
def template_file(request: Request, slug: str, kind: str) -> FileResponse:
    """The template itself, as it is kept."""
    row, _ = open_template(request.user, slug, kind)
    return kept_file(row.file, row.name)


@GET_AND_POST
def take_out(request: Request, slug: str, kind: str) -> HttpResponse:
    """Take a template out, after a confirmation."""
    row, access = open_template(request.user, slug, kind)

    def act() -> str:
        remove_template(row, by=By(access.user))
        return "Le modèle est retiré : les pièces reprennent la présentation de Gouvernail."

    page = FormPage(
        access,
        f"Retirer le modèle « {row.name} »",
        Crumb("Modèles de documents", reverse("document_templates:list", args=[slug])),
        "Son fichier est supprimé. Les pièces déjà téléchargées ne changent pas.",
        "Retirer",
        template="conventions/confirm.html",
    )
    return answer_form(request, page, HouseForm(request.POST or None), act)


@require_safe
def sample(request: Request, slug: str, kind: str) -> HttpResponse:
    """A paper of the next sitting, as the templates draw it."""
    access = open_convention(request.user, slug, Right.MANAGE_SETTINGS)
    if kind not in SAMPLES:
        raise Http404
    back = reverse("document_templates:list", args=[slug])
    sitting = next_sitting(access.convention)
    if sitting is None:
        messages.error(request, "Aucune séance n’est datée : datez-en une pour voir un exemple.")
        return redirect(back)
    paper = PAPERS[SAMPLES[kind]]
    subject = sitting_subject(sitting, timezone.localdate())
    return hand_out(
        request,
        lambda: paper.write(subject, kind, timezone.now()),
        FileKind.of(kind),
        f"exemple-{SAMPLES[kind]}-{slug}",
        back,
    )
