"""Fragments that help a form choose its communes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gouvernail.territories.queries import search_communes


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """List the communes that `q` names, as boxes to tick in the form that asked."""
    text = request.GET.get("q", "").strip()
    context = {"text": text, "communes": search_communes(text)}
    return render(request, "territories/search.html", context)
