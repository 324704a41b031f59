"""Texts of Word."""

from tests.imports.corpus.odd import Odd
from tests.imports.texts import text

HEADER = ["N°", "Action", "Pilote", "Échéance"]
ONE, TWO = ["1", "Ouvrir un café", "Ville", "2026"], ["2", "Tenir un forum", "CCAS", "juin 2026"]
THREE = ["3", "Créer un guide", "Caf", "en continu"]
TITLES = ["Ouvrir un café", "Tenir un forum", "Créer un guide"]
FICHE = [["Pilote", "CCAS"], ["Partenaires", "Caf, PMI"], ["Calendrier", "2026"]]


def fiche(number, title):
    return [[f"Fiche action n° {number} : {title}", None], *FICHE]


def labelled(title):
    return [["Intitulé de l’action", title], *FICHE]


def in_four(title):
    return [
        ["Intitulé", title, None, None],
        ["Pilote", "CCAS", "Échéance", "2026"],
        ["Public", "Familles", "État d’avancement", "en cours"],
        ["Description", "Un lieu pour souffler.", None, None],
    ]


def odd(name, *blocks, asked=(), **wants):
    return Odd(f"docx {name}", "plan.docx", lambda: text(*blocks), wants, asked)


PROSE = [
    odd("one table", [HEADER, ONE, TWO, THREE], title=TITLES, lead=["Ville", "CCAS", "Caf"]),
    odd(
        "one table after a page of text",
        "# Convention territoriale globale",
        "Préambule.",
        "Un long texte.",
        [HEADER, ONE, TWO],
        title=TITLES[:2],
    ),
    odd(
        "bands in the table",
        [
            HEADER,
            ["Axe 1 : Grandir", None, None, None],
            ONE,
            ["Axe 2 : Se loger", None, None, None],
            TWO,
        ],
        path=["Axe 1 : Grandir", "Axe 2 : Se loger"],
    ),
    odd(
        "levels merged downwards",
        [["Axe", *HEADER], ["Grandir", *ONE], ["^", *TWO], ["Se loger", *THREE]],
        path=["Grandir", "Grandir", "Se loger"],
    ),
    odd(
        "a table under each heading",
        "# Grandir",
        [HEADER, ONE],
        "# Se loger",
        [HEADER, TWO, THREE],
        path=["Grandir", "Se loger", "Se loger"],
        title=TITLES,
    ),
    odd(
        "two depths of headings",
        "# Axe 1",
        "## Objectif 1.1",
        [HEADER, ONE],
        "## Objectif 1.2",
        [HEADER, TWO],
        path=["Axe 1 > Objectif 1.1", "Axe 1 > Objectif 1.2"],
    ),
    odd(
        "a contact table before the plan",
        [["Nom", "Téléphone"], ["Awa", "01 99 00 00 01"]],
        [HEADER, ONE, TWO],
        title=TITLES[:2],
    ),
    odd("a table cut by a page", [HEADER, ONE], "", [TWO, THREE], title=TITLES),
    odd(
        "fiches under headings",
        "# Axe 1 : Grandir",
        "## Action 1.1 – Ouvrir un café",
        FICHE,
        "## Action 1.2 – Tenir un forum",
        FICHE,
        title=TITLES[:2],
        number=["1.1", "1.2"],
        path=["Axe 1 : Grandir"] * 2,
    ),
    odd(
        "fiches with their own title",
        "# Axe 1",
        fiche("1", TITLES[0]),
        "",
        fiche("2", TITLES[1]),
        title=TITLES[:2],
        number=["1", "2"],
        path=["Axe 1"] * 2,
    ),
    odd(
        "fiches with a label for title",
        labelled(TITLES[0]),
        "",
        labelled(TITLES[1]),
        "",
        labelled(TITLES[2]),
        title=TITLES,
        lead=["CCAS"] * 3,
    ),
    odd(
        "fiches in four columns",
        in_four(TITLES[0]),
        "",
        in_four(TITLES[1]),
        title=TITLES[:2],
        family=["running"] * 2,
        description=["Un lieu pour souffler."] * 2,
    ),
    odd(
        "fiches without tables",
        "# Axe 1",
        "## Ouvrir un café",
        "Pilote : CCAS",
        "Échéance : 2026",
        "## Tenir un forum",
        "Pilote : Ville",
        "Échéance : juin",
        title=TITLES[:2],
        lead=["CCAS", "Ville"],
        kind=["year", "unclear"],
    ),
    odd(
        "headings that repeat",
        "# Action 1 : Ouvrir un café",
        "## Pilote",
        "CCAS",
        "## Contexte",
        "Un besoin.",
        "# Action 2 : Tenir un forum",
        "## Pilote",
        "Ville",
        "## Contexte",
        "Un autre.",
        title=TITLES[:2],
        lead=["CCAS", "Ville"],
    ),
    odd(
        "headings without a style",
        "AXE 1 : Grandir",
        "Fiche action 1 : Ouvrir un café",
        FICHE,
        "Fiche action 2 : Tenir un forum",
        FICHE,
        title=TITLES[:2],
        path=["AXE 1 : Grandir"] * 2,
    ),
    odd(
        "the title of the document above all",
        "# Plan d’actions 2026",
        "## Grandir",
        [HEADER, ONE, TWO],
        path=["Grandir"] * 2,
    ),
    odd(
        "a fiche whose heading is a level",
        "# Grandir",
        "## Accueillir",
        labelled(TITLES[0]),
        labelled(TITLES[1]),
        path=["Grandir > Accueillir"] * 2,
    ),
    odd(
        "a question",
        [HEADER, ["1", TITLES[0], "Ville", "2025/2026"], TWO],
        asked=((2, "D"),),
        kind=["unclear", "month"],
    ),
    odd(
        "partners on lines",
        [["Action", "Partenaires", "Pilote"], [TITLES[0], "Caf\nPMI\nRPE", "Ville"]],
        partners=[["Caf", "PMI", "RPE"]],
    ),
    odd("one fiche alone", fiche("4", TITLES[0]), title=TITLES[:1], number=["4"]),
]
