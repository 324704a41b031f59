"""The account's addresses: allauth's own views, only those needed, under French addresses.

The names are allauth's, which it reverses. There is no address to sign up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from gouvernail.accounts import views
from gouvernail.accounts.limits import by_link

SECOND_STEP = "compte/double-authentification/"

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("connexion/code/", mfa.authenticate, name="mfa_authenticate"),
    path("connexion/compte-ferme/", account.account_inactive, name="account_inactive"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oublie/envoye/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        by_link(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/enregistre/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("compte/", views.account, name="account"),
    path("compte/mot-de-passe/", account.password_change, name="account_change_password"),
    path("compte/mot-de-passe/premier/", account.password_set, name="account_set_password"),
    path("compte/confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("compte/confirmer/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(SECOND_STEP, mfa.index, name="mfa_index"),
    path(SECOND_STEP + "activer/", totp.activate_totp, name="mfa_activate_totp"),
    path(SECOND_STEP + "desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        SECOND_STEP + "codes-de-secours/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        SECOND_STEP + "codes-de-secours/renouveler/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        SECOND_STEP + "codes-de-secours/telecharger/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
