"""Samples for the gallery page: fictitious, without the database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest

from netralitas.ui import statuses
from netralitas.ui.fields import DayField, UploadField
from netralitas.ui.lists import Column, Filter, List

KIND_LABELS = {
    "staff": "Pegawai",
    "account": "Akun",
    "opd": "Perangkat Daerah",
    "campaign": "Kegiatan ikrar",
    "job": "Pekerjaan panjang",
    "certificate": "Sertifikat",
    "import": "Unggahan data pegawai",
    "finding": "Temuan pada unggahan",
    "transfer": "Usulan pindah",
    "message": "Pesan",
    "employment": "Kedudukan pegawai",
}
MOMENT = datetime(2026, 11, 23, 7, 35, tzinfo=ZoneInfo("Asia/Jakarta"))
UNITS = ("Dinas Pendidikan dan Kebudayaan", "Dinas Kesehatan", "Kecamatan Anyar", "Sekretariat Daerah", "Inspektorat")
TONES = ("info", "success", "warning", "danger")


@dataclass(frozen=True)
class SampleUnit:
    """One row of the sample table."""

    name: str
    group: str
    signed: int
    obliged: int
    state: str


class SampleRows(list):
    """Just enough of a queryset for a sample list."""

    ordered = True

    def filter(self, *conditions: object, **values: object) -> "SampleRows":
        """Keeps the rows with equal values; searches are not needed here."""
        return SampleRows(row for row in self if all(getattr(row, key) == value for key, value in values.items()))

    def order_by(self, *fields: str) -> "SampleRows":
        """Sorted by the first field."""
        key = fields[0].lstrip("-")
        return SampleRows(sorted(self, key=lambda row: getattr(row, key), reverse=fields[0].startswith("-")))

    def iterator(self, chunk_size: int = 0) -> Iterator[SampleUnit]:
        """All rows."""
        return iter(self)


class SampleList(List):
    """The sample table."""

    columns = (
        Column("nama", "Perangkat Daerah", sort=("name",), value="name"),
        Column("capaian", "Sudah menandatangani", sort=("signed",), value="signed"),
        Column("wajib", "Wajib", sort=("obliged",), value="obliged", css_class="number"),
        Column("status", "Status", value="state"),
    )
    search_fields = ("name",)
    filters = (Filter("kelompok", "Kelompok", (("Dinas", "Dinas"), ("Kecamatan", "Kecamatan")), "group"),)
    default_sort = "nama"
    noun = "Perangkat Daerah"
    exports = ()

    def searched(self, rows: SampleRows) -> SampleRows:
        """By a part of the name."""
        return SampleRows(row for row in rows if self.search.lower() in row.name.lower())


class SampleForm(forms.Form):
    """One field of each kind."""

    nama = forms.CharField(label="Nama lengkap", help_text="Seperti pada SK terakhir, tanpa gelar.")
    jenis = forms.ChoiceField(label="Status pegawai", choices=[("", "Pilih…"), ("PNS", "PNS"), ("PPPK", "PPPK")])
    lahir = DayField(label="Tanggal lahir", required=False)
    cara = forms.ChoiceField(
        label="Kirim tautan lewat",
        choices=[("surel", "Surel"), ("slip", "Lembar slip")],
        widget=forms.RadioSelect,
        required=False,
    )
    berkas = UploadField(label="Buku kerja", extensions=(".xlsx", ".xls"), max_megabytes=10, required=False)
    catatan = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    setuju = forms.BooleanField(label="Data di atas sudah diperiksa")


def _rows() -> SampleRows:
    states = sorted(statuses.all_looks()["opd"])
    return SampleRows(
        SampleUnit(
            f"{UNITS[n % 5]} {n // 5 + 1}",
            "Kecamatan" if n % 5 == 2 else "Dinas",
            min(40 + n, 37 * (n % 9)),
            40 + n,
            states[n % 7],
        )
        for n in range(60)
    )


def _panel(request: HttpRequest, theme: str) -> dict[str, object]:
    label = "Terang" if theme == "light" else "Gelap"
    prefix = f"{label.lower()}-"
    return {
        "theme": theme,
        "label": label,
        "listing": SampleList(_rows(), request.GET, prefix=prefix),
        "form": SampleForm(auto_id=f"{prefix}%s"),
        "wrong_form": SampleForm({"berkas": ""}, auto_id=f"{prefix}%s", prefix="salah"),
    }


def samples(request: HttpRequest) -> dict[str, object]:
    """The context of the gallery: both panels and what they share."""
    kinds = [
        (KIND_LABELS.get(kind, kind), kind, sorted(looks.items(), key=lambda pair: pair[1].tone))
        for kind, looks in statuses.all_looks().items()
    ]
    return {
        "panels": [_panel(request, "light"), _panel(request, "dark")],
        "status_kinds": [(label, kind, [code for code, _ in looks]) for label, kind, looks in kinds],
        "tones": TONES,
        "moment": MOMENT,
        "icon_names": sorted({look.icon for looks in statuses.all_looks().values() for look in looks.values()}),
    }
