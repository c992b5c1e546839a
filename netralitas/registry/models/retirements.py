"""Batas usia pensiun: ages at which people retire, as data the pemda corrects."""

from django.db import models


class RetirementAge(models.Model):
    """The age of retirement of a kind of post (BUP). Editable data with its source; never a constant in code.

    Written by registry.actions.retirements; first filled from catalogues/retirement_ages.csv, marked uncertain.
    A row with a word of the post's name wins over one without; the first in `order` wins among those.
    """

    order = models.PositiveSmallIntegerField("urutan", default=100)
    jenjang = models.CharField("jenjang jabatan", max_length=20, blank=True)  # "" = whatever the jenjang
    word = models.CharField("kata dalam nama jabatan", max_length=60, blank=True)  # "guru", "dokter"
    age = models.PositiveSmallIntegerField("usia")
    is_uncertain = models.BooleanField("belum dipastikan", default=True)
    note = models.CharField("sumber atau keterangan", max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "batas usia pensiun"
        ordering = ["order", "pk"]
