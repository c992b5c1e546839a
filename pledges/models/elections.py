"""Election events and their dated stages."""

from django.db import models

from netralitas.db import PublicIdField


class Election(models.Model):
    """An election event (peristiwa pemilihan): Pemilu, Pilkada or PSU. Written by pledges.actions.elections.

    Not sealed.
    """

    class Kind(models.TextChoices):
        """What kind of election."""

        PEMILU = "pemilu", "Pemilu"
        PILKADA = "pilkada", "Pemilihan kepala daerah"
        PSU = "psu", "Pemungutan Suara Ulang"

    public_id = PublicIdField()
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    name = models.CharField("nama pemilihan", max_length=160)  # as in the title of the pakta
    year = models.PositiveSmallIntegerField("tahun")

    class Meta:
        verbose_name = "pemilihan"

    def __str__(self) -> str:
        return f"{self.name} Tahun {self.year}"


class Stage(models.Model):
    """A dated stage of an election (tahapan): deadlines may be said as "H-7 DCT". Dates are the pemda's data."""

    class Kind(models.TextChoices):
        """Stages that matter here."""

        DCS = "dcs", "DCS"
        DCT = "dct", "DCT"
        PENETAPAN = "penetapan", "Penetapan calon"
        KAMPANYE = "kampanye", "Masa kampanye"
        TENANG = "tenang", "Masa tenang"
        HARI_H = "hari_h", "Hari pemungutan suara"
        PSU = "psu", "PSU"

    election = models.ForeignKey(Election, models.CASCADE, related_name="stages")
    kind = models.CharField("tahapan", max_length=10, choices=Kind)
    starts_on = models.DateField("mulai")
    ends_on = models.DateField("selesai", null=True, blank=True)

    class Meta:
        ordering = ["starts_on"]
        verbose_name = "tahapan"
        constraints = [models.UniqueConstraint(fields=["election", "kind"], name="stage_once_per_election")]
