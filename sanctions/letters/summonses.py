"""Surat panggilan I and II, berita acara tidak hadir, panggilan to receive the decision (Peraturan BKN 6/2022)."""

from netralitas.documents.letters import Layout, LetterField
from sanctions.letters import ACTS, ARTICLES, PERSON, paper

_HEARING = (
    LetterField("menghadap", "Menghadap kepada", sample="Drs. Agus Rekaan, M.Si., Ketua Tim Pemeriksa"),
    LetterField("hari_tanggal", "Hari, tanggal", sample="Senin, 9 Maret 2026"),
    LetterField("pukul", "Pukul", sample="09.00 WIB"),
    LetterField("tempat_periksa", "Tempat", sample="Ruang Rapat BKPSDM"),
    LetterField("cara", "Cara", required=False, sample="tatap muka"),
)
_SUMMONS = """1. Bersama ini diminta dengan hormat kehadiran Saudara:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

untuk menghadap kepada:

Nama/Jabatan : {menghadap}
Hari, tanggal : {hari_tanggal}
Pukul : {pukul}
Tempat : {tempat_periksa}
Cara : {cara}

untuk diperiksa/dimintai keterangan sehubungan dengan dugaan pelanggaran terhadap {pasal}, berupa:

{perbuatan}
"""


def _summons(order: str, code: str, more: str, *fields: LetterField) -> object:
    return paper(
        code, f"Surat Panggilan {order}", *PERSON, *_HEARING, ACTS, ARTICLES, *fields, layout=Layout.PAPER,
        heading=f"SURAT PANGGILAN {order}\nNOMOR {{nomor}}", subject=f"Surat Panggilan {order}",
        body=f"{_SUMMONS}\n{more}\n2. Demikian untuk dilaksanakan.\n",
    )  # fmt: skip


KINDS = (
    _summons("I", "panggilan_1", ""),
    _summons(
        "II", "panggilan_2",
        "Panggilan ini disampaikan karena Saudara tidak hadir pada pemeriksaan {tidak_hadir} sesuai"
        " {panggilan_sebelumnya}. Apabila Saudara tidak hadir tanpa alasan yang sah, pejabat yang berwenang dapat"
        " menjatuhkan hukuman disiplin berdasarkan alat bukti dan keterangan yang ada tanpa pemeriksaan.\n",
        LetterField("tidak_hadir", "Tanggal yang tidak dihadiri", sample="Senin, 9 Maret 2026"),
        LetterField("panggilan_sebelumnya", "Panggilan sebelumnya",
                    sample="Surat Panggilan I Nomor 800/3/1/2026 tanggal 4 Maret 2026"),
    ),
    paper(
        "ba_tidak_hadir", "Berita Acara Tidak Hadir", *PERSON,
        LetterField("panggilan", "Panggilan yang disampaikan", kind="list", sample=[
            "Surat Panggilan I Nomor 800/3/1/2026 tanggal 4 Maret 2026, pemeriksaan Senin, 9 Maret 2026",
            "Surat Panggilan II Nomor 800/3/2/2026 tanggal 10 Maret 2026, pemeriksaan Jumat, 13 Maret 2026"]),
        LetterField("hari_tanggal", "Hari, tanggal", sample="Jumat, 13 Maret 2026"),
        LetterField("keterangan", "Keterangan", required=False, kind="long", sample="Tanpa kabar."),
        layout=Layout.PAPER, heading="BERITA ACARA TIDAK HADIR\nNOMOR {nomor}", subject="Berita acara tidak hadir",
        body="""Pada hari ini {hari_tanggal}, kami yang bertanda tangan di bawah ini menerangkan bahwa:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

telah dipanggil secara tertulis tetapi tidak hadir, masing-masing dengan:

{panggilan}

{keterangan}

Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.
""",
    ),
    paper(
        "panggilan_terima", "Surat Panggilan untuk Menerima Keputusan", *PERSON, *_HEARING,
        layout=Layout.PAPER, heading="SURAT PANGGILAN\nUNTUK MENERIMA KEPUTUSAN\nNOMOR {nomor}",
        subject="Surat panggilan untuk menerima keputusan",
        body="""1. Bersama ini diminta dengan hormat kehadiran Saudara:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

untuk menghadap kepada:

Nama/Jabatan : {menghadap}
Hari, tanggal : {hari_tanggal}
Pukul : {pukul}
Tempat : {tempat_periksa}
Cara : {cara}

untuk menerima keputusan. Penyampaian dilakukan secara tertutup.

2. Apabila Saudara tidak hadir, keputusan dikirim ke alamat terakhir yang tercatat dan dianggap telah diterima.
3. Demikian untuk dilaksanakan.
""",
    ),
)  # fmt: skip
