"""Events and reads, both sealed and without foreign keys: the log outlives what it speaks of."""

from django.db import models

from netralitas.db import SealedModel, SealedQuerySet


class EventQuerySet(SealedQuerySet):
    """Filters that read as sentences."""

    def about(self, subject_type: str, subject_key: str) -> "EventQuerySet":
        """Events of one subject."""
        return self.filter(subject_type=subject_type, subject_key=subject_key)

    def newest_first(self) -> "EventQuerySet":
        """The last written first."""
        return self.order_by("-pk")


class Event(SealedModel):
    """One thing that was done (catatan audit). Written by audit.actions.record, sealed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    event = models.CharField(max_length=64, db_index=True)
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=64, db_index=True)
    actor_label = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=64, blank=True)
    opd_id = models.BigIntegerField(null=True, db_index=True)  # a number, not a key: the row may go
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=32, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="audit_event_subject")]
        verbose_name = "catatan audit"


class Access(SealedModel):
    """One look at sensitive data (catatan akses). Written by audit.actions.record_access, sealed."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    what = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=64, db_index=True)
    actor_label = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=64, db_index=True)
    reason = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = "catatan akses"
