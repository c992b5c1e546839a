"""Accounts: whose they are, what they may do and until when, and the one-time right to set a password."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from netralitas.access.roles import OPERATOR_OPD, OPERATOR_UNIT, ROLE_CHOICES, ROLES, Role
from netralitas.db import PublicIdField
from netralitas.registry.models import Opd, Staff
from netralitas.registry.models.staff import OUT_STATUSES

BY_LETTER = (OPERATOR_OPD.code, OPERATOR_UNIT.code)  # by surat tugas with an end date, handed over


class StaffLink(models.Model):
    """Which person an account belongs to (kaitan akun). Written by accounts.actions.accounts."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff_link")
    staff = models.OneToOneField(Staff, models.PROTECT, related_name="account_link")


class RoleAssignmentQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def in_force(self, day: date | None = None) -> "RoleAssignmentQuerySet":
        """Not revoked, begun, not ended."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), revoked_at__isnull=True, starts_on__lte=day)

    def of_present_staff(self) -> "RoleAssignmentQuerySet":
        """Not of persons who retired, died or resigned, nor of operators who moved to another Perangkat Daerah."""
        gone = StaffLink.objects.filter(staff__status__in=OUT_STATUSES)
        stayed = Q(user__staff_link=None) | Q(user__staff_link__staff__unit__opd=F("unit__opd"))
        return self.exclude(user__in=gone.values("user")).filter(~Q(role__in=BY_LETTER) | stayed)


class RoleAssignment(models.Model):
    """A role given to an account for a part of the pemda and a time (penugasan peran), by surat tugas.

    Written by accounts.actions.roles, which ends the account's open sessions. Never deleted: revoked.
    """

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_assignments")
    role = models.CharField("peran", max_length=20, choices=ROLE_CHOICES)
    unit = models.ForeignKey(Opd, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit")
    letter_number = models.CharField("nomor surat tugas", max_length=80, blank=True)
    starts_on = models.DateField("sejak", default=timezone.localdate)
    ends_on = models.DateField("sampai", null=True, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan peran"

    @property
    def definition(self) -> Role:
        """The role's entry in the catalogue."""
        return ROLES[self.role]

    @property
    def has_ended(self) -> bool:
        """Whether the date has run out."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()


class Activation(models.Model):
    """A one-time right to set a password (aktivasi), by the account's own e-mail or a printed letter. Not sealed.

    Written by accounts.actions.passwords. Neither code nor hash is kept: both derive from `public_id` under the link
    key, so a copy of the database opens nothing.
    """

    class Way(models.TextChoices):
        """How the code reaches the person."""

        EMAIL = "surel", "Surel"
        LETTER = "lembar", "Lembar aktivasi"

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="activations")
    way = models.CharField(max_length=6, choices=Way)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "aktivasi"
