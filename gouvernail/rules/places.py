"""Where an action takes place, as people write it, and the commune it stands for."""

import re
from collections.abc import Mapping

from gouvernail.rules.names import fold_name

_PRECISION = re.compile(r"\(.*?\)")
_WHOLE_TERRITORY = frozenset(
    {
        "toutes",
        "tous",
        "toutes les communes",
        "toutes communes",
        "ensemble des communes",
        "l ensemble des communes",
        "tout le territoire",
        "le territoire",
        "territoire",
        "territoire ctg",
        "territoire de la ctg",
        "ensemble du territoire",
        "l ensemble du territoire",
    }
)


def is_whole_territory(label: str) -> bool:
    """Tell whether the words mean every commune of the convention.

    Unit: yes or no.
    Errors: none.
    Source: CHOICE 0008.
    """
    return fold_name(label) in _WHOLE_TERRITORY


def commune_code(label: str, communes: Mapping[str, str]) -> str | None:
    """Return the INSEE code of the commune that a label names, or None.

    A precision in brackets is left aside: « Istres (Entressen) » is in Istres. Words such as
    « Ville de » before the name are left aside too.

    Unit: INSEE code; `communes` maps names to codes.
    Errors: none.
    Source: CHOICE 0008; COG-INSEE.
    """
    folded = {fold_name(name): code for name, code in communes.items()}
    wanted = fold_name(_PRECISION.sub(" ", label))
    for prefix in ("", "ville de ", "ville d ", "commune de ", "commune d ", "mairie de "):
        code = folded.get(wanted.removeprefix(prefix))
        if code:
            return code
    return None


def at_commune(name: str) -> str:
    """Return a commune as the place where something is: « au Mans », « à La Ciotat ».

    Unit: text.
    Errors: none.
    Source: CHOICE 0008.
    """
    for article, joined in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"à {name}"
