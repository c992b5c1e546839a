"""The OPD tree: Perangkat Daerah, their sub-units, where they stand and what they are called."""

from django.db import models

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope, scope_of
from netralitas.db import PublicIdField


class Kecamatan(models.Model):
    """A sub-district (kecamatan) in code order; codes have gaps. Loaded from a catalogue or typed."""

    code = models.CharField("kode", max_length=13, unique=True)
    name = models.CharField("nama", max_length=80)

    class Meta:
        ordering = ["code"]
        verbose_name = "kecamatan"

    def __str__(self) -> str:
        return self.name


class OpdKind(models.Model):
    """A kind of unit (jenis Perangkat Daerah): its head's title, its place in the recap; catalogues/opd_types.csv."""

    code = models.CharField("kode", max_length=20, primary_key=True)
    name = models.CharField("nama", max_length=80)
    head_title = models.CharField("sebutan pimpinan", max_length=80)
    head_eselon = models.CharField("eselon pimpinan", max_length=120, blank=True)
    recap_group = models.CharField("kelompok rekap", max_length=40)  # Setda, Dinas, Badan, Kecamatan, RSUD, Desa
    order = models.PositiveSmallIntegerField(default=100)
    is_asn_unit = models.BooleanField(default=True)  # False: desa, counted in a table of its own
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = "jenis Perangkat Daerah"

    def __str__(self) -> str:
        return self.name


class OpdQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "OpdQuerySet":
        """Units inside a scope."""
        if scope.is_all:
            return self
        inside = models.Q(pk__in=scope.unit_ids)
        for path in scope.paths:
            inside |= models.Q(path__startswith=path)
        return self.filter(inside)

    def visible_to(self, user: User, permission: Permission = Permission.OPD_VIEW) -> "OpdQuerySet":
        """Units where `user` holds `permission`."""
        return self.within(scope_of(user, permission))

    def active(self) -> "OpdQuerySet":
        """Not closed."""
        return self.filter(closed_on__isnull=True)

    def top(self) -> "OpdQuerySet":
        """The OPD themselves, without sub-units."""
        return self.filter(parent__isnull=True)

    def recap_rows(self) -> "OpdQuerySet":
        """Units with a row of their own in the roll-up."""
        return self.filter(has_recap_row=True)

    def in_protocol_order(self) -> "OpdQuerySet":
        """By kind, protocol number, name: as lists are read out."""
        return self.order_by("kind__order", "protocol_order", "name")


class Opd(models.Model):
    """A unit of the tree (Perangkat Daerah or sub-unit).

    Written by registry.actions.opd; each change leaves an OpdEvent.

    `path` is "/"-separated zero-padded ids from the OPD down, ending in "/": a subtree is a prefix.
    `opd` is the Perangkat Daerah it belongs to (itself at the top); `recap_unit` the nearest unit upwards
    with a row of its own in the roll-up (baris rekap), e.g. an RSUD under Dinas Kesehatan.
    """

    public_id = PublicIdField()
    code = models.CharField("kode", max_length=30, unique=True)
    name = models.CharField("nama", max_length=160)
    short_name = models.CharField("singkatan", max_length=40, blank=True)
    kind = models.ForeignKey(OpdKind, models.PROTECT, verbose_name="jenis")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    path = models.CharField(max_length=120, unique=True, editable=False)
    opd = models.ForeignKey("self", models.PROTECT, null=True, related_name="all_units", editable=False)
    has_recap_row = models.BooleanField("punya baris rekap sendiri", default=False)
    recap_unit = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", editable=False)
    protocol_order = models.PositiveIntegerField("nomor urut protokol", default=1000)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True, verbose_name="lokasi (kecamatan)")
    unor_id = models.CharField("UNOR ID SIASN", max_length=40, blank=True, db_index=True)
    external_code = models.CharField("NPSN / kode puskesmas", max_length=20, blank=True, db_index=True)
    phone = models.CharField("telepon kantor", max_length=30, blank=True)
    letterhead = models.JSONField("baris kop", default=list, blank=True)  # lines under the pemda's name
    address = models.CharField("alamat", max_length=200, blank=True)
    operator_name = models.CharField("narahubung (operator)", max_length=120, blank=True)
    operator_phone = models.CharField("telepon narahubung", max_length=30, blank=True)
    is_active_in_pledge = models.BooleanField("ikut kegiatan ikrar", default=True)
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="penerus",
        editable=False,
    )  # the unit it was merged into

    objects = OpdQuerySet.as_manager()

    class Meta:
        verbose_name = "Perangkat Daerah"
        verbose_name_plural = "Perangkat Daerah"

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another spelling of a unit, learned from an import (nama lain unit). `key` is the folded spelling."""

    key = models.CharField(max_length=200, unique=True)
    unit = models.ForeignKey(Opd, models.CASCADE, related_name="aliases")
    learned_at = models.DateTimeField(auto_now_add=True)
