"""What an action would say after an import: the file's words laid over the action's own."""

from dataclasses import fields, replace
from typing import Any

from gouvernail.action_plan.drafts import TEXT_FIELDS, ActionDraft
from gouvernail.action_plan.models import Action
from gouvernail.conventions.queries.vocabulary import FREE_PREFIX
from gouvernail.imports.known import Known
from gouvernail.imports.readers.wording import tidy
from gouvernail.imports.sheets import ReadAction, ReadPlan
from gouvernail.rules.deadlines import Deadline
from gouvernail.rules.names import fold_name


def draft_from(
    row: ReadAction, before: ActionDraft, plan: ReadPlan, known: Known, unread: dict[str, str]
) -> tuple[ActionDraft, list[str]]:
    """Return what the action would say: the file's words where it has a column, else its own.

    `unread` holds what the cells with a question say, by header: it is kept as a note. Beside the
    draft come sentences about what was understood, or put aside.
    """
    told = set(plan.by_column.values())
    says: list[str] = []
    after = replace(before, title=row.title, notes=_notes(row, before, plan, unread))
    after = replace(after, **_plain_values(row, told, known))
    if told & {"status", "progress"}:
        after = _with_status(row, after, told, known, says)
    if "lead_person" in told:
        after = _with_person(row, after, known, says)
    texts = {key: row.texts.get(key, "") for key in TEXT_FIELDS if key in told}
    free = {key: row.texts.get(key, "") for key in told if key.startswith(FREE_PREFIX)}
    after = replace(after, texts={**before.texts, **texts}, free={**before.free, **free})
    return _in_the_same_letters(before, after), says


def _in_the_same_letters(before: ActionDraft, after: ActionDraft) -> ActionDraft:
    """Return `after`, with the words of `before` where only the way accents are coded differs."""
    kept = {
        one.name: _kept(getattr(before, one.name), getattr(after, one.name))
        for one in fields(ActionDraft)
    }
    return replace(after, **kept)


def _kept(before: Any, after: Any) -> Any:
    if isinstance(after, dict):
        return {key: _kept(before.get(key), value) for key, value in after.items()}
    return before if _composed(before) == _composed(after) else after


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value) or ""
    if isinstance(value, tuple):
        return tuple(map(_composed, value))
    if isinstance(value, Deadline):
        return replace(value, text=tidy(value.text) or "")
    return value


def _plain_values(row: ReadAction, fields: set[str], known: Known) -> dict[str, Any]:
    """Return the values that need no judgement, for the fields that the file has."""
    values: dict[str, tuple[set[str], Any]] = {
        "leads": ({"leads"}, known.names(row.leads)),
        "partners": ({"partners"}, known.names(row.partners)),
        "communes": ({"communes"}, tuple(dict.fromkeys(row.communes))),
        "deadline": ({"deadline", "starts", "ongoing"}, row.deadline),
        "budget": ({"budget"}, row.budget),
    }
    found = {name: value for name, (needed, value) in values.items() if fields & needed}
    return {**found, "number": row.number} if row.number else found


def _with_status(
    row: ReadAction, draft: ActionDraft, fields: set[str], known: Known, says: list[str]
) -> ActionDraft:
    status = known.status(row.status_label, row.status_family)
    if row.status_family and status is None:
        says.append(
            f"Aucun état de votre liste ne correspond à « {row.status_text} » : gardé en note."
        )
        draft = replace(draft, notes={**draft.notes, "État lu dans le fichier": row.status_text})
    elif status and row.status_text and not row.status_label and row.progress is None:
        says.append(f"« {row.status_text} » est lu comme « {status.label} ».")
    stated = row.progress is not None or "progress" in fields
    return replace(draft, status=status, progress=row.progress if stated else draft.progress)


def _with_person(row: ReadAction, draft: ActionDraft, known: Known, says: list[str]) -> ActionDraft:
    written = row.texts.get("lead_person", "")
    person = known.persons.get(fold_name(written))
    if written and person is None:
        says.append(f"« {written} » n’est pas dans l’annuaire : gardé en note.")
        return replace(draft, notes={**draft.notes, "Personne référente": written})
    return replace(draft, lead_person=person)


def _notes(
    row: ReadAction, before: ActionDraft, plan: ReadPlan, unread: dict[str, str]
) -> dict[str, str]:
    """Return the notes: those of other files stay, this file's columns say what they say now."""
    heads = {header.label for header in plan.headers}
    kept = {label: text for label, text in before.notes.items() if label not in heads}
    return {**kept, **row.notes, **unread}


def too_long(draft: ActionDraft) -> tuple[str, ...]:
    """Return a sentence for each text that its field cannot hold."""
    texts = {**draft.texts, "number": draft.number, "deadline_text": draft.deadline.text}
    limits = {key: Action._meta.get_field(key).max_length for key in texts}  # type: ignore[union-attr]
    found = [
        f"« {text[:40]}… » est trop long : {limits[key]} caractères au plus."
        for key, text in texts.items()
        if (limits[key] or len(text)) < len(text)
    ]
    names = [*draft.leads, *draft.partners, *draft.communes]
    found += [f"« {name[:40]}… » est trop long pour un nom." for name in names if len(name) > 200]
    return tuple(found)
