"""The pages of a campaign: prepared, its days, what it asks, opened, reminded, closed."""

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
from gouvernail.reviews.campaign_words import (
    REMINDER_OPENING,
    STANDING_LABELS,
    body_of,
    subject_of,
)
from gouvernail.reviews.forms.campaigns import (
    CampaignForm,
    PrepareForm,
    QuestionsForm,
    RemindForm,
    SureVersionForm,
)
from gouvernail.reviews.models import AskOccasion, Campaign
from gouvernail.reviews.operations.campaign_circuit import (
    close_campaign,
    open_campaign,
    remind,
    take_back,
)
from gouvernail.reviews.operations.campaigns import (
    change_campaign,
    choose_questions,
    prepare_campaign,
)
from gouvernail.reviews.permissions_campaigns import EDIT
from gouvernail.reviews.permissions_campaigns import open_campaign as open_row
from gouvernail.reviews.queries.asks import AskLine, ask_lines
from gouvernail.reviews.queries.campaign_choices import candidates_of, chosen_keys
from gouvernail.reviews.queries.campaigns import (
    FILTERS,
    campaign_lines,
    campaign_page,
    cycle_choices,
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
        "back": _list(slug),
    }
    return render(request, "reviews/campaign_prepare.html", context)


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

    def form_of(current: Campaign, data: object = None) -> CampaignForm:
        return CampaignForm(data, current, stage_lines(current))

    form = form_of(row, request.POST or None)

    def act() -> str:
        change_campaign(row, form.draft(), form.cleaned_data["version"], by=By(access.user))
        return "La campagne est enregistrée."

    page = FormPage(
        access, "Dates et texte de la campagne", _crumb(slug, row), section=SECTION,
        template="reviews/campaign_form.html", context={"row": row},
    )  # fmt: skip
    return answer_form(
        request, page, form, act, lambda: form_of(open_row(request.user, slug, pk)[0])
    )


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

    orphans = [one for one in candidates if one.person is None and one.action]
    axes: dict[str, list[object]] = {}
    for one in candidates:
        axes.setdefault("Synthèses" if one.node else one.axis, []).append(one)
    page = FormPage(
        access, "Choisir les actions", _crumb(slug, row), section=SECTION,
        template="reviews/campaign_questions.html",
        context={"row": row, "axes": axes, "orphans": orphans},
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
        return _told(number)

    context: dict[str, object] = {
        "row": row,
        "mails": [
            (line, body_of(row, line, line.questions, AskOccasion.REQUEST))
            for line in ask_lines(row)
        ],
        "subject": subject_of(row, AskOccasion.REQUEST),
        "stages": stage_lines(row),
        "sends": leaves_the_machine(),
    }
    page = FormPage(
        access, "Relire les courriels", _crumb(slug, row), submit="Ouvrir la campagne",
        section=SECTION, template="reviews/campaign_preview.html", context=context,
    )  # fmt: skip
    return answer_form(request, page, form, act)


@GET_AND_POST
def reminder(request: Request, slug: str, pk: int) -> HttpResponse:
    """Remind those who said nothing, once read over."""
    row, access = open_row(request.user, slug, pk)
    people = people_to_remind(row, timezone.now())
    form = RemindForm(request.POST if request.method == "POST" else None, people, REMINDER_OPENING)

    def act() -> str:
        said = form.cleaned_data
        return _told(remind(row, said["people"], said["words"], by=By(access.user)))

    first = next((one.line for one in people if one.hold is None), None)
    context: dict[str, object] = {
        "row": row,
        "held": [one for one in people if one.hold is not None],
        "example": _example(row, first) if first else "",
        "sends": leaves_the_machine(),
    }
    page = FormPage(
        access, "Relancer ceux qui n’ont pas répondu", _crumb(slug, row), submit="Relancer",
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
        access, "Clore la campagne", _crumb(slug, row), lead, "Clore la campagne", section=SECTION
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


def _told(number: int) -> str:
    mails = counted(number, "courriel")
    if leaves_the_machine():
        return f"{mails} : envoi dans une minute. Vous pouvez encore les retirer."
    return f"{mails} : à copier et remettre."


def _list(slug: str) -> Crumb:
    return Crumb("Campagnes", reverse("campaigns:list", args=[slug]))


def _crumb(slug: str, row: Campaign) -> Crumb:
    return Crumb(row.title, reverse("campaigns:campaign", args=[slug, row.pk]))
