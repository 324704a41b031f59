"""What the sheets of actions still lack, with the way to the field that would fill it."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from gouvernail.action_plan.drafts import ActionDraft, draft_of
from gouvernail.action_plan.models import Action
from gouvernail.action_plan.queries.filters import Clock
from gouvernail.conventions.queries.vocabulary import VocabularyWords
from gouvernail.rules.completion import NEWS, Completion, Gap, SheetFacts, completion
from gouvernail.rules.indicators import pair_lines
from gouvernail.rules.progress import OPEN_FAMILIES, StatusFamily

# Where the form of a sheet puts what is not a single input under its own name.
_PLACES = {
    "leads": "leads_0",
    "communes": "communes_0",
    "indicators": "indicators_name_0",
    "baselines": "indicators_baseline_{}",
    "targets": "indicators_target_{}",
    NEWS: "status",
}


@dataclass(frozen=True, slots=True)
class GapView:
    """Something that lacks, and where the form has it: `?champ=key#anchor`.

    `reason` is what the rule calls it: no field is named « news ».
    """

    key: str
    sentence: str
    anchor: str
    reason: str = ""


def gap_view(gap: Gap) -> GapView:
    """Return a gap with its place in the form."""
    place = _PLACES.get(gap.key, gap.key).format(gap.line)
    key = "status" if gap.key == NEWS else gap.key
    return GapView(key, gap.sentence, f"id_{place}", gap.key)


def completion_of(action: Action, words: VocabularyWords, clock: Clock) -> Completion:
    """Return what an action lacks. Its parts, places and status must be at hand: no query."""
    shown = {field.key for field in words.fields if field.is_shown}
    facts = replace(sheet_facts(draft_of(action)), quiet_days=quiet_days(action, clock.today))
    return completion(facts, shown=shown, stale_after=clock.stale_after_days)


def sheet_facts(draft: ActionDraft) -> SheetFacts:
    """Return what completion asks of a sheet."""
    texts = draft.texts
    return SheetFacts(
        leads=draft.leads,
        status=str(draft.status or ""),
        deadline=draft.deadline,
        objective=texts.get("objective", ""),
        communes=draft.communes,
        indicators=pair_lines(
            texts.get("indicators", ""), texts.get("baselines", ""), texts.get("targets", "")
        ),
    )


def quiet_days(action: Action, today: date) -> int:
    """Return for how many days an open action has had no news; 0 for a closed one."""
    if action.status and StatusFamily(action.status.family) not in OPEN_FAMILIES:
        return 0
    return max((today - timezone.localdate(action.updated_at)).days, 0)
