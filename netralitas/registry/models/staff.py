"""Staff of all kinds, and the order in which offices list them."""

from django.db import models
from django.db.models import Q

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope, scope_of
from netralitas.db import PublicIdField
from netralitas.keys import CannotDecrypt, data_key, decrypt
from netralitas.registry.models.opd import Opd


class StaffCategory(models.TextChoices):
    """Kind of employee (jenis pegawai), facts.md 5.6."""

    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PW = "PPPK_PW", "PPPK Paruh Waktu"
    THL = "THL", "THL"
    HONORER = "HONORER", "Honorer"
    BLUD = "BLUD", "BLUD non-ASN"
    ALIH_DAYA = "ALIH_DAYA", "Alih daya"
    KADES = "KADES", "Kepala Desa"
    PERANGKAT_DESA = "PERANGKAT_DESA", "Perangkat Desa"
    BPD = "BPD", "BPD"

    @property
    def is_asn(self) -> bool:
        """Civil apparatus, identified by an 18-digit number."""
        return self in ASN


ASN = frozenset({StaffCategory.PNS, StaffCategory.CPNS, StaffCategory.PPPK, StaffCategory.PPPK_PW})
VILLAGE = frozenset({StaffCategory.KADES, StaffCategory.PERANGKAT_DESA, StaffCategory.BPD})


class StaffStatus(models.TextChoices):
    """Standing of a person (kedudukan)."""

    ACTIVE = "aktif", "Aktif"
    CLTN = "cltn", "Cuti di luar tanggungan negara"
    STUDY = "tugas_belajar", "Tugas belajar"
    LEAVE = "cuti", "Cuti"
    SICK = "sakit", "Sakit"
    HAJJ = "haji", "Haji"
    TRAINING = "diklat", "Diklat"
    RETIRED = "pensiun", "Pensiun"
    DECEASED = "meninggal", "Meninggal"
    RESIGNED = "berhenti", "Berhenti"
    MOVED_OUT = "mutasi_keluar", "Mutasi keluar"
    DUPLICATE = "ganda", "Data ganda"


# product.md 4.3: these leave the denominator, those stay in it as "berhalangan sementara"
OUT_STATUSES = frozenset(
    {StaffStatus.RETIRED, StaffStatus.DECEASED, StaffStatus.RESIGNED, StaffStatus.MOVED_OUT, StaffStatus.DUPLICATE}
)
HINDERED_STATUSES = frozenset(
    {StaffStatus.CLTN, StaffStatus.STUDY, StaffStatus.LEAVE, StaffStatus.SICK, StaffStatus.HAJJ, StaffStatus.TRAINING}
)


class StaffQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def within(self, scope: Scope) -> "StaffQuerySet":
        """Persons whose home unit lies inside a scope."""
        if scope.is_all:
            return self
        return self.filter(unit__in=Opd.objects.within(scope).values("pk"))

    def visible_to(self, user: User, permission: Permission = Permission.STAFF_VIEW) -> "StaffQuerySet":
        """Persons in units where `user` holds `permission`."""
        return self.within(scope_of(user, permission))

    def under(self, unit: Opd) -> "StaffQuerySet":
        """Persons of a unit and its sub-units."""
        return self.filter(unit__path__startswith=unit.path)

    def present(self) -> "StaffQuerySet":
        """Not retired, deceased, resigned, moved out or double."""
        return self.exclude(status__in=OUT_STATUSES)

    def in_order(self) -> "StaffQuerySet":
        """*Urut jabatan dan kepangkatan* (wording.md): see `Staff.rank_key`."""
        return self.order_by("rank_key", "name_key", "pk")

    def of_one_identity(self, person: "Staff") -> "StaffQuerySet":
        """Every row that is the same person: the one that speaks for all, and those merged into it."""
        speaker = person.merged_into_id or person.pk
        return self.filter(Q(pk=speaker) | Q(merged_into=speaker))

    def by_name(self) -> "StaffQuerySet":
        """A-Z without titles."""
        return self.order_by("name_key", "pk")


class Staff(models.Model):
    """A person who works for the pemda (pegawai). Written by registry actions; each change leaves a StaffEvent.

    Not sealed.

    `nip` holds NIP or NI PPPK (18 digits). NIK is kept for non-ASN, encrypted, with a keyed hash for look-up.
    """

    public_id = PublicIdField()
    category = models.CharField("jenis pegawai", max_length=14, choices=StaffCategory, db_index=True)
    nip = models.CharField("NIP / NI PPPK", max_length=18, unique=True, null=True, blank=True)
    nik_ciphertext = models.BinaryField(null=True, editable=False)
    nik_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001  unique, so NULL
    name = models.CharField("nama tanpa gelar", max_length=200)
    front_title = models.CharField("gelar depan", max_length=60, blank=True)
    back_title = models.CharField("gelar belakang", max_length=100, blank=True)
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    birth_date = models.DateField("tanggal lahir", null=True, blank=True)
    sex = models.CharField("jenis kelamin", max_length=1, blank=True, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    golongan = models.CharField("golongan/ruang", max_length=8, blank=True)  # "III/c", "IX"
    golongan_on = models.DateField("TMT golongan", null=True, blank=True)
    position = models.CharField("jabatan", max_length=200, blank=True)
    position_on = models.DateField("TMT jabatan", null=True, blank=True)
    eselon = models.CharField("eselon", max_length=6, blank=True)  # "II.b"
    jenjang = models.CharField(
        "jenjang jabatan", max_length=20, blank=True, db_index=True
    )  # catalogues/jenjang_jabatan.csv
    service_months = models.PositiveSmallIntegerField("masa kerja (bulan)", null=True, blank=True)
    education = models.CharField("pendidikan", max_length=100, blank=True)
    education_level = models.PositiveSmallIntegerField("tingkat pendidikan", null=True, blank=True)  # 10 SD … 90 S-3
    unit = models.ForeignKey(Opd, models.PROTECT, related_name="staff", verbose_name="unit kerja")
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    email = models.EmailField("surel", blank=True)
    status = models.CharField(
        "kedudukan", max_length=14, choices=StaffStatus, default=StaffStatus.ACTIVE, db_index=True
    )
    status_on = models.DateField("berlaku sejak", null=True, blank=True)
    status_ends_on = models.DateField("berlaku sampai", null=True, blank=True)  # of those away for a time
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_rows"
    )  # the row that speaks for this person since a merge; never itself merged
    rank_key = models.CharField(max_length=80, editable=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "pegawai"
        verbose_name_plural = "pegawai"
        indexes = [models.Index(fields=["unit", "rank_key"], name="staff_unit_rank")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__isnull=False) | Q(nik_hash__isnull=False), name="staff_has_a_number"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with titles as on a pakta: "Dr. Siti Aminah, S.Sos., M.Si."."""
        name = f"{self.front_title} {self.name}".strip()
        return f"{name}, {self.back_title}" if self.back_title else name

    @property
    def nik(self) -> str:
        """The NIK in clear (16 digits), or "" when none is kept; callers record the access."""
        if not self.nik_ciphertext:
            return ""
        try:
            return decrypt(self.nik_ciphertext, data_key("nik")).decode()
        except CannotDecrypt:
            return ""

    @property
    def nik_masked(self) -> str:
        """First four and last four digits: `3604••••••••0001`."""
        nik = self.nik
        return f"{nik[:4]}••••••••{nik[-4:]}" if nik else ""

    @property
    def itself(self) -> "Staff":
        """The row that speaks for this person: itself, or the one it was merged into."""
        return self.merged_into if self.merged_into_id else self

    @property
    def is_asn(self) -> bool:
        """PNS, CPNS, PPPK or PPPK paruh waktu."""
        return self.category in ASN


class FormerNumber(models.Model):
    """A number a person had before (nomor lama): NIK of an honorer, NI PPPK before the NIP. Not sealed.

    Written by registry.actions.kinds. Encrypted, with a keyed hash, so that the old number still finds the person.
    """

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="former_numbers")
    number_hash = models.CharField(max_length=64, db_index=True)
    number_ciphertext = models.BinaryField()
    replaced_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = "nomor lama"

    @property
    def masked(self) -> str:
        """First four and last four digits."""
        try:
            number = decrypt(self.number_ciphertext, data_key("number")).decode()
        except CannotDecrypt:
            return ""
        return f"{number[:4]}{'•' * (len(number) - 8)}{number[-4:]}"
