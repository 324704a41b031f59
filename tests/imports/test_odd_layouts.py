"""Plans laid out in every way people lay them out: headers, help, totals, files."""

from datetime import date

import pytest

from gouvernail.imports.readers import read
from gouvernail.imports.sheets import read_plan
from tests.imports.books import HEADER, line, plan_sheet, workbook
from tests.imports.cases import Case, check

CASES = {
    "no heading at all": Case(
        plan_sheet([HEADER, line("1", "Ouvrir un café"), line("2", "Tenir un forum")]),
        1,
        [(2, (), "1", "Ouvrir un café"), (3, (), "2", "Tenir un forum")],
    ),
    "labels broken over lines": Case(
        plan_sheet(
            [
                [
                    "N°",
                    "Intitulé\nde l’action",
                    "Pilote(s)\n(structure)",
                    "Date de\nfin",
                    "État\nd’avancement",
                ],
                ["1", "Ouvrir un café", "Ville", date(2026, 6, 30), "en cours"],
                ["2", "Tenir un forum", "Ville", date(2026, 6, 30), "réalisé"],
            ]
        ),
        1,
        [(2, (), "1", "Ouvrir un café"), (3, (), "2", "Tenir un forum")],
    ),
    "header far below, repeated on the next page": Case(
        plan_sheet(
            [
                *[[f"Paragraphe {n} du préambule."] for n in range(31)],
                HEADER,
                line("1", "Ouvrir un café"),
                HEADER,
                line("2", "Tenir un forum"),
            ]
        ),
        32,
        [(33, (), "1", "Ouvrir un café"), (35, (), "2", "Tenir un forum")],
        [34],
    ),
    "number inside the title": Case(
        plan_sheet(
            [
                ["Fiche action", "Pilote", "Échéance", "Statut"],
                ["Action 1 - Ouvrir un café", "Ville", "2026", "en cours"],
                ["Action 2 - Tenir un forum", "Ville", "2026", "en cours"],
                ["10 places de crèche", "Ville", "2026", "en cours"],
            ]
        ),
        1,
        [
            (2, (), "1", "Ouvrir un café"),
            (3, (), "2", "Tenir un forum"),
            (4, (), None, "10 places de crèche"),
        ],
    ),
    "sub-labels under grouped labels": Case(
        plan_sheet(
            [
                ["N°", "Action", "Acteurs", "", "Calendrier", ""],
                ["", "", "Pilote", "Partenaires", "Début", "Fin"],
                ["1", "Ouvrir un café", "Ville", "Caf 13", date(2026, 1, 5), date(2026, 6, 30)],
                ["2", "Tenir un forum", "Ville", "Caf 13", date(2026, 9, 1), date(2026, 6, 30)],
            ],
            merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
        ),
        2,
        [(3, (), "1", "Ouvrir un café"), (4, (), "2", "Tenir un forum")],
        asked=[(4, "F")],
    ),
    "an action over two lines, its title merged": Case(
        plan_sheet(
            [
                HEADER,
                ["1", "Ouvrir un café", "Ville", "Caf 13", "2026", "en cours"],
                ["", "", "", "PMI"],
                line("2", "Tenir un forum"),
            ],
            merges=["A2:A3", "B2:B3"],
        ),
        1,
        [(2, (), "1", "Ouvrir un café"), (4, (), "2", "Tenir un forum")],
        [3],
    ),
    "decomposed accents": Case(
        plan_sheet(
            [
                ["Nume\u0301ro", "Intitule\u0301", "Pilote", "E\u0301che\u0301ance", "E\u0301tat"],
                [
                    "1",
                    "Cre\u0301er un cafe\u0301",
                    "Ville",
                    "De\u0301cembre 2026",
                    "re\u0301alise\u0301e",
                ],
            ]
        ),
        1,
        [(2, (), "1", "Créer un café")],
    ),
    "an example and help beneath the header": Case(
        plan_sheet(
            [
                HEADER,
                [
                    "Ex.",
                    "Nom court",
                    "Nom de la structure",
                    "Séparez par des virgules",
                    "JJ/MM/AAAA",
                    "",
                ],
                [
                    "Numérotez",
                    "Indiquez l’intitulé",
                    "",
                    "Précisez",
                    "Saisissez une date",
                    "Choisissez",
                ],
                line("1", "Ouvrir un café"),
            ]
        ),
        1,
        [(4, (), "1", "Ouvrir un café")],
        [2, 3],
    ),
    "a legend below the plan": Case(
        plan_sheet(
            [
                HEADER,
                line("1", "Ouvrir un café"),
                [],
                ["Légende"],
                ["en cours", "une étape est faite"],
                ["réalisé", "tout est fait"],
            ]
        ),
        1,
        [(2, (), "1", "Ouvrir un café")],
        [4, 5, 6],
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_plan_is_read_as_a_person_reads_it(case):
    check(case)


def test_the_sheet_of_the_plan_is_found_among_others():
    plan = read_plan(
        workbook(
            ("Mode d’emploi", [["Comment remplir"], ["Indiquez une action par ligne."]]),
            ("Ancien plan", [HEADER, line("1", "Ancienne action")], {"hidden": True}),
            (
                "Suivi 2026",
                [["Titre"], [], HEADER, line("1", "Ouvrir un café"), line("2", "Tenir")],
            ),
            ("Légende", [["État", "Sens"], ["en cours", "une étape est faite"]]),
        )
    )
    assert (plan.sheet, plan.header_row, len(plan.actions)) == ("Suivi 2026", 3, 2)


def test_lines_of_a_merged_action_are_put_together():
    plan = read_plan(CASES["an action over two lines, its title merged"].book)
    assert plan.actions[0].partners == ("Caf 13", "PMI")


def test_percentages_kept_as_numbers():
    rows = [
        ["Action", "Pilote", "Avancement"],
        ["Un", "Ville", 0.5],
        ["Deux", "Ville", 1.0],
        ["Trois", "Ville", 0],
    ]
    plan = read_plan(plan_sheet(rows))
    assert [(a.status_text, a.status_family, a.progress) for a in plan.actions] == [
        ("50 %", "running", 50),
        ("100 %", "done", 100),
        ("0 %", "not_started", 0),
    ]


def test_a_column_of_progress_completes_the_state():
    rows = [["Action", "Pilote", "État", "Taux d’avancement"], ["Un", "Ville", "en cours", 0.25]]
    rows += [["Deux", "Ville", "", "80 %"], ["Trois", "Ville", "en cours", "bientôt"]]
    plan = read_plan(plan_sheet(rows))
    assert [(a.status_family, a.progress) for a in plan.actions] == [
        ("running", 25),
        ("running", 80),
        ("running", None),
    ]
    assert plan.actions[2].notes == {"Taux d’avancement": "bientôt"}


def test_a_budget_merged_downwards_counts_once():
    rows = [["Action", "Pilote", "Budget"], ["Un", "Ville", 500], ["Deux", "Ville"]]
    plan = read_plan(plan_sheet(rows, merges=["C2:C3"]))
    assert [action.budget for action in plan.actions] == [500, None]


ODD_CSV = "Action\tPilote\tÉchéance\nOuvrir un café\tVille\t2026\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ODD_CSV.encode("utf-16"), id="UTF-16 with tabs"),
        pytest.param(b"\xfe\xff" + ODD_CSV.encode("utf-16-be"), id="UTF-16 the other way"),
        pytest.param(ODD_CSV.encode("utf-8-sig"), id="UTF-8 with its mark"),
        pytest.param(ODD_CSV.replace("\t", "|").encode(), id="UTF-8 with bars"),
        pytest.param(ODD_CSV.replace("\t", ";").encode("cp1252"), id="Windows with semicolons"),
        pytest.param(ODD_CSV.replace("\t", ";").encode("mac_roman"), id="old Macintosh"),
        pytest.param(b"sep=,\r\n" + ODD_CSV.replace("\t", ",").encode(), id="separator stated"),
        pytest.param(
            b'Action,Pilote,"\xc3\x89ch\xc3\xa9ance"\r\n"Ouvrir un caf\xc3\xa9","Ville","2026"',
            id="quoted commas",
        ),
    ],
)
def test_a_csv_is_read_whatever_its_encoding_and_separator(data):
    plan = read_plan(read(data, "plan.csv"))
    action = plan.actions[0]
    assert (plan.header_row, action.title, action.lead_text) == (1, "Ouvrir un café", "Ville")
    assert action.deadline.kind == "year"
