"""The pages of a campaign: who answered, its days, the silent reminded, closed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouvernail.accounts.mail import leaves_the_machine
from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.permissions import open_convention
from gouvernail.conventions.views.pages import (
    CHANGED_MEANWHILE,
    Crumb,
    FormPage,
    answer_form,
)
from gouvernail.history.operations import By
from gouvernail.mailing.words import told_by_mail
from gouvernail.reviews.campaign_words import (
    REMINDER_OPENING,
    STANDING_LABELS,
    body_of,
)
from gouvernail.reviews.forms.campaigns import (
    CampaignForm,
    RemindForm,
    SureVersionForm,
)
from gouvernail.reviews.models import AskOccasion, Campaign
from gouvernail.reviews.operations.campaign_circuit import (
    close_campaign,
    remind,
    take_back,
)
from gouvernail.reviews.operations.campaigns import (
    change_campaign,
)
from gouvernail.reviews.permissions_campaigns import EDIT
from gouvernail.reviews.permissions_campaigns import open_campaign as open_row
from gouvernail.reviews.queries.asks import AskLine
from gouvernail.reviews.queries.campaigns import (
    FILTERS,
    campaign_lines,
    campaign_page,
    people_to_remind,
    sitting_choices,
    stage_lines,
)

GET_AND_POST = require_http_methods(["GET", "HEAD", "POST"])
SECTION = "evaluation"


@require_safe
def campaigns(request: Request, slug: str) -> HttpResponse:
    """Every campaign of the convention."""
    access = open_convention(request.user, slug, EDIT)
    lines = campaign_lines(access.convention)
    context = {"access": access, "section": SECTION, "tab": "campaigns", "lines": lines}
    return render(request, "reviews/campaigns.html", context)


@require_safe
def campaign(request: Request, slug: str, pk: int) -> HttpResponse:
    """One campaign: its days, who answered, who is still silent."""
    row, access = open_row(request.user, slug, pk)
    shown = request.GET.get("etat", "")
    shown = shown if shown in FILTERS else ""
    context = {
        "access": access,
        "section": SECTION,
        "tab": "campaigns",
        "row": row,
        "page": campaign_page(row, timezone.now(), shown),
        "shown": shown,
        "labels": STANDING_LABELS,
        "sends": leaves_the_machine(),
    }
    return render(request, "reviews/campaign.html", context)


@GET_AND_POST
def edit(request: Request, slug: str, pk: int) -> HttpResponse:
    """Change the title, the words and the days."""
    row, access = open_row(request.user, slug, pk)
    sittings = sitting_choices(access.convention, timezone.localdate())

    def form_of(current: Campaign, data: object = None) -> CampaignForm:
        return CampaignForm(data, current, stage_lines(current), sittings)

    form = form_of(row, request.POST or None)

    def act() -> str:
        change_campaign(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La campagne est enregistrée."

    page = FormPage(
        access, "Dates et texte de la campagne", campaign_crumb(slug, row), section=SECTION,
        template="reviews/campaign_form.html", context={"row": row},
    )  # fmt: skip
    return answer_form(
        request, page, form, act, lambda: form_of(open_row(request.user, slug, pk)[0])
    )


@GET_AND_POST
def reminder(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remind those who said nothing, once read over."""
    row, access = open_row(request.user, slug, pk)
    people = people_to_remind(row, timezone.now())
    form = RemindForm(request.POST if request.method == "POST" else None, people, REMINDER_OPENING)

    def act() -> str:
        said = form.cleaned_data
        number = remind(row, said["people"], said["words"], by=By(access.user))
        return told_by_mail(number, can_take_back=True)

    first = next((one.line for one in people if one.hold is None), None)
    context: dict[str, object] = {
        "row": row,
        "held": [one for one in people if one.hold is not None],
        "example": _example(row, first) if first else "",
        "sends": leaves_the_machine(),
    }
    page = FormPage(
        access, "Relancer ceux qui n’ont pas répondu", campaign_crumb(slug, row), submit="Relancer",
        section=SECTION, template="reviews/campaign_remind.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@GET_AND_POST
def close(request: Request, slug: str, pk: int) -> HttpResponse:
    """Close a campaign: its links open nothing more."""
    row, access = open_row(request.user, slug, pk)
    form = SureVersionForm(
        request.POST if request.method == "POST" else None, initial={"version": row.version}
    )

    def act() -> str:
        close_campaign(row, form.cleaned_data["version"], by=By(access.user))
        return "La campagne est close : ses liens n’ouvrent plus rien."

    lead = (
        "Les liens personnels n’ouvrent plus rien et les courriels en attente ne partent pas. "
        "Ce qui a été répondu reste."
    )
    page = FormPage(
        access,
        "Clore la campagne",
        campaign_crumb(slug, row),
        lead,
        "Clore la campagne",
        section=SECTION,
    )
    return answer_form(request, page, form, act)


@require_POST
def withdraw(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take back the mails that have not left."""
    row, access = open_row(request.user, slug, pk)

    def act() -> str:
        number = take_back(row, by=By(access.user))
        return f"Retirés avant l’envoi : {counted(number, 'courriel')}."

    say(request, act)
    return redirect("campaigns:campaign", slug, pk)


def say(request: Request, act: Callable[[], str]) -> None:
    """Do a gesture that is one button, and say what came of it."""
    try:
        told = act()
    except EditConflict:
        messages.error(request, CHANGED_MEANWHILE)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)


def _example(row: Campaign, line: AskLine) -> str:
    return body_of(row, line, line.still, AskOccasion.REMINDER)


def list_crumb(slug: str) -> Crumb:
    """Return the way back to the campaigns."""
    return Crumb("Campagnes", reverse("campaigns:list", args=[slug]))


def campaign_crumb(slug: str, row: Campaign) -> Crumb:
    """Return the way back to a campaign."""
    return Crumb(row.title, reverse("campaigns:campaign", args=[slug, row.pk]))
