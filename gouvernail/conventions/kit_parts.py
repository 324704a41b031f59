"""What a kit holds, once it has been read and found valid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gouvernail.conventions.kit_governance import KitBody, KitObligation
from gouvernail.conventions.kit_staffing import KitStaffing
from gouvernail.conventions.models import TermKind
from gouvernail.rules.progress import StatusFamily

STALE_AFTER_DAYS = 90
PLAN_TITLE = "Plan d’actions"


@dataclass(frozen=True, slots=True)
class KitConvention:
    """What the kit says of the convention itself."""

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    plan_title: str = PLAN_TITLE
    stale_after_days: int = STALE_AFTER_DAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitLevel:
    """A level of the plan; the first of the kit is the highest."""

    name: str
    plural: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitStatus:
    """A state word and the family it counts in."""

    label: str
    family: StatusFamily
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitTerm:
    """A word of one of the lists."""

    kind: TermKind
    label: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitField:
    """A field of the action sheet. `key` is empty for a free field."""

    key: str
    label: str
    is_shown: bool = True
    is_short: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitSignatory:
    """An organisation that signs, and as what."""

    name: str
    role: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class KitAnnex:
    """An annex, as the convention names it."""

    label: str
    title: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit that has been read and found valid."""

    name: str
    territory: str
    source: str
    is_fictional: bool
    convention: KitConvention
    levels: tuple[KitLevel, ...]
    statuses: tuple[KitStatus, ...]
    terms: tuple[KitTerm, ...]
    fields: tuple[KitField, ...]
    communes: tuple[str, ...] = ()
    signatories: tuple[KitSignatory, ...] = ()
    annexes: tuple[KitAnnex, ...] = ()
    bodies: tuple[KitBody, ...] = ()
    obligations: tuple[KitObligation, ...] = ()
    staffing: KitStaffing = field(default_factory=KitStaffing)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
