"""The indicators of an action, as the plan names them and as the Cotech validated their values."""

from dataclasses import dataclass

from gouvernail.action_plan.models import Action
from gouvernail.reviews.queries.frozen import FrozenFigure, FrozenWords
from gouvernail.rules.indicators import pair_lines


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator: where it starts, where it goes, its value alone and with its précision."""

    name: str
    baseline: str
    target: str
    value: str
    said: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The cells of a row."""
        return self.name, self.baseline, self.target, self.said

    @property
    def line(self) -> str:
        """The indicator on a line, for a list of facts."""
        around = [f"départ {self.baseline}"] if self.baseline else []
        around += [f"cible {self.target}"] if self.target else []
        more = f" ({', '.join(around)})" if around else ""
        return f"{self.name}\u202f: {self.said or 'valeur non donnée'}{more}"


def measured(action: Action | None, words: FrozenWords | None) -> list[Measured]:
    """Return the indicators of an action with the values of a review; a value keeps its own line.

    Without an action, the plan no longer holds it: its values are still told.
    """
    values = {figure.indicator: figure for figure in words.figures} if words else {}
    rows = []
    lines = pair_lines(action.indicators, action.baselines, action.targets) if action else []
    for row in lines:
        figure = values.pop(row.bare_name, None) or values.pop(row.name, None)
        value = figure.value if figure else ""
        rows.append(Measured(row.bare_name, row.baseline, row.target, value, _said(figure)))
    alone = (Measured(one.indicator, "", "", one.value, _said(one)) for one in values.values())
    return [*rows, *alone]


def measures(action: Action | None, words: FrozenWords) -> str:
    """Return the indicators of an action, a line each, with their value of the year."""
    return "\n".join(row.line for row in measured(action, words))


def _said(figure: FrozenFigure | None) -> str:
    """Write a value and its précision; the value alone is a number."""
    if figure is None:
        return ""
    if not figure.value:
        return figure.comment
    return f"{figure.value} ({figure.comment})" if figure.comment else figure.value
