"""Reading a file for one convention: with its words, its communes, its remembered columns."""

from dataclasses import dataclass

from gouvernail.conventions.models import Convention
from gouvernail.conventions.queries.vocabulary import vocabulary_of
from gouvernail.imports.comparison import Comparison, compare_plan
from gouvernail.imports.models import PlanImport, RememberedColumn
from gouvernail.imports.readers import Workbook, read_safely
from gouvernail.imports.sheets import Choices, ReadPlan, Vocabulary, read_plan
from gouvernail.imports.sheets.text import label_key


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read and compared with the plan."""

    workbook: Workbook
    plan: ReadPlan
    comparison: Comparison


def import_vocabulary(convention: Convention) -> Vocabulary:
    """Return the words by which a file is understood. Five queries."""
    words = vocabulary_of(convention)
    communes = convention.perimeter.order_by("commune__name")
    return Vocabulary(
        statuses=tuple((status.label, status.family) for status in words.statuses),
        communes=tuple(communes.values_list("commune__name", flat=True)),
        level_names=tuple(level.name for level in words.levels),
    )


def import_synonyms(convention: Convention) -> dict[str, str]:
    """Return what the territory means by columns' labels: its own fields, then what it taught."""
    words = vocabulary_of(convention)
    own = {label_key(field.label): field.key for field in words.fields}
    levels = {label_key(level.name): f"level{level.rank}" for level in words.levels}
    taught = RememberedColumn.objects.filter(convention=convention).exclude(field="")
    return {**own, **levels, **dict(taught.values_list("label", "field"))}


def stored_choices(pending: PlanImport) -> Choices:
    """Return what the person chose and corrected for a pending import."""
    corrections = {}
    for place, text in pending.corrections.items():
        row, _, column = place.partition(":")
        corrections[int(row), column] = text
    return Choices(
        sheet=pending.sheet or None,
        header_row=pending.header_row,
        mapping=pending.mapping,
        synonyms=import_synonyms(pending.convention),
        corrections=corrections,
        answers=pending.answers,
    )


def read_workbook(pending: PlanImport) -> Workbook:
    """Read the stored file again, in a child process.

    Errors: UnreadableFile.
    """
    with pending.file.open("rb") as file:
        return read_safely(file.read(), pending.filename)


def read_import(pending: PlanImport) -> Reading:
    """Read a pending import and compare it with the plan.

    Errors: UnreadableFile, NoPlanFound.
    """
    workbook = read_workbook(pending)
    plan = read_plan(workbook, import_vocabulary(pending.convention), stored_choices(pending))
    return Reading(workbook, plan, compare_plan(pending.convention, plan))
