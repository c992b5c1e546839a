"""Surat penerusan of a report that is no case: behind the wall of the report, as secret as the papers of a case."""

from django.db.models import QuerySet
from django.urls import reverse

from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.documents.letters import LetterField, LetterKind, Secrecy
from netralitas.documents.models import Letter
from sanctions.queries.reports import reports_for

ABOUT_REPORT, FORWARD = "sanctions.report", "penerusan_laporan"


def visible(user: User, letters: QuerySet) -> QuerySet:
    """Letters about reports the user may read: the gate of the register decides."""
    if not user.has_perm(Permission.REPORT_EDIT):
        return letters.none()
    known = reports_for(user).prefetch_related(None).values("public_id")
    return letters.filter(subject_type=ABOUT_REPORT, subject_key__in=known)


def page_of(letter: Letter) -> str:
    """The page of the letters of the report."""
    return reverse("sanctions:report-letters", args=[letter.subject_key])


KINDS = (
    LetterKind(
        code=FORWARD, label="Surat Penerusan Laporan", visible=visible, subject_url=page_of,
        group="Penanganan Pelanggaran", edit_permission=Permission.CATALOGUE_EDIT,
        issue_permission=Permission.REPORT_EDIT, secrecy=Secrecy.SECRET, names_person=True, public_label="Surat dinas",
        fields=(
            LetterField("laporan", "Laporan yang diteruskan", sample="laporan LD/2026/0001 diterima 27 Februari 2026"),
            LetterField("asal", "Nomor dan tanggal surat asal", required=False,
                        sample="001/PM.05/K.CONTOH/2026 tanggal 25 Februari 2026"),
            LetterField("terlapor", "Yang dilaporkan", kind="list",
                        sample=["Siti Rekaan, S.Pd., NIP 19850412 201001 2 009, Guru Ahli Muda, SD Negeri Ciruas 1"]),
            LetterField("perbuatan", "Dugaan bentuk pelanggaran", kind="list", required=False,
                        sample=["Menyukai dan membagikan unggahan calon di media sosial"]),
            LetterField("waktu_tempat", "Waktu dan tempat", required=False, sample="10 Februari 2026, Lapangan Contoh"),
            LetterField("uraian", "Uraian", kind="long", sample="Uraian singkat menurut laporan."),
            LetterField("bukti", "Bukti yang tersimpan", kind="list", required=False,
                        sample=["BKT/2026/0001 Tangkapan layar unggahan"]),
            LetterField("alasan", "Alasan penerusan", kind="long",
                        sample="Penanganan dugaan tersebut merupakan kewenangan Bawaslu."),
        ),
        subject="Penerusan laporan dugaan pelanggaran netralitas",
        body="""Bersama ini diteruskan laporan dugaan pelanggaran netralitas yang tercatat pada pemerintah daerah:

Laporan : {laporan}
Surat asal : {asal}
Yang dilaporkan : {terlapor}
Dugaan : {perbuatan}
Waktu dan tempat : {waktu_tempat}

{uraian}

Bukti : {bukti}

{alasan}

Laporan ini belum diperiksa dan bukan pelanggaran yang terbukti. Identitas pelapor tidak disertakan; permintaan tentang
itu disampaikan secara tertulis.

Mohon perkembangan penanganannya disampaikan kepada kami dengan menyebut nomor surat ini. Demikian disampaikan, atas
perhatian dan kerja samanya diucapkan terima kasih.
""",
    ),
)  # fmt: skip
