"""What follows the report: the decision on paper, its delivery, the remedies, the ethics council, hand-overs."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from netralitas.registry.models import Staff
from sanctions.models.catalogue import Level, Measure
from sanctions.models.parties import CaseAssignment, CasePerson
from sanctions.models.steps import CaseStep


class DecisionQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def confirmed(self) -> "DecisionQuerySet":
        """Confirmed by the second person."""
        return self.filter(verdict__is_confirmed=True)

    def waiting(self) -> "DecisionQuerySet":
        """Entered, and the second person has not looked yet."""
        return self.filter(verdict__isnull=True)

    def standing(self) -> "DecisionQuerySet":
        """The newest confirmed one of each person, when it still imposes a measure: the *sanctioned* of the counts."""
        later = Decision.objects.confirmed().filter(person=OuterRef("person"), verdict__pk__gt=OuterRef("verdict__pk"))
        return self.confirmed().filter(~Exists(later), measure__isnull=False)


class Decision(SealedModel):
    """A decision made on paper (SK), as one person entered it with its scan. Sealed.

    Written by sanctions.actions.decisions; holds only after a DecisionVerdict of somebody else. The newest confirmed
    one of a person is the one that stands; one without a measure takes the sanction away. `level` is what the
    official set, `suggested_level` what the rules pointed to.
    """

    class Kind(models.TextChoices):
        """Which paper it is."""

        FIRST = "keputusan", "Keputusan"
        ON_OBJECTION = "keberatan", "Keputusan atas keberatan"
        ON_APPEAL = "banding", "Putusan banding (BPASN)"
        RECORD = "perbaikan", "Perbaikan catatan"
        ANNULMENT = "pembatalan", "Pembatalan keputusan"

    class Outcome(models.TextChoices):
        """What it does to the sanction."""

        IMPOSED = "dijatuhkan", "Dijatuhkan"
        UPHELD = "dikuatkan", "Dikuatkan"
        CHANGED = "diubah", "Diubah"
        ANNULLED = "dibatalkan", "Dibatalkan"

    public_id = PublicIdField()
    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="decisions")
    kind = models.CharField("jenis surat", max_length=12, choices=Kind)
    outcome = models.CharField("isi", max_length=12, choices=Outcome)
    number = models.CharField("nomor", max_length=80)
    dated_on = models.DateField("tanggal ditetapkan")
    measure = models.ForeignKey(Measure, models.DO_NOTHING, null=True, related_name="+")
    level = models.CharField("tingkat", max_length=14, choices=Level, blank=True)
    suggested_level = models.CharField("tingkat menurut aturan", max_length=14, choices=Level, blank=True)
    reason = models.CharField("pertimbangan", max_length=2000)
    official = models.ForeignKey(CaseAssignment, models.DO_NOTHING, null=True, related_name="+")
    signer = models.CharField("ditetapkan oleh", max_length=200)
    effective_on = models.DateField("berlaku sejak menurut surat", null=True)
    scan_name = models.CharField(max_length=80, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.CharField(max_length=200)
    entered_by_key = models.CharField(max_length=64)
    entered_by_staff = models.ForeignKey(Staff, models.DO_NOTHING, null=True, related_name="+")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan"

    def __str__(self) -> str:
        return self.number


class DecisionVerdict(SealedModel):
    """What the second person says of an entered decision: it agrees with the paper, or it goes back. Sealed."""

    decision = models.OneToOneField(Decision, models.DO_NOTHING, related_name="verdict")
    is_confirmed = models.BooleanField("sesuai dengan surat aslinya")
    note = models.CharField("catatan", max_length=400, blank=True)
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, null=True, related_name="decision_verdict")
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.CharField(max_length=200)
    given_by_key = models.CharField(max_length=64)


class Delivery(SealedModel):
    """How a decision reached the person (penyampaian). Sealed. The clocks of objection and force run from
    `received_on`."""

    class Outcome(models.TextChoices):
        """What happened."""

        RECEIVED = "diterima", "Diterima langsung"
        REFUSED = "tidak_bersedia", "Tidak bersedia menerima, dibuatkan berita acara"
        SENT = "dikirim", "Dikirim ke alamat terakhir"

    decision = models.ForeignKey(Decision, models.DO_NOTHING, related_name="deliveries")
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, related_name="delivery")
    outcome = models.CharField("cara", max_length=16, choices=Outcome)
    handed_on = models.DateField("tanggal penyampaian atau pengiriman")
    received_on = models.DateField("tanggal diterima")
    record_number = models.CharField("nomor berita acara atau bukti kirim", max_length=80)
    place = models.CharField("tempat", max_length=200, blank=True)
    is_late = models.BooleanField("lewat tenggat", default=False)

    class Meta:
        verbose_name = "penyampaian keputusan"


class Appeal(SealedModel):
    """An objection or an administrative appeal against a decision (keberatan, banding). Sealed."""

    class Kind(models.TextChoices):
        """To whom it goes."""

        OBJECTION = "keberatan", "Keberatan"
        APPEAL = "banding", "Banding administratif ke BPASN"

    decision = models.ForeignKey(Decision, models.DO_NOTHING, related_name="appeals")
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, related_name="appeal")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField("nomor surat", max_length=80, blank=True)
    filed_on = models.DateField("tanggal diajukan")
    received_on = models.DateField("tanggal diterima")
    is_late = models.BooleanField("lewat tenggat", default=False)

    class Meta:
        verbose_name = "upaya administratif"


class CouncilRecommendation(SealedModel):
    """What the ethics council recommends to the PPK (rekomendasi majelis kode etik). Sealed."""

    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="recommendations")
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, related_name="recommendation")
    held_on = models.DateField("tanggal sidang")
    number = models.CharField("nomor rekomendasi", max_length=80)
    dated_on = models.DateField("tanggal rekomendasi")
    is_proven = models.BooleanField("terbukti")
    measure = models.ForeignKey(Measure, models.DO_NOTHING, null=True, related_name="+")
    reason = models.CharField("pertimbangan", max_length=2000)

    class Meta:
        verbose_name = "rekomendasi majelis"


class Handover(SealedModel):
    """A matter sent to another body by letter (pelimpahan). Sealed; a copy for information does not end the case."""

    class Body(models.TextChoices):
        """Who takes it."""

        BAWASLU = "bawaslu", "Bawaslu"
        GAKKUMDU = "gakkumdu", "Sentra Gakkumdu"
        GOVERNOR = "gubernur", "Gubernur"
        MINISTER = "mendagri", "Menteri Dalam Negeri"

    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="handovers")
    step = models.OneToOneField(CaseStep, models.DO_NOTHING, related_name="handover")
    body = models.CharField("kepada", max_length=10, choices=Body)
    letter_number = models.CharField("nomor surat", max_length=80)
    letter_date = models.DateField("tanggal surat")

    class Meta:
        verbose_name = "pelimpahan"
