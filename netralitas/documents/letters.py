"""Kinds of letters: rooms above declare theirs in AppConfig.ready(); this room drafts, issues and keeps them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from netralitas.access.permissions import Permission


class Layout(StrEnum):
    """How a paper is set."""

    LETTER = "surat"  # Nomor, Sifat, Lampiran, Hal, Yth., block of the signer
    MEMO = "nota_dinas"  # Kepada, Dari, Tanggal, Nomor, Sifat, Lampiran, Hal
    PAPER = "naskah"  # centred heading and number: berita acara, laporan, surat pernyataan
    DECISION = "keputusan"  # heading, Menimbang, Mengingat, MEMUTUSKAN, "Ditetapkan di"


class Secrecy(StrEnum):
    """The mark on the paper, and the word behind *Sifat*."""

    PLAIN = "biasa"
    RESTRICTED = "terbatas"
    SECRET = "rahasia"


KINDS_OF_FIELD = frozenset({"text", "long", "date", "number", "list", "table"})
BUILT_IN = {"nomor": "nomor surat", "tanggal": "tanggal surat", "tempat": "tempat pada surat"}


@dataclass(frozen=True)
class LetterField:
    """One thing a room hands down: its name in braces, its label, what it is, and a sample for previews.

    kind: text (one line), long (paragraphs), date, number, list (numbered), table ({"columns": […], "rows": [[…]]};
    a cell that is an int is set to the right). A required one must stand in every version and have a value.
    """

    name: str
    label: str
    required: bool = True
    kind: str = "text"
    sample: Any = ""


Visible = Callable[[Any, QuerySet], QuerySet]  # (user, letters) -> the letters this user may know of


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter and the wording it comes with.

    `visible` narrows the letters of this kind to those a user may know of; what it leaves out does not exist for them.
    `edit_permission` changes the wording, `issue_permission` (the same when not given) issues, numbers and voids.
    `public_label` is what *Cek Keaslian* calls it. `names_person`: the addressee's name is kept encrypted only.
    `caution` says what a lawyer must still confirm; it stands beside the wording and every draft.
    `subject_url` gives the address of the page a letter came from.
    `may_number_itself`: False where every office has an agenda of its own, so that no pattern can be set.
    """

    code: str
    label: str
    fields: tuple[LetterField, ...]
    subject: str
    body: str
    visible: Visible
    edit_permission: Permission
    issue_permission: Permission | None = None
    layout: Layout = Layout.LETTER
    heading: str = ""
    number_pattern: str = ""
    secrecy: Secrecy = Secrecy.PLAIN
    nature: str = ""  # "Segera", "Penting"; "" says the secrecy
    paper: str = "F4"
    group: str = "Surat"
    public_label: str = ""
    names_person: bool = False
    caution: str = ""
    may_number_itself: bool = True
    subject_url: Callable[[Any], str] | None = None  # the page of what a letter is about
    may_act: Callable[[Any, Any], bool] | None = None  # (user, letter): a rule beside the issuing permission

    @property
    def log_name(self) -> str:
        """What the audit log calls it: of a secret kind no more than the public may know."""
        return (self.public_label or "Surat dinas") if self.secrecy is Secrecy.SECRET else self.label

    @property
    def issuer(self) -> Permission:
        """Who issues, numbers and voids."""
        return self.issue_permission or self.edit_permission

    def is_open_to(self, user: Any, letter: Any) -> bool:
        """Whether a user who may know of the letter may also issue, number and void it."""
        return user.has_perm(self.issuer) and (self.may_act is None or self.may_act(user, letter))

    @property
    def names(self) -> dict[str, LetterField]:
        """The fields by name."""
        return {one.name: one for one in self.fields}

    @property
    def sifat(self) -> str:
        """The word behind *Sifat*."""
        return self.nature or self.secrecy.value.capitalize()


@dataclass(frozen=True)
class House:
    """What every letter of the pemda needs and only the registry knows: place for the date, address to check at."""

    place: str = ""
    address: str = ""


@dataclass(frozen=True)
class Start:
    """Where letters of a kind begin: a button on the register for those with the permission."""

    label: str
    url_name: str
    permission: Permission


_kinds: dict[str, LetterKind] = {}
_starts: list[Start] = []
_houses: list[Callable[[], House]] = []


def register_kind(*kinds: LetterKind) -> None:
    """Declare kinds of letters; a code may be declared once, a field must be of a known kind."""
    for kind in kinds:
        if kind.code in _kinds:
            raise ValueError(f"letter kind {kind.code} is declared twice")
        if strange := {one.kind for one in kind.fields} - KINDS_OF_FIELD:
            raise ValueError(f"letter kind {kind.code}: unknown kind of field {strange}")
        _kinds[kind.code] = kind


def register_start(*starts: Start) -> None:
    """Show where letters begin on the register of letters."""
    _starts.extend(starts)


def starts_for(user: Any) -> list[Start]:
    """The beginnings open to this user."""
    return [start for start in _starts if user.has_perm(start.permission)]


def kind_of(code: str) -> LetterKind:
    """The declared kind; raises LookupError for an unknown code."""
    return _kinds[code]


def kinds() -> list[LetterKind]:
    """All declared kinds, by group and label."""
    return sorted(_kinds.values(), key=lambda kind: (kind.group, kind.label))


def learn_house(function: Callable[[], House]) -> None:
    """Learn from the room that knows the pemda where letters are dated and checked."""
    _houses[:] = [function]


def house() -> House:
    """Place and address of the pemda; empty before anybody taught us."""
    return _houses[0]() if _houses else House()


def by_visibility() -> list[tuple[Visible, list[str]]]:
    """The codes of all kinds, together where the same function guards them."""
    groups: dict[Visible, list[str]] = {}
    for kind in _kinds.values():
        groups.setdefault(kind.visible, []).append(kind.code)
    return list(groups.items())


def lines(text: str | Iterable[str]) -> list[str]:
    """Text or lines as lines without empty ones."""
    found = text.splitlines() if isinstance(text, str) else list(text)
    return [line.strip() for line in found if line.strip()]


@dataclass(frozen=True)
class Signer:
    """Who signs, as printed: `capacity` is "" or Plt., Plh., Pj.; "a.n." and "u.b." come of the last two.

    `label` stands above ("Yang diperiksa,"); `name` without titles on keputusan (Permendagri 1/2023 Pasal 44).
    """

    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""
    capacity: str = ""
    on_behalf_of: str = ""  # "Bupati Serang"
    under: str = ""  # "Sekretaris Daerah": signs u.b. for the one who signs a.n.
    label: str = ""

    @property
    def heading(self) -> list[str]:
        """The lines above the signature."""
        own = f"{self.capacity} {self.title.upper()}".strip() if self.title else ""
        above = [f"a.n. {self.on_behalf_of.upper()}"] if self.on_behalf_of else []
        above += [self.under.upper(), "u.b."] if self.under else []
        return [*lines(self.label), *above, *([f"{own},"] if own else [])]

    def facts(self) -> dict[str, Any]:
        """As frozen."""
        number = f"NIP {self.nip}" if self.nip[:1].isdigit() else self.nip
        return {"heading": self.heading, "name": self.name, "rank": self.rank, "number": number}


def signer_of(value: "Signer | dict[str, str]") -> Signer:
    """A signer as handed down, an object or a dict of its fields."""
    if isinstance(value, Signer):
        return value
    known = set(Signer.__dataclass_fields__)
    return Signer(**{name: str(text or "") for name, text in value.items() if name in known})
