"""What is done to a scenario: it never writes into the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from gouvernail.common.errors import Refusal
from gouvernail.conventions.models import Convention
from gouvernail.directory.operations import known_organisation
from gouvernail.directory.row_changes import set_values
from gouvernail.history.operations import By, Change, note
from gouvernail.staffing.models import Post, Scenario, Supposition, SuppositionKind
from gouvernail.staffing.operations.days import refuse_far_days


@dataclass(frozen=True, slots=True)
class SuppositionDraft:
    """A supposition as people write it. Which parts it needs depends on its kind."""

    kind: SuppositionKind
    starts_on: date
    ends_on: date | None = None
    fte: Decimal = Decimal(0)
    post: Post | None = None
    title: str = ""
    employer: str = ""
    post_kind: str = "development"


@transaction.atomic
def create_scenario(convention: Convention, values: Mapping[str, str], *, by: By) -> Scenario:
    """Begin a scenario: `name` and `words`. Errors: Refusal when the name is missing or taken."""
    Convention.objects.select_for_update().get(pk=convention.pk)
    scenario = Scenario(convention=convention, made_at=by.at)
    _set(scenario, values)
    scenario.save()
    note("scenario.created", scenario, convention_id=convention.pk, by=by)
    return scenario


@transaction.atomic
def change_scenario(scenario: Scenario, values: Mapping[str, str], version: int, *, by: By) -> None:
    """Change the words of a scenario. Errors: EditConflict; Refusal as in `create_scenario`."""
    Convention.objects.select_for_update().get(pk=scenario.convention_id)
    scenario.claim(version)
    changes = _set(scenario, values)
    if changes:
        scenario.save()
        _tell("scenario.changed", scenario, by, changes)


@transaction.atomic
def remove_scenario(scenario: Scenario, *, by: By) -> None:
    """Take a scenario out, with its suppositions."""
    _tell("scenario.removed", scenario, by, [])
    scenario.delete()


@transaction.atomic
def suppose(scenario: Scenario, draft: SuppositionDraft, version: int, *, by: By) -> Supposition:
    """Add a supposition. An employer that the directory does not know stays in words.

    Errors: EditConflict; Refusal when what its kind needs is missing, or the days make no sense.
    """
    scenario.claim(version)
    _check(scenario, draft)
    words = " ".join(draft.employer.split()) if draft.kind is SuppositionKind.NEW_POST else ""
    employer = known_organisation(scenario.convention_id, words)
    made = Supposition.objects.create(
        scenario=scenario,
        kind=draft.kind.value,
        post=None if draft.kind is SuppositionKind.NEW_POST else draft.post,
        title=draft.title,
        employer=employer,
        employer_name="" if employer else words,
        post_kind=draft.post_kind,
        fte=draft.fte,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
    _tell("scenario.changed", scenario, by, [Change("Supposition", "", _words(made))])
    return made


@transaction.atomic
def forget_supposition(supposition: Supposition, *, by: By) -> None:
    """Take a supposition out of its scenario."""
    changes = [Change("Supposition", _words(supposition), "")]
    _tell("scenario.changed", supposition.scenario, by, changes)
    supposition.delete()


def _set(scenario: Scenario, values: Mapping[str, str]) -> list[Change]:
    changes = set_values(scenario, values)
    if not scenario.name:
        raise Refusal("Donnez un nom au scénario, par exemple « Recrutement repoussé à mars ».")
    others = Scenario.objects.filter(convention_id=scenario.convention_id, name=scenario.name)
    if others.exclude(pk=scenario.pk).exists():
        raise Refusal(f"Un scénario s’appelle déjà « {scenario.name} » : choisissez un autre nom.")
    return changes


def _check(scenario: Scenario, draft: SuppositionDraft) -> None:
    refuse_far_days(draft.starts_on, draft.ends_on)
    if draft.ends_on and draft.ends_on < draft.starts_on:
        raise Refusal("La supposition finit avant de commencer : corrigez l’une des deux dates.")
    if draft.kind is not SuppositionKind.VACANCY and draft.fte <= 0:
        raise Refusal("Dites de combien : une part plus grande que zéro, par exemple 0,5.")
    if draft.kind is SuppositionKind.NEW_POST:
        if not draft.title or not draft.employer.strip():
            raise Refusal("Un poste de plus a besoin d’un intitulé et d’un employeur.")
    elif draft.post is None or draft.post.convention_id != scenario.convention_id:
        raise Refusal("Choisissez le poste de cette convention dont il s’agit.")


def _words(supposition: Supposition) -> str:
    """Tell a supposition without the name of a person: everyone reads the journal."""
    label = supposition.post or supposition.title
    return f"{supposition.get_kind_display()} : {label}"


def _tell(verb: str, scenario: Scenario, by: By, changes: list[Change]) -> None:
    note(verb, scenario, convention_id=scenario.convention_id, by=by, changes=changes)
