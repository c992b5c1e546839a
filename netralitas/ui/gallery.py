"""Samples for the gallery page: fictitious, without the database."""

from django.http import HttpRequest

from netralitas.ui import statuses

KIND_LABELS = {
    "staff": "Pegawai",
    "opd": "Perangkat Daerah",
    "campaign": "Kegiatan ikrar",
    "job": "Pekerjaan panjang",
    "certificate": "Sertifikat",
    "import": "Unggahan data",
    "finding": "Temuan unggahan",
}


def samples(request: HttpRequest) -> dict[str, object]:
    """The context of the gallery."""
    looks = [(KIND_LABELS.get(kind, kind), kind, sorted(found)) for kind, found in statuses.all_looks().items()]
    return {"status_kinds": looks}
