"""Permintaan perbaikan data: what a person says is wrong in the own data, and what the office answered."""

from django.db import models
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.db import PublicIdField
from netralitas.registry.models.opd import Opd
from netralitas.registry.models.staff import Staff


class CorrectionQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "CorrectionQuerySet":
        """Of persons whose home unit lies inside a scope."""
        if scope.is_all:
            return self
        return self.filter(staff__unit__in=Opd.objects.within(scope).values("pk"))

    def open(self) -> "CorrectionQuerySet":
        """Not answered yet."""
        return self.filter(state=Correction.State.ASKED)


class Correction(models.Model):
    """A person asks to put own data right (permintaan perbaikan data). Written by registry.actions.corrections.

    It changes nothing by itself: operator or BKPSDM changes the data as always, and answers here.
    """

    class About(models.TextChoices):
        """What is wrong."""

        NAME = "nama", "Nama atau gelar"
        NUMBER = "nomor", "NIP, NI PPPK, atau NIK"
        BIRTH = "lahir", "Tanggal lahir atau jenis kelamin"
        POST = "jabatan", "Jabatan, pangkat, atau golongan"
        UNIT = "unit", "Unit kerja"
        STANDING = "kedudukan", "Kedudukan"
        CONTACT = "kontak", "Nomor HP atau surel"
        PLEDGE = "ikrar", "Ikrar atau sertifikat"
        OTHER = "lain", "Lainnya"

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "diminta", "Menunggu jawaban"
        DONE = "diperbaiki", "Sudah diperbaiki"
        KEPT = "tetap", "Data tetap, dengan penjelasan"

    public_id = PublicIdField()
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="corrections")
    about = models.CharField("yang keliru", max_length=10, choices=About)
    text = models.CharField("yang benar", max_length=500)
    state = models.CharField("keadaan", max_length=10, choices=State, default=State.ASKED, db_index=True)
    asked_at = models.DateTimeField("diminta", default=timezone.now)
    answer = models.CharField("jawaban", max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=200, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "permintaan perbaikan data"
