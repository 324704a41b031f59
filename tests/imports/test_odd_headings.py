"""Axes and objectives, in every way people write them."""

from datetime import date

import pytest

from tests.imports.books import HEADER, line, plan_sheet
from tests.imports.cases import Case, check

AXE_1, AXE_2 = "AXE 1 — Grandir", "AXE 2 — Se loger"
LEVELS = ["Axe", "Objectif", "Action", "Pilote", "Échéance"]

CASES = {
    "axis repeated on each row": Case(
        plan_sheet(
            [
                LEVELS,
                ["Grandir", "Accueillir", "Ouvrir un café", "Ville", "2026"],
                ["Grandir", "Accueillir", "Tenir un forum", "Ville", "2026"],
                ["Se loger", "Informer", "Créer un guide", "Ville", "2026"],
            ]
        ),
        1,
        [
            (2, ("Grandir", "Accueillir"), None, "Ouvrir un café"),
            (3, ("Grandir", "Accueillir"), None, "Tenir un forum"),
            (4, ("Se loger", "Informer"), None, "Créer un guide"),
        ],
    ),
    "axis written once, cells below left empty": Case(
        plan_sheet(
            [
                LEVELS,
                ["Grandir", "Accueillir", "Ouvrir un café", "Ville", "2026"],
                ["", "", "Tenir un forum", "Ville", "2026"],
                ["", "Former", "Créer un guide", "Ville", "2026"],
                ["Se loger", "", "Aider les ménages", "Ville", "2026"],
            ]
        ),
        1,
        [
            (2, ("Grandir", "Accueillir"), None, "Ouvrir un café"),
            (3, ("Grandir", "Accueillir"), None, "Tenir un forum"),
            (4, ("Grandir", "Former"), None, "Créer un guide"),
            (5, ("Se loger",), None, "Aider les ménages"),
        ],
    ),
    "three levels merged downwards": Case(
        plan_sheet(
            [
                ["Enjeu", "Objectif stratégique", "Objectif opérationnel", "Action", "Pilote"],
                ["Famille", "Accueillir", "1.1 Informer", "Ouvrir un café", "Ville"],
                ["", "", "", "Tenir un forum", "Ville"],
                ["", "", "1.2 Former", "Créer un guide", "Ville"],
            ],
            merges=["A2:A4", "B2:B4", "C2:C3"],
        ),
        1,
        [
            (2, ("Famille", "Accueillir", "1.1 Informer"), None, "Ouvrir un café"),
            (3, ("Famille", "Accueillir", "1.1 Informer"), None, "Tenir un forum"),
            (4, ("Famille", "Accueillir", "1.2 Former"), None, "Créer un guide"),
        ],
    ),
    "titles above, totals in the middle, a note below": Case(
        plan_sheet(
            [
                ["Plan d’actions 2026 (exemple fictif)"],
                ["Mise à jour :", "", date(2026, 1, 5)],
                [],
                HEADER,
                [AXE_1],
                line("1", "Ouvrir un café"),
                ["Sous-total axe 1", "1 action"],
                [AXE_2],
                line("2", "Créer un guide"),
                ["TOTAL GÉNÉRAL", "2 actions"],
                [],
                ["* états arrêtés au comité technique"],
            ],
            merges=["A1:F1", "A5:F5", "A8:F8"],
        ),
        4,
        [(6, (AXE_1,), "1", "Ouvrir un café"), (9, (AXE_2,), "2", "Créer un guide")],
        [5, 7, 8, 10, 12],
    ),
    "headings at two depths across the sheet": Case(
        plan_sheet(
            [
                HEADER,
                ["Axe 1 : Grandir"],
                ["Objectif 1.1 : Accueillir"],
                line("1.1.1", "Ouvrir un café"),
                ["Objectif 1.2 : Former"],
                line("1.2.1", "Tenir un forum"),
                ["Axe 2 : Se loger"],
                ["Objectif 2.1 : Informer"],
                line("2.1.1", "Créer un guide"),
            ],
            merges=["A2:F2", "A3:F3", "A5:F5", "A7:F7", "A8:F8"],
        ),
        1,
        [
            (4, ("Axe 1 : Grandir", "Objectif 1.1 : Accueillir"), "1.1.1", "Ouvrir un café"),
            (6, ("Axe 1 : Grandir", "Objectif 1.2 : Former"), "1.2.1", "Tenir un forum"),
            (9, ("Axe 2 : Se loger", "Objectif 2.1 : Informer"), "2.1.1", "Créer un guide"),
        ],
        [2, 3, 5, 7, 8],
    ),
    "headings without a number, one inside the other": Case(
        plan_sheet(
            [
                HEADER,
                ["PETITE ENFANCE"],
                ["Accueillir"],
                line("1", "Ouvrir un café"),
                ["Former"],
                line("2", "Tenir un forum"),
                ["LOGEMENT"],
                ["Informer"],
                line("3", "Créer un guide"),
            ],
            merges=["A2:F2", "A3:F3", "A5:F5", "A7:F7", "A8:F8"],
        ),
        1,
        [
            (4, ("PETITE ENFANCE", "Accueillir"), "1", "Ouvrir un café"),
            (6, ("PETITE ENFANCE", "Former"), "2", "Tenir un forum"),
            (9, ("LOGEMENT", "Informer"), "3", "Créer un guide"),
        ],
        [2, 3, 5, 7, 8],
    ),
    "headings not merged, in the first column": Case(
        plan_sheet(
            [
                HEADER,
                [AXE_1],
                line("1.1", "Ouvrir un café"),
                [AXE_2],
                line("2.1", "Créer un guide"),
            ]
        ),
        1,
        [(3, (AXE_1,), "1.1", "Ouvrir un café"), (5, (AXE_2,), "2.1", "Créer un guide")],
        [2, 4],
    ),
    "a heading numbered like an action, one step above": Case(
        plan_sheet(
            [
                HEADER,
                ["1", "GRANDIR"],
                line("1.1", "Ouvrir un café"),
                line("1.2", "Tenir un forum"),
                ["2", "SE LOGER"],
                line("2.1", "Créer un guide"),
            ]
        ),
        1,
        [
            (3, ("1 GRANDIR",), "1.1", "Ouvrir un café"),
            (4, ("1 GRANDIR",), "1.2", "Tenir un forum"),
            (6, ("2 SE LOGER",), "2.1", "Créer un guide"),
        ],
        [2, 5],
    ),
    "merged cells undone, their text in every cell": Case(
        plan_sheet(
            [
                HEADER,
                [AXE_1] * 6,
                line("1", "Ouvrir un café"),
                [AXE_2] * 6,
                line("2", "Créer un guide"),
            ]
        ),
        1,
        [(3, (AXE_1,), "1", "Ouvrir un café"), (5, (AXE_2,), "2", "Créer un guide")],
        [2, 4],
    ),
    "axis in the column of objectives, not merged": Case(
        plan_sheet(
            [
                ["Objectif opérationnel", "N°", "Action", "Pilote", "Échéance"],
                [AXE_1],
                ["1.1 Accueillir", "1.1.1", "Ouvrir un café", "Ville", "2026"],
                ["", "1.1.2", "Tenir un forum", "Ville", "2026"],
                [AXE_2],
                ["2.1 Informer", "2.1.1", "Créer un guide", "Ville", "2026"],
            ]
        ),
        1,
        [
            (3, (AXE_1, "1.1 Accueillir"), "1.1.1", "Ouvrir un café"),
            (4, (AXE_1, "1.1 Accueillir"), "1.1.2", "Tenir un forum"),
            (6, (AXE_2, "2.1 Informer"), "2.1.1", "Créer un guide"),
        ],
        [2, 5],
    ),
    "sums beside the headings": Case(
        plan_sheet(
            [
                ["N°", "Action", "Pilote", "Budget"],
                [AXE_1, "", "", 12000],
                ["1", "Ouvrir un café", "Ville", 5000],
                [AXE_2, "", "", 1000],
                ["2", "Créer un guide", "Ville", 1000],
                ["", "Total", "", 13000],
            ],
            merges=["A2:C2", "A4:C4"],
        ),
        1,
        [(3, (AXE_1,), "1", "Ouvrir un café"), (5, (AXE_2,), "2", "Créer un guide")],
        [2, 4, 6],
    ),
    "a remark among the headings": Case(
        plan_sheet(
            [
                HEADER,
                ["Les actions ci-dessous sont à valider."],
                [AXE_1],
                line("1", "Ouvrir un café"),
                ["(à compléter avec la Caf)"],
                line("2", "Tenir un forum"),
            ],
            merges=["A2:F2", "A3:F3", "A5:F5"],
        ),
        1,
        [(4, (AXE_1,), "1", "Ouvrir un café"), (6, (AXE_1,), "2", "Tenir un forum")],
        [2, 3, 5],
    ),
    "headings alone in the column of titles": Case(
        plan_sheet(
            [
                HEADER,
                ["", "Axe 1 : Grandir"],
                line("1.1", "Ouvrir un café"),
                ["", "SE LOGER"],
                line("2.1", "Créer un guide"),
                ["", "Une action encore sans pilote"],
            ]
        ),
        1,
        [
            (3, ("Axe 1 : Grandir",), "1.1", "Ouvrir un café"),
            (5, ("SE LOGER",), "2.1", "Créer un guide"),
            (6, ("SE LOGER",), None, "Une action encore sans pilote"),
        ],
        [2, 4],
    ),
    "outer headings without a number above numbered ones": Case(
        plan_sheet(
            [
                HEADER,
                ["Grandir"],
                ["1.1 Accueillir"],
                line("1", "Ouvrir un café"),
                ["Se loger"],
                ["2.1 Informer"],
                line("2", "Créer un guide"),
            ]
        ),
        1,
        [
            (4, ("Grandir", "1.1 Accueillir"), "1", "Ouvrir un café"),
            (7, ("Se loger", "2.1 Informer"), "2", "Créer un guide"),
        ],
        [2, 3, 5, 6],
    ),
    "capitals above small letters, actions between": Case(
        plan_sheet(
            [
                HEADER,
                ["GRANDIR"],
                line("1", "Ouvrir un café"),
                ["Accueillir"],
                line("2", "Tenir un forum"),
            ],
            merges=["A2:F2", "A4:F4"],
        ),
        1,
        [
            (3, ("GRANDIR",), "1", "Ouvrir un café"),
            (5, ("GRANDIR", "Accueillir"), "2", "Tenir un forum"),
        ],
        [2, 4],
    ),
    "levels written on their own rows": Case(
        plan_sheet(
            [
                LEVELS,
                ["Grandir"],
                ["", "Accueillir"],
                ["", "", "Ouvrir un café", "Ville", "2026"],
                ["Se loger", "Informer"],
                ["", "", "Créer un guide", "Ville", "2026"],
            ]
        ),
        1,
        [
            (4, ("Grandir", "Accueillir"), None, "Ouvrir un café"),
            (6, ("Se loger", "Informer"), None, "Créer un guide"),
        ],
        [2, 3, 5],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_plan_is_read_as_a_person_reads_it(case):
    check(case)
