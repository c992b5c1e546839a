"""Every way from one state to the next (facts.md 4.2-4.4): which track, who, what must hold, which paper, which clock.

The table is the rule; actions carry it out, one function per transition, and pages show what is open from here.
CASES owns the rows down to LHP, DECISIONS those after it and the tracks kode etik, kontrak and desa.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sanctions.models import ENDED, CaseRole, State, Track

_ALL = frozenset({Track.DISCIPLINE, Track.ETHICS, Track.CONTRACT, Track.VILLAGE})
_LAW = frozenset({Track.DISCIPLINE})
_EXAMINED_BY_TEAM = frozenset({Track.DISCIPLINE, Track.CONTRACT, Track.VILLAGE})
_ETHICS = frozenset({Track.ETHICS})


class Part(StrEnum):
    """Who may take a step, as seen from the case."""

    SECRETARIAT = "sekretariat"  # the office that leads the case
    TEAM = "tim"  # chair, secretary, examiners, direct superior
    COUNCIL = "majelis"  # members of the ethics council


TEAM_ROLES = frozenset({CaseRole.CHAIR, CaseRole.SECRETARY, CaseRole.EXAMINER, CaseRole.SUPERIOR})


@dataclass(frozen=True)
class Transition:
    """One row: a step with its name, from where to where, on which tracks, by whom, under what condition.

    Without a `target` the state stays. `document` is the kind of letter that belongs to it, `clock` the code of the
    TimeLimit that begins to run.
    `url` is the last part of the address of the page that takes the step, "" when another step takes it along.
    """

    code: str
    label: str
    sources: frozenset[State]
    target: State | None
    tracks: frozenset[Track]
    parts: frozenset[Part]
    guard: str
    document: str = ""
    clock: str = ""
    url: str = ""
    law: str = ""
    is_aside: bool = False  # seldom the next step: folded away on the page


def _row(
    code: str, label: str, sources: Collection[State], target: State | None, guard: str, **rest: object
) -> Transition:  # fmt: skip
    rest.setdefault("tracks", _ALL)
    rest.setdefault("parts", frozenset({Part.SECRETARIAT}))
    return Transition(code, label, frozenset(sources), target, guard=guard, **rest)


_BOTH = frozenset({Part.SECRETARIAT, Part.TEAM})
S = State

EXAMINATION_ROWS = (
    _row(
        "tidak_cukup_bukti", "Hentikan: tidak cukup bukti", {S.REVIEW}, S.NO_EVIDENCE,
        "Telaah menuliskan alasannya.", document="nota_dinas", url="hentikan", is_aside=True,
    ),
    _row(
        "periksa", "Bentuk tim dan mulai pemeriksaan", {S.REVIEW}, S.EXAMINATION,
        "Ada dugaan perbuatan; tingkat berat wajib tim dengan atasan langsung, unsur pengawasan, dan unsur "
        "kepegawaian; semua anggota bebas benturan kepentingan; bukan perkara Sekretaris Daerah.",
        tracks=_EXAMINED_BY_TEAM, document="sk_tim", url="mulai-pemeriksaan", law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "panggil_1", "Panggilan I", {S.EXAMINATION}, S.SUMMONED_1,
        "Tertulis, dengan nomor dan tanggal surat; pemeriksaan paling lambat 7 hari kerja sesudah surat.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="panggilan_1", clock="PANGGIL-1", url="panggil",
        law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "panggil_2", "Panggilan II", {S.SUMMONED_1}, S.SUMMONED_2,
        "Tidak hadir pada panggilan I; paling lambat 7 hari kerja sesudah tanggal yang tidak dihadiri.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="panggilan_2", clock="PANGGIL-1", url="panggil",
        law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "tidak_hadir", "Catat tidak hadir dua kali", {S.SUMMONED_2}, S.ABSENT,
        "Tanggal pemeriksaan pada panggilan II sudah lewat; dilanjutkan dengan alat bukti yang ada.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="ba_tidak_hadir", url="tidak-hadir",
        law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "bap", "Pemeriksaan (BAP)", {S.SUMMONED_1, S.SUMMONED_2}, S.EXAMINED,
        "BAP berisi tanya jawab, ditandatangani atau dicatat tidak bersedia; salinan diserahkan.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="bap", url="bap", law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "bap_tambahan", "Pemeriksaan tambahan (BAP)", {S.EXAMINED}, None,
        "BAP pertama sudah selesai dan LHP belum disampaikan; alasan pemeriksaan tambahan tertulis; BAP pertama tidak "
        "berubah.", tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="bap_tambahan", url="bap-tambahan", is_aside=True,
    ),
    _row(
        "lhp", "Laporan hasil (LHP)", {S.EXAMINED, S.ABSENT}, S.REPORTED,
        "LHP menyimpulkan setiap dugaan perbuatan, dengan nomor dan tanggal; tidak ada rancangan BAP tambahan yang "
        "terbuka.", tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="lhp", url="lhp",
    ),
)  # fmt: skip

_BEFORE_DECISION = frozenset(
    {
        S.REVIEW, S.EXAMINATION, S.SUMMONED_1, S.SUMMONED_2, S.ABSENT, S.EXAMINED, S.REPORTED, S.COUNCIL,
        S.RECOMMENDED, S.WAITING,
    }
)  # fmt: skip
_DECIDED = frozenset({S.DECIDED, S.DELIVERED, S.OBJECTION, S.APPEAL, S.IN_FORCE, S.TOLD_BKN, S.CLOSED})
_REPORTED_TO_BKN = frozenset({Track.DISCIPLINE, Track.ETHICS, Track.CONTRACT})
_WITH_REMEDY = frozenset({Track.DISCIPLINE, Track.CONTRACT})  # none is listed for moral sanctions (facts.md 4.3)

DECISION_ROWS = (
    _row(
        "tidak_terbukti", "Hentikan: tidak terbukti", {S.REPORTED, S.RECOMMENDED}, S.NOT_PROVEN,
        "Tidak satu pun dugaan terbukti menurut LHP atau rekomendasi majelis.", document="nota_dinas",
        url="tidak-terbukti",
    ),
    _row(
        "ajukan", "Ajukan kepada pejabat yang berwenang", {S.REPORTED, S.RECOMMENDED}, S.WAITING,
        "Ada dugaan yang terbukti; pejabat yang berwenang ditugaskan dan menyatakan bebas benturan kepentingan; bukan "
        "perkara Sekretaris Daerah.", document="nota_dinas", url="ajukan", law="PP 94/2021",
    ),
    _row(
        "putuskan", "Catat keputusan (SK)", {S.WAITING}, S.DECIDED,
        "SK dicatat satu orang beserta pindaiannya dan dikonfirmasi orang lain; jenis hukuman dari katalog yang "
        "berlaku pada tanggal perbuatan; tingkat ditetapkan pejabat dengan pertimbangan.", document="sk_hukuman",
        clock="SAMPAI", url="keputusan", law="PP 94/2021",
    ),
    _row(
        "tidak_hadir_penyampaian", "Catat tidak hadir saat penyampaian", {S.DECIDED}, None,
        "Dipanggil secara tertulis untuk menerima keputusan tetapi tidak hadir.", document="ba_tidak_hadir",
        clock="KIRIM", url="tidak-hadir-penyampaian", law="Peraturan BKN 6/2022 Pasal 49 ayat (8)",
    ),
    _row(
        "sampaikan", "Catat penyampaian", {S.DECIDED}, S.DELIVERED,
        "Diterima, tidak bersedia menerima (berita acara), atau dikirim ke alamat terakhir, dengan tanggalnya.",
        document="ba_serah_terima", url="sampaikan", law="PP 94/2021; Peraturan BKN 6/2022 Pasal 49",
    ),
    _row(
        "keberatan", "Catat keberatan", {S.DELIVERED}, S.OBJECTION,
        "Jenis hukumannya dapat diajukan keberatan; surat diterima sebelum keputusan berlaku, atau dicatat lewat "
        "tenggat.", tracks=_WITH_REMEDY, clock="KEBERATAN-PUTUS", url="keberatan", law="PP 79/2021",
    ),
    _row(
        "banding", "Catat banding administratif", {S.DELIVERED}, S.APPEAL,
        "Pemberhentian atau pemutusan perjanjian kerja; diajukan kepada BPASN dengan tembusan PPK.",
        tracks=_WITH_REMEDY, clock="BANDING-JAWAB", url="banding", law="PP 79/2021 Pasal 11",
    ),
    _row(
        "tanggapi_banding", "Catat tanggapan PPK", {S.APPEAL}, None, "Tanggapan tertulis PPK kepada BPASN.",
        tracks=_WITH_REMEDY, url="tanggapan-banding", law="PP 79/2021 Pasal 13 ayat (2)",
    ),
    _row(
        "putus_upaya", "Catat putusan atas upaya administratif", {S.OBJECTION, S.APPEAL}, S.IN_FORCE,
        "Putusan dikuatkan atau diubah, dicatat satu orang beserta pindaiannya dan dikonfirmasi orang lain.",
        tracks=_WITH_REMEDY, document="putusan_upaya", url="putusan-upaya", law="PP 79/2021",
    ),
    _row(
        "batal_upaya", "Keputusan dibatalkan oleh upaya administratif", {S.OBJECTION, S.APPEAL}, S.CLOSED,
        "Putusan membatalkan hukuman, dicatat satu orang beserta pindaiannya dan dikonfirmasi orang lain.",
        tracks=_WITH_REMEDY, document="putusan_upaya", law="PP 79/2021",
    ),
    _row(
        "berlaku", "Catat mulai berlaku", {S.DELIVERED}, S.IN_FORCE,
        "Hari kerja ke-15 sejak diterima sudah tiba dan tidak ada keberatan atau banding; tanpa upaya administratif: "
        "sejak diterima atau tanggal dalam surat.", clock="", url="berlaku",
        law="Peraturan BKN 6/2022 Pasal 50 ayat (1)",
    ),
    _row(
        "lapor_bkn", "Catat pelaporan ke BKN", {S.IN_FORCE}, S.TOLD_BKN,
        "Sudah dimasukkan ke SIASN atau I'DIS, atau dilaporkan dengan surat.", tracks=_REPORTED_TO_BKN,
        url="lapor-bkn", law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row("selesai", "Tutup perkara", {S.TOLD_BKN}, S.CLOSED, "Sudah dilaporkan ke BKN.", url="tutup",
         tracks=_REPORTED_TO_BKN),
    _row("selesai_desa", "Tutup perkara", {S.IN_FORCE}, S.CLOSED, "Sanksi sudah berlaku.", url="tutup",
         tracks=frozenset({Track.VILLAGE})),
    _row(
        "batalkan", "Catat pembatalan keputusan", _DECIDED, S.WAITING,
        "SK pembatalan dicatat satu orang beserta pindaiannya dan dikonfirmasi orang lain; diputus kembali.",
        document="sk_pembatalan", url="pembatalan", is_aside=True,
    ),
)  # fmt: skip

ETHICS_ROWS = (
    _row(
        "bentuk_majelis", "Bentuk majelis kode etik", {S.REVIEW}, S.COUNCIL,
        "Anggota majelis ganjil dan paling sedikit tiga, semuanya bebas benturan kepentingan; pangkatnya tidak lebih "
        "rendah dari terlapor; bukan perkara Sekretaris Daerah.", tracks=_ETHICS, document="sk_majelis",
        url="bentuk-majelis", law="PP 42/2004",
    ),
    _row(
        "rekomendasi", "Catat rekomendasi majelis", {S.COUNCIL}, S.RECOMMENDED,
        "Sidang sudah diadakan; rekomendasi bernomor menyatakan terbukti atau tidak.", tracks=_ETHICS,
        parts=frozenset({Part.SECRETARIAT, Part.COUNCIL}), document="rekomendasi_majelis", url="rekomendasi",
        law="PP 42/2004",
    ),
)  # fmt: skip

HANDOVER_ROWS = (
    _row(
        "limpah_bawaslu", "Limpahkan ke Bawaslu/Gakkumdu", _BEFORE_DECISION, S.TO_BAWASLU,
        "Bukan wewenang pemda; surat pelimpahan bernomor.", tracks=_ALL | {Track.CRIMINAL},
        document="surat_penerusan", url="limpahkan", is_aside=True,
    ),
    _row(
        "ke_gubernur", "Teruskan ke gubernur", _BEFORE_DECISION, S.TO_GOVERNOR,
        "Perkara Sekretaris Daerah, atau pejabat yang berwenang berbenturan kepentingan; surat penerusan bernomor.",
        tracks=_ALL | {Track.CRIMINAL}, document="surat_penerusan", url="ke-gubernur", is_aside=True,
    ),
    _row(
        "tembusan_bawaslu", "Catat penerusan untuk diketahui Bawaslu", _BEFORE_DECISION, None,
        "Dugaan pidana ditangani Gakkumdu, sedangkan jalur ini berjalan terus; surat bernomor.",
        document="surat_penerusan", url="tembusan-bawaslu", is_aside=True,
    ),
    _row(
        "rekomendasi_bkn", "Catat rekomendasi pengawas (BKN)", _BEFORE_DECISION, None,
        "Surat rekomendasi bernomor, dengan tanggal diterima PPK.", tracks=_REPORTED_TO_BKN, clock="BKN-TL",
        url="rekomendasi-bkn", is_aside=True, law="Perpres 116/2022; Peraturan BKN 1/2023",
    ),
    _row(
        "buka_kembali", "Buka kembali", ENDED, S.REVIEW,
        "Ada hal baru yang dituliskan; tidak ada keputusan yang masih berdiri (satu pelanggaran tidak dihukum dua "
        "kali).", tracks=_ALL | {Track.CRIMINAL}, url="buka-kembali", is_aside=True,
    ),
)  # fmt: skip

TABLE: tuple[Transition, ...] = EXAMINATION_ROWS + ETHICS_ROWS + DECISION_ROWS + HANDOVER_ROWS
BY_CODE = {row.code: row for row in TABLE}


def open_from(track: str, state: str) -> list[Transition]:
    """The steps that lead on from a state on a track, in the order of the table."""
    return [row for row in TABLE if track in row.tracks and state in row.sources]
