"""What people do to the means. Every operation signs the journal; history keeps what is removed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from gouvernail.action_plan.models import Action
from gouvernail.common.errors import Refusal
from gouvernail.common.models import Versioned
from gouvernail.conventions.models import Convention
from gouvernail.directory.models import Organisation
from gouvernail.directory.operations import find_or_create_organisations
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, note, sign
from gouvernail.means.models import (
    FIRST_YEAR,
    LAST_YEAR,
    ExpectedPaper,
    FundingLine,
    HumanMeans,
    TechnicalMeans,
)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A funding line as people write it. The funder is found in the directory or added to it.

    `values` holds the plain columns: amounts, days, words; what is absent stays as it is.
    """

    funder: str
    year: int
    action: Action | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def add_line(convention: Convention, draft: LineDraft, *, by: By) -> FundingLine:
    """Add a funding line.

    Errors: Refusal when the funder is not named, the year makes no sense, or the action is
    that of another convention.
    """
    line = FundingLine(convention=convention, **_line_values(convention, draft, by))
    _save(line, by)
    note("funding.added", line, convention_id=convention.pk, by=by)
    return line


@transaction.atomic
def change_line(line: FundingLine, draft: LineDraft, version: int, *, by: By) -> None:
    """Change a funding line, if nobody changed it since `version`.

    Errors: EditConflict; Refusal as in `add_line`.
    """
    _change(line, _line_values(line.convention, draft, by), version, "funding.changed", by)


@transaction.atomic
def remove_line(line: FundingLine, *, by: By) -> None:
    """Take a funding line out, with the documents it waits for.

    Errors: Refusal without a reason, since money that disappears must be explained.
    """
    if not by.reason:
        raise Refusal("Dites pourquoi ce financement est retiré : le motif reste dans l’histoire.")
    for paper in line.papers.all():
        sign(paper, by)
        paper.delete()
    _remove(line, "funding.removed", by)


@transaction.atomic
def add_paper(line: FundingLine, values: Mapping[str, Any], *, by: By) -> ExpectedPaper:
    """Add a document that a line waits for: `label`, `due_on`, and `done_on` once it came."""
    paper = ExpectedPaper(line=line, **values)
    _save(paper, by)
    note("paper.added", paper, convention_id=line.convention_id, by=by)
    return paper


@transaction.atomic
def change_paper(paper: ExpectedPaper, values: Mapping[str, Any], version: int, *, by: By) -> None:
    """Change a document that is waited for. Errors: EditConflict."""
    _change(paper, values, version, "paper.changed", by)


@transaction.atomic
def remove_paper(paper: ExpectedPaper, *, by: By) -> None:
    """Wait for a document no more."""
    _remove(paper, "paper.removed", by)


@transaction.atomic
def add_human_means(
    action: Action, organisation: str, values: Mapping[str, Any], *, by: By
) -> HumanMeans:
    """Add the ETP that an organisation gives to an action in one year.

    Errors: Refusal when the organisation is not named or the year makes no sense.
    """
    named = _named(action.convention_id, organisation, "la structure qui met ce temps", by)
    means = HumanMeans(action=action, organisation=named, **_sound_year(values))
    _save(means, by)
    note("staff.added", means, convention_id=action.convention_id, by=by)
    return means


@transaction.atomic
def change_human_means(
    means: HumanMeans, organisation: str, values: Mapping[str, Any], version: int, *, by: By
) -> None:
    """Change human means. Errors: EditConflict; Refusal as in `add_human_means`."""
    convention_id = means.action.convention_id
    named = _named(convention_id, organisation, "la structure qui met ce temps", by)
    _change(means, {"organisation": named, **_sound_year(values)}, version, "staff.changed", by)


@transaction.atomic
def add_technical_means(
    action: Action, provider: str, values: Mapping[str, Any], *, by: By
) -> TechnicalMeans:
    """Add a technical means to an action; the provider may be empty."""
    named = _found(action.convention_id, provider, by)
    means = TechnicalMeans(action=action, provider=named, **values)
    _save(means, by)
    note("asset.added", means, convention_id=action.convention_id, by=by)
    return means


@transaction.atomic
def change_technical_means(
    means: TechnicalMeans, provider: str, values: Mapping[str, Any], version: int, *, by: By
) -> None:
    """Change a technical means. Errors: EditConflict."""
    named = _found(means.action.convention_id, provider, by)
    _change(means, {"provider": named, **values}, version, "asset.changed", by)


@transaction.atomic
def remove_human_means(means: HumanMeans, *, by: By) -> None:
    """Take human means out."""
    _remove(means, "staff.removed", by)


@transaction.atomic
def remove_technical_means(means: TechnicalMeans, *, by: By) -> None:
    """Take a technical means out."""
    _remove(means, "asset.removed", by)


def _line_values(convention: Convention, draft: LineDraft, by: By) -> dict[str, Any]:
    if draft.action and draft.action.convention_id != convention.pk:
        raise Refusal("Cette action n’est pas dans le plan de cette convention.")
    values = _sound_year({"year": draft.year, **draft.values})
    funder = _named(convention.pk, draft.funder, "le financeur", by)
    return {"funder": funder, "action": draft.action, **values}


def _sound_year(values: Mapping[str, Any]) -> Mapping[str, Any]:
    if not FIRST_YEAR <= values["year"] <= LAST_YEAR:
        raise Refusal(f"L’année s’écrit en quatre chiffres, entre {FIRST_YEAR} et {LAST_YEAR}.")
    return values


def _found(convention_id: int, name: str, by: By) -> Organisation | None:
    return next(iter(find_or_create_organisations(convention_id, [name], by=by).values()), None)


def _named(convention_id: int, name: str, what: str, by: By) -> Organisation:
    organisation = _found(convention_id, name, by)
    if organisation is None:
        raise Refusal(f"Nommez {what}.")
    return organisation


Row = FundingLine | ExpectedPaper | HumanMeans | TechnicalMeans


def _convention_id(row: Row) -> int:
    if isinstance(row, FundingLine):
        return row.convention_id
    return row.line.convention_id if isinstance(row, ExpectedPaper) else row.action.convention_id


def _save(row: Versioned, by: By) -> None:
    sign(row, by)
    row.save()


def _change(row: Row, values: Mapping[str, Any], version: int, verb: str, by: By) -> None:
    row.claim(version)
    changes = set_values(row, values)
    if changes:
        _save(row, by)
        note(verb, row, convention_id=_convention_id(row), by=by, changes=changes)


def _remove(row: Row, verb: str, by: By) -> None:
    note(verb, row, convention_id=_convention_id(row), by=by)
    sign(row, by)
    row.delete()
