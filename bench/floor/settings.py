"""The product's settings, less all that a bare view does without."""

from pathlib import Path

from gouvernail.config import settings as product

for _name in dir(product):
    if _name.isupper():
        globals()[_name] = getattr(product, _name)

# allauth insists on its own middleware; everything else stays, for the tables.
INSTALLED_APPS = [app for app in product.INSTALLED_APPS if not app.startswith("allauth")]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
DEBUG = True  # a fault of the floor shows itself; it is timed only when it answers 200
