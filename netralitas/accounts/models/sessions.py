"""Which devices are signed in to an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField


class OpenSession(models.Model):
    """A device signed in to an account (perangkat masuk); the row goes with its session. Not sealed.

    Written by accounts.actions.sessions. The kind of browser, no address; when it was last used stands in the session.
    """

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60)
    way = models.CharField(max_length=40)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "perangkat masuk"
