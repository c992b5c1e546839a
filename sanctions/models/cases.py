"""The case: one matter, opened from one or more reports, and who may know of it."""

from django.db import models
from django.utils import timezone

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import AJUDAN, SEKDA
from netralitas.db import PublicIdField
from sanctions.models.readers import identity_of, offices_of, roles_of
from sanctions.models.reports import Report, ReportedPerson


class Lead(models.TextChoices):
    """Which office keeps the case (penanggung jawab): the Inspektorat when it concerns BKPSDM itself."""

    BKPSDM = "bkpsdm", "BKPSDM"
    INSPEKTORAT = "inspektorat", "Inspektorat"


class State(models.TextChoices):
    """Where one person's matter stands, facts.md 4.4; sanctions.transitions says how it gets there."""

    REVIEW = "telaah", "Telaah"
    EXAMINATION = "pemeriksaan", "Pemeriksaan, belum dipanggil"
    SUMMONED_1 = "panggilan_1", "Dipanggil (I)"
    SUMMONED_2 = "panggilan_2", "Dipanggil (II)"
    ABSENT = "tidak_hadir", "Tidak hadir dua kali"
    EXAMINED = "bap", "Sudah diperiksa (BAP)"
    REPORTED = "lhp", "LHP disampaikan"
    COUNCIL = "majelis", "Sidang majelis kode etik"
    RECOMMENDED = "rekomendasi", "Rekomendasi majelis"
    WAITING = "menunggu_keputusan", "Menunggu keputusan"
    DECIDED = "diputus", "Diputus"
    DELIVERED = "disampaikan", "Disampaikan"
    OBJECTION = "keberatan", "Keberatan"
    APPEAL = "banding", "Banding administratif"
    IN_FORCE = "berlaku", "Berlaku"
    TOLD_BKN = "dilaporkan_bkn", "Dilaporkan ke BKN"
    CLOSED = "selesai", "Selesai"
    NO_EVIDENCE = "tidak_cukup_bukti", "Tidak cukup bukti"
    NOT_PROVEN = "tidak_terbukti", "Tidak terbukti"
    TO_BAWASLU = "dilimpahkan_bawaslu", "Dilimpahkan ke Bawaslu/Gakkumdu"
    TO_GOVERNOR = "ke_gubernur", "Diteruskan ke gubernur"


ENDED = frozenset({State.CLOSED, State.NO_EVIDENCE, State.NOT_PROVEN, State.TO_BAWASLU, State.TO_GOVERNOR})


class CaseQuerySet(models.QuerySet):
    """Who may know of a case: every page, letter, job, message and count asks here first."""

    def behind_the_wall_of(self, user: User) -> "CaseQuerySet":
        """Cases that `user` may open: those of the office that keeps them, and those one was let into; none walled.

        Four small queries, then conditions only.
        """
        identity = identity_of(user)
        if not identity:
            return self.none()
        may_open = models.Q(pk__in=_entered(identity))
        if user.has_perm(Permission.CASE_EDIT):
            lead = Lead.BKPSDM if user.has_perm(Permission.REPORT_ALL) else Lead.INSPEKTORAT
            may_open |= models.Q(lead=lead)
        return self.not_walled_from(user).filter(may_open)

    def not_walled_from(self, user: User) -> "CaseQuerySet":
        """Cases whose existence `user` may know of, as in counts and in the audit log.

        Never one that names the person, or in which a conflict was declared; none of the own Perangkat Daerah
        unless let in; none about the Sekda for Sekda and ajudan; nothing without a person behind the account.
        """
        identity = identity_of(user)
        if not identity:
            return self.none()
        offices = offices_of(user)
        rows = self.exclude(pk__in=_naming(identity)).exclude(
            models.Q(pk__in=_of_offices(offices)) & ~models.Q(pk__in=_entered(identity))
        )
        if _serves_the_sekda(user):
            rows = rows.exclude(pk__in=Case.objects.filter(persons__is_sekda=True).values("pk"))
        return rows

    def ongoing(self) -> "CaseQuerySet":
        """At least one person's matter has not ended."""
        return self.filter(pk__in=Case.objects.filter(persons__state__in=set(State) - ENDED).values("pk"))


class Case(models.Model):
    """A matter under examination (perkara dugaan pelanggaran). Written by sanctions.actions.cases. Not sealed.

    A case is not a proven breach. Each accused person (CasePerson) has a track, a state and an outcome of their own;
    what was done stands in sealed CaseSteps.
    """

    public_id = PublicIdField()
    number = models.CharField("nomor perkara", max_length=30, unique=True)
    lead = models.CharField("penanggung jawab", max_length=12, choices=Lead, db_index=True)
    reports = models.ManyToManyField(Report, related_name="cases", verbose_name="laporan")
    title = models.CharField("pokok perkara", max_length=200)
    opened_on = models.DateField("dibuka", default=timezone.localdate, db_index=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.CharField(max_length=200)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "perkara"

    def __str__(self) -> str:
        return self.number


def _serves_the_sekda(user: User) -> bool:
    return any(role in {SEKDA.code, AJUDAN.code} for role, _ in roles_of(user))


def _naming(identity: list[int]) -> models.QuerySet:
    """Cases that name one of these rows, or in which the person declared a conflict."""
    named = ReportedPerson.objects.filter(staff__in=identity).values("report")
    about = models.Q(pk__in=Case.objects.filter(persons__staff__in=identity).values("pk"))
    about |= models.Q(pk__in=Case.objects.filter(reports__in=named).values("pk"))
    about |= models.Q(
        pk__in=Case.objects.filter(declarations__staff__in=identity, declarations__has_conflict=True).values("pk")
    )
    return Case.objects.filter(about).values("pk")


def _of_offices(offices: set[int]) -> models.QuerySet:
    """Cases about somebody of these offices: then, now, or as a report names them."""
    named = ReportedPerson.objects.filter(staff__unit__opd__in=offices).values("report")
    about = models.Q(pk__in=Case.objects.filter(persons__unit__opd__in=offices).values("pk"))
    about |= models.Q(pk__in=Case.objects.filter(persons__staff__unit__opd__in=offices).values("pk"))
    about |= models.Q(pk__in=Case.objects.filter(reports__in=named).values("pk"))
    return Case.objects.filter(about).values("pk")


def _entered(identity: list[int]) -> models.QuerySet:
    """Cases one was let into: an assignment that stands, declared free of conflict."""
    return Case.objects.filter(
        assignments__staff__in=identity, assignments__end__isnull=True, assignments__declaration__has_conflict=False
    ).values("pk")
