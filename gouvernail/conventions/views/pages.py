"""How the pages of settings and directory answer: a form, its operation, the conflict."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gouvernail.accounts.requests import Request
from gouvernail.common.errors import EditConflict, Refusal
from gouvernail.conventions.forms.house import HouseForm
from gouvernail.conventions.permissions import Access

CONFLICT = 409
CHANGED_MEANWHILE = (
    "Quelqu’un vient de modifier cette page, ou vous avez envoyé deux fois : rechargez-la et voyez "
    "ce qui reste à faire."
)


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the path that leads to a page."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around a form; where « Annuler » leads, and what follows (`back` if empty)."""

    access: Access
    title: str
    back: Crumb
    lead: str = ""
    submit: str = "Enregistrer"
    after: str = ""
    section: str = "settings"
    template: str = "conventions/form.html"
    context: dict[str, object] | None = None

    def as_context(self) -> dict[str, object]:
        """Return what the template reads."""
        return {
            "access": self.access,
            "section": self.section,
            "page": self,
            **(self.context or {}),
        }


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A field that two people filled differently."""

    label: str
    yours: str
    theirs: str


def answer_form(
    request: Request,
    page: FormPage,
    form: HouseForm,
    act: Callable[[], str],
    fresh: Callable[[], HouseForm] | None = None,
) -> HttpResponse:
    """Draw a form; once sent and valid, run `act` and go back with the sentence it returns.

    `fresh` makes the form again from what is recorded now, to show both texts when somebody else
    saved in between.
    """
    if request.method == "POST" and form.is_valid():
        try:
            told = act()
        except EditConflict:
            if fresh is not None:
                return _conflict(request, page, form, fresh())
            form.add_error(None, CHANGED_MEANWHILE)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            # The operation may have set values on the row before it refused.
            page.access.convention.refresh_from_db()
        else:
            messages.success(request, told)
            return redirect(page.after or page.back.address)
    return render(request, page.template, {**page.as_context(), "form": form})


def _conflict(request: Request, page: FormPage, mine: HouseForm, now: HouseForm) -> HttpResponse:
    sent = [
        (key, value)
        for key, values in request.POST.lists()
        for value in values
        if key not in {"csrfmiddlewaretoken", "version"}
    ]
    context = {
        **page.as_context(),
        "lines": _differences(mine, now),
        "sent": [*sent, ("version", now["version"].value())],
        "has_files": bool(request.FILES),
    }
    return render(request, "conventions/conflict.html", context, status=CONFLICT)


def _differences(mine: HouseForm, now: HouseForm) -> list[ConflictLine]:
    lines = []
    for name, field in mine.fields.items():
        if name not in now.fields or isinstance(field, forms.FileField) or name == "version":
            continue
        yours = mine.words_of(name, mine.cleaned_data.get(name))
        theirs = now.words_of(name, now[name].initial)
        if yours != theirs:
            lines.append(ConflictLine(str(mine[name].label), yours, theirs))
    return lines
