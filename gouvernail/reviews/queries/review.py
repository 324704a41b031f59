"""What the page of a review reads: its words, its figures, its steps, the cycle before."""

from dataclasses import dataclass

from gouvernail.action_plan.models import Action, PlanNode
from gouvernail.reviews.models import FrozenReview, Review, ReviewCycle, ReviewStep
from gouvernail.reviews.models.reviews import TEXT_LABELS, TEXTS
from gouvernail.reviews.permissions import OpenedReview
from gouvernail.reviews.queries.frozen import FrozenFigure, FrozenWords, frozen_words
from gouvernail.reviews.queries.papers import paper_of
from gouvernail.rules.indicators import Indicator, pair_lines
from gouvernail.rules.reviews import FROZEN

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class TextPair:
    """One of the four texts, beside what it said in the cycle before."""

    key: str
    label: str
    text: str
    former: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """An indicator of the sheet, or one that was given once, with its values."""

    indicator: str
    baseline: str
    target: str
    value: str
    comment: str
    former: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The review of an action or a node in a cycle, as somebody may read it.

    `words` tells whether there is something to read; `shown` is the frozen version that is read in
    place of words that are not validated. `paper` names the file that goes with what is read.
    `former` is the last validated one of an earlier cycle.
    """

    texts: tuple[TextPair, ...]
    figures: tuple[FigureLine, ...]
    steps: tuple[ReviewStep, ...]
    versions: tuple[FrozenWords, ...]
    former: FrozenWords | None
    shown: FrozenWords | None
    has_words: bool
    paper: str = ""

    @property
    def has_former_texts(self) -> bool:
        """Is there a text to read beside?"""
        return any(pair.former for pair in self.texts)


def review_page(opened: OpenedReview) -> ReviewPage:
    """Return the page of a review. Five queries at most."""
    review = opened.review
    former = former_words(opened.cycle, opened.target)
    versions = _versions(review) if review else []
    latest = versions[0] if versions else None
    own = review if review and opened.may_read_words else None
    paper = paper_of(opened)
    shown = latest if own is None or opened.state in FROZEN else None
    return ReviewPage(
        texts=_texts(own, shown, former),
        figures=_figures(opened.target, own, shown, former),
        steps=_steps(review) if review else (),
        versions=tuple(versions),
        former=former,
        shown=shown,
        has_words=own is not None or shown is not None,
        paper=paper[1] if paper else "",
    )


def former_words(cycle: ReviewCycle, target: Action | PlanNode) -> FrozenWords | None:
    """Return what was validated of a target in the latest cycle before this one. One query."""
    of_target = {"review__action" if isinstance(target, Action) else "review__node": target}
    rows = FrozenReview.objects.last_versions().filter(
        review__cycle__ends_on__lt=cycle.ends_on, **of_target
    )
    rows = rows.select_related("review__cycle", "sitting__body")
    row = rows.order_by("-review__cycle__ends_on", "-pk").first()
    return frozen_words(row) if row else None


def reviews_of_action(action: Action) -> list[tuple[Review, FrozenWords | None]]:
    """Return the reviews of an action, the latest cycle first, with what was validated of each.

    Two queries.
    """
    rows = Review.objects.filter(action=action).select_related("cycle")
    frozen = FrozenReview.objects.last_versions().filter(review__action=action)
    frozen = frozen.select_related("review__cycle", "sitting__body")
    said = {row.review_id: frozen_words(row) for row in frozen}
    return [(row, said.get(row.pk)) for row in rows.order_by("-cycle__ends_on", "-pk")]


def _versions(review: Review) -> list[FrozenWords]:
    rows = review.frozen.select_related("review__cycle", "sitting__body").order_by("-number")
    return [frozen_words(row) for row in rows]


def _steps(review: Review) -> tuple[ReviewStep, ...]:
    rows = review.steps.select_related("sitting__body", "actor").order_by("-at", "-pk")
    return tuple(rows)


def _texts(
    own: Review | None, shown: FrozenWords | None, former: FrozenWords | None
) -> tuple[TextPair, ...]:
    def said(name: str) -> str:
        if shown:
            return shown.texts[name]
        return getattr(own, name) if own else ""

    return tuple(
        TextPair(name, TEXT_LABELS[name], said(name), former.texts[name] if former else "")
        for name in TEXTS
    )


def _figures(
    target: Action | PlanNode,
    own: Review | None,
    shown: FrozenWords | None,
    former: FrozenWords | None,
) -> tuple[FigureLine, ...]:
    """Return the indicators of the sheet with their values, then those that left the sheet."""
    given = {row.indicator: row for row in _given(own, shown)}
    before = {row.indicator: row.value for row in former.figures} if former else {}
    lines = []
    for row in indicators_of(target):
        name = figure_name(row)
        figure = given.pop(name, None)
        lines.append(
            FigureLine(
                indicator=name,
                baseline=row.baseline,
                target=row.target,
                value=figure.value if figure else "",
                comment=figure.comment if figure else "",
                former=before.get(name, ""),
            )
        )
    return (
        *lines,
        *(
            FigureLine(name, "", "", row.value, row.comment, before.get(name, ""))
            for name, row in given.items()
        ),
    )


def indicators_of(target: Action | PlanNode | None) -> list[Indicator]:
    """Return the indicators that a sheet names, each name once; a node has none."""
    if not isinstance(target, Action):
        return []
    rows = pair_lines(target.indicators, target.baselines, target.targets)
    found = {figure_name(row): row for row in rows if row.name}
    return list(found.values())


def indicator_names(target: Action | PlanNode | None) -> list[str]:
    """Return the names under which the indicators of a sheet are valued. No query."""
    return [figure_name(row) for row in indicators_of(target)]


def figure_name(row: Indicator) -> str:
    """Return the name under which the value of an indicator is kept."""
    return row.bare_name[:LONGEST_NAME]


def _given(own: Review | None, shown: FrozenWords | None) -> tuple[FrozenFigure, ...]:
    if shown:
        return shown.figures
    if own is None:
        return ()
    rows = own.figures.order_by("position", "pk")
    return tuple(FrozenFigure(row.indicator, row.value, row.comment) for row in rows)
