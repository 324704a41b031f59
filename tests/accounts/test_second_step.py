import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.factories import PASSWORD
from tests.accounts.test_login import is_signed_in, sign_in

SECOND_STEP = "/compte/double-authentification/"
CODE = "/connexion/code/"


def totp(secret, drift=0):
    """RFC 6238, written apart from the library."""
    counter = struct.pack(">Q", int(time.time()) // 30 + drift)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture(autouse=True)
def _middle_of_a_step(time_machine):
    time_machine.move_to(1_790_000_010, tick=False)  # ten seconds before the step ends


@pytest.fixture
def enrolled(awa, django_capture_on_commit_callbacks):
    """Awa, with her application's secret and her recovery codes."""
    client = Client()
    sign_in(client, awa.email)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    secret = client.get(SECOND_STEP + "activer/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(SECOND_STEP + "activer/", {"code": totp(secret)})
    codes = client.get(response.url).context["unused_codes"]
    return awa, secret, codes


def test_enrolling_asks_for_the_password_again(client, awa):
    sign_in(client, awa.email)
    response = client.get(SECOND_STEP + "activer/")
    assert response.url.startswith("/compte/confirmer/")
    assert "Confirmer que c’est vous" in client.get(response.url).text


def test_enrolling_gives_ten_recovery_codes_and_a_mail(enrolled, mailoutbox):
    awa, _, codes = enrolled
    assert len(set(codes)) == 10
    assert Authenticator.objects.filter(user=awa).count() == 2
    assert [mail.subject for mail in mailoutbox] == ["Double authentification activée"]


def test_the_square_to_scan_is_an_image_that_the_policy_allows(client, awa):
    sign_in(client, awa.email)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    text = client.get(SECOND_STEP + "activer/").text
    assert 'src="data:image/svg+xml;base64,' in text
    assert "style=" not in text


def test_a_wrong_code_enrols_nobody(client, awa):
    sign_in(client, awa.email)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    client.get(SECOND_STEP + "activer/")
    response = client.post(SECOND_STEP + "activer/", {"code": "000000"})
    assert "Ce code ne convient pas" in response.text
    assert not Authenticator.objects.exists()


def test_signing_in_then_takes_the_password_and_a_code(client, enrolled):
    awa, secret, _ = enrolled
    assert sign_in(client, awa.email).url == CODE
    assert not is_signed_in(client)
    assert "Votre code de connexion" in client.get(CODE).text
    assert client.post(CODE, {"code": totp(secret, drift=0)}).status_code == 302
    assert is_signed_in(client)


@pytest.mark.parametrize("drift", [-2, 2])
def test_an_old_or_future_code_does_not_open(client, enrolled, drift):
    awa, secret, _ = enrolled
    sign_in(client, awa.email)
    assert "Ce code ne convient pas" in client.post(CODE, {"code": totp(secret, drift)}).text
    assert not is_signed_in(client)


def test_a_code_serves_once(client, enrolled):
    awa, secret, _ = enrolled
    for browser, signed_in in [(client, True), (Client(), False)]:
        sign_in(browser, awa.email)
        browser.post(CODE, {"code": totp(secret)})
        assert is_signed_in(browser) is signed_in


def test_a_recovery_code_opens_once(client, enrolled):
    awa, _, codes = enrolled
    for browser, signed_in in [(client, True), (Client(), False)]:
        sign_in(browser, awa.email)
        browser.post(CODE, {"code": codes[0]})
        assert is_signed_in(browser) is signed_in


def test_guessing_codes_is_counted(client, enrolled):
    awa, _, _ = enrolled
    sign_in(client, awa.email)
    answers = [client.post(CODE, {"code": f"{n:06}"}).status_code for n in range(11)]
    assert answers == [200] * 10 + [429]


def test_recovery_codes_are_renewed_downloaded_and_the_former_ones_die(client, enrolled):
    awa, secret, codes = enrolled
    sign_in(client, awa.email)
    client.post(CODE, {"code": totp(secret)})
    client.post("/compte/confirmer/", {"password": PASSWORD})
    client.post(SECOND_STEP + "codes-de-secours/renouveler/")
    text = client.get(SECOND_STEP + "codes-de-secours/telecharger/").text
    assert len(text.split()) == 10
    assert not set(text.split()) & set(codes)


def test_leaving_the_second_step_takes_a_confirmation(client, enrolled, mailoutbox):
    awa, secret, _ = enrolled
    sign_in(client, awa.email)
    client.post(CODE, {"code": totp(secret)})
    assert client.get(SECOND_STEP + "desactiver/").url.startswith("/compte/confirmer/")
    client.post("/compte/confirmer/", {"password": PASSWORD})
    assert client.get(SECOND_STEP + "desactiver/").status_code == 200
    assert client.post(SECOND_STEP + "desactiver/").url == SECOND_STEP
    assert not Authenticator.objects.exists()
    assert mailoutbox[-1].subject == "Double authentification désactivée"


def test_a_reset_password_still_asks_for_a_code(client, enrolled):
    awa, _, _ = enrolled
    awa.set_password("le héron attend la marée basse")
    awa.save()
    assert sign_in(client, awa.email, "le héron attend la marée basse").url == CODE
