"""The regional government this instance serves."""

from django.core.validators import RegexValidator
from django.db import models

PAPERS = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")]


def usual_ways() -> list[str]:
    """The ways in (cara pengenalan) a pemda normally allows; codes of accounts.WayIn."""
    return ["personal_link", "unit_link", "password"]


class Pemda(models.Model):
    """The pemda (pemerintah daerah): name, emblem, colours, letterhead.

    One row; written by registry.actions.pemda. Not sealed.
    """

    class Zone(models.TextChoices):
        """The three time zones of the country."""

        WIB = "Asia/Jakarta", "WIB (Indonesia Barat)"
        WITA = "Asia/Makassar", "WITA (Indonesia Tengah)"
        WIT = "Asia/Jayapura", "WIT (Indonesia Timur)"

    name = models.CharField("nama", max_length=120, default="Pemerintah Daerah")  # "Pemerintah Kabupaten Contoh"
    short_name = models.CharField("nama pendek", max_length=60, default="Pemda")  # "Kabupaten Contoh"
    place = models.CharField("tempat pada surat", max_length=60, default="Ibu Kota")
    capital = models.CharField("ibu kota", max_length=60, blank=True)
    time_zone = models.CharField(
        "zona waktu", max_length=20, choices=Zone, blank=True
    )  # "": as the server is set (NETRALITAS_TIME_ZONE)
    head_title = models.CharField("sebutan kepala daerah", max_length=60, default="Bupati")
    address = models.CharField("alamat", max_length=200, blank=True)
    accent_colour = models.CharField(
        "warna aksen", max_length=7, default="#1f4e79", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    emblem = models.FileField("lambang", upload_to="pemda", blank=True)
    public_address = models.CharField("alamat resmi portal", max_length=100, blank=True)  # printed on papers
    help_contact = models.CharField("narahubung bantuan", max_length=120, blank=True)
    register_pattern = models.CharField("pola nomor register", max_length=60, default="IKR/{tahun}/{nomor}")
    certificate_paper = models.CharField("kertas sertifikat", max_length=4, choices=PAPERS, default="A4")
    slip_paper = models.CharField("kertas lembar tautan dan tanda terima", max_length=4, choices=PAPERS, default="A4")
    default_ways = models.JSONField("cara pengenalan yang diizinkan", default=usual_ways, blank=True)
    allows_operator_links = models.BooleanField("operator boleh menyerahkan tautan pribadi", default=True)
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "identitas pemda"

    def __str__(self) -> str:
        return self.name

    @property
    def emblem_url(self) -> str:
        """Where the emblem is served, or "" when none was uploaded."""
        return f"/lambang?{self.emblem.name[-12:]}" if self.emblem else ""
