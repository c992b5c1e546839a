"""The evidence locker: what was handed in, the copy that is looked at, and the chain of hands it went through."""

import hashlib
import json
from typing import Any

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from netralitas.documents.uploads.kinds import Kind
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from sanctions.models.cases import Case
from sanctions.models.reports import Report


class ExhibitQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def of_case(self, case: Case) -> "ExhibitQuerySet":
        """What was handed in for a case, or for one of its reports."""
        return self.filter(models.Q(case=case) | models.Q(report__cases=case)).distinct()

    def within(self, reports: models.QuerySet, opened: models.QuerySet, known: models.QuerySet) -> "ExhibitQuerySet":
        """Of these reports or of these opened cases, but never of a case that is not even known of."""
        walled = Case.objects.exclude(pk__in=known.values("pk")).values("pk")
        mine = models.Q(report__in=reports.values("pk")) | models.Q(case__in=opened.values("pk"))
        mine |= models.Q(report__in=Report.objects.filter(cases__in=opened.values("pk")).values("pk"))
        behind = models.Q(case__in=walled) | models.Q(report__in=Report.objects.filter(cases__in=walled).values("pk"))
        return self.filter(mine).exclude(pk__in=Exhibit.objects.filter(behind).values("pk"))


class Exhibit(SealedModel):
    """One piece of evidence (barang bukti) as it came in: hashed on arrival, its file encrypted apart. Sealed.

    Written by sanctions.actions.evidence.receive. Belongs to a report or to a case. `stored_name` leads to the
    original and the viewing copy, both encrypted under `row_key`; `file_name` is the uploader's, without tricks.
    """

    public_id = PublicIdField()
    number = models.CharField("nomor bukti", max_length=30, unique=True)
    report = models.ForeignKey(Report, models.DO_NOTHING, null=True, related_name="exhibits")
    case = models.ForeignKey(Case, models.DO_NOTHING, null=True, related_name="exhibits")
    kind = models.CharField("jenis", max_length=8, choices=[(kind.value, kind.label) for kind in Kind])
    title = models.CharField("keterangan", max_length=200)
    origin = models.CharField("asal bukti", max_length=300, blank=True)
    captured_on = models.DateField("diambil pada", null=True)
    file_name = models.CharField("nama berkas", max_length=120)
    size = models.PositiveIntegerField("ukuran")
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_name = models.CharField(max_length=80)
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    received_at = models.DateTimeField("diterima", default=timezone.now)
    received_by = models.CharField(max_length=200)

    objects = ExhibitQuerySet.as_manager()

    class Meta:
        verbose_name = "barang bukti"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report__isnull=False) ^ models.Q(case__isnull=False), name="exhibit_has_one_home"
            )
        ]

    def __str__(self) -> str:
        return self.number

    def key(self) -> bytes:
        """The key of its two files; one query. Raises vault.Erased after a lawful purge."""
        return vault.open_key(RowKey.objects.filter(pk=self.row_key_id).first())


class ViewingCopy(SealedModel):
    """What became of drawing the copy that is looked at (salinan): pages and hash, or why there is none. Sealed."""

    exhibit = models.OneToOneField(Exhibit, models.DO_NOTHING, related_name="viewing_copy")
    problem = models.CharField(max_length=10, blank=True)  # a key of uploads.asking.PROBLEMS
    pages = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(default=timezone.now)


class CustodyEntry(SealedModel):
    """One link of an exhibit's chain of custody (rantai penguasaan): who did what when. Sealed and chained by hashes.

    `sha256` covers the entry and the hash before it, so that a link taken out or changed shows. Written by
    sanctions.actions.evidence.
    """

    class Act(models.TextChoices):
        """What was done with it."""

        RECEIVED = "diterima", "Diterima"
        COPIED = "disalin", "Salinan dibuat portal"
        VIEWED = "dilihat", "Salinan dilihat"
        DOWNLOADED = "diunduh", "Berkas asli diunduh"
        HANDED_OVER = "diserahkan", "Diserahkan"
        VERIFIED = "diperiksa", "Keutuhan diperiksa"

    exhibit = models.ForeignKey(Exhibit, models.DO_NOTHING, related_name="custody")
    position = models.PositiveIntegerField()
    act = models.CharField(max_length=12, choices=Act)
    note = models.CharField(max_length=400, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    recorded_by_key = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "rantai penguasaan"
        constraints = [models.UniqueConstraint(fields=["exhibit", "position"], name="custody_in_order")]

    def computed_sha256(self) -> str:
        """The hash this entry must have."""
        told: list[Any] = [
            self.exhibit_id, self.position, self.act, self.note, self.recorded_at.timestamp(), self.recorded_by,
            self.recorded_by_key, self.previous_sha256,
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def is_whole(entries: list[CustodyEntry]) -> bool:
    """Whether a chain, in order, has neither gap nor changed link; an empty one has lost its first."""
    before = ""
    for place, entry in enumerate(entries, 1):
        if entry.position != place or entry.previous_sha256 != before or entry.sha256 != entry.computed_sha256():
            return False
        before = entry.sha256
    return bool(entries)
