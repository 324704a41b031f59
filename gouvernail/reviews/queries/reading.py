"""What a Cotech reads aloud and validates: one page for each axis, the cycle before beside it."""

from dataclasses import dataclass

from django.db.models import Prefetch

from gouvernail.reviews.models import FrozenReview, Review, ReviewCycle, ReviewFigure
from gouvernail.reviews.models.reviews import TEXT_LABELS, TEXTS
from gouvernail.reviews.queries.board import NO_AXIS
from gouvernail.reviews.queries.board_lines import BoardLine, every_line
from gouvernail.reviews.queries.frozen import FrozenWords, frozen_words
from gouvernail.rules.reviews import FROZEN, ReviewState

# In an address, what hangs on no axis.
NO_AXIS_ID = 0


@dataclass(frozen=True, slots=True)
class ReadText:
    """One of the four texts; `former` is what it said in the cycle before."""

    label: str
    text: str
    former: str


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A review that the team kept, or that is validated, to be read."""

    line: BoardLine
    review: Review
    texts: tuple[ReadText, ...]
    figures: tuple[ReviewFigure, ...]
    former: FrozenWords | None

    @property
    def is_frozen(self) -> bool:
        """Is it validated already?"""
        return self.line.state in FROZEN


@dataclass(frozen=True, slots=True)
class ReadAxis:
    """An axis of the menu: how many reviews wait for the Cotech there, of how many kept."""

    id: int
    title: str
    waiting: int
    ready: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One axis to read. `absent` are the lines that the team has not kept, with their state."""

    axes: tuple[ReadAxis, ...]
    axis: ReadAxis | None
    items: tuple[ReadItem, ...]
    absent: tuple[BoardLine, ...]
    waiting: int

    @property
    def to_validate(self) -> tuple[ReadItem, ...]:
        """The reviews of the axis that wait for the Cotech."""
        return tuple(item for item in self.items if not item.is_frozen)

    @property
    def previous(self) -> ReadAxis | None:
        """The axis before, or None."""
        return self._beside(-1)

    @property
    def following(self) -> ReadAxis | None:
        """The axis after, or None."""
        return self._beside(1)

    def _beside(self, step: int) -> ReadAxis | None:
        if self.axis is None:
            return None
        place = self.axes.index(self.axis) + step
        return self.axes[place] if 0 <= place < len(self.axes) else None


def reading(cycle: ReviewCycle, axis_id: int | None) -> Reading:
    """Return one axis of a cycle to read: the one asked for, or the first. Seven queries."""
    lines = [line for line in every_line(cycle) if not line.is_optional]
    axes = _axes(lines)
    axis = next((one for one in axes if one.id == axis_id), axes[0] if axes else None)
    here = [line for line in lines if axis and (line.axis_id or NO_AXIS_ID) == axis.id]
    ready = [line for line in here if _is_ready(line)]
    return Reading(
        axes=tuple(axes),
        axis=axis,
        items=tuple(_items(cycle, ready)),
        absent=tuple(line for line in here if not _is_ready(line)),
        waiting=sum(one.waiting for one in axes),
    )


def to_present(cycle: ReviewCycle) -> list[Review]:
    """Return the reviews of a cycle that are validated and that the Copil has not seen. One query.

    Axes come first, then actions in the order of the plan.
    """
    rows = Review.objects.filter(cycle=cycle, state=ReviewState.VALIDATED.value)
    rows = rows.select_related("action", "node").order_by("action__position", "node__position")
    return sorted(rows, key=lambda row: row.node_id is None)


def kept_lines(cycle: ReviewCycle) -> list[BoardLine]:
    """Return what a cycle holds to validate, in the order of the plan. Four queries."""
    return [line for line in every_line(cycle) if line.state is ReviewState.KEPT]


def _is_ready(line: BoardLine) -> bool:
    return line.state is ReviewState.KEPT or line.state in FROZEN


def _axes(lines: list[BoardLine]) -> list[ReadAxis]:
    titles = {line.axis_id or NO_AXIS_ID: line.axis or NO_AXIS for line in lines}
    found = []
    for pk, title in titles.items():
        own = [line for line in lines if (line.axis_id or NO_AXIS_ID) == pk]
        waiting = sum(line.state is ReviewState.KEPT for line in own)
        found.append(ReadAxis(pk, title, waiting, sum(map(_is_ready, own))))
    return found


def _items(cycle: ReviewCycle, lines: list[BoardLine]) -> list[ReadItem]:
    figures = Prefetch("figures", ReviewFigure.objects.order_by("position", "pk"))
    rows = Review.objects.filter(pk__in=[line.review_id for line in lines])
    reviews = {row.pk: row for row in rows.select_related("status").prefetch_related(figures)}
    before = _former(cycle, list(reviews.values()))
    return [
        _item(line, reviews[line.review_id], before)
        for line in lines
        if line.review_id is not None and line.review_id in reviews
    ]


def _item(
    line: BoardLine, review: Review, before: dict[tuple[int | None, int | None], FrozenWords]
) -> ReadItem:
    former = before.get((review.action_id, review.node_id))
    texts = tuple(
        ReadText(TEXT_LABELS[name], getattr(review, name), former.texts[name] if former else "")
        for name in TEXTS
    )
    return ReadItem(line, review, texts, tuple(review.figures.all()), former)


def _former(
    cycle: ReviewCycle, reviews: list[Review]
) -> dict[tuple[int | None, int | None], FrozenWords]:
    """Return what was last validated of the same targets in earlier cycles. One query."""
    rows = FrozenReview.objects.of(cycle.convention).last_versions()
    rows = rows.filter(review__cycle__ends_on__lt=cycle.ends_on)
    actions = {row.action_id for row in reviews if row.action_id}
    nodes = {row.node_id for row in reviews if row.node_id}
    of_actions = rows.filter(review__action__in=actions)
    found = of_actions | rows.filter(review__node__in=nodes)
    found = found.select_related("review__cycle", "sitting__body")
    return {
        (row.review.action_id, row.review.node_id): frozen_words(row)
        for row in found.order_by("review__cycle__ends_on", "pk")
    }
