"""What a return says: the same lines for the page, the mail and the paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gouvernail.common.templatetags.french import day, moment
from gouvernail.governance.models import Adjustment, Decision, Sitting
from gouvernail.reviews.queries.frozen import FrozenWords
from gouvernail.rules.adjustments import AdjustmentState
from gouvernail.rules.decisions import TO_CARRY_OUT, DecisionState
from gouvernail.rules.sittings import SittingState
from gouvernail.steering.queries.returns import Recipient

NARROW = "\u202f"
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A part of a return: its heading and its lines."""

    name: str
    lines: tuple[str, ...]


def told_to(recipient: Recipient) -> list[Told]:
    """Return what a recipient is told, part by part; the parts without a line are left out."""
    settled = recipient.settled
    parts = [
        Told("Décisions", tuple(_decision(row.decision) for row in settled if row.decision)),
        Told(
            "Ajustements du plan",
            tuple(_adjustment(row.adjustment) for row in settled if row.adjustment),
        ),
        Told("Bilans présentés", tuple(_review(row.review) for row in settled if row.review)),
        Told("Prochaines dates", tuple(_coming(row) for row in recipient.coming)),
    ]
    return [part for part in parts if part.lines]


def opening_of(sitting: Sitting) -> str:
    """Return the usual first words of a return."""
    return (
        f"Bonjour,\n\nL’instance « {sitting.body.name} » de {sitting.convention.name} s’est réunie "
        f"le {day(sitting.starts_at)}. Voici ce qui vous concerne."
    )


def subject_of(sitting: Sitting) -> str:
    """Return the subject of the mail."""
    return f"Ce qui vous concerne : {sitting.body} du {day(sitting.starts_at)}"


def mail_body(sitting: Sitting, opening: str, recipients: Sequence[Recipient]) -> str:
    """Return the words of one mail, which may carry the returns of several recipients."""
    parts = [opening.strip()]
    for recipient in recipients:
        told = [f"{part.name}{NARROW}:\n{_list(part.lines)}" for part in told_to(recipient)]
        if len(recipients) > 1:
            told.insert(0, recipient.name.upper())
        parts += told
    sign = sitting.body.convener or sitting.body.chair or sitting.convention.name
    return "\n\n".join([*parts, sign])


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"– {line}" for line in lines)


def _decision(row: Decision) -> str:
    told = [f"N° {row.number}{NARROW}: {_stop(row.text)}"]
    state = DecisionState(row.state)
    if state not in TO_CARRY_OUT:
        told.append(f"({row.get_state_display()})")
    if row.owner:
        told.append(f"Responsable{NARROW}: {row.owner}.")
    if row.due_on and state in TO_CARRY_OUT:
        told.append(f"À faire avant le {day(row.due_on)}.")
    return " ".join(told)


def _adjustment(row: Adjustment) -> str:
    is_kept = AdjustmentState(row.state) in {AdjustmentState.ADOPTED, AdjustmentState.APPLIED}
    label = "adopté" if row.state == AdjustmentState.ADOPTED.value else row.get_state_display()
    told = [
        f"N° {row.number}, {row.action or row.title}{NARROW}: {row.get_kind_display()}, {label}."
    ]
    if is_kept:
        told += list(_changes(row))
    elif row.state_reason:
        told.append(_stop(row.state_reason))
    return " ".join(told)


def _changes(row: Adjustment) -> Iterator[str]:
    for change in row.changes:
        after = _short(change["after"]) or "vide"
        before = f" (au lieu de{NARROW}: {_short(change['before'])})" if change["before"] else ""
        yield f"{change['label']}{NARROW}: {after}{before}."


def _review(row: FrozenWords) -> str:
    state = f", {row.status}" if row.status else ""
    progress = f", avancement {row.progress}{NARROW}%" if row.progress is not None else ""
    return f"{row.full_title}{NARROW}: bilan validé le {day(row.validated_on)}{state}{progress}."


def _coming(row: Sitting) -> str:
    place = f", {row.place}" if row.place else ""
    doubt = "" if row.state == SittingState.CONVENED.value else " (date à confirmer)"
    return f"{row.body.name}{NARROW}: {moment(row.starts_at)}{place}{doubt}."


def _stop(words: str) -> str:
    told = " ".join(words.split())
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= LONGEST_VALUE else f"{told[: LONGEST_VALUE - 1]}…"
