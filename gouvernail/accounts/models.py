"""The people who sign in."""

from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserQuerySet(models.QuerySet["User"]):
    """Filters that can be chained; none of them sorts or writes."""

    def active(self) -> Self:
        """Keep those who may sign in."""
        return self.filter(is_active=True)

    def with_email(self, email: str) -> Self:
        """Keep the account of one address, whatever its case."""
        return self.filter(email__iexact=email.strip())


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds an account by its address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        """Return the account of one address."""
        user: User = self.get(email__iexact=email)
        return user


class User(AbstractBaseUser):
    """A person with an account. Being in a convention is a membership, not an account's matter."""

    email = models.EmailField("adresse électronique", max_length=254)
    full_name = models.CharField("nom affiché", max_length=150)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_admin = models.BooleanField("administre l’instance", default=False)
    created_at = models.DateTimeField("ouvert le", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = "compte"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        """Return the name shown to others."""
        return str(self)
