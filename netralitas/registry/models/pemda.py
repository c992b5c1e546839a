"""The regional government this instance serves."""

from django.core.validators import RegexValidator
from django.db import models


class Pemda(models.Model):
    """The pemda (pemerintah daerah): name, emblem, colours, letterhead.

    One row; written by registry.actions.pemda. Not sealed.
    """

    name = models.CharField("nama", max_length=120, default="Pemerintah Daerah")  # "Pemerintah Kabupaten Contoh"
    short_name = models.CharField("nama pendek", max_length=60, default="Pemda")  # "Kabupaten Contoh"
    place = models.CharField("tempat pada surat", max_length=60, default="Ibu Kota")
    head_title = models.CharField("sebutan kepala daerah", max_length=60, default="Bupati")
    address = models.CharField("alamat", max_length=200, blank=True)
    accent_colour = models.CharField(
        "warna aksen", max_length=7, default="#1f4e79", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    emblem = models.FileField("lambang", upload_to="pemda", blank=True)
    public_address = models.CharField("alamat resmi portal", max_length=100, blank=True)  # printed on papers
    help_contact = models.CharField("narahubung bantuan", max_length=120, blank=True)
    register_pattern = models.CharField("pola nomor register", max_length=60, default="IKR/{tahun}/{nomor}")
    certificate_paper = models.CharField(
        "kertas sertifikat", max_length=4, choices=[("A4", "A4"), ("F4", "F4")], default="A4"
    )
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
