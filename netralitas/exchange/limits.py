"""What a workbook may be at most, and the refusal that says so (reliability.md G-I3)."""

from typing import NoReturn

from netralitas.errors import DomainError

FILE_BYTES = 12 * 1024 * 1024  # as the request limit of the portal
UNZIPPED_BYTES = 50 * 1024 * 1024
ENTRIES = 1_000
RATIO = 100
ROWS = 100_000
COLUMNS = 60  # with something in them; empty coloured cells to the right do not count

_NOTHING_CHANGED = "Belum ada data yang berubah."
_SAVE_AS = "Buka di Excel, pilih Simpan Sebagai, jenis Excel Workbook (.xlsx), lalu unggah kembali."
_SENTENCES = {
    "kosong": "Berkas kosong: tidak ada isi yang dapat dibaca.",
    "ukuran": f"Berkas lebih besar dari {FILE_BYTES // 1024**2} MB. Hapus gambar dan lembar yang tidak perlu.",
    "bukan_tabel": "Berkas ini bukan tabel Excel, LibreOffice atau CSV. Unggah berkas .xlsx, .xls, .ods atau .csv.",
    "word": f"Berkas ini sebenarnya dokumen Word, bukan tabel. Salin tabelnya ke Excel. {_SAVE_AS}",
    "powerpoint": f"Berkas ini sebenarnya presentasi, bukan tabel. {_SAVE_AS}",
    "html": f"Berkas ini sebenarnya halaman web yang diberi nama Excel. {_SAVE_AS}",
    "xml": f"Berkas ini memakai format XML lama. {_SAVE_AS}",
    "xlsb": f"Berkas Excel biner (.xlsb) tidak dibaca. {_SAVE_AS}",
    "pdf": "Berkas ini PDF, bukan tabel. Unggah berkas Excel aslinya.",
    "sandi": "Berkas ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah kembali.",
    "makro": f"Berkas ini berisi makro. {_SAVE_AS}",
    "tautan_luar": "Berkas ini mengambil isi dari berkas lain. Di Excel: Data, Edit Links, Break Link, lalu simpan.",
    "rusak": f"Berkas rusak atau terpotong sehingga tidak dapat dibaca. {_SAVE_AS}",
    "bom": f"Isi berkas mengembang tidak wajar ketika dibuka, sehingga tidak dibaca. {_SAVE_AS}",
    "hilang": "Berkas unggahan ini sudah dihapus (disimpan tujuh hari). Unggah kembali berkasnya.",
    "baris": f"Lembar berisi lebih dari {ROWS:,} baris. Salin hanya tabel pegawainya ke lembar baru.".replace(",", "."),
    "kolom": f"Lembar berisi lebih dari {COLUMNS} kolom. Hapus kolom yang tidak perlu.",
}


class FileRefused(DomainError):
    """A file that is not read at all; `code` is a key of the sentences above."""


def refuse(code: str) -> NoReturn:
    """Raise `FileRefused` with the sentence of `code`."""
    raise FileRefused(f"{_SENTENCES[code]} {_NOTHING_CHANGED}", code=code)
