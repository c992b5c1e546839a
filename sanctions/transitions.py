"""Every way from one state to the next (facts.md 4.2-4.4): which track, who, what must hold, which paper, which clock.

The table is the rule; actions carry it out, one function per transition, and pages show what is open from here.
CASES owns the rows down to LHP, DECISIONS those after it and the tracks kode etik, kontrak and desa.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sanctions.models import CaseRole, State, Track

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

    `document` is the kind of letter that belongs to it, `clock` the code of the TimeLimit that begins to run.
    `url` is the last part of the address of the page that takes the step, "" when another step takes it along.
    """

    code: str
    label: str
    sources: frozenset[State]
    target: State
    tracks: frozenset[Track]
    parts: frozenset[Part]
    guard: str
    document: str = ""
    clock: str = ""
    url: str = ""
    law: str = ""


def _row(code: str, label: str, sources: Collection[State], target: State, guard: str, **rest: object) -> Transition:
    rest.setdefault("tracks", _ALL)
    rest.setdefault("parts", frozenset({Part.SECRETARIAT}))
    return Transition(code, label, frozenset(sources), target, guard=guard, **rest)


_BOTH = frozenset({Part.SECRETARIAT, Part.TEAM})
S = State

EXAMINATION_ROWS = (
    _row(
        "tidak_cukup_bukti", "Hentikan: tidak cukup bukti", {S.REVIEW}, S.NO_EVIDENCE,
        "Telaah menuliskan alasannya.", document="nota_dinas", url="hentikan",
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
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="panggilan_2", clock="PANGGIL-2", url="panggil",
        law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "tidak_hadir", "Catat tidak hadir dua kali", {S.SUMMONED_2}, S.ABSENT,
        "Tanggal pemeriksaan pada panggilan II sudah lewat; dilanjutkan dengan alat bukti yang ada.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="ba_tidak_hadir", url="tidak-hadir",
        law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "bap", "Selesaikan BAP", {S.SUMMONED_1, S.SUMMONED_2}, S.EXAMINED,
        "BAP berisi tanya jawab, ditandatangani atau dicatat tidak bersedia; salinan diserahkan.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="bap", url="bap", law="PP 94/2021; Peraturan BKN 6/2022",
    ),
    _row(
        "lhp", "Sampaikan LHP", {S.EXAMINED, S.ABSENT}, S.REPORTED,
        "LHP menyimpulkan setiap dugaan perbuatan, dengan nomor dan tanggal.",
        tracks=_EXAMINED_BY_TEAM, parts=_BOTH, document="lhp", url="lhp",
    ),
)  # fmt: skip

TABLE: tuple[Transition, ...] = EXAMINATION_ROWS  # DECISIONS: add your tuples here, e.g. + DECISION_ROWS + …
BY_CODE = {row.code: row for row in TABLE}


def open_from(track: str, state: str) -> list[Transition]:
    """The steps that lead on from a state on a track, in the order of the table."""
    return [row for row in TABLE if track in row.tracks and state in row.sources]
