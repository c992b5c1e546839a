"""SK Tim Pemeriksa and SK Majelis Kode Etik: who examines, and what they are to do."""

from netralitas.documents.letters import Layout, LetterField
from sanctions.letters import ACTS, ARTICLES, IDENTITY, LAW, OFFICIAL, PERSON, decree_heading, paper

_REPORT = LetterField("laporan", "Laporan", sample="Laporan LD/2026/0001 diterima tanggal 27 Februari 2026")
_TEAM = LetterField(
    "tim", "Susunan", kind="table",
    sample={"columns": ["No", "Nama", "Jabatan", "Kedudukan"], "rows": [
        ["1", "Drs. Agus Rekaan, M.Si.", "Kepala Bidang Kinerja", "Ketua"],
        ["2", "Ratna Rekaan, S.H.", "Auditor Madya", "Anggota"],
        ["3", "Wira Rekaan, S.Sos.", "Kepala Dinas Pendidikan", "Atasan langsung"]]},
)  # fmt: skip


def _body(whole: str, title: str, tasks: str) -> str:
    """The wording both have in common; `whole` is the team or council as it stands in a sentence."""
    return f"""Menimbang : a. bahwa berdasarkan {{laporan}}, Saudara {{nama}} diduga melakukan pelanggaran netralitas
terhadap ketentuan {{pasal}};
b. bahwa untuk memeriksa dugaan tersebut perlu dibentuk {whole};
c. bahwa berdasarkan pertimbangan sebagaimana dimaksud di atas perlu menetapkan Keputusan tentang Pembentukan {whole};
Mengingat : {{dasar_hukum}}

# MEMUTUSKAN:

Menetapkan : KEPUTUSAN {{pejabat}} TENTANG PEMBENTUKAN {title}.
KESATU : Membentuk {whole} dengan susunan sebagaimana tercantum dalam Lampiran Keputusan ini, untuk memeriksa
Saudara {{nama}}, {{identitas}}, unit kerja {{unit}}.
KEDUA : {whole} sebagaimana dimaksud dalam diktum KESATU bertugas:
{tasks}
KETIGA : Pemeriksaan bersifat tertutup. Anggota yang mempunyai benturan kepentingan wajib menyatakannya dan diganti.
KEEMPAT : Keputusan ini mulai berlaku pada tanggal ditetapkan dan berakhir sesudah tugasnya selesai.
---
# SUSUNAN {title}

Dugaan perbuatan yang diperiksa:

{{perbuatan}}

{{tim}}
"""


KINDS = (
    paper(
        "sk_tim", "SK Tim Pemeriksa", *PERSON, IDENTITY, ACTS, ARTICLES, _REPORT, LAW, _TEAM, OFFICIAL,
        layout=Layout.DECISION, subject="Pembentukan Tim Pemeriksa",
        heading=decree_heading("PEMBENTUKAN TIM PEMERIKSA DUGAAN PELANGGARAN"),
        caution="Tim wajib dan susunan unsurnya bersumber pada PP 94/2021 bagi PNS. Bagi jalur kontrak dan desa tidak "
                "ditemukan aturannya; dasar hukumnya perlu ditegaskan.",
        body=_body("Tim Pemeriksa", "TIM PEMERIKSA", """a. memanggil dan memeriksa yang bersangkutan;
b. mengumpulkan keterangan dan bukti;
c. membuat berita acara pemeriksaan; dan
d. menyampaikan laporan hasil pemeriksaan kepada pejabat yang berwenang."""),
    ),
    paper(
        "sk_majelis", "SK Majelis Kode Etik", *PERSON, IDENTITY, ACTS, ARTICLES, _REPORT, LAW, _TEAM, OFFICIAL,
        layout=Layout.DECISION, subject="Pembentukan Majelis Kode Etik",
        heading=decree_heading("PEMBENTUKAN MAJELIS KODE ETIK"),
        caution="Jumlah anggota (ganjil, paling sedikit tiga) dan pangkat yang tidak lebih rendah dari terlapor dari "
                "ingatan; pasal PP 42/2004 tentang pembentukan majelis perlu ditegaskan.",
        body=_body("Majelis Kode Etik", "MAJELIS KODE ETIK", """a. memeriksa yang bersangkutan dalam sidang tertutup;
b. mendengarkan keterangan saksi bila diperlukan;
c. menyatakan terbukti atau tidak terbukti; dan
d. menyampaikan rekomendasi kepada pejabat yang berwenang."""),
    ),
)  # fmt: skip
