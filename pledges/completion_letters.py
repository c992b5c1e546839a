"""The two letters of completion: the head's *Surat Pernyataan Kelengkapan* and Bakesbangpol's letter of *Lengkap*."""

from typing import Any

from django.db.models import QuerySet

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.documents.letters import Layout, LetterField, LetterKind
from netralitas.registry.models import Opd, Staff, StaffCategory
from netralitas.registry.queries.letter_signers import number_of, rank_of
from netralitas.ui import formats
from pledges.models import Completion, CompletionSnapshot

STATEMENT, ACCEPTANCE = "pernyataan_kelengkapan", "kelengkapan_lengkap"
ABOUT_SNAPSHOT, ABOUT_REVIEW = "pledges.completionsnapshot", "pledges.review"
_COLUMN_WORDS = {"hindered": "Berhalangan sementara", "excluded": "Tidak termasuk wajib"}
_HEADINGS = ["Wajib", "Sudah", "Berhalangan", "Belum", "Tidak wajib"]


def visible(user: User, letters: QuerySet) -> QuerySet:
    """Letters of the Perangkat Daerah whose completion a user may see."""
    scope = scope_of(user, Permission.COMPLETION_VIEW)
    if scope.is_all:
        return letters
    return letters.filter(opd_id__in=Opd.objects.within(scope).values("pk"))


def _table(columns: list[str], *rows: list) -> dict[str, list]:
    return {"columns": columns, "rows": list(rows)}


KINDS = (
    LetterKind(
        STATEMENT, "Surat Pernyataan Kelengkapan", layout=Layout.PAPER, visible=visible, group="Ikrar",
        edit_permission=Permission.LETTER_TEMPLATE, issue_permission=Permission.COMPLETION_REVIEW,
        may_number_itself=False, public_label="Surat pernyataan kelengkapan",
        subject="Pernyataan kelengkapan {kegiatan} pada {perangkat_daerah}",
        heading="SURAT PERNYATAAN KELENGKAPAN{addendum}\nIKRAR NETRALITAS PEGAWAI\nNOMOR {nomor}",
        fields=(
            LetterField("nama", "Nama pimpinan"), LetterField("nip", "NIP pimpinan", required=False),
            LetterField("pangkat", "Pangkat pimpinan", required=False), LetterField("jabatan", "Jabatan pimpinan"),
            LetterField("perangkat_daerah", "Perangkat Daerah"), LetterField("kegiatan", "Kegiatan ikrar"),
            LetterField("addendum", "Addendum", required=False), LetterField("keadaan", "Keadaan per"),
            LetterField("jumlah", "Jumlah", kind="table",
                        sample=_table(["Uraian", "Orang"], ["Wajib menandatangani", 120], ["Jumlah yang sudah", 118])),
            LetterField("jenis", "Menurut jenis pegawai", kind="table",
                        sample=_table(["Jenis pegawai", *_HEADINGS], ["PNS", 100, 98, 1, 1, 2])),
            LetterField("alasan", "Pengecualian dan alasannya", kind="table",
                        sample=_table(["Keterangan", "Alasan", "Orang"], ["Tidak termasuk wajib", "Pensiun", 2])),
            LetterField("unit", "Menurut unit kerja", kind="table",
                        sample=_table(["Unit kerja", *_HEADINGS], ["Sekretariat", 40, 40, 0, 0, 1])),
            LetterField("desa", "Pemerintah desa", required=False),
            LetterField("keterangan", "Keterangan yang belum", required=False),
            LetterField("sidik", "Sidik angka", sample="9f2c41d07a3b"),
            LetterField("cara", "Cara menyatakan", required=False),
        ),
        body="""Yang bertanda tangan di bawah ini:
Nama : {nama}
NIP : {nip}
Pangkat/Gol. Ruang : {pangkat}
Jabatan : {jabatan}

dengan ini menyatakan bahwa pelaksanaan {kegiatan} pada {perangkat_daerah}, keadaan per {keadaan}, adalah
sebagai berikut:

{jumlah}

{desa}

Keterangan yang belum menandatangani : {keterangan}

## Menurut jenis pegawai

{jenis}

## Berhalangan sementara dan tidak termasuk wajib, dengan alasannya

{alasan}

## Menurut unit kerja

{unit}

Angka ini dibekukan di Portal Netralitas dengan sidik {sidik}; perubahan sesudahnya disampaikan sebagai
addendum.

Demikian pernyataan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.
{cara}
""",
    ),
    LetterKind(
        ACCEPTANCE, "Surat hasil verifikasi kelengkapan (Lengkap)", visible=visible, group="Ikrar",
        edit_permission=Permission.LETTER_TEMPLATE, issue_permission=Permission.COMPLETION_REVIEW,
        public_label="Surat hasil verifikasi kelengkapan",
        subject="Hasil verifikasi kelengkapan {kegiatan}",
        fields=(
            LetterField("perangkat_daerah", "Perangkat Daerah"), LetterField("kegiatan", "Kegiatan ikrar"),
            LetterField("pernyataan", "Pernyataan yang diverifikasi"), LetterField("keadaan", "Keadaan per"),
            LetterField("jumlah", "Jumlah", kind="table",
                        sample=_table(["Uraian", "Orang"], ["Wajib menandatangani", 120], ["Jumlah yang sudah", 118])),
            LetterField("sidik", "Sidik angka", sample="9f2c41d07a3b"),
            LetterField("catatan", "Catatan", required=False, kind="long"),
        ),
        body="""Sehubungan dengan {pernyataan}, bersama ini diberitahukan bahwa pernyataan {perangkat_daerah} telah
diverifikasi dan dinyatakan LENGKAP, dengan rincian keadaan per {keadaan}:

{jumlah}

{catatan}

Angka di atas sesuai dengan angka yang dibekukan di Portal Netralitas dengan sidik {sidik}.
Perubahan daftar pegawai sesudahnya agar disampaikan sebagai addendum.

Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih.
""",
    ),
)  # fmt: skip


def statement_values(snapshot: CompletionSnapshot, completion: Completion, head: Staff, post: str) -> dict[str, Any]:
    """What the statement of this head over these numbers says."""
    kinds = [[StaffCategory(kind).label, *_cells(*counts)] for kind, *counts in snapshot.kinds]
    units = [[name, *_cells(*counts)] for _, name, _, *counts in snapshot.units]
    reasons = [[_COLUMN_WORDS[column], why, count] for column, why, count in snapshot.reasons] or [
        ["Tidak ada", "-", 0]
    ]
    return {
        "nama": head.full_name, "nip": number_of(head), "pangkat": rank_of(head), "jabatan": post,
        "perangkat_daerah": completion.opd.name, "kegiatan": completion.campaign.title,
        "addendum": f" (ADDENDUM KE-{completion.number})" if completion.is_addendum else "",
        "keadaan": formats.moment(snapshot.taken_at), "jumlah": counts_table(snapshot),
        "jenis": _table(["Jenis pegawai", *_HEADINGS], *kinds),
        "alasan": _table(["Keterangan", "Alasan", "Orang"], *(reasons or [["Tidak ada", "-", 0]])),
        "unit": _table(["Unit kerja", *_HEADINGS], *units), "desa": villages_words(snapshot),
        "keterangan": snapshot.note, "sidik": snapshot.fingerprint,
    }  # fmt: skip


def counts_table(snapshot: CompletionSnapshot) -> dict[str, list]:
    """Numerator, denominator and who stands outside, as letters show them."""
    share = formats.percent(snapshot.done, snapshot.obliged)
    return _table(
        ["Uraian", "Orang"], ["Wajib menandatangani", snapshot.obliged],
        ["Sudah menandatangani secara elektronik", snapshot.signed],
        ["Sudah menandatangani pada lembar basah", snapshot.paper], [f"Jumlah yang sudah ({share})", snapshot.done],
        ["Berhalangan sementara", snapshot.hindered], ["Belum menandatangani", snapshot.waiting],
        ["Tidak termasuk wajib", snapshot.excluded],
    )  # fmt: skip


def villages_words(snapshot: CompletionSnapshot) -> str:
    """Village government in a sentence of its own, since it stands in no other sum; "" without."""
    if not snapshot.villages:
        return ""
    waiting, signed, paper, hindered, _ = snapshot.villages
    return (
        f"Di luar jumlah di atas, pemerintah desa: {formats.number(signed + paper)} dari "
        f"{formats.number(waiting + signed + paper + hindered)} sudah menandatangani."
    )


def _cells(waiting: int, signed: int, paper: int, hindered: int, excluded: int) -> list[int]:
    done = signed + paper
    return [waiting + done + hindered, done, hindered, waiting, excluded]
