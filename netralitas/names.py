"""Indonesian personal names: titles apart, a key to sort and search by, a mask for the public."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from netralitas.errors import DomainError

MAX_LENGTH = 200

# controls, zero-width marks (not the joiners that scripts and emoji need), bidi controls, surrogates, BOM
_STRIPPED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff]"
)
# Han, kana, hangul, bopomofo, Yi: no font of deploy/setup.sh has them, and names are registered in Latin letters
_UNPRINTABLE = re.compile(
    r"[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7ff"
    r"\uf900-\ufaff\uff66-\uffdc\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")  # printable ASCII with single spaces: nothing to clean
_APOSTROPHES = re.compile(r"['`´‘’ʼʻʾʿ′\"]")
_APART = re.compile(r"[\s.\-‐‑‒–—_/]+")

# spelled as SIASN writes them; the key is the letters alone
_FRONT_SPELLINGS = "Prof. drg. drh. Drs. Dra. Ir. Hj. KH. H. apt. Ns. Pdt. Ustz. Ust. Bdn."
_BACK_SPELLINGS = """
    S.Sos. S.Pd. S.Pd.I. S.Pd.SD S.Pd.AUD S.PdI S.PAUD S.Ag. S.Psi. S.E. S.E.I. S.E.Sy. S.H. S.H.I. S.Hut. S.HI
    S.IP. S.I.P. S.IAN S.I.Kom. S.Ikom. S.I.Pust. S.IPust. S.K.M. S.Kep. S.Keb. S.Ked. S.KG S.KM S.Kom. S.Farm.
    S.Gz. S.T. S.TP. S.T.P. S.STP. S.S.T.P. S.ST. S.S.T. S.Tr. S.Tr.Keb. S.Tr.Kep. S.Tr.Kes. S.Tr.IP S.Tr.Sos.
    S.Tr.T. S.Pt. S.P. S.S. S.Si. S.Si.T. S.SiT. S.Sn. S.Th. S.Th.I. S.Or. S.Pi. S.Stat. S.Ars. S.Adm. S.AP. S.A.P.
    S.Ak. S.M. S.Mn. S.AB. S.Kes. S.Ft. S.Fil.I. S.Hum. S.Kel. S.Li. S.Pn. M.Si. M.Pd. M.Pd.I. M.M. M.H. M.Hum.
    M.Kes. M.Kep. M.Keb. M.Kom. M.T. M.Sc. M.A. M.AP. M.A.P. M.Ag. M.Eng. M.Ec.Dev. M.IP. M.I.P. M.I.Kom. M.Ikom.
    M.K.M. M.KM. MKM M.E. M.E.Sy. M.Ak. M.Si.Ak. M.Psi. M.P. M.PH. M.P.H. MPH M.Sn. M.Farm. M.Stat. M.Tr.IP
    M.Tr.A.P. M.Kn. M.P.A. M.P.P. M.PSDM M.Biomed. M.Gz. M.Th. M.B.A. MBA MARS M.A.R.S. LL.M. A.Md. A.Md.Keb.
    A.Md.Kep. A.Md.Kes. A.Md.Kom. A.Md.Gz. A.Md.KG A.Md.Ak. A.Md.Farm. A.Md.Rad. A.Md.RMIK A.Md.Kg. A.Md.AK A.Md.KL
    A.Md.T. A.Md.Ft. A.Md.Pust. A.Md.P. A.Md.Si. A.Ma. A.Ma.Pd. A.Ma.Pust. A.Ma.Pd.SD AMK AMKG AMKL AMF AMR AMAK
    AM.Keb. Am.Kep. Amd.Keb. Amd.Kep. AMd Sp.A. Sp.A(K) Sp.B. Sp.An. Sp.PD Sp.PD. Sp.OG Sp.OG. Sp.OG(K) Sp.M. Sp.S.
    Sp.N. Sp.JP Sp.P. Sp.KJ Sp.KK Sp.Rad. Sp.PK Sp.PA Sp.THT Sp.THT-KL Sp.U. Sp.OT Sp.BS Sp.KFR Sp.KG Sp.Ort. Sp.BM
    Sp.Pros. Sp.Perio. Sp.DV Sp.F. Sp.MK Sp.GK Sp.1 Ners Ns. Gr. Bdn. Apt. Ak. CA CPA QIA CFrA CRMP CGCAE Ph.D. Lc.
    B.A. BA B.Sc. SKM SKep SSos SPd SPdI SAg SKom SST SSTP MSi MPd MKes MPdI SIP SSi SPdSD SPsi SHut SFarm FINASIM
    IPM IPU IPP ASEAN.Eng. CHRM CIQnR
"""
# bare letters that are titles only behind a name of two words or more, never parts of a name
_BACK_BARE = {"SE", "SH", "ST", "MM", "MH", "MT", "SP", "SS"}
_MOVED_TO_FRONT = {"DRS", "DRA", "IR", "H", "HJ", "KH", "PROF"}

_FRONT_BY_KEY = {title.rstrip(".").upper(): title for title in _FRONT_SPELLINGS.split()}
_BACK = frozenset(_BACK_SPELLINGS.split())
_NOT_LETTERS = re.compile(r"[^A-Za-z]")
_BACK_BY_KEY = {_NOT_LETTERS.sub("", title).upper(): title for title in reversed(_BACK_SPELLINGS.split())}
_AMBIGUOUS = "DR"  # Dr. is a doctorate, dr. a physician: capitals do not tell which
_FRONT_START = re.compile(rf"(dr|k\.h|{'|'.join(_FRONT_BY_KEY)})(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name with its titles apart, as SIASN keeps them: gelar depan, nama, gelar belakang."""

    front: str
    name: str
    back: str

    def __str__(self) -> str:
        return with_titles(self.front, self.name, self.back)


def clean(text: str) -> str:
    """One clean line: NFC, no control or bidi characters, every kind of space as one plain space."""
    if _PLAIN.fullmatch(text):
        return text
    text = _STRIPPED.sub("", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def normalise(name: str) -> str:
    """A name ready to be stored, 1–200 characters.

    Raises `DomainError` when empty, too long, or written in letters no paper can show.
    """
    name = clean(name)
    if not name:
        raise DomainError("Nama kosong.", code="nama_kosong")
    if len(name) > MAX_LENGTH:
        raise DomainError(f"Nama lebih dari {MAX_LENGTH} huruf. Periksa isi kolom nama.", code="nama_panjang")
    if _UNPRINTABLE.search(name):
        raise DomainError(
            "Nama memuat huruf Tionghoa, Jepang, atau Korea yang tidak dapat dicetak pada sertifikat. "
            "Tulis dengan huruf Latin seperti pada SK.",
            code="nama_huruf",
        )
    return name


def split_titles(raw: str) -> SplitName:
    """The titles before and after a name; behind a comma everything is a title, known or not."""
    raw = clean(raw)
    head, _, tail = raw.partition(",")
    front, name = _take_front(head.strip())
    name, back = _take_back(name)
    if tail:
        moved, behind = _titles_behind(tail)
        front, back = front + moved, back + behind
    if not name:  # nothing but titles: keep what was typed, so that nothing is lost
        return SplitName("", raw.strip(" ,"), "")
    return SplitName(" ".join(front), name, ", ".join(back))


def with_titles(front: str, name: str, back: str) -> str:
    """The full name for papers: `Drs. Ahmad Syafi'i, M.Si.`"""
    named = f"{front} {name}" if front else name
    return f"{named}, {back}" if back else named


def fold(text: str) -> str:
    """Lower case without accents, dots, apostrophes and double spaces: `Syafi'i` and `SYAFI’I` are equal."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _APART.sub(" ", _APOSTROPHES.sub("", text)).strip().casefold()


def search_key(raw: str) -> str:
    """What names are sorted and searched by: no titles, folded."""
    return fold(split_titles(raw).name)


def mask(raw: str) -> str:
    """For the public: the first letter of each word without titles, `S*** A*****`."""
    words = split_titles(raw).name.split()
    return " ".join(word if len(word) <= 2 and word.endswith(".") else _masked_word(word) for word in words)


def _masked_word(word: str) -> str:
    first = word[:1]
    rest = word[1:].lstrip("".join(c for c in word[1:] if unicodedata.combining(c)))
    return first + "*" * max(1, len(rest))


def _take_front(head: str) -> tuple[list[str], str]:
    """Known titles off the left, also when stuck together (`Dr.H.AHMAD`)."""
    front: list[str] = []
    while match := _FRONT_START.match(head):
        front.append(_front_title(match[1]))
        head = head[match.end() :]
    return front, head


def _front_title(letters: str) -> str:
    return f"{letters}." if letters.upper() == _AMBIGUOUS else _FRONT_BY_KEY[_key(letters)]


def _take_back(name: str) -> tuple[str, list[str]]:
    """Known titles off the right of a name written without a comma."""
    back: list[str] = []
    words = name.split()
    while len(words) > 1 and _is_back_title(words[-1], len(words) > 2):
        back.insert(0, _back_title(words.pop()))
    return " ".join(words), back


@lru_cache(maxsize=16384)
def _is_back_title(word: str, has_full_name: bool) -> bool:
    key, is_dotted, is_capital = _key(word), "." in word.rstrip("."), word == word.upper()
    if key in _BACK_BARE:
        return is_dotted or (has_full_name and is_capital)
    if key not in _BACK_BY_KEY:
        return False
    return is_dotted or word in _BACK or (len(key) > 2 and is_capital)


@lru_cache(maxsize=4096)
def _titles_behind(tail: str) -> tuple[list[str], list[str]]:
    """The titles behind the comma: those that belong in front (`SITI, Hj.`), and the rest."""
    titles = [title for part in tail.replace(";", ",").split(",") if (title := part.strip())]
    front = [_front_title(_key(title)) for title in titles if _key(title) in _MOVED_TO_FRONT]
    return front, [_back_title(title) for title in titles if _key(title) not in _MOVED_TO_FRONT]


def _back_title(title: str) -> str:
    """As typed, unless capitals or small letters alone hide a known spelling (`S.SOS` → `S.Sos.`)."""
    is_one_case = title in (title.upper(), title.lower())
    return _BACK_BY_KEY.get(_key(title), title) if is_one_case else title


@lru_cache(maxsize=16384)
def _key(title: str) -> str:
    return _NOT_LETTERS.sub("", title).upper()
