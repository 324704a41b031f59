"""The product's settings, less all that a bare view does without."""

from pathlib import Path

from gouvernail.config import settings as product

for _name in dir(product):
    if _name.isupper():
        globals()[_name] = getattr(product, _name)

MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # allauth refuses to start without its own, which does next to nothing here.
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
