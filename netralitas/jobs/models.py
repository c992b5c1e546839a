"""Jobs, the schedule and the outbox."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from netralitas.db import PublicIdField


class JobQuerySet(models.QuerySet):
    """Filters that read as sentences."""

    def visible_to(self, user: models.Model) -> "JobQuerySet":
        """A job is its starter's own."""
        return self.filter(owner=user)

    def unfinished(self) -> "JobQuerySet":
        """Waiting or running."""
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def newest_first(self) -> "JobQuerySet":
        """The last started first."""
        return self.order_by("-pk")


class Job(models.Model):
    """Long work somebody waits for (pekerjaan): the row is the truth, the queue only a messenger.

    Written by jobs.actions and by the running worker through jobs.running.Progress. Not sealed.
    """

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", "Menunggu"
        RUNNING = "running", "Sedang dikerjakan"
        DONE = "done", "Selesai"
        FAILED = "failed", "Gagal"
        CANCELLED = "cancelled", "Dihentikan"

    public_id = PublicIdField()
    name = models.CharField(max_length=64)
    label = models.CharField("pekerjaan", max_length=200)
    arguments = models.JSONField(default=dict)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="jobs")
    actor = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    is_cancel_requested = models.BooleanField(default=False)
    checkpoint = models.JSONField(default=dict)  # what a restarted run needs to go on
    outcome = models.JSONField(default=dict)
    result_file = models.CharField(max_length=200, blank=True)  # name in private storage
    result_name = models.CharField(max_length=150, blank=True)  # name offered to the browser
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    return_url = models.CharField(max_length=300, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "pekerjaan"

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """The page that shows it live."""
        return reverse("jobs:job", args=[self.public_id])

    @property
    def shown_state(self) -> str:
        """The state as the screen says it: being cancelled is a state of its own there."""
        is_stopping = self.is_cancel_requested and self.state == self.State.RUNNING
        return "cancelling" if is_stopping else str(self.state)

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}


class Schedule(models.Model):
    """When a scheduled piece of work is next due; the lease row keeps two workers from running it twice."""

    name = models.CharField(max_length=64, unique=True)
    next_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)


class Message(models.Model):
    """One message to one address (pesan keluar). Written by jobs.outbox.

    Links are re-derived at sending, never stored.
    """

    class State(models.TextChoices):
        """Where it stands."""

        QUEUED = "queued", "Menunggu"
        SENT = "sent", "Terkirim"
        FAILED = "failed", "Gagal"
        BOUNCED = "bounced", "Kembali"
        UNNEEDED = "unneeded", "Tidak jadi dikirim"
        UNKNOWN = "unknown", "Belum pasti terkirim"

    public_id = PublicIdField()
    channel = models.CharField(max_length=10, default="email")
    template = models.CharField(max_length=64)
    recipient_type = models.CharField(max_length=40)  # e.g. "registry.staff"
    recipient_key = models.CharField(max_length=64, db_index=True)
    context = models.JSONField(default=dict)  # ids and plain words; no secrets
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    # handed to a service whose answer is not known yet: a row that has it is never sent again by itself
    left_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=64, blank=True)  # the service's own id
