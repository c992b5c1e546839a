"""What comes in: reports of breaches, who is named, who told, and what became of each."""

from django.db import models
from django.utils import timezone

from netralitas.access.models import User
from netralitas.db import PublicIdField, SealedModel
from netralitas.ledger.models import RowKey
from netralitas.registry.models import Staff
from sanctions.models.catalogue import Act
from sanctions.models.readers import identity_of, offices_of


class ReportQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def behind_the_wall_of(self, user: User) -> "ReportQuerySet":
        """What `user` may know of: nothing about themselves, nothing about anybody of their own Perangkat Daerah.

        Own are the home, those the account works for, and those in which the person holds a post, as a Plt. does.
        Without a person behind the account a conflict of interest cannot be ruled out, so it sees nothing.
        """
        identity = identity_of(user)
        if not identity:
            return self.none()
        own = models.Q(staff__in=identity) | models.Q(staff__unit__opd__in=offices_of(user))
        return self.exclude(pk__in=ReportedPerson.objects.filter(own).values("report"))

    def waiting(self) -> "ReportQuerySet":
        """Not settled by triage yet."""
        return self.filter(state__in=[Report.State.RECEIVED, Report.State.NEEDS_MORE])


class Report(models.Model):
    """A report of a suspected breach (laporan dugaan). Written by sanctions.actions.reports.

    A report is not a case, and a case is not a proven breach. Named persons, their Perangkat Daerah's accounts and
    accounts without a person behind them never see it.
    """

    class Source(models.TextChoices):
        """Who brought it (asal)."""

        SUPERIOR = "atasan", "Atasan"
        BAWASLU = "bawaslu", "Penerusan Bawaslu"
        BKN = "bkn", "BKN / SBT"
        SP4N = "sp4n", "SP4N-LAPOR"
        OWN = "temuan", "Temuan sendiri"
        SOCIAL = "medsos", "Temuan media sosial"
        NAMED = "pelapor", "Pelapor di meja layanan"

    class State(models.TextChoices):
        """What triage made of it (hasil telaah)."""

        RECEIVED = "diterima", "Diterima, belum ditelaah"
        NEEDS_MORE = "perlu_keterangan", "Perlu keterangan"
        DUPLICATE = "duplikat", "Duplikat"
        NO_BREACH = "bukan_pelanggaran", "Bukan pelanggaran"
        TO_BAWASLU = "ke_bawaslu", "Diteruskan ke Bawaslu/Gakkumdu"
        TO_GOVERNOR = "ke_gubernur", "Diteruskan ke gubernur"
        TO_OTHERS = "ke_instansi", "Diteruskan ke instansi lain"
        EXAMINE = "diperiksa", "Dilanjutkan ke pemeriksaan"

    public_id = PublicIdField()
    number = models.CharField("nomor register", max_length=30, unique=True)
    source = models.CharField("asal", max_length=10, choices=Source)
    external_number = models.CharField("nomor surat atau tiket asal", max_length=80, blank=True)
    external_date = models.DateField("tanggal surat asal", null=True, blank=True)
    received_on = models.DateField("diterima", default=timezone.localdate)
    acted_on = models.DateField("tanggal perbuatan", null=True, blank=True)
    place = models.CharField("tempat perbuatan", max_length=160, blank=True)
    summary = models.TextField("uraian", max_length=4000)
    acts = models.ManyToManyField(Act, related_name="+", blank=True, verbose_name="dugaan bentuk pelanggaran")
    state = models.CharField("keadaan", max_length=20, choices=State, default=State.RECEIVED, db_index=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)
    answer_number = models.CharField("nomor surat jawaban", max_length=80, blank=True)
    answer_date = models.DateField("tanggal surat jawaban", null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "laporan dugaan"

    def __str__(self) -> str:
        return self.number


class ReportedPerson(models.Model):
    """A person named in a report (terlapor): of the registry, or as written when not found there."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="named")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    description = models.CharField("nama seperti tertulis", max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "staff"], name="person_named_once_per_report")]

    def __str__(self) -> str:
        return self.staff.full_name if self.staff else self.description


class ReporterIdentity(models.Model):
    """Who told (identitas pelapor), encrypted and apart from the report; each read is logged, never exported."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="reporter")
    row_key = models.ForeignKey(RowKey, models.SET_NULL, null=True, related_name="+")
    ciphertext = models.BinaryField()


class Triage(SealedModel):
    """One decision about a report (telaah), sealed; the newest says where the report stands."""

    report = models.ForeignKey(Report, models.DO_NOTHING, related_name="triages")
    outcome = models.CharField(max_length=20, choices=Report.State)
    reason = models.CharField(max_length=1000)
    same_as = models.ForeignKey(Report, models.DO_NOTHING, null=True, related_name="+")
    letter_number = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "telaah laporan"
