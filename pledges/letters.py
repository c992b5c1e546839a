"""Bakesbangpol's letters about a campaign: to the head of a lagging Perangkat Daerah, and counts for Bawaslu."""

from typing import Any

from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.documents.letters import LetterField, LetterKind
from netralitas.registry.models import Opd

LAGGING, BAWASLU = "ikrar_tertinggal", "ikrar_bawaslu"
ABOUT_CAMPAIGN = "pledges.campaign"


def visible(user: User, letters: QuerySet) -> QuerySet:
    """Everything for those over the whole pemda; a Perangkat Daerah sees what was issued to it."""
    scope = scope_of(user, Permission.CAMPAIGN_VIEW)
    if scope.is_all:
        return letters
    return letters.filter(opd_id__in=Opd.objects.within(scope).values("pk"), document__isnull=False)


def _table(columns: list[str], *rows: list, total: list | None = None) -> dict[str, Any]:
    return {"columns": columns, "rows": list(rows), "total": total or []}


KINDS = (
    LetterKind(
        LAGGING, "Surat kepada kepala Perangkat Daerah yang tertinggal", visible=visible, group="Ikrar",
        edit_permission=Permission.CAMPAIGN_EDIT, issue_permission=Permission.COMPLETION_REVIEW, nature="Segera",
        public_label="Surat percepatan penandatanganan ikrar",
        subject="Percepatan penandatanganan {kegiatan}",
        fields=(
            LetterField("kegiatan", "Kegiatan ikrar", sample="Ikrar Netralitas Pilkada 2026"),
            LetterField("dasar", "Dasar", required=False,
                        sample="sesuai Surat Edaran Sekretaris Daerah Nomor 800/12/2026"),
            LetterField("perangkat_daerah", "Perangkat Daerah", sample="Dinas Pendidikan"),
            LetterField("keadaan", "Keadaan per", sample="23 November 2026, pukul 07.35 WIB"),
            LetterField("jumlah", "Jumlah", kind="table", sample=_table(
                ["Uraian", "Orang"], ["Wajib menandatangani", 1240], ["Sudah menandatangani (87,5 %)", 1085],
                ["Berhalangan sementara", 5], ["Belum menandatangani", 150])),
            LetterField("unit", "Menurut unit kerja", required=False, kind="table", sample=_table(
                ["Unit kerja", "Wajib", "Sudah", "Belum"], ["SD Negeri Ciruas 1", 22, 10, 12])),
            LetterField("batas", "Batas waktu menandatangani", kind="date"),
        ),
        body="""Sehubungan dengan pelaksanaan {kegiatan} {dasar}, bersama ini disampaikan bahwa berdasarkan data Portal
Netralitas keadaan per {keadaan}, penandatanganan ikrar pada {perangkat_daerah} adalah sebagai berikut:

{jumlah}

Berkenaan dengan hal tersebut, dimohon Saudara:

1. mengingatkan seluruh pegawai yang belum menandatangani agar menandatangani paling lambat tanggal {batas};
2. memastikan operator memperbarui data pegawai yang pensiun, pindah, atau berhalangan sementara;
3. menyampaikan surat pernyataan kelengkapan melalui portal setelah seluruh pegawai yang wajib menandatangani.

Daftar nama yang belum menandatangani hanya dapat dibuka oleh Saudara dan operator Perangkat Daerah pada portal,
sehingga tidak dilampirkan pada surat ini.

Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.

---

## Rincian menurut unit kerja

{unit}
""",
    ),
    LetterKind(
        BAWASLU, "Jumlah penandatangan untuk Bawaslu", visible=visible, group="Ikrar",
        edit_permission=Permission.CAMPAIGN_EDIT, issue_permission=Permission.COMPLETION_REVIEW,
        public_label="Surat penyampaian jumlah penandatangan ikrar",
        subject="Penyampaian data penandatanganan {kegiatan}",
        fields=(
            LetterField("kegiatan", "Kegiatan ikrar", sample="Ikrar Netralitas Pilkada 2026"),
            LetterField("permintaan", "Surat permintaan Bawaslu", required=False,
                        sample="Menindaklanjuti surat Ketua Bawaslu Nomor 112/PM.00.02/K/11/2026."),
            LetterField("keadaan", "Keadaan per", sample="23 November 2026, pukul 07.35 WIB"),
            LetterField("jumlah", "Jumlah", kind="table", sample=_table(
                ["Uraian", "Orang"], ["Wajib menandatangani", 18240], ["Sudah menandatangani (87,5 %)", 15960],
                ["Belum menandatangani", 2280])),
            LetterField("jenis", "Menurut jenis pegawai", kind="table", sample=_table(
                ["Jenis pegawai", "Wajib", "Sudah", "Belum"], ["PNS", 9000, 8500, 500])),
            LetterField("opd", "Menurut Perangkat Daerah", kind="table", sample=_table(
                ["No", "Perangkat Daerah", "Wajib", "Sudah", "%", "Dinyatakan lengkap"],
                ["1", "Sekretariat Daerah", 240, 240, "100 %", "12 November 2026"])),
        ),
        body="""{permintaan}

Bersama ini disampaikan data penandatanganan {kegiatan} keadaan per {keadaan} sebagai berikut:

{jumlah}

Data tersebut hanya memuat jumlah. Pegawai yang belum menandatangani tidak dengan sendirinya melakukan pelanggaran;
penandatanganan ditindaklanjuti oleh atasan masing-masing.

Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.

---

## Menurut jenis pegawai

{jenis}

## Menurut Perangkat Daerah

{opd}
""",
    ),
)  # fmt: skip
