"""Preparing a campaign: for which sitting, what it asks and whom, every mail read over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import (
    FormPage,
    answer_form,
)
from gouvernail.history.operations import By
from gouvernail.mailing.words import told_by_mail
from gouvernail.reviews.campaign_words import (
    subject_of,
)
from gouvernail.reviews.forms.campaigns import (
    PrepareForm,
    QuestionsForm,
    SureVersionForm,
)
from gouvernail.reviews.models import AskOccasion
from gouvernail.reviews.operations.campaign_circuit import (
    open_campaign,
)
from gouvernail.reviews.operations.campaigns import (
    choose_questions,
    prepare_campaign,
)
from gouvernail.reviews.operations.removals import remove_campaign
from gouvernail.reviews.permissions_campaigns import EDIT
from gouvernail.reviews.permissions_campaigns import open_campaign as open_row
from gouvernail.reviews.queries.campaign_choices import Candidate, candidates_of, chosen_keys
from gouvernail.reviews.queries.campaigns import (
    cycle_choices,
    preview_mails,
    sitting_choices,
    stage_lines,
)
from gouvernail.reviews.views.campaigns import SECTION, campaign_crumb, list_crumb

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SUMMARIES = "Synthèses, une fois les actions dites"


@GET_AND_POST
def prepare(request: Request, slug: str) -> HttpResponse:
    """Prepare a campaign for a cycle, backwards from a sitting."""
    access = open_convention(request.user, slug, EDIT)
    cycles = cycle_choices(access.convention)
    sittings = sitting_choices(access.convention, timezone.localdate())
    form = PrepareForm(request.POST if request.method == "POST" else None, cycles, sittings)
    if request.method == "POST" and form.is_valid():
        try:
            cycle, sitting = form.cycle_row, form.sitting_row
            cycle.convention = access.convention
            campaign = prepare_campaign(cycle, sitting, by=By(access.user))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "La campagne est prête : relisez-la avant de l’ouvrir.")
            return redirect("campaigns:campaign", slug, campaign.pk)
    context = {
        "access": access,
        "section": SECTION,
        "form": form,
        "cycles": cycles,
        "sittings": sittings,
        "back": list_crumb(slug),
    }
    return render(request, "reviews/campaign_prepare.html", context)


@GET_AND_POST
def questions(request: Request, slug: str, pk: int) -> HttpResponse:
    """Choose what is asked about, and see who would be asked."""
    row, access = open_row(request.user, slug, pk)
    candidates = candidates_of(access.convention)
    data = request.POST if request.method == "POST" else None
    form = QuestionsForm(data, row, candidates, chosen_keys(row))

    def act() -> str:
        said = form.cleaned_data
        number = choose_questions(row, said["chosen"], said["version"], by=By(access.user))
        return f"{counted(number, 'personne sera sollicitée,personnes seront sollicitées')}."

    orphans = sum(one.person is None and one.action is not None for one in candidates)
    axes: dict[str, list[Candidate]] = {}
    for one in candidates:
        if one.action or one.person or (one.node and one.node.rank == 1):
            axes.setdefault(SUMMARIES if one.node else one.axis, []).append(one)
    page = FormPage(
        access, "Choisir les actions", campaign_crumb(slug, row), section=SECTION,
        template="reviews/campaign_questions.html",
        context={"row": row, "axes": axes, "orphans": orphans},
    )  # fmt: skip
    return answer_form(request, page, form, act)


@GET_AND_POST
def remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remove a campaign that asked nobody yet."""
    row, access = open_row(request.user, slug, pk)
    form = SureVersionForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )

    def act() -> str:
        remove_campaign(row, form.cleaned_data["version"], by=By(access.user))
        return f"« {row.title} » est retirée : personne n’a été sollicité."

    lead = "Ses dates et son texte disparaissent ; personne n’est prévenu. Les bilans restent."
    page = FormPage(
        access, "Retirer la campagne", campaign_crumb(slug, row), lead, "Retirer la campagne",
        after=list_crumb(slug).address, section=SECTION,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@GET_AND_POST
def preview(request: Request, slug: str, pk: int) -> HttpResponse:
    """Read every mail over, then open the campaign."""
    row, access = open_row(request.user, slug, pk)
    form = SureVersionForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )

    def act() -> str:
        number = open_campaign(row, form.cleaned_data["version"], by=By(access.user))
        if not number:
            return "La campagne est ouverte : les premiers courriels partiront à leur date."
        return told_by_mail(number, can_take_back=True)

    stages = stage_lines(row)
    context: dict[str, object] = {
        "row": row,
        "mails": preview_mails(row, stages),
        "subject": subject_of(row, AskOccasion.REQUEST),
        "stages": stages,
        "sends": leaves_the_machine(),
    }
    page = FormPage(
        access, "Relire les courriels", campaign_crumb(slug, row), submit="Ouvrir la campagne",
        section=SECTION, template="reviews/campaign_preview.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)
