"""The calendar of working days: every deadline of a case counts in them."""

from django.db import models


class Holiday(models.Model):
    """A day that is no working day (hari libur). Written by sanctions.actions.calendar. Not sealed, audited.

    Saturdays and Sundays need no row. Dates are the pemda's data, from the joint decree of each year.
    """

    class Kind(models.TextChoices):
        """Why the offices are closed."""

        NATIONAL = "nasional", "Libur nasional"
        COLLECTIVE = "cuti_bersama", "Cuti bersama"
        LOCAL = "daerah", "Libur daerah"

    day = models.DateField("tanggal", unique=True)
    name = models.CharField("nama", max_length=120)
    kind = models.CharField("jenis", max_length=14, choices=Kind, default=Kind.NATIONAL)

    class Meta:
        ordering = ["day"]
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"

    def __str__(self) -> str:
        return self.name
