"""What the page of proposed dates reads."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from gouvernail.governance.closed_days import DayOff, day_off, zone_of
from gouvernail.governance.models import DateOption, DateVote, Invitee, Preference, Sitting


@dataclass(frozen=True, slots=True)
class OptionLine:
    """A proposed moment: why people may be away, and what those who answered say."""

    option: DateOption
    off: DayOff
    yes: int
    maybe: int
    no: int
    is_best: bool


@dataclass(frozen=True, slots=True)
class VoterLine:
    """What one of those who are called says of each date, in the order of the dates."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PollPage:
    """The dates proposed for a sitting and what was answered."""

    options: tuple[OptionLine, ...]
    voters: tuple[VoterLine, ...]
    asked: int


def poll_page(sitting: Sitting) -> PollPage:
    """Return the proposed dates and the answers. Four queries."""
    options = list(sitting.date_options.order_by("starts_at"))
    votes = list(DateVote.objects.filter(option__sitting=sitting).select_related("invitee"))
    zone = zone_of(sitting.convention)
    counts = Counter((vote.option_id, vote.preference) for vote in votes)
    best = max((_score(counts, option) for option in options), default=(0, 0))
    lines = [
        OptionLine(
            option,
            day_off(timezone.localtime(option.starts_at).date(), zone),
            yes=counts[option.pk, Preference.YES.value],
            maybe=counts[option.pk, Preference.MAYBE.value],
            no=counts[option.pk, Preference.NO.value],
            is_best=bool(votes) and _score(counts, option) == best,
        )
        for option in options
    ]
    return PollPage(tuple(lines), tuple(_voters(options, votes)), sitting.invitees.count())


def _score(counts: Counter[tuple[int, str]], option: DateOption) -> tuple[int, int]:
    """Return how well a date suits: who can come at all, then who can without trouble."""
    yes = counts[option.pk, Preference.YES.value]
    return yes + counts[option.pk, Preference.MAYBE.value], yes


def _voters(options: list[DateOption], votes: list[DateVote]) -> list[VoterLine]:
    said = {(vote.invitee_id, vote.option_id): vote.get_preference_display() for vote in votes}
    names = {vote.invitee_id: vote.invitee.name for vote in votes}
    return [
        VoterLine(name, tuple(said.get((pk, option.pk), "") for option in options))
        for pk, name in sorted(names.items(), key=lambda pair: pair[1])
    ]


def options_for(invitee: Invitee) -> list[tuple[DateOption, str]]:
    """Return the dates proposed to somebody, with what they said of each. Two queries."""
    said = dict(invitee.date_votes.values_list("option_id", "preference"))
    options = invitee.sitting.date_options.order_by("starts_at")
    return [(option, said.get(option.pk, "")) for option in options]
