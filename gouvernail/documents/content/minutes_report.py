"""The minutes of a sitting as a document: a draft to go on with, or what was approved for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from gouvernail.common.templatetags.french import counted, day, moment
from gouvernail.conventions.models import Convention
from gouvernail.documents.content.state import base_of, logo_of
from gouvernail.documents.formats.report import Block, Facts, Grid, Head, Heading, Report, Text
from gouvernail.governance.models import FrozenMinutes, ItemKind, Sitting
from gouvernail.governance.models.adjustments import OPINION_LABELS
from gouvernail.governance.models.decisions import DECISION_KIND_LABELS, DECISION_STATE_LABELS
from gouvernail.governance.models.sittings import ITEM_LABELS
from gouvernail.governance.queries.minutes_content import Content
from gouvernail.rules.adjustments import Opinion
from gouvernail.rules.decisions import DecisionState

NARROW = "\u202f"
_DECIDED = (
    Head("N°"),
    Head("Décision", 8),
    Head("Nature", 3),
    Head("Responsable", 4),
    Head("À faire avant le", 3),
)
_PRESENCES = {
    "present": "Présents",
    "remote": "À distance",
    "represented": "Représentés",
    "excused": "Excusés",
    "absent": "Absents",
}


@dataclass(frozen=True, slots=True)
class SealedMinutes:
    """Approved minutes: what they say, their digest, and what says when they were approved."""

    content: Content
    digest: str
    approval: str


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What a draft adds to what is known: its state, the body's outline, what waits, what lacks."""

    state: tuple[str, ...]
    outline: str = ""
    waiting: tuple[str, ...] = ()
    lacks: tuple[Block, ...] = ()


def sealed_minutes(sitting: Sitting) -> SealedMinutes | None:
    """Return the frozen minutes of a sitting; None before, or approved without a seal. One query.

    Whatever was renamed since, the words are those of the approval.
    """
    row = FrozenMinutes.objects.filter(sitting=sitting).first()
    if row is None:
        return None
    return SealedMinutes(row.content, row.digest, approval_words(row.content))


def approval_words(content: Content) -> str:
    """Write when minutes were approved, and in which sitting."""
    approval = content["approval"]
    on = day(date.fromisoformat(approval["on"])) if approval.get("on") else ""
    place = f", en séance{NARROW}: {approval['in']}" if approval.get("in") else ""
    return f"Compte rendu approuvé le {on}{place}" if on else ""


def minutes_report(sealed: SealedMinutes, convention: Convention) -> Report:
    """Return approved minutes as a document; only the colour and the logo are today's."""
    content = sealed.content
    told = content["convention"]
    fiction = " (exemple fictif)" if told["is_fictional"] else ""
    blocks = [Facts(facts_of(content)), *minutes_blocks(content)]
    lines = (f"{told['name']}{fiction}", sealed.approval, digest_line(sealed.digest))
    return _report(content, tuple(line for line in lines if line), blocks, convention)


def draft_report(content: Content, draft: MinutesDraft, convention: Convention) -> Report:
    """Return minutes that are still being written; what is to write says so."""
    blocks: list[Block] = [Facts(facts_of(content)), *draft.lacks]
    if draft.outline:
        blocks.append(Text(draft.outline))
    blocks += minutes_blocks(content, draft)
    return _report(content, draft.state, blocks, convention)


def digest_line(digest: str) -> str:
    """Write a digest as documents print it."""
    return f"Empreinte du contenu (SHA-256){NARROW}: {digest}" if digest else ""


def facts_of(content: Content) -> tuple[tuple[str, str], ...]:
    """Return when, where, how long, and how many came."""
    row = content["sitting"]
    told = [
        ("Instance", content["body"]["name"]),
        ("Objet", row["title"]),
        ("Date", moment(datetime.fromisoformat(row["starts_at"]))),
        ("Durée prévue", f"{row['duration']} minutes"),
        ("Lieu", row["place"] or "à préciser"),
        ("Visioconférence", row["video_url"]),
        ("Taux de présence", _rate(content)),
    ]
    return tuple((label, words) for label, words in told if words)


def minutes_blocks(
    content: Content, draft: MinutesDraft | None = None, rank: int = 1
) -> list[Block]:
    """Return who came, each point, what was decided, the remarks kept; headings start at `rank`."""
    blocks: list[Block] = [Heading("Présences", rank), *presences(content)]
    blocks += [Heading("Points", rank), *_points(content, draft, rank + 1)]
    if content["words"].strip():
        blocks += [Heading("Ce qui s’est dit", rank), Text(content["words"])]
    blocks += [Heading("Décisions", rank), _decisions(content)]
    if content["opinions"]:
        told = [Text(_opinion(row)) for row in content["opinions"]]
        blocks += [Heading("Avis sur les ajustements du plan", rank), *told]
    if content["remarks"]:
        told = [Text(_remark(row)) for row in content["remarks"]]
        blocks += [Heading("Remarques retenues", rank), *told]
    return blocks


def presences(content: Content) -> list[Block]:
    """Return who came, who was excused or absent, and the guests."""
    told = []
    for presence, label in _PRESENCES.items():
        names = [_named(row) for row in content["attendance"] if row["presence"] == presence]
        if names:
            told.append((label, " ; ".join(names)))
    if content["guests"]:
        told.append(("Invités", " ; ".join(content["guests"])))
    return [Facts(tuple(told))] if told else [Text("Les présences restent à noter.")]


def _points(content: Content, draft: MinutesDraft | None, rank: int) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for title, details in _by_themselves(content, draft):
        number += 1
        blocks += [Heading(f"{number}. {title}", rank), *(Text(f"– {one}") for one in details)]
        if draft:
            blocks.append(Text("À écrire."))
    for place, point in enumerate(content["points"], 1):
        blocks.append(Heading(f"{number + place}. {point['title']}", rank))
        blocks += _point(point, is_draft=draft is not None)
        decided = [row for row in content["decisions"] if row["point"] == place]
        blocks += [
            Text(f"{_kind(row)} n° {row['number']}{NARROW}: {row['text']}") for row in decided
        ]
    return blocks


def _by_themselves(
    content: Content, draft: MinutesDraft | None
) -> Iterable[tuple[str, Iterable[str]]]:
    """Return the points that come by themselves: the follow-up first, then what waits."""
    followed = content["followed"]
    if followed:
        title = f"Suivi des décisions ({counted(len(followed), 'décision')})"
        yield title, [_followed(row) for row in followed]
    if draft and draft.waiting:
        title = f"Ajustements du plan ({counted(len(draft.waiting), 'ajustement')})"
        yield title, draft.waiting


def _point(point: Content, *, is_draft: bool) -> list[Block]:
    told = [ITEM_LABELS[ItemKind(point["kind"])].capitalize(), point["presenter"]]
    told += ["à reprendre"] if point["is_unfinished"] else []
    blocks: list[Block] = [Text(" · ".join(word for word in told if word))]
    if point["minutes"].strip():
        blocks.append(Text(point["minutes"]))
    elif is_draft:
        blocks.append(Text("À écrire."))
    for label, words in (("Actions", point["actions"]), ("Documents", point["documents"])):
        if words:
            blocks.append(Text(f"{label}{NARROW}: {' ; '.join(words)}"))
    return blocks


def _decisions(content: Content) -> Block:
    if not content["decisions"]:
        return Text("Aucune décision n’est notée.")
    rows = tuple(
        (
            row["number"],
            row["text"],
            _kind(row),
            row["owner"] or "sans responsable",
            date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        )
        for row in content["decisions"]
    )
    return Grid(_DECIDED, rows)


def _kind(row: Content) -> str:
    return DECISION_KIND_LABELS[row["kind"]].capitalize()


def _followed(row: Content) -> str:
    state = DECISION_STATE_LABELS[DecisionState(row["state"])]
    return f"N° {row['number']}, {state}{NARROW}: {row['text']}"


def _opinion(row: Content) -> str:
    words = f" {row['words']}" if row["words"] else ""
    label = OPINION_LABELS[Opinion(row["opinion"])]
    return f"N° {row['number']}, {row['title']}{NARROW}: avis {label}.{words}"


def _remark(row: Content) -> str:
    return f"{row['name']}{NARROW}: {row['words']}\nSuite{NARROW}: {row['outcome']}"


def _named(row: Content) -> str:
    return f"{row['name']} ({row['function']})" if row["name"] else str(row["function"])


def _rate(content: Content) -> str:
    rate = content["rate"]
    if rate["percent"] is None:
        return ""
    noted = counted(rate["noted"], "siège noté,sièges notés")
    return f"{rate['percent']} % ({rate['came']} sur {noted})"


def _report(
    content: Content, state: tuple[str, ...], blocks: list[Block], convention: Convention
) -> Report:
    on = day(datetime.fromisoformat(content["sitting"]["starts_at"]))
    return Report(
        title=f"Compte rendu – {content['body']['label']} du {on}",
        state=state,
        blocks=tuple(blocks),
        colour=convention.colour,
        logo=logo_of(convention),
        base=base_of(convention, "docx"),
    )
