from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.test_login import is_signed_in, sign_in

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ELSEWHERE = "203.0.113.9"


def fail(client, email, times, **headers):
    return [sign_in(client, email, "devinette devinette", **headers) for _ in range(times)]


def test_the_eleventh_failure_on_an_account_is_asked_to_wait(client, awa):
    answers = fail(client, awa.email, 11)
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1]["Retry-After"] == "900"
    assert "Trop d’essais" in answers[-1].text


def test_beyond_the_limit_even_the_right_password_waits(client, awa):
    fail(client, awa.email, 11)
    assert sign_in(client, awa.email).status_code == 429
    assert not is_signed_in(client)


def test_an_unknown_address_is_counted_the_same(client, db):
    assert fail(client, "personne@exemple.fr", 11)[-1].status_code == 429


def test_other_accounts_are_not_touched(client, awa):
    fail(client, awa.email, 11)
    assert sign_in(client, UserFactory().email).status_code == 302


def test_a_quarter_of_an_hour_later_one_may_try_again(awa):
    with time_machine.travel(NOON, tick=False) as clock:
        fail(Client(), awa.email, 11)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert sign_in(Client(), awa.email).status_code == 302


def test_the_owner_still_enters_from_a_known_browser(client, awa):
    sign_in(client, awa.email)
    client.post("/deconnexion/")
    fail(Client(), awa.email, 11, REMOTE_ADDR=ELSEWHERE)
    assert sign_in(client, awa.email).status_code == 302


def test_a_known_browser_is_counted_too(client, awa):
    sign_in(client, awa.email)
    client.post("/deconnexion/")
    assert fail(client, awa.email, 11)[-1].status_code == 429


def test_a_forged_device_is_not_known(client, awa):
    client.cookies["appareil"] = f"{awa.email} numero:1abcde:signature"
    fail(Client(), awa.email, 11, REMOTE_ADDR=ELSEWHERE)
    assert sign_in(client, awa.email).status_code == 429


def test_the_device_of_one_account_says_nothing_for_another(client, awa):
    other = UserFactory()
    sign_in(client, other.email)
    client.post("/deconnexion/")
    fail(Client(), awa.email, 11, REMOTE_ADDR=ELSEWHERE)
    assert sign_in(client, awa.email).status_code == 429


def test_a_hundred_failures_from_one_address_close_it(client, db, settings):
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]
    for number in range(10):
        fail(Client(), f"cible{number}@exemple.fr", 10)
        cache.delete_many([key for key in _keys() if ":login:" in key])  # another limit, by minute
    assert sign_in(client, UserFactory().email).status_code == 429
    assert sign_in(client, UserFactory().email, REMOTE_ADDR=ELSEWHERE).status_code == 302


def _keys():
    return [key.split(":", 2)[2] for key in cache._cache]


@pytest.mark.parametrize("trusted", [0, 1])
def test_a_forwarded_address_counts_only_behind_a_proxy(client, awa, settings, trusted):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = trusted
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/15m/ip"}
    for number in range(3):
        sign_in(
            client, f"cible{number}@exemple.fr", "x", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"
        )
    answer = sign_in(client, awa.email, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.77")
    assert answer.status_code == (302 if trusted else 429)
