"""What a kit says of the governance: bodies, seats, rules of composition, obligations."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gouvernail.conventions.kit_staffing import KitTargetKind
from gouvernail.conventions.kit_tables import KitTable, read_all, read_word, refuse_doubles
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.composition import College, RuleKind, SeatLevel
from gouvernail.rules.periods import PeriodKind

MONTHS = 12
OBLIGATION_KINDS = (
    "rhythm",
    "precedence",
    "document",
    "composition",
    "staffing",
    "declaration",
)


@dataclass(frozen=True, slots=True)
class KitMission:
    """What a body is for, and where the text says so."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitSeat:
    """A seat of a body."""

    organisation: str = ""
    function: str = ""
    level: SeatLevel | None = None
    college: College | None = None
    is_elected: bool = False


@dataclass(frozen=True, slots=True)
class KitCompositionRule:
    """Who must be in a body."""

    kind: RuleKind
    text: str
    minimum: int = 1
    level: SeatLevel | None = None
    college: College | None = None
    organisation: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitBody:
    """A body; `feeds` holds the keys of the bodies that its work goes up to."""

    key: str
    name: str
    short_name: str = ""
    kind: str = ""
    level: SeatLevel | None = None
    part: BodyPart | None = None
    convener: str = ""
    chair: str = ""
    place: str = ""
    duration: int = 120
    agenda: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    missions: tuple[KitMission, ...] = ()
    seats: tuple[KitSeat, ...] = ()
    rules: tuple[KitCompositionRule, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitReading:
    """One way of reading a rhythm."""

    label: str
    at_least: int = 1
    at_most: int | None = None
    per_months: int = MONTHS


@dataclass(frozen=True, slots=True)
class KitObligation:
    """A sentence that binds. The first of its readings holds until somebody settles one."""

    key: str
    kind: str
    text: str
    body: str = ""
    before: str = ""
    reading: KitReading = KitReading("")
    readings: tuple[KitReading, ...] = ()
    doubt: bool = False
    is_average: bool = False
    period: PeriodKind = PeriodKind.CALENDAR
    notice_days: int = 90
    amount: Decimal | None = None
    post_kind: str = ""
    place: str = ""
    since_year: int | None = None
    source: str = ""


def read_bodies(root: KitTable) -> tuple[KitBody, ...]:
    """Return the bodies of a kit. Errors: InvalidKit."""
    tables = root.tables("body")
    bodies = read_all(tables, _body)
    refuse_doubles("[[body]]", [body.key for body in bodies])
    refuse_doubles("[[body]]", [body.name for body in bodies])
    known = {body.key for body in bodies}
    for table, body in zip(tables, bodies, strict=True):
        for key in body.feeds:
            _refuse_unknown(table, "feeds", key, known)
    return bodies


def read_obligations(root: KitTable, bodies: Iterable[KitBody]) -> tuple[KitObligation, ...]:
    """Return the obligations of a kit, whose bodies are known. Errors: InvalidKit."""
    known = {body.key for body in bodies}
    tables = root.tables("obligation")
    obligations = read_all(tables, _obligation)
    refuse_doubles("[[obligation]]", [row.key for row in obligations])
    for table, row in zip(tables, obligations, strict=True):
        for name, key in (("body", row.body), ("before", row.before)):
            if key:
                _refuse_unknown(table, name, key, known)
    return obligations


def _refuse_unknown(table: KitTable, name: str, key: str, known: set[str]) -> None:
    if key not in known:
        raise table.error(f"« {name} » cite l’instance « {key} », que le kit ne décrit pas")


def _body(table: KitTable) -> KitBody:
    return KitBody(
        key=table.text("key", most=40),
        name=table.text("name", most=150),
        short_name=table.text("short_name", "", most=40),
        kind=table.text("kind", "", most=80),
        level=read_word(table, "level", SeatLevel),
        part=read_word(table, "part", BodyPart),
        convener=table.text("convener", ""),
        chair=table.text("chair", ""),
        place=table.text("place", ""),
        duration=table.whole("duration", 120),
        agenda=table.words("agenda"),
        feeds=table.words("feeds"),
        themes=table.words("themes"),
        missions=read_all(table.tables("mission"), _mission),
        seats=read_all(table.tables("seat"), _seat),
        rules=read_all(table.tables("rule"), _rule),
        source=table.text("source", ""),
    )


def _mission(table: KitTable) -> KitMission:
    return KitMission(table.text("text", most=500), table.text("source", ""))


def _seat(table: KitTable) -> KitSeat:
    seat = KitSeat(
        table.text("organisation", "", most=300),
        table.text("function", ""),
        read_word(table, "level", SeatLevel),
        read_word(table, "college", College),
        table.flag("elected", default=False),
    )
    table.text("source", "")
    if not (seat.organisation or seat.function):
        raise table.error("donnez une structure (organisation) ou une fonction (function)")
    return seat


def _rule(table: KitTable) -> KitCompositionRule:
    kind = read_word(table, "kind", RuleKind)
    if kind is None:
        raise table.error("« kind » manque")
    return KitCompositionRule(
        kind=kind,
        text=table.text("text", most=300),
        minimum=table.whole("minimum", 1),
        level=read_word(table, "level", SeatLevel),
        college=read_word(table, "college", College),
        organisation=table.text("organisation", "", most=300),
        source=table.text("source", ""),
    )


def _obligation(table: KitTable) -> KitObligation:
    kind = table.text("kind")
    if kind not in OBLIGATION_KINDS:
        raise table.error(f"« kind » doit être l’un de : {', '.join(OBLIGATION_KINDS)}")
    readings = read_all(
        table.tables("option"), lambda one: _reading(one, one.text("label", most=300))
    )
    own = _reading(table, table.text("reading", "", most=300))
    return KitObligation(
        key=table.text("key", most=60),
        kind=kind,
        text=table.text("text", most=500),
        body=table.text("body", ""),
        before=table.text("before", ""),
        reading=readings[0] if readings else own,
        readings=readings,
        doubt=table.flag("doubt", default=False),
        is_average=table.flag("average", default=False),
        period=read_word(table, "period", PeriodKind) or PeriodKind.CALENDAR,
        notice_days=table.whole("notice_days", 90),
        amount=table.decimal("amount"),
        post_kind=_post_kind(table),
        place=table.text("place", "", most=150),
        since_year=table.whole("year", 0) if "year" in table.keys_left() else None,
        source=table.text("source", ""),
    )


def _post_kind(table: KitTable) -> str:
    kind = read_word(table, "posts", KitTargetKind)
    return "" if kind in (None, KitTargetKind.TOTAL) else kind.value


def _reading(table: KitTable, label: str) -> KitReading:
    least = table.whole("at_least", 1)
    # A table cannot say None: a maximum that is not given is that of no bound.
    most = table.whole("at_most", 0) if "at_most" in table.keys_left() else None
    months = table.whole("per_months", MONTHS)
    if most is not None and most < least:
        raise table.error("le maximum (at_most) ne peut pas être inférieur au minimum (at_least)")
    if months > MONTHS:
        raise table.error(f"« per_months » va de 1 à {MONTHS}")
    return KitReading(label, least, most, months)
