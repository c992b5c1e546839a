"""The second factor of an account, and the codes for the day it is lost."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField


class Factor(models.Model):
    """What proves an account besides its password (faktor kedua): an authenticator app or a passkey. Not sealed.

    Written by accounts.actions.factors. The app's secret is encrypted under the data key; of a passkey only its public
    half is here. `last_step` is the last time step whose code was taken: no code works twice.
    """

    class Kind(models.TextChoices):
        """What it is."""

        TOTP = "totp", "Aplikasi autentikator"
        PASSKEY = "passkey", "Kunci sandi (passkey)"

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=7, choices=Kind)
    label = models.CharField("nama", max_length=60)
    secret_ciphertext = models.BinaryField(default=b"")
    credential = models.BinaryField(default=b"")
    last_step = models.BigIntegerField(default=0)
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "faktor kedua"
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(kind="totp"), name="factor_one_app_per_account")
        ]


class RecoveryCode(models.Model):
    """One of ten codes on paper for the day the phone is lost (kode cadangan), usable once. Not sealed.

    Written by accounts.actions.factors. Only a keyed hash is kept: a copy of the database opens nothing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kode cadangan"
