"""The words around a deadline: nothing said, no end, « au plus tard », « fin »… as plain text.

All patterns read what `deadline_spans.plain` returns: no accents, small letters, single spaces.
"""

import re

from gouvernail.rules.deadline_spans import MONTH_WORD, YEAR

NOTHING = re.compile(
    r"|(?:date |echeance |delai )?(?:(?:reste )?(?:a|non) (?:definir|defini|preciser|precise|"
    r"determiner|determine|fixer|fixe|planifier|planifie|programmer|programme|confirmer|"
    r"completer|renseigner|renseigne|connu)e?s?)|sans (?:echeance|date|delai|objet)|"
    r"pas d(?:'echeance|e date|e delai|e calendrier)|aucune?(?: echeance| date)?|neant|"
    r"inconnue?|[-/._ ]+|n\.?/?a\.?|n\.?c\.?|n\.?d\.?|n\.?r\.?|s\.?o\.?|tbd"
)
_WHOLE_TERM = (
    r"(?:(?:sur |pendant |durant )?(?:toute )?(?:la )?duree (?:totale )?(?:de la |du )?"
    r"(?:ctg|convention|contrat|plan|projet)|tout au long de (?:l'annee|la ctg|la convention)|"
    r"toute l'annee|toute la (?:ctg|convention))"
)
_EVERY = (
    r"(?:chaque|tou(?:te)?s les) (?:annee|an|ans|annees|mois|trimestres?|semestres?|semaines?|"
    r"rentrees?|etes?|deux ans|2 ans)"
)
_STEADY = (
    r"(?:actions? |mission |dispositif )?(?:en )?(?:continue?s?|permanente?s?|permanence|"
    r"perennes?|recurrente?s?|annuel(?:le)?s?|annuellement|mensuel(?:le)?s?|semestriel(?:le)?s?|"
    r"trimestriel(?:le)?s?|hebdomadaires?|regulier|reguliere|regulierement)"
)
_ONGOING_CORE = rf"(?:{_WHOLE_TERM}|{_EVERY}|{_STEADY}|au fil de l'eau|fil de l'eau)"
ONGOING = re.compile(
    rf"{_ONGOING_CORE}(?: ?[,;/(-]? ?{_ONGOING_CORE}\)?)*"
    r"(?: (?:a partir d|depuis |des ).*| (?:en|au|a|sur|pendant|durant|avec) [^0-9?]*"
    r"| ?\([^0-9?]*\))?"
)
LEAD_IN = re.compile(
    r"(?:echeance|date limite|date butoir|date de fin|date|delai|livraison|prevue?|calendrier|"
    r"prevision(?:nel(?:le)?)?|periode|fin prevue|au plus tard|d'ici|jusqu'(?:a|au|en)|pour|"
    r"dans le courant|courant|durant|avant|en|sur|de|du|d'|le|au|a|la)(?:(?<=')|[ :]+)"
)
END_OF = re.compile(
    r"fin(?: de l'| d'| du | de la | de | )(?:annee )?(?:mois (?:de |d'))?(?P<rest>.+)"
)
TAIL = re.compile(r" ?\([^0-9?()]*\)$")
RANGE = re.compile(r" (?:au|a|jusqu'au|jusqu'a|jusqu'en) | ?(?:->|=>|>) ?| ?- ?")
VAGUE = re.compile(
    r"\b(?:debut|mi|milieu|printemps|ete|automne|hiver|noel|toussaint|vacances|courant|environ|"
    r"avant|vers|fin)\b"
)
START_ONLY = re.compile(r"(?:a partir|a compter|des|depuis|debut(?:e|er|ant)?(?: en| le)) ?.*")
CALENDAR_WORD = re.compile(
    rf"{MONTH_WORD}|\b(?:trimestre|semestre|rentree|annee scolaire)\b|\b[ts][1-4]\b|"
    r"\b[0-3]?[0-9][/.][01]?[0-9]\b"
)
ANY_YEAR = re.compile(rf"\b{YEAR}\b")
