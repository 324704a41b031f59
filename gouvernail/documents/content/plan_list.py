"""The list of actions that an address asks for, ready to become a document."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils import timezone

from gouvernail.action_plan.forms import PlanFiltersForm, filter_chips
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries import Clock, filter_choices, kept_actions
from gouvernail.action_plan.queries.kept import KeptActions
from gouvernail.action_plan.queries.past import actions_at
from gouvernail.action_plan.queries.sorting import ordered_ids
from gouvernail.conventions.models import Convention
from gouvernail.documents.catalogue import PLAN_REPORTS, REPORT_FORMATS, TABLE_FORMATS, Book
from gouvernail.documents.content.action_sheets import sheets_report
from gouvernail.documents.content.plan_report import plan_report
from gouvernail.documents.content.plan_table import plan_table
from gouvernail.documents.content.state import state_lines
from gouvernail.documents.formats.refusals import MOST_SHEETS, TooManySheets


@dataclass(frozen=True, slots=True)
class PlanList:
    """The actions kept, their order, and the lines that say what was kept, as of which day."""

    convention: Convention
    kept: KeptActions
    on: date | None
    sort: str
    state: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many actions."""
        return self.kept.tally.total

    def actions(self) -> list[Action]:
        """Return the whole actions, in the order asked. Eight queries at most."""
        ids = ordered_ids(self.kept, self.sort)
        found = actions_at(self.convention, self.on, ids)
        return [found[pk] for pk in ids]


def plan_list(convention: Convention, query: QueryDict) -> PlanList:
    """Return what the filters of an address keep. Nine queries at most."""
    today = timezone.localdate()
    form = PlanFiltersForm(query)
    filters = form.filters(today)
    clock = Clock(today, convention.stale_after_days)
    kept = kept_actions(convention, filters, clock)
    chips = filter_chips(query, filters, kept, filter_choices(convention)) if query else ()
    state = state_lines(convention, kept.tally.total, filters.on or today, chips)
    return PlanList(convention, kept, filters.on, form.sort, state)


def plan_book(plan: PlanList) -> Book:
    """Return the plan as a table to compute with and a document to read. Nine queries at most."""
    actions = plan.actions()
    words, title = plan.kept.words, plan.convention.plan_title
    return Book(
        plan_table(title, words, actions, state=plan.state),
        plan_report(plan.convention, plan.kept, actions, state=plan.state),
    )


def write_plan(plan: PlanList, extension: str) -> bytes:
    """Return the plan as a file: a key of PLAN_TABLES or of PLAN_REPORTS.

    Errors: DocumentRefused, which says what to do.
    """
    if extension in PLAN_REPORTS:
        report = plan_report(plan.convention, plan.kept, plan.actions(), state=plan.state)
        return REPORT_FORMATS[extension].write(report, timezone.now())
    title = plan.convention.plan_title
    table = plan_table(title, plan.kept.words, plan.actions(), state=plan.state)
    return TABLE_FORMATS[extension].write(table)


def write_sheets(plan: PlanList, extension: str) -> bytes:
    """Return the sheets of the actions as one file: a key of PLAN_REPORTS.

    Errors: DocumentRefused, which says what to do.
    """
    if plan.count > MOST_SHEETS:
        raise TooManySheets
    words = plan.kept.words
    report = sheets_report(plan.convention, words, plan.actions(), state=plan.state)
    return REPORT_FORMATS[extension].write(report, timezone.now())
