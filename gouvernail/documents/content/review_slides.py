"""The slides of the reviews: what the Cotech validated, word for word; what it is to validate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gouvernail.action_plan.models import PlanNode
from gouvernail.common.templatetags.french import counted, day
from gouvernail.documents.content.dossier import Dossier
from gouvernail.documents.content.gaps import Gap, missing
from gouvernail.documents.formats.deck import Lack, Point, Points, Said, Sheet, Slide, Words
from gouvernail.documents.formats.deck_parts import short
from gouvernail.documents.formats.report import Head
from gouvernail.governance.queries.reviews import validates_reviews
from gouvernail.reviews.models import FrozenReview, ReviewCycle
from gouvernail.reviews.models.reviews import TEXT_LABELS, TEXTS
from gouvernail.reviews.queries.board import NO_AXIS
from gouvernail.reviews.queries.board_lines import BoardLine
from gouvernail.reviews.queries.frozen import FrozenWords, validated_reviews
from gouvernail.reviews.queries.reading import kept_lines
from gouvernail.rules.adjustments import BodyPart
from gouvernail.rules.sittings import PLANNED, SittingState

_TO_VALIDATE = (Head("Axe", 6), Head("N°", 2), Head("Action ou axe", 10), Head("Pilote", 6))
LONGEST_AXIS = 48  # so that a title with its « (suite) » stands on two lines
NOTHING_NEW = "Rien de nouveau."


def review_slides(dossier: Dossier) -> Iterator[Slide]:
    """Return the slides of the reviews of a sitting; none for a body without a part in them.

    The body that decides reads frozen words, and nothing else.
    """
    sitting = dossier.sitting
    if SittingState(sitting.state) in PLANNED and validates_reviews(sitting):
        yield from _to_validate(dossier)
    if sitting.body.part == BodyPart.DECIDES.value:
        yield from _validated(dossier)


def _validated(dossier: Dossier) -> Iterator[Slide]:
    cycles = _cycles(dossier, copil=dossier.sitting)
    if not cycles:
        gap = Gap("Aucun cycle de bilans n’est ouvert pour cette séance.", "reviews:home")
        yield _lack(dossier, "Les bilans validés", gap)
    nodes = PlanNode.objects.of(dossier.sitting.convention).order_by("rank", "position", "pk")
    titles = dict(nodes.values_list("pk", "title"))
    for cycle in cycles:
        rows = validated_reviews(dossier.sitting.convention, cycle=cycle)
        if not rows:
            said = f"Aucun bilan n’est validé par le Cotech : « {cycle.title} »."
            yield _lack(dossier, cycle.title, Gap(said, "reviews:board", cycle.pk))
            continue
        axes = _by_axis(rows, list(titles))
        last = max(row.validated_on for row in rows)
        told = f"{counted(len(rows), 'bilan validé')}{_validated_by(rows)}, le {day(last)}"
        names = (Point(_title(titles, pk), counted(len(own), "bilan")) for pk, own in axes.items())
        yield Points(cycle.title, (Point(told), *names))
        for pk, own in axes.items():
            title = f"{cycle.title} – {_brief(_title(titles, pk))}"
            yield Words(title, tuple(_said(row, titles.get(pk or 0, "")) for row in own))


def _said(row: FrozenWords, axis: str) -> Said:
    progress = f", {row.progress} %" if row.progress is not None else ""
    state = f"{row.status}{progress}" if row.status else ""
    detail = " · ".join(part for part in (row.leads, state) if part)
    texts = [Point(TEXT_LABELS[name].capitalize(), row.texts[name]) for name in TEXTS]
    told = [text for text in texts if text.detail]
    if row.nothing_new and not told:
        told = [Point("Depuis le dernier bilan", NOTHING_NEW)]
    head = "L’axe en son entier" if row.node_id and row.title == axis else row.full_title
    return Said(head, detail, tuple(told))


def _to_validate(dossier: Dossier) -> Iterator[Slide]:
    for cycle in _cycles(dossier, cotech=dossier.sitting):
        title = f"{cycle.title} : bilans à valider"
        lines = kept_lines(cycle)
        if lines:
            yield Sheet(title, _TO_VALIDATE, tuple(_row(line) for line in lines))
        else:
            said = f"Aucun bilan n’est encore retenu par l’équipe : « {cycle.title} »."
            yield _lack(dossier, title, Gap(said, "reviews:board", cycle.pk))


def _row(line: BoardLine) -> tuple[str, ...]:
    return _brief(line.axis), line.number, line.title, line.leads


def _cycles(dossier: Dossier, **made_for: object) -> list[ReviewCycle]:
    """Return the cycles made for the sitting, oldest first; without any, the latest."""
    convention = dossier.sitting.convention
    rows = ReviewCycle.objects.filter(convention=convention).order_by("ends_on", "pk")
    found = list(rows.filter(**made_for)) or list(rows.reverse()[:1])
    for cycle in found:
        cycle.convention = convention
    return found


def _validated_by(rows: Sequence[FrozenWords]) -> str:
    """Return which bodies validated reviews, by the names that they had. One query."""
    frozen = FrozenReview.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    names = dict.fromkeys(frozen.values_list("content__validated__body", flat=True))
    return f" ({', '.join(names)})" if names else ""


def _by_axis(
    rows: Iterable[FrozenWords], order: Sequence[int]
) -> dict[int | None, list[FrozenWords]]:
    """Put reviews under their axes, in the order of the plan, the review of the axis first."""
    places = {pk: place for place, pk in enumerate(order)}
    found: defaultdict[int | None, list[FrozenWords]] = defaultdict(list)
    for row in rows:
        found[row.axis_id].append(row)
    return dict(sorted(found.items(), key=lambda pair: places.get(pair[0] or 0, len(places))))


def _title(titles: dict[int, str], pk: int | None) -> str:
    return titles.get(pk or 0, NO_AXIS)


def _brief(title: str) -> str:
    """Return the title of an axis in few words: what stands before its colon, when it is long."""
    return short(title if len(title) <= LONGEST_AXIS else title.partition(" : ")[0], LONGEST_AXIS)


def _lack(dossier: Dossier, title: str, gap: Gap) -> Lack:
    (told,) = missing(gap, dossier.sitting.convention, dossier.site)
    return Lack(title, told.words, told.address)
