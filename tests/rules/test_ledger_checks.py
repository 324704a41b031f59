"""The accounts of the ledger, on the posts of annexe 4, § 4 and on what may go wrong."""

from datetime import date
from decimal import Decimal

import pytest

from gouvernail.rules.ledger_checks import is_at, ledger_checks
from gouvernail.rules.ledger_rows import CheckKey, CheckRow, Held, PostRates, Target
from gouvernail.rules.staffing import Rate
from gouvernail.rules.year_parts import YearCount, YearRule

SIGNED, GROWN = date(2025, 1, 1), date(2026, 9, 1)
TODAY = date(2026, 11, 26)
TARGETS = (
    Target("total", Decimal("3.8"), source="§ 4.1"),
    Target("existing", Decimal("3.1"), 2025, source="§ 4.3"),
    Target("development", Decimal("0.2"), place="Fos-sur-Mer", source="§ 4.4.a"),
    Target("development", Decimal("0.5"), place="Istres", source="§ 4.4.b"),
)


def rate(fte, since=SIGNED, until=None):
    return Rate(Decimal(fte), since, until)


def held(who, fte, since=SIGNED, until=None, contract=None):
    return Held(who, who.title(), rate(fte, since, until), contract)


def post(key, fte, *holders, kind="existing", place="Istres", since=SIGNED, **more):
    agreed = more.pop("agreed", (rate(fte, since),))
    return PostRates(key, f"Poste {key}", kind, place, agreed, holders, **more)


ANNEX = (
    post(1, "1", held("dominique", "1")),
    post(2, "0.8", held("charlie", "0.8")),
    post(3, "0.8", held("noa", "0.8"), place="Fos-sur-Mer"),
    post(4, "0.5", held("andrea", "0.5")),
    post(5, "0.2", held("noa", "0.2", GROWN), kind="development", place="Fos-sur-Mer", since=GROWN),
    post(6, "0.5", kind="development", since=GROWN),
)


def found(posts=ANNEX, targets=TARGETS, at=TODAY):
    return {(check.key, check.subject): check for check in ledger_checks(posts, targets, at)}


def test_the_ledger_of_the_annex_is_right_but_for_the_vacancy_of_istres():
    checks = found()
    wrong = [key for key, check in checks.items() if not check.holds]
    assert wrong == [(CheckKey.FILLED, "")]
    filled = checks[CheckKey.FILLED, ""]
    assert (filled.found, filled.expected) == (Decimal("3.3"), Decimal("3.8"))
    assert filled.rows == (CheckRow("Poste 6", Decimal("0.5"), 6),)


def test_each_figure_cites_its_paragraph_and_the_rows_that_make_it():
    checks = found()
    assert checks[CheckKey.TARGETS, ""].sources == ("§ 4.1", "§ 4.3", "§ 4.4.a", "§ 4.4.b")
    existing = checks[CheckKey.EXISTING, ""]
    assert existing.sources == ("§ 4.3",)
    assert [row.post for row in existing.rows] == [1, 2, 3, 4]
    assert [row.post for row in checks[CheckKey.DEVELOPMENT, "Istres"].rows] == [6]


@pytest.mark.parametrize(
    ("posts", "key", "subject", "amount"),
    [
        pytest.param(
            (*ANNEX[:4], post(5, "0.3", kind="development", place="Fos-sur-Mer"), ANNEX[5]),
            CheckKey.DEVELOPMENT,
            "Fos-sur-Mer",
            "0.3",
            id="0.3 where the convention says 0.2",
        ),
        pytest.param(ANNEX[1:], CheckKey.EXISTING, "", "2.1", id="an existing post is missing"),
        pytest.param(
            (*ANNEX[:5], post(6, "0.499", kind="development")),
            CheckKey.TOTAL,
            "",
            "3.799",
            id="a thousandth is not forgiven",
        ),
        pytest.param(
            (*ANNEX[:5], post(6, "0.5", kind="development", is_cofinanced=False)),
            CheckKey.TOTAL,
            "",
            "3.3",
            id="a post that the Caf does not cofinance is out of the figure",
        ),
    ],
)
def test_a_wrong_sum_is_told_with_what_was_found(posts, key, subject, amount):
    check = found(posts)[key, subject]
    assert not check.holds
    assert check.found == Decimal(amount)
    assert sum(row.amount for row in check.rows) == Decimal(amount)


def test_the_targets_themselves_may_not_add_up():
    targets = (Target("total", Decimal("3.9")), *TARGETS[1:])
    check = found(targets=targets)[CheckKey.TARGETS, ""]
    assert (check.holds, check.found, check.expected) == (False, Decimal("3.8"), Decimal("3.9"))
    assert [row.target.kind for row in check.rows][-1] == "total"


def test_a_figure_of_2025_says_nothing_of_2024():
    assert (CheckKey.EXISTING, "") not in found(at=date(2024, 12, 31))
    assert (CheckKey.EXISTING, "") in found(at=date(2025, 1, 1))


def test_without_figures_of_the_convention_only_the_posts_are_looked_at():
    keys = {key for key, _ in found(targets=())}
    assert keys.isdisjoint({CheckKey.TARGETS, CheckKey.TOTAL, CheckKey.ELSEWHERE})
    assert CheckKey.FILLED in keys


def test_a_year_is_counted_by_the_rule_of_the_territory():
    days = found(at=YearCount(2026))[CheckKey.DEVELOPMENT, "Fos-sur-Mer"]
    assert days.found == Decimal("0.2") * 122 / 365
    on_a_day = found(at=YearCount(2026, YearRule.ON_A_DAY))
    assert on_a_day[CheckKey.TOTAL, ""].holds


def test_development_where_the_convention_foresees_none_is_told():
    lost = post(7, "0.1", kind="development", place="Martigues")
    check = found((*ANNEX, lost))[CheckKey.ELSEWHERE, ""]
    assert [row.post for row in check.rows] == [7]


@pytest.mark.parametrize(
    ("place", "named", "is_there"),
    [
        pytest.param("Istres", "Istres", True, id="its commune"),
        pytest.param("Ville d'Istres", "Istres", True, id="its employer"),
        pytest.param("FOS SUR MER", "Fos-sur-Mer", True, id="whatever the spelling"),
        pytest.param("Fos-sur-Mer", "Istres", False, id="elsewhere"),
        pytest.param("Saint-Mitre-les-Remparts", "Mitre", True, id="a word of it"),
        pytest.param("Istresville", "Istres", False, id="not a piece of a word"),
    ],
)
def test_where_a_post_is(place, named, is_there):
    assert is_at(place, named) is is_there


def test_a_post_without_rate_is_told():
    check = found((*ANNEX, post(8, "0", agreed=())))[CheckKey.UNRATED, ""]
    assert [row.post for row in check.rows] == [8]


def test_rates_that_overlap_are_told_with_the_days_they_share():
    twice = post(
        9, "0", agreed=(rate("0.5", until=date(2025, 6, 30)), rate("0.6", date(2025, 6, 1)))
    )
    [row] = found((twice,), ())[CheckKey.OVERLAP, ""].rows
    assert (row.on, row.until) == (date(2025, 6, 1), date(2025, 6, 30))


def test_somebody_twice_on_a_post_is_told_and_two_persons_are_not():
    shared = post(1, "1", held("a", "0.5"), held("b", "0.5"))
    assert found((shared,), ())[CheckKey.TWICE, ""].holds
    twice = post(2, "1", held("a", "0.5"), held("a", "0.5", GROWN))
    [row] = found((twice,), ())[CheckKey.TWICE, ""].rows
    assert (row.label, row.on) == ("A, Poste 2", GROWN)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        pytest.param(date(2025, 6, 10), date(2025, 6, 10), id="on the day"),
        pytest.param(YearCount(2025), date(2025, 6, 1), id="the first day of the year"),
        pytest.param(date(2025, 7, 1), None, id="no longer"),
    ],
)
def test_holders_beyond_their_post_are_told(at, day):
    handing_over = post(
        1, "1", held("a", "1"), held("b", "0.5", date(2025, 6, 1), date(2025, 6, 30))
    )
    check = found((handing_over,), (), at)[CheckKey.BEYOND_POST, ""]
    assert [(row.on, row.amount) for row in check.rows] == ([(day, Decimal("0.5"))] if day else [])


def test_one_person_on_two_posts_may_not_do_more_than_a_full_time():
    posts = (post(1, "0.8", held("noa", "0.8")), post(2, "0.3", held("noa", "0.3", GROWN)))
    [row] = found(posts, (), YearCount(2026))[CheckKey.BEYOND_FULL_TIME, ""].rows
    assert (row.label, row.amount, row.on) == ("Noa", Decimal("1.1"), GROWN)
    assert found(posts, (), date(2026, 8, 31))[CheckKey.BEYOND_FULL_TIME, ""].holds


@pytest.mark.parametrize(
    ("contract", "at", "is_told"),
    [
        pytest.param(date(2027, 1, 31), TODAY, True, id="within three months"),
        pytest.param(date(2027, 2, 24), TODAY, True, id="on the ninetieth day"),
        pytest.param(date(2027, 2, 25), TODAY, False, id="the day after"),
        pytest.param(date(2026, 11, 25), TODAY, False, id="it is over"),
        pytest.param(date(2026, 2, 1), YearCount(2026), True, id="in the year looked at"),
        pytest.param(date(2027, 1, 31), YearCount(2026), False, id="in another year"),
    ],
)
def test_contracts_that_run_out_are_told(contract, at, is_told):
    one = post(1, "1", held("a", "1", contract=contract))
    assert bool(found((one,), (), at)[CheckKey.MANDATE, ""].rows) is is_told


def test_somebody_who_left_before_the_end_of_the_contract_is_not_told():
    one = post(1, "1", held("a", "1", until=date(2026, 12, 1), contract=date(2027, 1, 31)))
    assert found((one,), ())[CheckKey.MANDATE, ""].holds


@pytest.mark.parametrize(
    ("contract", "until", "at", "is_told"),
    [
        pytest.param(date(2025, 12, 31), None, TODAY, True, id="over for months"),
        pytest.param(date(2026, 11, 25), None, TODAY, True, id="over since yesterday"),
        pytest.param(TODAY, None, TODAY, False, id="its last day"),
        pytest.param(date(2027, 1, 31), None, TODAY, False, id="still to come"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 31), TODAY, False, id="left with it"),
        pytest.param(date(2025, 12, 31), date(2026, 3, 1), TODAY, False, id="left since"),
        pytest.param(date(2025, 12, 31), date(2026, 3, 1), YearCount(2026), True, id="in the year"),
        pytest.param(date(2025, 12, 31), None, YearCount(2025), False, id="the year before"),
        pytest.param(date(2026, 6, 30), None, YearCount(2026), False, id="told as an end of it"),
        pytest.param(date.max, None, TODAY, False, id="the last day of the calendar"),
        pytest.param(None, None, TODAY, False, id="no end known"),
    ],
)
def test_a_contract_that_is_over_while_the_post_is_held_is_told(contract, until, at, is_told):
    one = post(1, "1", held("a", "1", until=until, contract=contract))
    check = found((one,), (), at)[CheckKey.MANDATE_OVER, ""]
    rows = (CheckRow("A, Poste 1", Decimal("1"), 1, contract),)
    assert (check.holds, check.rows) == ((False, rows) if is_told else (True, ()))
