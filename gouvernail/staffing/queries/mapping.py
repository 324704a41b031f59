"""The plan's themes and the lines of the Caf's portal, side by side."""

from dataclasses import dataclass

from gouvernail.conventions.models import Convention, Term, TermKind
from gouvernail.staffing.queries.sheet_making import ThemeLine
from gouvernail.staffing.queries.sheets import theme_lines

TO_CONFIRM = "à confirmer"


@dataclass(frozen=True, slots=True)
class MappedLine:
    """A line of the portal and the names of the plan's themes that it counts."""

    line: ThemeLine
    terms: tuple[str, ...]

    @property
    def source(self) -> str:
        """Where its words come from; that they are to be confirmed is said until they are."""
        is_over = not self.line.has_doubt and TO_CONFIRM in self.line.source
        return "" if is_over else self.line.source


@dataclass(frozen=True, slots=True)
class MappingPage:
    """Every line; `loose` are the plan's themes in none, `double` those in several."""

    lines: tuple[MappedLine, ...]
    loose: tuple[str, ...]
    double: tuple[str, ...]
    doubts: int


def mapping_page(convention: Convention) -> MappingPage:
    """Return the lines of the portal with the plan's themes. Three queries."""
    themes = theme_lines(convention, with_terms=True)
    terms = dict(term_choices(convention))
    times = {pk: sum(pk in theme.term_ids for theme in themes) for pk in terms}
    return MappingPage(
        tuple(
            MappedLine(theme, tuple(terms[pk] for pk in terms if pk in theme.term_ids))
            for theme in themes
        ),
        tuple(label for pk, label in terms.items() if not times[pk]),
        tuple(label for pk, label in terms.items() if times[pk] > 1),
        sum(theme.has_doubt for theme in themes),
    )


def term_choices(convention: Convention) -> list[tuple[int, str]]:
    """Return the themes of the plan, in their order. One query."""
    rows = Term.objects.filter(convention=convention, kind=TermKind.THEME.value)
    return list(rows.order_by("position", "pk").values_list("pk", "label"))
