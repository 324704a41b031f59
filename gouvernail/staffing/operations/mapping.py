"""What people do to the lines of the portal: word them, order them, say what they count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention, Term, TermKind
from gouvernail.history.operations import By, Change, note
from gouvernail.staffing.models import AfasTheme


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line of the portal as people write it; `term_ids` are the plan's themes it counts."""

    label: str
    source: str = ""
    term_ids: frozenset[int] = frozenset()


@transaction.atomic
def add_theme_line(convention: Convention, draft: LineDraft, *, by: By) -> AfasTheme:
    """Add a line after the others. Errors: Refusal when another one has these words."""
    Convention.objects.select_for_update().get(pk=convention.pk)
    _refuse_double(convention, draft.label)
    rows = AfasTheme.objects.filter(convention=convention)
    last = rows.order_by("-position").first()
    line = AfasTheme.objects.create(
        convention=convention,
        label=draft.label,
        source=draft.source,
        position=last.position + 1 if last else 0,
    )
    line.terms.set(_terms(convention, draft))
    _note(line, [Change("Ligne du portail", "", line.label)], by)
    return line


@transaction.atomic
def change_theme_line(line: AfasTheme, draft: LineDraft, version: int, *, by: By) -> None:
    """Change the words of a line, or the themes that it counts.

    Errors: EditConflict; Refusal when another one has these words.
    """
    Convention.objects.select_for_update().get(pk=line.convention_id)
    _refuse_double(line.convention, draft.label, line)
    line.claim(version)
    terms = _terms(line.convention, draft)
    before = {"label": line.label, "source": line.source, "terms": _named(line.terms.all())}
    line.label, line.source = draft.label, draft.source
    line.save()
    line.terms.set(terms)
    after = {"label": line.label, "source": line.source, "terms": _named(terms)}
    labels = {"label": "Ligne du portail", "source": "Source", "terms": "Thèmes du plan"}
    changes = [
        Change(labels[name], before[name], after[name])
        for name in labels
        if before[name] != after[name]
    ]
    if changes:
        _note(line, changes, by)


@transaction.atomic
def confirm_theme_line(line: AfasTheme, version: int, *, by: By) -> None:
    """Say that the words of a line were compared with the portal. Errors: EditConflict."""
    line.claim(version)
    line.doubt = False
    line.save()
    _note(line, [Change("Lecture", "à confirmer", "confirmée")], by)


@transaction.atomic
def order_theme_lines(convention: Convention, order: Sequence[int], *, by: By) -> None:
    """Put the lines in the order of the portal.

    Errors: Refusal when the lines are not those that are there now.
    """
    Convention.objects.select_for_update().get(pk=convention.pk)
    rows = {row.pk: row for row in AfasTheme.objects.filter(convention=convention)}
    if sorted(order) != sorted(rows):
        raise Refusal("La liste a changé entre-temps : rechargez la page.")
    for place, pk in enumerate(order):
        rows[pk].position = place
    AfasTheme.objects.bulk_update(rows.values(), ["position"])
    told = ", ".join(rows[pk].label for pk in order)
    if order:
        _note(rows[order[0]], [Change("Ordre des lignes", "", told)], by)


@transaction.atomic
def remove_theme_line(line: AfasTheme, version: int, *, by: By) -> None:
    """Take a line out. Errors: EditConflict; Refusal when somebody's time goes to it."""
    if line.shares.exists():
        raise Refusal(
            "Du temps est réparti sur cette ligne : changez d’abord ces répartitions, ou modifiez "
            "l’intitulé de la ligne."
        )
    line.claim(version)
    _note(line, [Change("Ligne du portail", line.label, "")], by)
    line.delete()


def _refuse_double(convention: Convention, label: str, line: AfasTheme | None = None) -> None:
    rows = AfasTheme.objects.filter(convention=convention, label=label)
    if any(row.pk != (line.pk if line else None) for row in rows):
        raise Refusal(f"Une ligne s’appelle déjà « {label} » : donnez un autre intitulé.")


def _terms(convention: Convention, draft: LineDraft) -> list[Term]:
    rows = Term.objects.filter(convention=convention, kind=TermKind.THEME.value)
    return list(rows.filter(pk__in=draft.term_ids).order_by("position", "pk"))


def _named(terms: Iterable[Term]) -> str:
    return ", ".join(sorted(term.label for term in terms))


def _note(line: AfasTheme, changes: list[Change], by: By) -> None:
    note("themes.mapped", line, convention_id=line.convention_id, by=by, changes=changes)
