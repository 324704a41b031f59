"""Settings of Gouvernail, from the environment only (docs/reference/settings.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from gouvernail.config import environment
from gouvernail.config.sqlite import use_safe_sqlite

use_safe_sqlite()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = environment.data_folder(BASE_DIR / "data")
PUBLIC_URL = environment.text("URL", "http://localhost:8000").rstrip("/")
_PUBLIC = urlsplit(PUBLIC_URL)
_HTTPS = _PUBLIC.scheme == "https"

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret_key(DATA_DIR)
ALLOWED_HOSTS = [_PUBLIC.hostname or "", "localhost", "127.0.0.1", *environment.names("HOSTS")]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "csp",
    "simple_history",
    "gouvernail.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "gouvernail.common",
    "gouvernail.history",
    "gouvernail.territories",
    "gouvernail.directory",
    "gouvernail.conventions",
    "gouvernail.mailing",
    "gouvernail.action_plan",
    "gouvernail.staffing",
    "gouvernail.means",
    "gouvernail.governance",
    "gouvernail.reviews",
    "gouvernail.coordination",
    "gouvernail.steering",
    "gouvernail.documents",
    "gouvernail.imports",
    "gouvernail.demo",
]

# What takes its part of a kit when a convention is created (docs/decisions/0040).
KIT_INSTALLERS = [
    "gouvernail.governance.operations.kit.install_governance",
    "gouvernail.staffing.operations.kit.install_staffing",
]

# What `./run manage work` does, one row at a time (docs/decisions/0047).
BACKGROUND_WORK = [
    "gouvernail.governance.tasks.send_reminder",
    "gouvernail.steering.tasks.send_digest",
    "gouvernail.reviews.campaign_tasks.advance_campaign",
    "gouvernail.mailing.tasks.deliver_one",
    "gouvernail.documents.tasks.prepare_one",
    "gouvernail.documents.tasks.compose_one",
    "gouvernail.coordination.tasks.erase_old_logs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gouvernail.common.middleware.RequestLog",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "gouvernail.config.urls"
WSGI_APPLICATION = "gouvernail.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "gouvernail.common.templatetags.french",
                "gouvernail.common.templatetags.components",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "gouvernail.common.forms.FrenchRenderer"

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that rate limits hold over all workers and survive a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "common_cache",
        # Large enough that nobody can push other people's failure counters out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "gouvernail.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account exists only through an invitation by mail
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _PUBLIC.scheme
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever owns the account learns that its protection changed
ACCOUNT_FORMS = {
    "login": "gouvernail.accounts.forms.LoginForm",
    "reset_password": "gouvernail.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "gouvernail.accounts.forms.NewPasswordForm",
    "change_password": "gouvernail.accounts.forms.ChangePasswordForm",
    "set_password": "gouvernail.accounts.forms.FirstPasswordForm",
    "reauthenticate": "gouvernail.accounts.forms.ConfirmPasswordForm",
}
# `key` is the account, or the device when the browser is known (gouvernail/accounts/devices.py).
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "100/15m/ip,10/15m/key",
    "reset_password": "40/15m/ip,5/15m/key",
    "reset_password_from_key": "40/15m/ip",
    "reauthenticate": "10/15m/user",
    "answer": "120/m/ip",  # personal links and sign-in sheets: a room may share one address
    "change_password": "10/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("BEHIND_PROXY") else 0
MFA_ADAPTER = "gouvernail.accounts.adapter.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation or the administrator vouches for the address
MFA_FORMS = {
    "authenticate": "gouvernail.accounts.forms.CodeForm",
    "reauthenticate": "gouvernail.accounts.forms.ConfirmCodeForm",
    "activate_totp": "gouvernail.accounts.forms.ActivateTotpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gouvernail"

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
CSRF_FAILURE_VIEW = "gouvernail.common.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("BEHIND_PROXY") else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

for _name, _value in environment.mail(DATA_DIR).items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", "Gouvernail <ne-pas-repondre@localhost>")

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["woff2", "png", "jpg", "gz"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # a form's fields; files have their own limits
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the preview of a long plan asks many questions
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING_CONFIG = "gouvernail.common.logs.configure"
LOGGING = {"level": environment.text("LOG", "INFO"), "as_json": not DEBUG}
# An address is unique whatever its case: a constraint on Lower("email") that this check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
