"""BAP, LHP and the nota dinas that carries a report to the competent official."""

from netralitas.documents.letters import Layout, LetterField
from sanctions.letters import ACTS, ARTICLES, PERSON, paper

_EXAMINERS = LetterField(
    "pemeriksa", "Pemeriksa", kind="table",
    sample={"columns": ["No", "Nama", "Jabatan", "Kedudukan dalam tim"], "rows": [
        ["1", "Drs. Agus Rekaan, M.Si.", "Kepala Bidang Kinerja", "Ketua"],
        ["2", "Ratna Rekaan, S.H.", "Auditor Madya", "Anggota (unsur pengawasan)"]]},
)  # fmt: skip

_HEARING = (
    LetterField("hari_tanggal", "Hari, tanggal pemeriksaan", sample="Senin, 9 Maret 2026"),
    LetterField("pukul", "Pukul", required=False, sample="09.00 WIB"),
    LetterField("tempat_periksa", "Tempat pemeriksaan", sample="Ruang Rapat BKPSDM"),
    LetterField("dasar", "Dasar pemeriksaan", required=False,
                sample="sesuai Keputusan Nomor 800/2/SK/2026 tanggal 3 Maret 2026"),
    LetterField("tanya_jawab", "Tanya jawab", kind="table", sample={
        "columns": ["No", "Pertanyaan", "Jawaban"], "rows": [
            ["1", "Apakah Saudara dalam keadaan sehat dan bersedia diperiksa?", "Ya, saya sehat dan bersedia."],
            ["2", "Apakah akun yang diperlihatkan kepada Saudara adalah akun Saudara?", "Ya, akun saya."]]}),
    LetterField("penutup", "Penutup pemeriksaan", required=False, kind="long",
                sample="Pemeriksaan ditutup pukul 10.30 WIB."),
    LetterField("tidak_bersedia", "Keterangan bila tidak bersedia menandatangani", required=False, kind="long"),
)  # fmt: skip

KINDS = (
    paper(
        "bap", "Berita Acara Pemeriksaan (BAP)", *PERSON, _EXAMINERS, ACTS, ARTICLES, *_HEARING,
        layout=Layout.PAPER, heading="BERITA ACARA PEMERIKSAAN\nNOMOR {nomor}", subject="Berita acara pemeriksaan",
        body="""Pada hari ini {hari_tanggal}, pukul {pukul}, bertempat di {tempat_periksa}, kami:

{pemeriksa}

berdasarkan wewenang yang ada pada kami {dasar}, telah melakukan pemeriksaan secara tertutup terhadap:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

karena yang bersangkutan diduga melakukan pelanggaran terhadap {pasal}, berupa:

{perbuatan}

## Tanya jawab

{tanya_jawab}

{penutup}

{tidak_bersedia}

Demikian berita acara pemeriksaan ini dibuat dengan sebenarnya untuk dapat digunakan sebagaimana mestinya.
""",
    ),
    paper(
        "bap_tambahan", "Berita Acara Pemeriksaan Tambahan", *PERSON, _EXAMINERS, ACTS, ARTICLES, *_HEARING,
        LetterField("ke", "Pemeriksaan tambahan ke", sample="1"),
        LetterField("bap_sebelumnya", "BAP pertama",
                    sample="Berita Acara Pemeriksaan Nomor BAP/1/2026 tanggal 9 Maret 2026"),
        LetterField("alasan", "Alasan pemeriksaan tambahan", kind="long",
                    sample="Ada keterangan saksi yang perlu ditanyakan kepada yang bersangkutan."),
        LetterField("panggilan", "Surat panggilan", required=False, sample="Nomor 800/9/2026 tanggal 11 Maret 2026"),
        layout=Layout.PAPER, subject="Berita acara pemeriksaan tambahan",
        heading="BERITA ACARA PEMERIKSAAN TAMBAHAN\nNOMOR {nomor}",
        caution="Tidak ada sumber yang mengatur BAP tambahan tersendiri: syarat, cara memanggil, dan batas waktunya "
                "perlu ditegaskan.",
        body="""Pada hari ini {hari_tanggal}, pukul {pukul}, bertempat di {tempat_periksa}, kami:

{pemeriksa}

berdasarkan wewenang yang ada pada kami {dasar}, telah melakukan pemeriksaan tambahan secara tertutup terhadap:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

karena yang bersangkutan diduga melakukan pelanggaran terhadap {pasal}, berupa:

{perbuatan}

Tambahan ke : {ke}
Melengkapi : {bap_sebelumnya}, yang tetap berlaku dan tidak diubah
Panggilan : {panggilan}
Alasan : {alasan}

## Tanya jawab

{tanya_jawab}

{penutup}

{tidak_bersedia}

Demikian berita acara pemeriksaan tambahan ini dibuat dengan sebenarnya untuk dapat digunakan sebagaimana mestinya.
""",
    ),
    paper(
        "lhp", "Laporan Hasil Pemeriksaan (LHP)", *PERSON, ARTICLES, _EXAMINERS,
        LetterField("dasar", "Dasar pemeriksaan", kind="list",
                    sample=["Laporan LDP/2026/0001 tanggal 27 Februari 2026", "Surat Panggilan I Nomor 800/3/1/2026"]),
        LetterField("fakta", "Fakta yang ditemukan", kind="long", sample="Fakta yang ditemukan dalam pemeriksaan."),
        LetterField("analisis", "Analisis", kind="long", sample="Analisis terhadap fakta dan ketentuan."),
        LetterField("kesimpulan_dugaan", "Kesimpulan setiap dugaan", kind="table", sample={
            "columns": ["No", "Dugaan perbuatan", "Terbukti", "Pertimbangan"],
            "rows": [["1", "Membagikan unggahan calon", "Ya", "Ada tangkapan layar"]]}),
        LetterField("kesimpulan", "Kesimpulan", kind="long", sample="Kesimpulan pemeriksaan."),
        LetterField("pertimbangan", "Hal yang meringankan dan memberatkan", required=False, kind="long",
                    sample="Belum pernah dijatuhi hukuman disiplin."),
        LetterField("usul", "Usul tingkat hukuman", required=False, sample="Berat"),
        LetterField("ikrar", "Ikrar yang sudah ditandatangani", required=False, kind="long",
                    sample="Pakta Integritas Netralitas IKR/2026/000123, ditandatangani 12 Januari 2026."),
        layout=Layout.PAPER, heading="LAPORAN HASIL PEMERIKSAAN\nNOMOR {nomor}", subject="Laporan hasil pemeriksaan",
        body="""## A. Dasar

{dasar}

## B. Tim pemeriksa

{pemeriksa}

## C. Identitas terlapor

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}

## D. Ikrar netralitas

{ikrar}

## E. Fakta

{fakta}

## F. Analisis

Ketentuan : {pasal}

{analisis}

## G. Kesimpulan

{kesimpulan_dugaan}

{kesimpulan}

{pertimbangan}

Usul tingkat : {usul}

Demikian laporan ini disampaikan sebagai bahan pengambilan keputusan pejabat yang berwenang.
""",
    ),
    paper(
        "nota_dinas", "Nota Dinas", *PERSON,
        LetterField("laporan", "Laporan yang disampaikan", required=False,
                    sample="Laporan Hasil Pemeriksaan Nomor 700/LHP/1/2026 tanggal 20 Maret 2026"),
        LetterField("ringkasan", "Ringkasan", kind="long",
                    sample="Berdasarkan pemeriksaan, dugaan pelanggaran dinyatakan terbukti."),
        LetterField("saran", "Saran", kind="long",
                    sample="Penjatuhan hukuman merupakan kewenangan Pejabat Pembina Kepegawaian."),
        layout=Layout.MEMO, subject="Laporan penanganan dugaan pelanggaran netralitas",
        body="""Dengan hormat disampaikan hasil penanganan dugaan pelanggaran netralitas atas nama:

Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}
Unit Kerja : {unit}
Laporan : {laporan}

{ringkasan}

{saran}

Demikian disampaikan, mohon arahan dan keputusan lebih lanjut.
""",
    ),
)  # fmt: skip
