"""The user row and the throttle counters."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin, _user_has_perm
from django.db import models
from django.utils.crypto import salted_hmac

from netralitas.access.scopes import roles_of
from netralitas.db import new_public_id


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a password is optional, since links activate them."""

    def create_user(self, username: str = "", password: str | None = None, **fields: Any) -> "User":
        """An account with a random username; without a password it cannot sign in by password."""
        user = self.model(username=username or new_public_id(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str = "", password: str | None = None, **fields: Any) -> "User":
        """For Django's admin (read-only)."""
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account (akun). No registry fields: the person behind it is in accounts.StaffLink.

    Written by accounts actions. Not sealed. Raising `session_epoch` ends every open session.
    """

    username = models.CharField(max_length=64, unique=True, default=new_public_id)
    display_name = models.CharField("nama", max_length=200, blank=True)
    email = models.EmailField("surel", blank=True)
    is_active = models.BooleanField("aktif", default=True)
    is_staff = models.BooleanField("boleh membuka admin Django", default=False)
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"

    def __str__(self) -> str:
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the permission backend; a superuser has no permission of the trade by that alone."""
        return self.is_active and _user_has_perm(self, perm, obj)

    @property
    def role_label(self) -> str:
        """The roles in force today, as the page header shows them; "" for a plain member of staff."""
        return ", ".join(role.label for role in roles_of(self))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        salt = "netralitas.access.User.session"
        return salted_hmac(salt, f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256").hexdigest()


class ThrottleCounter(models.Model):
    """Tries counted in one window of time.

    Written by access.throttling; `key` is a keyed hash, never a NIP or an address.
    """

    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="throttle_key_window")]
