from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouvernail.rules.deadlines import (
    Deadline,
    DeadlineKind,
    UnclearReason,
    canonical_text,
    days_late,
    is_late,
    read_deadline,
)

K = DeadlineKind
R = UnclearReason


def iso(day):
    return date.fromisoformat(day) if day else None


@pytest.mark.parametrize(
    "value",
    [
        "30/06/2026",
        "30-06-2026",
        "30.06.26",
        "30 / 06 / 2026",
        "2026-06-30",
        "30 juin 2026",
        "30 Juin\u00a02026",
        "30\u202fjuin  2026",
        "mardi 30 juin 2026",
        "30-juin-26",
        "avant le 30/06/2026",
        "au plus tard le 30 juin 2026",
        "d’ici le 30/06/2026",
        "Échéance : 30/06/2026",
        "30/06/2026 (prévisionnel)",
        "30/06/2026.",
        "fin juin 2026",
        "fin du 1er semestre 2026",
        "30/06/2026 00:00:00",
        date(2026, 6, 30),
        datetime(2026, 6, 30, 9, 15),  # noqa: DTZ001 - a cell has no time zone
    ],
)
def test_a_day_has_no_start(value):
    deadline = read_deadline(value)
    assert (deadline.kind, deadline.start, deadline.end) == (K.DATE, None, date(2026, 6, 30))


@pytest.mark.parametrize(
    ("value", "kind", "start", "end"),
    [
        ("1er septembre 2025", K.DATE, None, "2025-09-01"),
        ("fin 2026", K.DATE, None, "2026-12-31"),
        ("d’ici fin d’année 2026", K.DATE, None, "2026-12-31"),
        ("sept.-25", K.MONTH, "2025-09-01", "2025-09-30"),
        ("Juin 2026", K.MONTH, "2026-06-01", "2026-06-30"),
        ("février 2028", K.MONTH, "2028-02-01", "2028-02-29"),
        ("fe\u0301vrier 2028", K.MONTH, "2028-02-01", "2028-02-29"),
        ("09/2026", K.MONTH, "2026-09-01", "2026-09-30"),
        ("T3 2027", K.QUARTER, "2027-07-01", "2027-09-30"),
        ("3e trimestre 2027", K.QUARTER, "2027-07-01", "2027-09-30"),
        ("1er trimestre 2026", K.QUARTER, "2026-01-01", "2026-03-31"),
        ("2026-T4", K.QUARTER, "2026-10-01", "2026-12-31"),
        ("S1 2026", K.HALF, "2026-01-01", "2026-06-30"),
        ("Premier semestre 2026", K.HALF, "2026-01-01", "2026-06-30"),
        ("2e semestre 2027", K.HALF, "2027-07-01", "2027-12-31"),
        ("2ème semestre 2027", K.HALF, "2027-07-01", "2027-12-31"),
        ("2nd semestre 2027", K.HALF, "2027-07-01", "2027-12-31"),
        ("2026", K.YEAR, "2026-01-01", "2026-12-31"),
        ("courant 2026", K.YEAR, "2026-01-01", "2026-12-31"),
        (2026, K.YEAR, "2026-01-01", "2026-12-31"),
        (2026.0, K.YEAR, "2026-01-01", "2026-12-31"),
        ("2026-2028", K.RANGE, "2026-01-01", "2028-12-31"),
        ("2026 – 2028", K.RANGE, "2026-01-01", "2028-12-31"),
        ("2026 à 2028", K.RANGE, "2026-01-01", "2028-12-31"),
        ("2026 et 2027", K.RANGE, "2026-01-01", "2027-12-31"),
        ("T1 et T2 2026", K.RANGE, "2026-01-01", "2026-06-30"),
        ("16/11/2022 - 09/03/2024", K.RANGE, "2022-11-16", "2024-03-09"),
        ("du 16/11/2022 au 09/03/2024", K.RANGE, "2022-11-16", "2024-03-09"),
        ("du 1er au 15 juin 2026", K.RANGE, "2026-06-01", "2026-06-15"),
        ("de janvier à juin 2026", K.RANGE, "2026-01-01", "2026-06-30"),
        ("entre mars et mai 2026", K.RANGE, "2026-03-01", "2026-05-31"),
        ("Année scolaire 2026-2027", K.SCHOOL_YEAR, "2026-09-01", "2027-08-31"),
        ("2026/2027 (année scolaire)", K.SCHOOL_YEAR, "2026-09-01", "2027-08-31"),
        ("rentrée scolaire 2026", K.SCHOOL_YEAR, "2026-09-01", None),
        ("Rentrée 2027", K.SCHOOL_YEAR, "2027-09-01", None),
    ],
)
def test_a_period_covers_its_first_to_its_last_day(value, kind, start, end):
    deadline = read_deadline(value)
    assert (deadline.kind, deadline.start, deadline.end) == (kind, iso(start), iso(end))


@pytest.mark.parametrize(
    "text",
    [
        "en continu",
        "Permanent",
        "chaque année",
        "annuel",
        "tous les ans",
        "récurrente",
        "pérenne",
        "en continu à partir de 2026",
        "annuel (en juin)",
        "toute la durée de la CTG",
        "sur la durée de la convention",
    ],
)
def test_what_has_no_end_is_ongoing(text):
    assert read_deadline(text).kind is K.ONGOING


@pytest.mark.parametrize(
    "value",
    [None, "", "  ", "à définir", "À PRÉCISER", "sans échéance", "non défini", "-", "N/A", "NC"],
)
def test_nothing_said_is_none(value):
    assert read_deadline(value).kind is K.NONE


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2025/2026", R.AMBIGUOUS_YEARS),
        ("2026-2027", R.AMBIGUOUS_YEARS),
        ("31/02/2027", R.IMPOSSIBLE_DATE),
        ("29/02/2027", R.IMPOSSIBLE_DATE),
        ("12/31/2026", R.IMPOSSIBLE_DATE),
        ("13/2026", R.IMPOSSIBLE_DATE),
        (date(1900, 1, 1), R.IMPOSSIBLE_DATE),
        ("du 30/06/2026 au 01/01/2026", R.CONTRADICTORY_DATES),
        ("2028-2026", R.CONTRADICTORY_DATES),
        ("30/06", R.NO_YEAR),
        ("juin", R.NO_YEAR),
        ("T3", R.NO_YEAR),
        ("début 2027", R.VAGUE),
        ("mi-2026", R.VAGUE),
        ("été 2026", R.VAGUE),
        ("avant 2027", R.VAGUE),
        ("2026 ou 2027", R.SEVERAL_DATES),
        ("31/12/2026 ; 30/06/2027", R.SEVERAL_DATES),
        ("à partir de septembre 2026", R.START_ONLY),
        ("selon financement", R.NOT_A_DATE),
        ("juin 2026 ?", R.NOT_A_DATE),
        ("?", R.NOT_A_DATE),
        (46203, R.NOT_A_DATE),
        (float("inf"), R.NOT_A_DATE),
        (True, R.NOT_A_DATE),
        ("x" * 10_000, R.NOT_A_DATE),
    ],
)
def test_what_has_two_readings_is_asked(value, reason):
    deadline = read_deadline(value)
    assert (deadline.kind, deadline.reason) == (K.UNCLEAR, reason)


def test_the_text_is_kept_as_typed():
    assert read_deadline(" Rentrée  2027 ").text == "Rentrée  2027"
    assert read_deadline(date(2027, 1, 4)).text == "04/01/2027"


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text):
    assert read_deadline(text).kind in K


@given(
    st.text(alphabet="0123456789/-. taàuédfinjrse", max_size=40)
    | st.dates().map(lambda day: f"{day:%d/%m/%Y}")
    | st.builds(
        "{} {}".format, st.sampled_from(["T1", "S2", "juin", "rentrée", "fin"]), st.just(2027)
    )
    | st.sampled_from(["2026", "2026-2029", "année scolaire 2026-2027", "en continu", "à définir"])
)
def test_the_canonical_text_reads_back_to_the_same_days(text):
    first = read_deadline(text)
    again = read_deadline(canonical_text(first))
    assert (again.kind, again.start, again.end) == (first.kind, first.start, first.end)


@pytest.mark.parametrize(
    ("text", "today", "days"),
    [
        ("30/06/2026", "2026-06-30", 0),
        ("30/06/2026", "2026-07-01", 1),
        ("T3 2027", "2027-10-02", 2),
        ("2026", "2026-12-31", 0),
        ("rentrée 2026", "2026-09-30", 0),
        ("rentrée 2026", "2026-10-01", 1),
        ("année scolaire 2026-2027", "2027-09-01", 1),
        ("en continu", "2099-01-01", 0),
        ("", "2099-01-01", 0),
        ("selon financement", "2099-01-01", 0),
    ],
)
def test_days_late(text, today, days):
    deadline = read_deadline(text)
    assert days_late(deadline, is_open=True, today=iso(today)) == days
    assert is_late(deadline, is_open=True, today=iso(today)) is (days > 0)


def test_a_closed_action_is_never_late():
    past = Deadline(K.DATE, None, date(2020, 1, 1), "01/01/2020")
    assert days_late(past, is_open=False, today=date(2026, 1, 1)) == 0
