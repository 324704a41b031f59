"""Changing the territory's words. Each operation takes a whole list, in its new order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from gouvernail.common.errors import Refusal
from gouvernail.common.templatetags.french import counted
from gouvernail.conventions.kits import MOST_LEVELS
from gouvernail.conventions.models import Convention, Level, Status, Term, TermKind
from gouvernail.conventions.models.vocabulary import FAMILY_LABELS
from gouvernail.conventions.queries.vocabulary_use import past_uses
from gouvernail.history.operations import By, Change, note
from gouvernail.rules.names import fold_name
from gouvernail.rules.progress import StatusFamily

TERM_TITLES = {
    TermKind.PRIORITY: "Priorités",
    TermKind.THEME: "Thèmes",
    TermKind.PUBLIC: "Publics",
}


@dataclass(frozen=True, slots=True)
class LevelWords:
    """How a level is called."""

    name: str
    plural: str


@dataclass(frozen=True, slots=True)
class StatusWords:
    """A state word; `id` is None for a new one."""

    id: int | None
    label: str
    family: StatusFamily


@transaction.atomic
def change_levels(
    convention: Convention, levels: Sequence[LevelWords], version: int, *, by: By
) -> None:
    """Name the levels of the plan, highest first.

    Errors: EditConflict; Refusal when there are none or more than three, when two share a name,
    or when a level that would go still holds a part of the plan.
    """
    convention.claim(version)
    if not 1 <= len(levels) <= MOST_LEVELS:
        raise Refusal(f"Un plan a de un à {MOST_LEVELS} niveaux au-dessus des actions.")
    _refuse_doubles([level.name for level in levels])
    before = list(Level.objects.filter(convention=convention).order_by("rank"))
    _refuse_levels_in_use(convention, before[len(levels) :])
    for rank, level in enumerate(levels, 1):
        Level.objects.update_or_create(
            convention=convention,
            rank=rank,
            defaults={"name": level.name, "plural": level.plural or level.name},
        )
    Level.objects.filter(convention=convention, rank__gt=len(levels)).delete()
    change = Change(
        "Niveaux du plan",
        ", ".join(level.name for level in before),
        ", ".join(level.name for level in levels),
    )
    _note_vocabulary(convention, change, by)


def _refuse_levels_in_use(convention: Convention, removed: Sequence[Level]) -> None:
    for level in removed:
        used = convention.nodes.filter(rank=level.rank).count()
        if used:
            raise Refusal(
                f"Le niveau « {level.name} » sert encore {used} fois dans le plan (archives "
                "comprises) : déplacez d’abord ce qu’il contient, ou gardez-le."
            )


@transaction.atomic
def change_statuses(
    convention: Convention, statuses: Sequence[StatusWords], version: int, *, by: By
) -> None:
    """Make this list the state words, in this order. A word that is not in it is removed.

    Errors: EditConflict; Refusal when the list is empty, when two words are the same, or when a
    word that would go is borne by an action, or was in the past.
    """
    convention.claim(version)
    if not statuses:
        raise Refusal("Gardez au moins un état d’avancement.")
    _refuse_doubles([status.label for status in statuses])
    rows = {
        row.pk: row for row in Status.objects.filter(convention=convention).order_by("position")
    }
    before = _statuses_in_words([(row.label, StatusFamily(row.family)) for row in rows.values()])
    kept = {status.id for status in statuses if status.id is not None}
    if not kept <= rows.keys():
        raise Refusal("Un de ces états n’existe plus : rechargez la page.")
    for row in rows.values():
        if row.pk not in kept:
            _refuse_status_in_use(row)
            row.delete()
    _free_labels(convention)
    for position, status in enumerate(statuses):
        row = rows[status.id] if status.id is not None else Status(convention=convention)
        row.label, row.family, row.position = status.label, status.family.value, position
        row.save()
    after = _statuses_in_words([(status.label, status.family) for status in statuses])
    _note_vocabulary(convention, Change("États d’avancement", before, after), by)


def _free_labels(convention: Convention) -> None:
    """Give every word a label of its own number, so that two of them may swap theirs."""
    number = Cast("pk", CharField())
    Status.objects.filter(convention=convention).update(label=Concat(Value("\u241f"), number))


def _statuses_in_words(statuses: Sequence[tuple[str, StatusFamily]]) -> str:
    return ", ".join(f"{label} ({FAMILY_LABELS[family]})" for label, family in statuses)


def _refuse_status_in_use(status: Status) -> None:
    used = status.actions.count()
    if used:
        raise Refusal(
            f"L’état « {status.label} » sert encore à {counted(used, 'action')} (archives "
            "comprises) : donnez-leur d’abord un autre état."
        )
    if past_uses(status):
        raise Refusal(
            f"L’état « {status.label} » a servi par le passé : le plan à une date passée en a "
            "besoin. Renommez-le ou placez-le en fin de liste."
        )


@transaction.atomic
def change_terms(
    convention: Convention, kind: TermKind, labels: Sequence[str], version: int, *, by: By
) -> None:
    """Make these words the whole list of one kind, in this order.

    What actions already say is not changed.

    Errors: EditConflict; Refusal when two words are the same or one holds a comma.
    """
    convention.claim(version)
    _refuse_doubles(labels)
    for label in labels:
        if "," in label:
            raise Refusal(
                f"« {label} » contient une virgule, qui sépare les mots dans les fiches : "
                "choisissez un mot qui n’en a pas."
            )
    rows = Term.objects.filter(convention=convention).kind(kind).order_by("position", "pk")
    before = ", ".join(row.label for row in rows)
    rows.delete()
    Term.objects.bulk_create(
        Term(convention=convention, kind=kind.value, label=label, position=position)
        for position, label in enumerate(labels)
    )
    _note_vocabulary(convention, Change(TERM_TITLES[kind], before, ", ".join(labels)), by)


def _refuse_doubles(labels: Sequence[str]) -> None:
    seen: set[str] = set()
    for label in labels:
        if not label:
            raise Refusal("Un nom est vide : remplissez-le ou retirez la ligne.")
        if fold_name(label) in seen:
            raise Refusal(f"« {label} » est donné deux fois : gardez-en un.")
        seen.add(fold_name(label))


def _note_vocabulary(convention: Convention, change: Change, by: By) -> None:
    if change.before != change.after:
        note(
            "convention.vocabulary_changed",
            convention,
            convention_id=convention.pk,
            by=by,
            changes=[change],
        )
