"""What the dashboards keep of their own: the frozen weekly reports, whom they went to, and how they are made."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from netralitas.access.models import User
from netralitas.db import PublicIdField, SealedModel, SealedQuerySet
from pledges.models import Campaign


class WeeklyReportQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def newest_first(self) -> "WeeklyReportQuerySet":
        """The last frozen first."""
        return self.order_by("-taken_at", "-pk")


class WeeklyReport(SealedModel):
    """The pemda's numbers as they stood on a Monday (Rekap Senin), or whenever somebody froze them in between.

    Written by dashboards.actions.mondays. Sealed: it stays as it was when data change later. `content` holds every
    figure the page and the papers show, by queries.mondays, and no name of a person.
    """

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, models.DO_NOTHING, related_name="+")
    monday_on = models.DateField("pekan")  # the Monday of its week
    is_scheduled = models.BooleanField("menurut jadwal", default=False)
    taken_at = models.DateTimeField("keadaan per")
    taken_by = models.CharField(max_length=200)
    content = models.JSONField()

    objects = WeeklyReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Rekap Senin"
        indexes = [models.Index(fields=["campaign", "-taken_at"], name="weekly_report_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "monday_on"], condition=Q(is_scheduled=True), name="weekly_report_once_a_week"
            )
        ]


class ReportDelivery(SealedModel):
    """One mail about one weekly report to one account (kiriman Rekap Senin).

    Written by dashboards.actions.mondays. Sealed; that it exists once keeps a report from being sent twice.
    """

    report = models.ForeignKey(WeeklyReport, models.DO_NOTHING, related_name="deliveries")
    username = models.CharField(max_length=150)
    message = models.CharField(max_length=16)  # public id of the outbox row, which tells its state
    queued_at = models.DateTimeField()

    class Meta:
        verbose_name = "kiriman Rekap Senin"
        constraints = [models.UniqueConstraint(fields=["report", "username"], name="report_delivered_once")]


class WeeklyPlan(models.Model):
    """How the weekly report is made (pengaturan Rekap Senin): hour, whether it is mailed, whether counts are open.

    One row; written by dashboards.actions.mondays. Not sealed, audited.
    """

    hour = models.PositiveSmallIntegerField("jam dibekukan", default=6, validators=[MaxValueValidator(23)])
    is_on = models.BooleanField("dibuat setiap Senin", default=True)
    is_mailed = models.BooleanField("dikirim lewat surel", default=True)
    has_open_data = models.BooleanField("data terbuka untuk umum", default=False)

    class Meta:
        verbose_name = "pengaturan Rekap Senin"


class WeeklyRecipient(models.Model):
    """What was decided about mailing one account (penerima Rekap Senin); without a row its role decides.

    Written by dashboards.actions.mondays. Not sealed, audited.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    is_wanted = models.BooleanField()

    class Meta:
        verbose_name = "penerima Rekap Senin"
