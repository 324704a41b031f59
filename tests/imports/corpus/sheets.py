"""Workbooks, each made in Excel's and in LibreOffice's format."""

from datetime import date, datetime

from tests.imports.books import xlsx
from tests.imports.corpus.odd import Odd
from tests.imports.opendocument import cell, ods, row, table

HEADER = ["N°", "Action", "Pilote", "Partenaires", "Échéance", "État"]


def line(number, title, lead="Ville", partners="Caf, PMI", due="2026", state="en cours"):
    return [number, title, lead, partners, due, state]


ONE, TWO, THREE = (
    line("1", "Ouvrir un café"),
    line("2", "Tenir un forum"),
    line("3", "Créer un guide"),
)
TITLES = ["Ouvrir un café", "Tenir un forum", "Créer un guide"]


def opened(*sheets):
    """Return the LibreOffice file of sheets described as for `xlsx`: rows, merges, hidden rows."""
    return ods(*(_sheet(name, rows, *options) for name, rows, *options in sheets))


def _sheet(name, rows, options=None):
    given = options or {}
    spans, covered = _spans(given.get("merges", ()))
    hidden = given.get("hidden_rows", ())
    lines = []
    for top, values in enumerate(rows):
        width = max([len(values), *(left + 1 for at, left in [*spans, *covered] if at == top)])
        padded = [*values, *[""] * (width - len(values))]
        cells = [
            _cell(value, spans.get((top, left)), (top, left) in covered)
            for left, value in enumerate(padded)
        ]
        lines.append(row(cells, 'table:visibility="collapse"' if top in hidden else ""))
    return table(name, *lines, style="hidden" if given.get("hidden") else "")


def _cell(value, span, is_covered):
    if is_covered:
        return "<table:covered-table-cell/>"
    return cell(value, span or "") or "<table:table-cell/>"


def _spans(merges):
    spans, covered = {}, set()
    for merge in merges:
        (top, left), (bottom, right) = map(_corner, merge.split(":"))
        spans[top, left] = (
            f'table:number-rows-spanned="{bottom - top + 1}" '
            f'table:number-columns-spanned="{right - left + 1}"'
        )
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {
            (top, left)
        }
    return spans, covered


def _corner(reference):
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]) - 1, ord(letters) - ord("A")


def both(name, *sheets, wants, asked=()):
    return [
        Odd(f"xlsx {name}", "plan.xlsx", lambda: xlsx(*sheets), wants, asked),
        Odd(f"ods {name}", "plan.ods", lambda: opened(*sheets), wants, asked),
    ]


def plan(name, *rows, wants, asked=(), **options):
    return both(name, ("Plan", list(rows), options), wants=wants, asked=asked)


def fiche(number, title, due="2026"):
    return [
        [f"FICHE ACTION N° {number}"],
        ["Axe", "Axe 1 – Grandir"],
        ["Intitulé", title],
        ["Pilote", "CCAS"],
        ["Partenaires associés", "Caf ; PMI"],
        ["Calendrier", due],
        ["Indicateurs d’évaluation", "Nombre de familles"],
    ]


def fiche_in_four(number, title):
    return [
        [f"Fiche n° {number} – {title}", "", "", ""],
        ["Pilote", "CCAS", "Échéance", "2026"],
        ["Partenaires", "Caf ; PMI", "Avancement", "en cours"],
        ["Descriptif"],
        ["Un lieu pour souffler."],
    ]


SHEETS = [
    *plan(
        "bands and a total",
        HEADER,
        ["AXE 1 – Grandir"],
        ONE,
        TWO,
        ["Sous-total", "2 actions"],
        ["AXE 2 – Se loger"],
        THREE,
        ["TOTAL", "3 actions"],
        merges=["A2:F2", "A6:F6"],
        wants={"title": TITLES, "path": ["AXE 1 – Grandir"] * 2 + ["AXE 2 – Se loger"]},
    ),
    *plan(
        "levels in columns, once",
        ["Axe", "Objectif", "Action", "Pilote", "Échéance"],
        ["Grandir", "Accueillir", TITLES[0], "Ville", "2026"],
        ["", "", TITLES[1], "Ville", "2026"],
        ["", "Former", TITLES[2], "Caf", "2027"],
        wants={"title": TITLES, "path": ["Grandir > Accueillir"] * 2 + ["Grandir > Former"]},
    ),
    *plan(
        "levels merged downwards",
        ["Axe", "Action", "Pilote", "Échéance"],
        ["Grandir", TITLES[0], "Ville", "2026"],
        ["", TITLES[1], "Ville", "2026"],
        ["Se loger", TITLES[2], "Caf", "2027"],
        merges=["A2:A3"],
        wants={"path": ["Grandir", "Grandir", "Se loger"]},
    ),
    *plan(
        "levels repeated by idem",
        ["Axe", "Action", "Pilote", "Échéance"],
        ["Grandir", TITLES[0], "Ville", "2026"],
        ["idem", TITLES[1], "Caf", "2026"],
        wants={"path": ["Grandir", "Grandir"]},
    ),
    *plan(
        "a header on two rows",
        ["N°", "Action", "Pilotage", "", "Calendrier", ""],
        ["", "", "Structure pilote", "Référent", "Début", "Fin"],
        ["1", TITLES[0], "CCAS", "Awa", date(2026, 1, 5), date(2026, 6, 30)],
        ["2", TITLES[1], "Ville", "Luc", "", "fin 2027"],
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
        wants={"title": TITLES[:2], "lead": ["CCAS", "Ville"], "due": ["2026-06-30", "2027-12-31"]},
    ),
    *plan(
        "titles above and a date of print",
        ["Convention territoriale globale 2026-2029"],
        ["Mis à jour le", date(2026, 3, 1)],
        [],
        HEADER,
        ONE,
        TWO,
        merges=["A1:F1"],
        wants={"title": TITLES[:2]},
    ),
    *plan(
        "dates of every kind",
        HEADER,
        line("1", "A un", due=date(2026, 6, 30)),
        line("2", "B deux", due=datetime(2026, 6, 30, 9, 15)),  # noqa: DTZ001
        line("3", "C trois", due=2026),
        line("4", "D quatre", due="S2 2026"),
        line("5", "E cinq", due="rentrée 2026"),
        line("6", "F six", due="en continu"),
        line("7", "G sept", due="sept.-26"),
        wants={
            "due": [
                "2026-06-30",
                "2026-06-30",
                "2026-12-31",
                "2026-12-31",
                "2026-09-01",
                "ongoing",
                "2026-09-30",
            ]
        },
    ),
    *plan(
        "deadlines to ask",
        HEADER,
        line("1", "A un", due="2025/2026"),
        line("2", "B deux", due="30/02/2026"),
        line("3", "C trois", due="selon budget"),
        line("4", "D quatre", due="juin"),
        line("5", "E cinq", due=46203),
        wants={"kind": ["unclear"] * 5},
        asked=tuple((r, "E") for r in range(2, 7)),
    ),
    *plan(
        "states as people write them",
        HEADER,
        line("1", "A un", state="Terminé en 2025"),
        line("2", "B deux", state="50 %"),
        line("3", "C trois", state="en cours depuis mars"),
        line("4", "D quatre", state="À DÉMARRER"),
        line("5", "E cinq", state="stand-by"),
        line("6", "F six", state="annulée"),
        line("7", "G sept", state=""),
        wants={
            "family": ["done", "running", "running", "not_started", "suspended", "dropped", None]
        },
    ),
    *plan(
        "fractions for percentages",
        ["Action", "Pilote", "Taux d’avancement"],
        ["Ouvrir un café", "Ville", 0.5],
        ["Tenir un forum", "Caf", 1.0],
        ["Créer un guide", "Caf", 0.25],
        wants={"progress": [50, 100, 25]},
    ),
    *plan(
        "amounts",
        ["Action", "Pilote", "Budget prévisionnel"],
        ["A un", "Ville", 12500.5],
        ["B deux", "Caf", "12 500,50 €"],
        ["C trois", "Caf", "N/A"],
        ["D quatre", "Caf", "à chiffrer"],
        ["E cinq", "Caf", 0],
        wants={"budget": ["12500.50", "12500.50", None, None, "0.00"]},
    ),
    *plan(
        "errors of calculation",
        HEADER,
        line("1", "A un", lead="#REF!"),
        line("2", "B deux", due="#N/A"),
        wants={"lead": ["", "Ville"]},
        asked=((2, "C"), (3, "E")),
    ),
    *plan(
        "lists in a cell",
        HEADER,
        line("1", "A un", partners="Caf\nPMI\n- RPE"),
        line("2", "B deux", partners="Caf / PMI / parents"),
        line("3", "C trois", partners="Caf, PMI (Département), Reaap"),
        line("4", "D quatre", partners="sans objet"),
        wants={
            "partners": [
                ["Caf", "PMI", "RPE"],
                ["Caf", "PMI", "parents"],
                ["Caf", "PMI (Département)", "Reaap"],
                [],
            ]
        },
    ),
    *plan(
        "communes",
        ["Action", "Pilote", "Communes concernées"],
        ["A un", "Ville", "Istres et Fos-sur-Mer"],
        ["B deux", "Ville", "Toutes"],
        ["C trois", "Ville", "Istres (Entressen)"],
        ["D quatre", "Ville", "N/A"],
        wants={"communes": [["Istres", "Fos-sur-Mer"], ["Toutes"], ["Istres (Entressen)"], []]},
    ),
    *plan(
        "numbers inside titles",
        ["Action", "Pilote", "Échéance"],
        ["1.1 Ouvrir un café", "Ville", "2026"],
        ["Action 1.2 : Tenir un forum", "Ville", "2026"],
        ["10 places de crèche en plus", "Caf", "2027"],
        wants={
            "number": ["1.1", "1.2", None],
            "title": [*TITLES[:2], "10 places de crèche en plus"],
        },
    ),
    *plan(
        "numbers turned into dates",
        HEADER,
        line(date(2026, 2, 1), "A un"),
        line("1.2", "B deux"),
        wants={"number": [None, "1.2"]},
        asked=((2, "A"),),
    ),
    *plan(
        "numbers kept as figures",
        HEADER,
        line(1, "A un"),
        line(2.0, "B deux"),
        line(1.1, "C trois"),
        wants={"number": ["1", "2", "1.1"]},
    ),
    *plan(
        "numbers that start again",
        HEADER,
        ["AXE 1 – Grandir"],
        ONE,
        TWO,
        ["AXE 2 – Se loger"],
        line("1", TITLES[2]),
        merges=["A2:F2", "A5:F5"],
        wants={"number": ["1", "2", "1"], "refused": [False] * 3},
    ),
    *plan(
        "the header again on each page",
        HEADER,
        ONE,
        HEADER,
        TWO,
        [],
        HEADER,
        THREE,
        wants={"title": TITLES},
    ),
    *plan(
        "empty rows and columns",
        ["", "", *HEADER],
        [],
        ["", "", *ONE],
        [],
        [],
        ["", "", *TWO],
        wants={"title": TITLES[:2]},
    ),
    *plan(
        "an example below the header",
        HEADER,
        [
            "Ex. :",
            "Indiquer l’intitulé",
            "Nom de la structure",
            "Séparer par des virgules",
            "jj/mm/aaaa",
            "Choisir dans la liste",
        ],
        ONE,
        TWO,
        wants={"title": TITLES[:2]},
    ),
    *plan(
        "a legend below the plan",
        HEADER,
        ONE,
        TWO,
        [],
        ["Légende"],
        ["", "réalisée : faite"],
        ["", "en cours : commencée"],
        wants={"title": TITLES[:2]},
    ),
    *plan("hidden rows", HEADER, ONE, TWO, THREE, hidden_rows=(2,), wants={"title": TITLES}),
    *plan(
        "columns with other names",
        ["Réf.", "Fiche action", "Chef de file", "Acteurs associés", "Quand", "Où en est-on ?"],
        ONE,
        TWO,
        wants={"title": TITLES[:2], "lead": ["Ville"] * 2, "family": ["running"] * 2},
    ),
    *plan(
        "columns that nobody knows",
        ["Action", "Pilote", "Échéance", "Avis du comité technique"],
        ["Ouvrir un café", "Ville", "2026", "favorable"],
        ["Tenir un forum", "Caf", "2027", ""],
        wants={"notes": [{"Avis du comité technique": "favorable"}, {}]},
    ),
    *plan(
        "a title on several rows",
        ["N°", "Action", "Pilote", "Échéance"],
        ["1", TITLES[0], "Ville", "2026"],
        ["", "", "CCAS", ""],
        ["2", TITLES[1], "Caf", "2027"],
        merges=["A2:A3", "B2:B3"],
        wants={"title": TITLES[:2], "leads": [["Ville", "CCAS"], ["Caf"]]},
    ),
    *plan(
        "a start and an end",
        ["Action", "Pilote", "Date de début", "Date de fin"],
        ["A un", "Ville", date(2026, 1, 1), date(2026, 12, 31)],
        ["B deux", "Ville", date(2027, 1, 1), date(2026, 1, 1)],
        wants={"kind": ["range", "unclear"]},
        asked=((3, "D"),),
    ),
    *plan(
        "decomposed accents",
        ["Intitule\u0301", "Pilote", "E\u0301che\u0301ance"],
        ["Cre\u0301er", "Ville", "de\u0301cembre 2026"],
        wants={"title": ["Créer"], "due": ["2026-12-31"]},
    ),
    *plan(
        "formulas' letters",
        HEADER,
        line("1", "=Ouvrir".replace("=", "+"), lead="@CCAS"),
        wants={"title": ["+Ouvrir"], "lead": ["@CCAS"]},
    ),
    *both(
        "a sheet per axis",
        ("Axe 1", [HEADER, ONE]),
        ("Axe 2", [HEADER, line("1", TITLES[1])]),
        wants={"path": ["Axe 1", "Axe 2"], "title": TITLES[:2]},
    ),
    *both(
        "a sheet per theme, an empty one",
        ("Petite enfance", [HEADER, ONE]),
        ("Jeunesse", [HEADER, TWO]),
        ("Feuil3", []),
        wants={"path": ["Petite enfance", "Jeunesse"]},
    ),
    *both(
        "a sheet per year",
        ("2024", [HEADER, ONE]),
        ("2025", [HEADER, ONE, TWO]),
        wants={"title": TITLES[:2]},
    ),
    *both(
        "a hidden sheet",
        ("Ancien", [HEADER, THREE], {"hidden": True}),
        ("Plan", [HEADER, ONE, TWO]),
        wants={"title": TITLES[:2]},
    ),
    *both(
        "a cover, lists, the plan",
        ("Page de garde", [["Convention territoriale globale"], ["2026-2029"]]),
        ("Listes", [["Pilote", "État"], ["Ville", "en cours"], ["Caf", "réalisée"]]),
        ("Plan d’actions", [HEADER, ONE, TWO, THREE]),
        wants={"title": TITLES},
    ),
    *both(
        "a sheet per action",
        ("FA 1", fiche("1.1", TITLES[0])),
        ("FA 2", fiche("1.2", TITLES[1])),
        ("FA 3", fiche("1.3", TITLES[2], "2025/2026")),
        wants={
            "number": ["1.1", "1.2", "1.3"],
            "title": TITLES,
            "lead": ["CCAS"] * 3,
            "path": ["Axe 1 – Grandir"] * 3,
            "kind": ["year", "year", "unclear"],
            "partners": [["Caf", "PMI"]] * 3,
        },
    ),
    *both(
        "a sheet per action and their list",
        ("Sommaire", [["N°", "Action"], ["1", TITLES[0]], ["2", TITLES[1]]]),
        ("1", fiche("1", TITLES[0])),
        ("2", fiche("2", TITLES[1])),
        wants={"title": TITLES[:2], "lead": ["CCAS"] * 2},
    ),
    *both(
        "fiches in four columns",
        ("F1", fiche_in_four(1, TITLES[0]), {"merges": ["A1:D1", "A4:D4", "A5:D5"]}),
        ("F2", fiche_in_four(2, TITLES[1]), {"merges": ["A1:D1"]}),
        wants={
            "title": TITLES[:2],
            "number": ["1", "2"],
            "lead": ["CCAS"] * 2,
            "family": ["running"] * 2,
            "description": ["Un lieu pour souffler."] * 2,
        },
    ),
    *both(
        "fiches one under the other",
        ("Fiches", [*fiche("1", TITLES[0]), [], *fiche("2", TITLES[1])]),
        wants={"title": TITLES[:2], "number": ["1", "2"]},
    ),
    *both(
        "one fiche alone",
        ("Fiche", fiche("4", TITLES[0])),
        wants={"title": TITLES[:1], "number": ["4"], "lead": ["CCAS"]},
    ),
]
