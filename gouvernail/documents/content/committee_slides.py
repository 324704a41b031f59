"""The slides of a sitting: the agenda, where the plan is, what is late, what is to be decided."""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils import timezone

from gouvernail.action_plan.queries import Clock
from gouvernail.action_plan.queries.filters import PlanFilters, Watch, watched
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.rows import action_rows
from gouvernail.action_plan.queries.tallies import Tally
from gouvernail.action_plan.queries.tree import Branch, plan_tree
from gouvernail.common.templatetags.french import counted, duration, moment
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.content.gaps import Gap, missing, no_agenda
from gouvernail.documents.content.obligations_report import obligation_mark
from gouvernail.documents.content.plan_list import plan_list
from gouvernail.documents.content.review_slides import review_slides
from gouvernail.documents.content.sitting_papers import followed_mark
from gouvernail.documents.content.state import base_of
from gouvernail.documents.content.team_blocks import ACCOUNTS, account_grid
from gouvernail.documents.content.team_blocks import TITLE as TEAM_TITLE
from gouvernail.documents.formats.deck import (
    BarChart,
    Deck,
    Lack,
    Point,
    Points,
    Series,
    Sheet,
    Slide,
)
from gouvernail.documents.formats.report import Cell, Head
from gouvernail.governance.models import ObligationKind, Sitting
from gouvernail.governance.queries.obligations import obligation_lines
from gouvernail.rules.ledger_rows import CheckKey
from gouvernail.rules.progress import StatusFamily
from gouvernail.staffing.queries.table import ledger_table

LATE_SHOWN = 24
SITTINGS_SHOWN = 8
_FAMILY_NAMES = {
    StatusFamily.DONE: ("terminée", "terminées"),
    StatusFamily.RUNNING: ("en cours", "en cours"),
    StatusFamily.NOT_STARTED: ("non commencée", "non commencées"),
    StatusFamily.SUSPENDED: ("suspendue", "suspendues"),
    StatusFamily.DROPPED: ("abandonnée", "abandonnées"),
}
_DUTIES = (Head("Engagement", 6), Head("Source", 3), Head("Où en est-on", 7), Head("État", 3))
_LATE = (
    Head("N°", 2),
    Head("Action", 9),
    Head("Pilote", 5),
    Head("Échéance", 4),
    Head("Retard", 3),
)
_DECISIONS = (Head("N°"), Head("Décision", 9), Head("Responsable", 4), Head("État", 5))
_ADJUSTMENTS = (Head("N°"), Head("Nature", 3), Head("Ajustement", 7), Head("Motif", 7))
_COMING = (Head("Instance", 6), Head("Date", 6), Head("Lieu", 6))


def committee_slides(dossier: Dossier) -> Deck:
    """Return the slides of a sitting.

    A part whose data nobody typed says so; a part where nothing is good news has no slide.
    """
    row = dossier.sitting
    lines = [moment(row.starts_at), row.place or row.video_url or "Lieu à préciser"]
    if dossier.sign_in_code:
        lines.append("Pour émarger, visez le code de votre téléphone")
    return Deck(
        title=row.body.name,
        lines=tuple(line for line in (*lines, *dossier.state) if line),
        slides=tuple(_slides(dossier)),
        colour=row.convention.colour,
        logo=dossier.logo,
        picture=dossier.sign_in_code,
        base=base_of(row.convention, "pptx"),
    )


def _lack(dossier: Dossier, title: str, gap: Gap) -> Lack:
    (told,) = missing(gap, dossier.sitting.convention, dossier.site)
    return Lack(title, told.words, told.address)


def _slides(dossier: Dossier) -> Iterator[Slide]:
    if dossier.agenda:
        points = (
            Point(f"{rank}. {line.title}", line.kind) for rank, line in enumerate(dossier.agenda, 1)
        )
        yield Points("Ordre du jour", tuple(points))
    elif gap := no_agenda(dossier):
        yield _lack(dossier, "Ordre du jour", gap)
    yield from _plan(dossier)
    yield from review_slides(dossier)
    yield from _duties(dossier)
    yield from _team(dossier)
    if dossier.followed:
        yield Sheet("Suivi des décisions", _DECISIONS, tuple(_decisions(dossier)))
    if dossier.adjustments:
        rows = tuple(
            (row.number, row.get_kind_display(), row.title, row.reason)
            for row in dossier.adjustments
        )
        yield Sheet("Ajustements proposés", _ADJUSTMENTS, rows)
    yield from _coming(dossier)


def _plan(dossier: Dossier) -> Iterator[Slide]:
    convention = dossier.sitting.convention
    kept = plan_list(convention, QueryDict()).kept
    if not kept.tally.total:
        gap = Gap("Le plan ne compte encore aucune action.", "imports:upload")
        yield _lack(dossier, "Où en est le plan", gap)
        return
    clock = Clock(dossier.today, convention.stale_after_days)
    tree = plan_tree(convention, PlanFilters(), clock)
    yield Points("Où en est le plan", tuple(_where(kept.tally)))
    axes = [branch for branch in tree.branches if branch.tally.total]
    if axes:
        yield _chart(axes)
    else:
        gap = Gap("Aucune action n’est rattachée à un axe du plan.", "action_plan:structure")
        yield _lack(dossier, "Les actions par axe", gap)
    late = _late_rows(kept, clock)
    if late:
        yield Sheet("Actions en retard", _LATE, late)


def _where(tally: Tally) -> Iterator[Point]:
    yield Point(counted(tally.total, "action"), f"avancement {tally.progress.percent}\u202f%")
    for family, number in tally.families:
        yield Point(counted(number, ",".join(_FAMILY_NAMES[StatusFamily(family)])))
    if tally.late:
        yield Point(f"{tally.late} en retard")


def _chart(axes: list[Branch]) -> BarChart:
    series = []
    for family, (_, name) in _FAMILY_NAMES.items():
        values = tuple(dict(axis.tally.families).get(family.value, 0) for axis in axes)
        if any(values):
            series.append(Series(name, family.value, values))
    words = " ; ".join(
        f"{axis.full_title} : {counted(axis.tally.total, 'action')}, dont {axis.tally.done} "
        f"terminées, avancement {axis.tally.progress.percent} %"
        for axis in axes
    )
    titles = tuple(axis.full_title for axis in axes)
    return BarChart("Les actions par axe", titles, tuple(series), words)


def _late_rows(kept: KeptActions, clock: Clock) -> tuple[tuple[str, ...], ...]:
    late = watched(kept.state.actions, kept.state, Watch.LATE, clock).order_by("due_on", "id")
    ids = list(late.values_list("id", flat=True)[:LATE_SHOWN])
    return tuple(
        (row.number, row.title, row.leads or "sans pilote", row.deadline, duration(row.days_late))
        for row in action_rows(kept.state, ids, kept.words.statuses, clock.today)
    )


def _duties(dossier: Dossier) -> Iterator[Slide]:
    shown = {ObligationKind.RHYTHM.value, ObligationKind.DOCUMENT.value}
    lines = obligation_lines(dossier.sitting.convention, None, dossier.today)
    rows = tuple(
        (line.obligation.text, line.obligation.source, line.sentence, obligation_mark(line))
        for line in lines
        if line.obligation.kind in shown
    )
    title = f"Les engagements de {dossier.today.year}"
    if rows:
        yield Sheet(title, _DUTIES, rows)
    else:
        gap = Gap("Aucun engagement n’est tenu pour cette convention.", "governance:obligations")
        yield _lack(dossier, title, gap)


def _team(dossier: Dossier) -> Iterator[Slide]:
    """Say where the staff stands, without a name; nothing when the convention says none."""
    convention = dossier.sitting.convention
    table = ledger_table(convention, dossier.today)
    if table.rows:
        yield Sheet(TEAM_TITLE, ACCOUNTS, account_grid(table).rows)
    elif table.checks and table.checks[0].rule == CheckKey.TARGETS:
        gap = Gap("Aucun poste de chargé de coopération n’est noté.", "team:home")
        yield _lack(dossier, TEAM_TITLE, gap)


def _decisions(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for line in dossier.followed:
        row = line.decision
        yield row.number, row.text, str(row.owner or "sans responsable"), followed_mark(line)


def _coming(dossier: Dossier) -> Iterator[Slide]:
    rows = Sitting.objects.of(dossier.sitting.convention).planned()
    rows = rows.filter(starts_at__gte=timezone.now()).exclude(pk=dossier.sitting.pk)
    coming = rows.select_related("body").order_by("starts_at")[:SITTINGS_SHOWN]
    told = tuple((row.body.name, moment(row.starts_at), row.place) for row in coming)
    if told:
        yield Sheet("Prochaines séances", _COMING, told)
    else:
        gap = Gap("Aucune autre séance n’est encore datée.", "governance:create_sitting")
        yield _lack(dossier, "Prochaines séances", gap)
