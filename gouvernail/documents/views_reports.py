"""The reports of a convention: their list, each of them, what is typed, what is composed."""

from dataclasses import replace

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.conventions.permissions import Access, open_convention
from gouvernail.conventions.views.files import kept_file
from gouvernail.conventions.views.pages import Crumb, FormPage, answer_form
from gouvernail.documents.catalogue import FileKind
from gouvernail.documents.content.report.compose import parts_of
from gouvernail.documents.content.report.outline import SECTIONS
from gouvernail.documents.content.report.short import TYPED
from gouvernail.documents.content.report.subject import (
    FIRST_YEAR,
    LAST_YEAR,
    Wanted,
    report_subject,
)
from gouvernail.documents.forms import OutlineForm, PublishForm, TextForm
from gouvernail.documents.models import KIND_LABELS
from gouvernail.documents.operations.publishing import duty_of, publish_and_hand_in
from gouvernail.documents.operations.reports import (
    TextPlace,
    ask_for_report,
    set_outline,
    withdraw_report,
    write_text,
)
from gouvernail.documents.permissions import open_report
from gouvernail.documents.queries.reports import (
    report_groups,
    report_outline,
    report_page,
    report_text,
    version_page,
)
from gouvernail.history.operations import By
from gouvernail.rules.reports import ReportKind
from gouvernail.rules.roles import Right

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
EDIT = Right.EDIT_REVIEWS
SECTION = "evaluation"


@require_safe
def reports(request: Request, slug: str) -> HttpResponse:
    """The reports of every year, and how far each is."""
    access = open_convention(request.user, slug, Right.READ)
    groups = report_groups(
        access.convention, timezone.localdate(), may_edit=access.may_edit_reviews
    )
    context = {"access": access, "section": SECTION, "groups": groups}
    return render(request, "documents/reports.html", context)


@require_safe
def report(request: Request, slug: str, kind: str, year: int) -> HttpResponse:
    """One report: its parts, what is typed in them, what was composed."""
    access, wanted = _opened(request, slug, kind, year, Right.READ)
    page = report_page(access.convention, wanted, may_edit=access.may_edit_reviews)
    if not access.may_edit_reviews and page.published is None:
        raise Http404
    template = "documents/report.html#work" if request.htmx else "documents/report.html"
    return render(request, template, {"access": access, "section": SECTION, "page": page})


@require_safe
def preview(request: Request, slug: str, kind: str, year: int) -> HttpResponse:
    """What a report would say now: each figure leads to its rows, each gap to its page."""
    access, wanted = _opened(request, slug, kind, year, EDIT)
    subject = report_subject(access.convention, wanted, timezone.localdate(), site="")
    parts = parts_of(subject)
    context = {
        "access": access,
        "section": SECTION,
        "wanted": wanted,
        "label": KIND_LABELS[wanted.kind],
        "parts": parts,
        "lacks": sum(len(part.lacks) for part in parts),
    }
    return render(request, "documents/report_preview.html", context)


@GET_AND_POST
def write(request: Request, slug: str, kind: str, year: int, section: str) -> HttpResponse:
    """Write what people say in a part of a report."""
    access, wanted = _opened(request, slug, kind, year, EDIT)
    if section not in SECTIONS[wanted.kind]:
        raise Http404
    part = SECTIONS[wanted.kind][section]
    convention = access.convention
    most = TYPED if wanted.kind is ReportKind.SHORT else None

    def fresh() -> TextForm:
        row = report_text(convention, wanted, section)
        told = {"text": row.text, "version": row.version} if row else {"version": 0}
        return TextForm(None, initial=told, most=most)

    def act() -> str:
        said = form.cleaned_data
        place = TextPlace(wanted, section, said["version"])
        write_text(convention, place, said["text"], by=By(access.user))
        return f"«\u202f{part.title}\u202f» est enregistré."

    form = TextForm(request.POST, most=most) if request.method == "POST" else fresh()
    lead = f"Dans le {KIND_LABELS[wanted.kind]} {wanted.year}. Ce texte reste, même recomposé."
    return answer_form(request, _page(access, wanted, part.title, lead), form, act, fresh)


@GET_AND_POST
def outline(request: Request, slug: str, kind: str, year: int) -> HttpResponse:
    """Order the parts of a kind of report, name them, leave some out."""
    access, wanted = _opened(request, slug, kind, year, EDIT)

    def fresh() -> OutlineForm:
        return OutlineForm(None, *report_outline(access.convention, wanted.kind))

    form = fresh()
    if request.method == "POST":
        form = OutlineForm(request.POST, form.places, form.initial["version"])
    usual = {key: section.title for key, section in SECTIONS[wanted.kind].items()}

    def act() -> str:
        chosen, seen = form.chosen(usual), form.cleaned_data["version"]
        set_outline(access.convention, wanted.kind, chosen, seen, by=By(access.user))
        return "Le sommaire est enregistré."

    lead = "Il vaut pour toutes les années. Les parties se rangent par leur numéro."
    page = _page(access, wanted, "Sommaire", lead)
    page = replace(page, template="documents/report_outline.html")
    return answer_form(request, page, form, act, fresh)


@require_POST
def compose(request: Request, slug: str, kind: str, year: int) -> HttpResponse:
    """Ask for a report, composed behind the page, which tells how far it is."""
    access, wanted = _opened(request, slug, kind, year, EDIT)
    ask_for_report(access.convention, wanted, by=By(access.user))
    return redirect("reports:report", slug, kind, year)


@require_safe
def version(request: Request, slug: str, pk: int) -> HttpResponse:
    """A composed report, and what changed since the one before."""
    row, access = open_report(request.user, slug, pk, EDIT)
    context = {"access": access, "section": SECTION, "page": version_page(row)}
    return render(request, "documents/report_version.html", context)


@GET_AND_POST
def publish(request: Request, slug: str, pk: int) -> HttpResponse:
    """Let every member read a composed report; it may prove the commitment that asks for it."""
    row, access = open_report(request.user, slug, pk, EDIT)
    wanted = Wanted(ReportKind(row.kind), row.year)
    duty = duty_of(row)
    form = PublishForm(request.POST or None, str(duty) if duty else "")
    address = reverse("reports:report", args=[slug, row.kind, row.year])

    def act() -> str:
        handed = duty if form.cleaned_data.get("hands_in") else None
        publish_and_hand_in(row, handed, request.build_absolute_uri(address), by=By(access.user))
        return "Le rapport est diffusé : tous les membres de la convention le lisent."

    lead = (
        f"Version composée le {timezone.localtime(row.made_at or row.asked_at):%d/%m/%Y}. Elle "
        "prend la place de celle qui est diffusée, s’il y en a une."
    )
    page = replace(_page(access, wanted, "Diffuser le rapport", lead), submit="Diffuser")
    return answer_form(request, page, form, act)


@require_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    """Keep a published report for the team alone again."""
    row, access = open_report(request.user, slug, pk, EDIT)
    try:
        withdraw_report(row, by=By(access.user))
        messages.success(request, "Le rapport n’est plus diffusé : l’équipe seule le lit.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("reports:report", slug, row.kind, row.year)


@require_safe
def file(request: Request, slug: str, pk: int, extension: str) -> FileResponse:
    """A composed report, in one format."""
    row, _ = open_report(request.user, slug, pk, Right.READ)
    made = get_object_or_404(row.files, extension=extension)
    stem = Wanted(ReportKind(row.kind), row.year).stem
    kind = FileKind.of(extension).content_type
    return kept_file(made.file, f"{stem}-{slug}.{extension}", kind)


def _opened(
    request: Request, slug: str, kind: str, year: int, right: Right
) -> tuple[Access, Wanted]:
    access = open_convention(request.user, slug, right)
    if kind not in set(ReportKind) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return access, Wanted(ReportKind(kind), year)


def _page(access: Access, wanted: Wanted, title: str, lead: str) -> FormPage:
    address = reverse(
        "reports:report", args=[access.convention.slug, wanted.kind.value, wanted.year]
    )
    back = Crumb(f"{KIND_LABELS[wanted.kind].capitalize()} {wanted.year}", address)
    return FormPage(access, title, back, lead, section=SECTION)
