"""The people of a case: who is accused of what, as things were on the day, and who was let in."""

from typing import Any

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from netralitas.ledger import vault
from netralitas.ledger.models import RowKey
from netralitas.registry.models import Opd, Staff, StaffCategory
from pledges.models import Election, Signature
from sanctions.models.cases import ENDED, Case, State
from sanctions.models.catalogue import Act, ElectionStage, Impact, Track


class CasePerson(models.Model):
    """An accused person in a case (terlapor), with the track and state of their own matter. Not sealed.

    Written by sanctions.actions.{cases,steps}. `unit`, `category`, `jenjang` are those of the date of the (first) act
    and never change; everything else of that day lies encrypted in FrozenFacts. `state` moves only by a CaseStep.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, models.PROTECT, related_name="persons")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Opd, models.PROTECT, related_name="+", verbose_name="unit pada tanggal perbuatan")
    category = models.CharField("jenis pegawai", max_length=14, choices=StaffCategory)
    jenjang = models.CharField("jenjang jabatan", max_length=20, blank=True)
    is_sekda = models.BooleanField("Sekretaris Daerah", default=False)
    track = models.CharField("jalur", max_length=12, choices=Track, db_index=True)
    state = models.CharField("keadaan", max_length=20, choices=State, default=State.REVIEW, db_index=True)
    state_on = models.DateField("sejak", default=timezone.localdate)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "terlapor"
        constraints = [models.UniqueConstraint(fields=["case", "staff"], name="person_once_per_case")]

    def __str__(self) -> str:
        return self.staff.full_name

    @property
    def has_ended(self) -> bool:
        """Whether the matter of this person is over."""
        return self.state in ENDED


class FrozenFacts(SealedModel):
    """A person as on the date of an act (data beku): encrypted under a key of its own. Sealed.

    `facts` has nama, nip, kategori, golongan, jabatan, jenjang, eselon, unit, opd, and `ikrar`: the pledge version
    signed by then (judul, versi, ditandatangani, nomor, entri of the ledger) or null.
    """

    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="frozen")
    acted_on = models.DateField()
    signature = models.ForeignKey(Signature, models.DO_NOTHING, null=True, related_name="+")
    ledger_seq = models.BigIntegerField(null=True)
    row_key = models.ForeignKey(RowKey, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    ciphertext = models.BinaryField()
    taken_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "data pada tanggal perbuatan"
        constraints = [models.UniqueConstraint(fields=["person", "acted_on"], name="facts_once_per_day")]

    @property
    def facts(self) -> dict[str, Any]:
        """In clear; the caller has recorded the access. Raises vault.Erased after a lawful purge."""
        return vault.unseal(bytes(self.ciphertext), vault.open_key(RowKey.objects.filter(pk=self.row_key_id).first()))

    @property
    def shown(self) -> dict[str, Any]:
        """In clear, or empty after a lawful purge: what pages show."""
        try:
            return self.facts
        except vault.Erased:
            return {}


class Allegation(SealedModel):
    """One act a person is accused of (dugaan perbuatan). Sealed; a wrong one is withdrawn by AllegationWithdrawal.

    `act` is the catalogue version in force on `acted_on`; `stage` the one that held that day by the election event,
    blank when its date is not known.
    """

    public_id = PublicIdField()
    person = models.ForeignKey(CasePerson, models.DO_NOTHING, related_name="allegations")
    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="+")
    acted_on = models.DateField("tanggal perbuatan")
    place = models.CharField("tempat", max_length=160, blank=True)
    election = models.ForeignKey(Election, models.DO_NOTHING, null=True, related_name="+")
    stage = models.CharField("tahapan pada tanggal itu", max_length=14, choices=ElectionStage, blank=True)
    impact = models.CharField("dampak", max_length=10, choices=Impact, blank=True)
    description = models.TextField("uraian perbuatan", max_length=4000, blank=True)
    frozen = models.ForeignKey(FrozenFacts, models.DO_NOTHING, related_name="allegations")
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "dugaan perbuatan"


class AllegationWithdrawal(SealedModel):
    """An allegation taken back (dugaan dicabut), with its reason. Sealed."""

    allegation = models.OneToOneField(Allegation, models.DO_NOTHING, related_name="withdrawal")
    reason = models.CharField(max_length=400)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)


class CaseRole(models.TextChoices):
    """The part somebody has in a case (peran dalam perkara)."""

    CHAIR = "ketua", "Ketua tim pemeriksa"
    SECRETARY = "sekretaris", "Sekretaris tim"
    EXAMINER = "pemeriksa", "Anggota tim pemeriksa"
    SUPERIOR = "atasan_langsung", "Atasan langsung"
    OFFICIAL = "pejabat_berwenang", "Pejabat yang berwenang menghukum"
    COUNCIL = "majelis", "Anggota majelis kode etik"


class Element(models.TextChoices):
    """Which element of the team a member stands for (unsur), PP 94/2021; facts.md 4.2."""

    SUPERIOR = "atasan", "Atasan langsung"
    OVERSIGHT = "pengawasan", "Unsur pengawasan"
    PERSONNEL = "kepegawaian", "Unsur kepegawaian"
    OTHER = "lain", "Pejabat lain yang ditunjuk"


class CaseAssignmentQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def standing(self) -> "CaseAssignmentQuerySet":
        """Not ended, whether declared or not."""
        return self.filter(end__isnull=True)

    def in_force(self) -> "CaseAssignmentQuerySet":
        """Not ended, and declared free of conflict."""
        return self.standing().filter(declaration__has_conflict=False)


class CaseAssignment(SealedModel):
    """Somebody's part in one case by letter (penugasan dalam perkara). Sealed; ended by AssignmentEnd.

    Written by sanctions.actions.assignments. Opens the case only after a ConflictDeclaration free of conflict.
    An official outside the registry (PPK) has no `staff`, only name and title.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="assignments")
    staff = models.ForeignKey(Staff, models.DO_NOTHING, null=True, related_name="+")
    name = models.CharField("nama", max_length=200)
    title = models.CharField("jabatan", max_length=200, blank=True)
    role = models.CharField("peran", max_length=20, choices=CaseRole)
    element = models.CharField("unsur", max_length=12, choices=Element, blank=True)
    letter_number = models.CharField("nomor surat penugasan", max_length=80, blank=True)
    letter_date = models.DateField("tanggal surat", null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)

    objects = CaseAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan dalam perkara"

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"


class AssignmentEnd(SealedModel):
    """An assignment that ended (penugasan berakhir). Sealed."""

    assignment = models.OneToOneField(CaseAssignment, models.DO_NOTHING, related_name="end")
    reason = models.CharField(max_length=400)
    ended_on = models.DateField(default=timezone.localdate)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)


class ConflictDeclaration(SealedModel):
    """Somebody's word on a conflict of interest in a case (pernyataan benturan kepentingan). Sealed.

    By the person, before entry; or noted by the secretariat from a letter (`letter_number`). A conflict walls the
    person off for good. Without an assignment: somebody of the secretariat who stepped back.
    """

    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="declarations")
    assignment = models.OneToOneField(CaseAssignment, models.DO_NOTHING, null=True, related_name="declaration")
    staff = models.ForeignKey(Staff, models.DO_NOTHING, null=True, related_name="+")
    has_conflict = models.BooleanField("ada benturan kepentingan")
    statement = models.CharField("penjelasan", max_length=1000, blank=True)
    letter_number = models.CharField("nomor surat pernyataan", max_length=80, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "pernyataan benturan kepentingan"
