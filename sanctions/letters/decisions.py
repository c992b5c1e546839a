"""SK hukuman disiplin, pernyataan sanksi moral, berita acara serah terima, surat penerusan."""

from netralitas.documents.letters import Layout, LetterField
from sanctions.letters import ACTS, ARTICLES, OFFICIAL, PERSON, decree_heading, paper

_MEASURE = LetterField("hukuman", "Jenis hukuman", sample="Pembebasan dari jabatannya menjadi jabatan pelaksana")
_DECISION = LetterField(
    "keputusan", "Keputusan", sample="Keputusan Bupati Contoh Nomor 800/45/2026 tanggal 1 April 2026"
)

KINDS = (
    paper(
        "sk_hukuman", "SK Hukuman Disiplin", *PERSON, ACTS, ARTICLES, _MEASURE, OFFICIAL,
        LetterField("tingkat", "Tingkat hukuman", sample="berat"),
        LetterField("pemeriksaan", "Hasil pemeriksaan",
                    sample="Laporan Hasil Pemeriksaan Nomor 700/LHP/1/2026 tanggal 20 Maret 2026"),
        LetterField("pertimbangan", "Pertimbangan pejabat", required=False,
                    sample="perbuatan tersebut berdampak negatif pada negara"),
        LetterField("berlaku", "Mulai berlaku",
                    sample="hari kerja ke-15 (lima belas) terhitung sejak Keputusan ini diterima"),
        LetterField("upaya", "Upaya administratif", required=False,
                    sample="keberatan kepada pejabat yang berwenang paling lama 14 (empat belas) hari kerja"),
        layout=Layout.DECISION, subject="Penjatuhan hukuman disiplin",
        heading=decree_heading("PENJATUHAN HUKUMAN DISIPLIN"),
        body="""Menimbang : a. bahwa berdasarkan {pemeriksaan}, Saudara {nama} telah melakukan perbuatan sebagaimana
tersebut dalam diktum KESATU;
b. bahwa perbuatan tersebut merupakan pelanggaran disiplin terhadap ketentuan {pasal};
c. bahwa {pertimbangan};
d. bahwa untuk menegakkan disiplin perlu dijatuhkan hukuman disiplin yang setimpal dengan pelanggaran yang dilakukan;
e. bahwa berdasarkan pertimbangan sebagaimana dimaksud di atas perlu menetapkan Keputusan tentang Penjatuhan Hukuman
Disiplin;
Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;
2. Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil;
3. Peraturan Badan Kepegawaian Negara Nomor 6 Tahun 2022 tentang Peraturan Pelaksanaan Peraturan Pemerintah Nomor 94
Tahun 2021 tentang Disiplin Pegawai Negeri Sipil;

# MEMUTUSKAN:

Menetapkan : KEPUTUSAN {pejabat} TENTANG PENJATUHAN HUKUMAN DISIPLIN.
KESATU : Menjatuhkan hukuman disiplin tingkat {tingkat} berupa {hukuman} kepada Saudara {nama}, NIP {nip},
pangkat/golongan ruang {pangkat}, jabatan {jabatan}, unit kerja {unit}, karena yang bersangkutan terbukti melakukan
perbuatan:
{perbuatan}
KEDUA : Keputusan ini mulai berlaku pada {berlaku}.
KETIGA : Keputusan ini disampaikan kepada yang bersangkutan untuk dilaksanakan sebagaimana mestinya.
KEEMPAT : Terhadap Keputusan ini dapat diajukan upaya administratif berupa {upaya}.
""",
    ),
    paper(
        "sanksi_moral", "Pernyataan Sanksi Moral", *PERSON, ACTS, OFFICIAL,
        LetterField("nama_pejabat", "Nama pejabat", sample="Nama Bupati"),
        LetterField("rekomendasi", "Rekomendasi majelis",
                    sample="Rekomendasi Majelis Kode Etik Nomor 800/MKE/1/2026 tanggal 20 Maret 2026"),
        LetterField("cara_pernyataan", "Secara terbuka atau tertutup", sample="terbuka"),
        LetterField("ketentuan", "Ketentuan kode etik",
                    sample="Pasal 11 huruf c Peraturan Pemerintah Nomor 42 Tahun 2004"),
        layout=Layout.PAPER, subject="Pernyataan sanksi moral",
        heading="PERNYATAAN SANKSI MORAL\nNOMOR {nomor}",
        body="""Yang bertanda tangan di bawah ini:

Nama : {nama_pejabat}
Jabatan : {pejabat}

berdasarkan {rekomendasi}, dengan ini menyatakan bahwa:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

telah terbukti melanggar {ketentuan}, berupa:

{perbuatan}

Atas pelanggaran tersebut kepada yang bersangkutan dijatuhkan sanksi moral berupa pernyataan secara {cara_pernyataan}.
Yang bersangkutan diharapkan tidak mengulangi perbuatannya.

Demikian pernyataan ini dibuat untuk dipergunakan sebagaimana mestinya.
""",
    ),
    paper(
        "ba_serah_terima", "Berita Acara Serah Terima Keputusan", *PERSON, _DECISION,
        LetterField("hari_tanggal", "Hari, tanggal", sample="Senin, 6 April 2026"),
        LetterField("tempat_serah", "Tempat", sample="Ruang Kepala BKPSDM"),
        LetterField("penyerah", "Yang menyerahkan", sample="Drs. Agus Rekaan, M.Si."),
        LetterField("jabatan_penyerah", "Jabatan yang menyerahkan", sample="Kepala BKPSDM"),
        LetterField("catatan", "Catatan penyampaian", required=False, kind="long",
                    sample="Keputusan diterima dan dibaca oleh yang bersangkutan."),
        layout=Layout.PAPER, subject="Berita acara serah terima keputusan",
        heading="BERITA ACARA SERAH TERIMA KEPUTUSAN\nNOMOR {nomor}",
        body="""Pada hari ini {hari_tanggal}, bertempat di {tempat_serah}, secara tertutup, kami:

1. PIHAK PERTAMA, yang menyerahkan

Nama : {penyerah}
Jabatan : {jabatan_penyerah}

2. PIHAK KEDUA, yang menerima

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

menyatakan bahwa PIHAK PERTAMA telah menyerahkan kepada PIHAK KEDUA {keputusan}.

{catatan}

Demikian berita acara ini dibuat dalam rangkap secukupnya untuk dipergunakan sebagaimana mestinya.
""",
    ),
    paper(
        "surat_penerusan", "Surat Penerusan", *PERSON, ACTS,
        LetterField("laporan", "Laporan yang diteruskan", sample="laporan LDP/2026/0001 tanggal 27 Februari 2026"),
        LetterField("alasan", "Alasan penerusan", kind="long",
                    sample="Penanganan dugaan tersebut merupakan kewenangan Bawaslu."),
        subject="Penerusan dugaan pelanggaran netralitas",
        body="""Berdasarkan {laporan} yang tercatat pada pemerintah daerah, bersama ini diteruskan dugaan pelanggaran
netralitas atas nama:

Nama : {nama}
NIP : {nip}
Jabatan : {jabatan}
Pangkat/Gol. Ruang : {pangkat}
Unit Kerja : {unit}

berupa:

{perbuatan}

{alasan}

Mohon perkembangan penanganannya disampaikan kepada kami dengan menyebut nomor surat ini. Demikian disampaikan, atas
perhatian dan kerja samanya diucapkan terima kasih.
""",
    ),
)  # fmt: skip
