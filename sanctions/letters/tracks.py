"""SK on the contract track and on the village track: the legal basis is a field, filled from the catalogue."""

from netralitas.documents.letters import Layout, LetterField
from sanctions.letters import ACTS, ARTICLES, IDENTITY, LAW, OFFICIAL, PERSON, decree_heading, paper

_FOUND = LetterField(
    "pemeriksaan", "Hasil pemeriksaan", sample="Laporan Hasil Pemeriksaan Nomor 700/LHP/1/2026 tanggal 20 Maret 2026"
)
_REASON = LetterField(
    "pertimbangan", "Pertimbangan pejabat", required=False, sample="yang bersangkutan mengakui perbuatannya"
)
_FORCE = LetterField("berlaku", "Mulai berlaku", sample="tanggal diterima oleh yang bersangkutan")
_BODY = """Menimbang : a. bahwa berdasarkan {{pemeriksaan}}, Saudara {{nama}} telah melakukan perbuatan sebagaimana
tersebut dalam diktum KESATU;
b. bahwa perbuatan tersebut melanggar ketentuan {{pasal}}{more};
c. bahwa {{pertimbangan}};
d. bahwa berdasarkan pertimbangan sebagaimana dimaksud di atas perlu menetapkan Keputusan tentang {about};
Mengingat : {{dasar_hukum}}
Memperhatikan : {{dasar_sanksi}}

# MEMUTUSKAN:

Menetapkan : KEPUTUSAN {{pejabat}} TENTANG {upper}.
KESATU : Menjatuhkan sanksi berupa {{hukuman}} kepada Saudara {{nama}}, {{identitas}}, unit kerja {{unit}}, karena
yang bersangkutan terbukti melakukan perbuatan:
{{perbuatan}}
KEDUA : Keputusan ini mulai berlaku pada {{berlaku}}.
KETIGA : Keputusan ini disampaikan kepada yang bersangkutan untuk dilaksanakan sebagaimana mestinya.
KEEMPAT : {last}
"""

KINDS = (
    paper(
        "sk_kontrak", "SK Sanksi menurut Perjanjian Kerja", *PERSON, IDENTITY, ACTS, ARTICLES, LAW, _FOUND, _REASON,
        _FORCE, OFFICIAL,
        LetterField("hukuman", "Sanksi", sample="teguran tertulis"),
        LetterField("dasar_sanksi", "Dasar sanksi menurut katalog", sample="SE MenPANRB 01/2023; kontrak kerja"),
        LetterField("perjanjian", "Perjanjian kerja", sample="Perjanjian Kerja Nomor 800/PK/12/2026"),
        LetterField("upaya", "Upaya yang tersedia", required=False,
                    sample="keberatan kepada pejabat yang menetapkan menurut perjanjian kerja"),
        layout=Layout.DECISION, subject="Sanksi menurut perjanjian kerja",
        heading=decree_heading("PENJATUHAN SANKSI MENURUT PERJANJIAN KERJA"),
        caution="Nama dan urutan sanksi non-ASN mengikuti perjanjian kerja masing-masing; bagi PPPK rujukan ayat PP "
                "49/2018 perlu ditegaskan. Cocokkan dengan perjanjian kerjanya sebelum diterbitkan.",
        body=_BODY.format(
            more=" dan {perjanjian}", about="Penjatuhan Sanksi menurut Perjanjian Kerja",
            upper="PENJATUHAN SANKSI MENURUT PERJANJIAN KERJA",
            last="Terhadap Keputusan ini dapat diajukan {upaya}.",
        ),
    ),
    paper(
        "sk_desa", "SK Sanksi Kepala Desa/Perangkat Desa", *PERSON, IDENTITY, ACTS, ARTICLES, LAW, _FOUND, _REASON,
        _FORCE, OFFICIAL,
        LetterField("hukuman", "Sanksi", sample="teguran tertulis"),
        LetterField("dasar_sanksi", "Dasar sanksi menurut katalog",
                    sample="UU 6/2014 Pasal 30 (kades), Pasal 52 (perangkat)"),
        LetterField("rekomendasi_camat", "Rekomendasi camat", required=False,
                    sample="Rekomendasi Camat Ciruas Nomor 140/12/2026 tanggal 25 Maret 2026"),
        layout=Layout.DECISION, subject="Sanksi administratif",
        heading=decree_heading("PENJATUHAN SANKSI ADMINISTRATIF"),
        caution="Siapa yang menetapkan (bupati bagi kepala desa; kepala desa dengan rekomendasi camat bagi perangkat "
                "desa) dari ingatan; perlu ditegaskan.",
        body=_BODY.format(
            more="", about="Penjatuhan Sanksi Administratif", upper="PENJATUHAN SANKSI ADMINISTRATIF",
            last="Keputusan ini ditetapkan dengan memperhatikan {rekomendasi_camat}.",
        ),
    ),
)  # fmt: skip
