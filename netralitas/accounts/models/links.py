"""The links of staff and units, and the visits they open."""

from django.db import models
from django.utils import timezone

from netralitas.db import PublicIdField
from netralitas.registry.models import Opd, Staff


class PersonalLink(models.Model):
    """A person's own way in (tautan pribadi): only id, generation and state.

    The address is derived by HMAC under the link key.

    Written by accounts.actions.links. Opening it never consumes it; replacing it raises the generation. After its
    end (`closed_at`, or `expires_at` when only the date passed) it opens visits for reading, for a while.
    """

    public_id = PublicIdField()
    staff = models.OneToOneField(Staff, models.CASCADE, related_name="personal_link")
    generation = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    expires_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)


class UnitLink(models.Model):
    """The mass door of a unit (tautan unit): one for the poster or the WhatsApp group, with hours.

    Written by accounts.actions.links.
    """

    public_id = PublicIdField()
    unit = models.OneToOneField(Opd, models.CASCADE, related_name="unit_link")
    generation = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    opens_at_hour = models.TimeField("buka pukul", null=True, blank=True)
    closes_at_hour = models.TimeField("tutup pukul", null=True, blank=True)
    expires_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)


class WayIn(models.TextChoices):
    """How a person was recognised (cara pengenalan), wording.md."""

    SSO = "sso", "Masuk tunggal (SSO)"
    PERSONAL_LINK = "personal_link", "Tautan pribadi"
    PASSWORD = "password", "Kata sandi"
    UNIT_LINK = "unit_link", "Tautan unit"
    KIOSK = "kiosk", "Pos Tanda Tangan"
    PAPER = "paper", "Lembar basah"


class Visit(models.Model):
    """A stay limited to *Ikrar Saya*, opened by a link and carrying no role (kunjungan).

    Written by accounts.actions.visits.

    The cookie holds the signed public id; `device_key` is a keyed hash of the device cookie.
    """

    public_id = PublicIdField()
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="visits")
    way_in = models.CharField(max_length=14, choices=WayIn)
    link_generation = models.PositiveIntegerField(default=0)
    unit_link = models.ForeignKey(UnitLink, models.SET_NULL, null=True, related_name="+")
    device_key = models.CharField(max_length=64, blank=True, db_index=True)
    is_shared_device = models.BooleanField("HP bersama", default=False)
    is_via_operator = models.BooleanField("Melalui operator", default=False)
    is_read_only = models.BooleanField(default=False)  # by a link after its end: history and certificate, no signing
    opened_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class LinkReveal(models.Model):
    """An operator saw a personal link to hand it on (penyerahan tautan); marks later signatures *Melalui operator*."""

    link = models.ForeignKey(PersonalLink, models.CASCADE, related_name="reveals")
    generation = models.PositiveIntegerField()
    way = models.CharField(max_length=10)  # "whatsapp", "copy"; a slip is handed over on paper and signed for
    device_key = models.CharField(max_length=64, blank=True)  # the operator's own, asked about when it signs too
    at = models.DateTimeField(auto_now_add=True)
    by_key = models.CharField(max_length=64)
    by_label = models.CharField(max_length=200)
