"""Finding the unit a row means: by code, UNOR id, NPSN, learned alias, or a loosely spelled name."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from netralitas.exchange.readers import Value
from netralitas.registry.imports.spelling import NEAR, SIMILAR, loose_key, nearest, unit_key
from netralitas.registry.imports.values import text
from netralitas.registry.models import Opd, Pemda, UnitAlias

UNIT_COLUMNS = ("unit", "opd", "unor_id", "unit_code")
_KINDS = (  # the kind of a proposed unit, from its name
    (r"^(?:sd|smp|sma|smk|slb|tk|sekolah|paud)\b", "SEKOLAH"),
    (r"\bpuskesmas\b", "PUSKESMAS"),
    (r"\brumah sakit\b", "RSUD"),
    (r"^kecamatan\b", "KECAMATAN"),
    (r"^kelurahan\b", "KELURAHAN"),
    (r"^desa\b", "DESA"),
    (r"^inspektorat\b", "ITDA"),
    (r"^sekretariat dprd\b|^sekretariat dewan\b", "SETWAN"),
    (r"^sekretariat daerah\b", "SETDA"),
    (r"kesatuan bangsa|kesbangpol", "KESBANGPOL"),
    (r"penanggulangan bencana|^bpbd\b", "BPBD"),
    (r"^badan\b", "BADAN"),
    (r"polisi pamong|satpol", "SATPOLPP"),
    (r"pemadam|damkar", "DAMKAR"),
    (r"^dinas\b", "DINAS"),
    (r"^bagian\b", "BAGIAN"),
    (r"^korwil\b|koordinator wilayah", "KORWIL"),
)
# parts of an office that are no units of their own here: their people belong to the office
_INNER = re.compile(
    r"^(?:sub ?bagian|sub ?bidang|sub ?koordinator|subbag|subbid|seksi|bidang|sekretariat$|tata usaha|urusan"
    r"|kelompok jabatan|jabatan fungsional|fungsional|staf|pelaksana)\b"
)
_REGION = re.compile(r"(?<=\w) (?:pemerintah )?(?:kabupaten|kota|provinsi|kecamatan) \w+(?: \w+)?$")
USUAL_HOMES = {
    "SEKOLAH": "dinas pendidikan",
    "KORWIL": "dinas pendidikan",
    "PUSKESMAS": "dinas kesehatan",
    "RSUD": "dinas kesehatan",
}
TOP_KINDS = {"SETDA", "SETWAN", "ITDA", "DINAS", "SATPOLPP", "DAMKAR", "BADAN", "KESBANGPOL", "BPBD", "KECAMATAN"}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """What matching needs to know of a unit."""

    pk: int
    name: str
    opd_id: int
    path: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit named in the file that does not exist yet; `nearest` is the unit whose name is most like it."""

    key: str
    name: str
    kind: str
    opd_pk: int | None  # the Perangkat Daerah it would belong to; None: a new one at the top, or under `opd_key`
    opd_key: str = ""
    nearest_pk: int | None = None
    nearest_name: str = ""
    unor_id: str = ""
    external_code: str = ""


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """Where a row belongs: a unit, or a proposal; with the remark to make, and the error that refuses the row."""

    unit: UnitRow | None = None
    proposal: Proposal | None = None
    warning: str = ""
    error: str = ""


class UnitFinder:
    """Looks units up by everything they are known by. Three SQL queries when made; afterwards none.

    `only` narrows to one Perangkat Daerah and its sub-units: other units are refused, an empty cell means itself.
    `choices` are the user's answers to proposals: key → pk of an existing unit. Who may not propose units gets
    unknown ones put into the Perangkat Daerah itself.
    """

    def __init__(
        self, *, only: Opd | None = None, choices: dict[str, int] | None = None, may_propose: bool = True
    ) -> None:
        self._only, self._may_propose = only, may_propose
        self.choices = choices or {}
        self.units: dict[int, UnitRow] = {}
        self._by_code: dict[str, UnitRow] = {}
        self._by_key: dict[str, list[UnitRow]] = defaultdict(list)
        self._by_loose_key: dict[str, list[UnitRow]] = defaultdict(list)
        self._by_letters: dict[str, list[UnitRow]] = defaultdict(list)
        self._found: dict[tuple[Value, Value, Value, Value], UnitMatch] = {}
        self.proposals: dict[str, Proposal] = {}
        self.slips: dict[str, int] = {}  # spellings taken for a unit, learned when the import is applied
        self._load()

    def _load(self) -> None:
        fields = ("pk", "name", "short_name", "code", "unor_id", "external_code", "opd_id", "path")
        for pk, name, short_name, code, unor_id, external_code, opd_id, path in Opd.objects.active().values_list(
            *fields
        ):
            unit = self.units[pk] = UnitRow(pk, name, opd_id, path)
            for key in {unit_key(name), unit_key(short_name)} - {""}:
                self._by_key[key].append(unit)
                self._by_loose_key[loose_key(key)].append(unit)
                self._by_letters[_letters(key)].append(unit)
            for known in (code, unor_id, external_code):
                if known:
                    self._by_code.setdefault(known.casefold(), unit)
        self._aliases = {
            key: self.units[pk] for key, pk in UnitAlias.objects.values_list("key", "unit_id") if pk in self.units
        }
        self._offices = [key for key, units in self._by_key.items() if any(unit.pk == unit.opd_id for unit in units)]
        pemda = Pemda.objects.first()
        self._pemda_keys = {unit_key(pemda.name), unit_key(pemda.short_name)} if pemda else set()

    def find(self, unit: Value = "", opd: Value = "", unor_id: Value = "", code: Value = "") -> UnitMatch:
        """The unit of a row, from its cells in the order of `UNIT_COLUMNS`; equal cells are looked up once."""
        cells = (unit, opd, unor_id, code)
        if (known := self._found.get(cells)) is None:
            known = self._found[cells] = self._within_scope(self._find(*map(text, cells)))
        return known

    def _find(self, unit: str, opd: str, unor_id: str, code: str) -> UnitMatch:
        for known in (unor_id, code, unit, opd):
            if known and (exact := self._by_code.get(known.casefold())) and (known is not opd or not unit):
                return UnitMatch(exact)
        unit_name, opd_name = unit_key(unit), "" if unit_key(opd) in self._pemda_keys else unit_key(opd)
        home = self._only and self.units.get(self._only.pk)
        remark = ""
        if not home and opd_name:
            above = self._named(opd, opd_name, None)
            if not above.unit:
                return above if not unit_name or unit_name == opd_name else self._under_proposal(unit, unit_name, above)
            home, remark = above.unit, above.warning
        elif home and opd_name and (error := self._other_office(opd, opd_name, home)):
            return UnitMatch(error=error)
        if home and _INNER.match(unit_name) and not self._inside(unit_name, home):
            return UnitMatch(home, warning=remark)
        if not unit_name or (home and unit_key(home.name) in self._variants(unit_name)):
            if home:
                return UnitMatch(home, warning=remark)
            return UnitMatch(error="Unit kerja dan Perangkat Daerah kosong.")
        match = self._named(unit, unit_name, home)
        return match if match.warning or not remark else UnitMatch(match.unit, match.proposal, remark, match.error)

    def _other_office(self, name: str, key: str, home: UnitRow) -> str:
        """Why a row whose OPD column names another office is refused in the import of one office."""
        named = self._by_key.get(key, [])
        if not named or any(unit.path.startswith(home.path) or home.path.startswith(unit.path) for unit in named):
            return ""
        return f"Kolom Perangkat Daerah berisi “{name}”, bukan {home.name}."

    def _named(self, name: str, key: str, home: UnitRow | None) -> UnitMatch:
        """By alias, by name, by words in any order, by its letters, by a slip of the pen; else a proposal."""
        if chosen := self.choices.get(_scoped(home, key)):
            return UnitMatch(self.units[chosen])
        if known := self._aliases.get(_scoped(home, key)) or self._aliases.get(key):
            return UnitMatch(known)
        for variant in self._variants(key):
            for candidates in (
                self._by_key.get(variant, []),
                self._by_loose_key.get(loose_key(variant), []),
                self._by_letters.get(_letters(variant), []),
            ):
                inside = [unit for unit in candidates if not home or unit.path.startswith(home.path)]
                if len({unit.pk for unit in inside}) == 1:
                    return UnitMatch(inside[0])
                if inside:
                    return UnitMatch(error=f"Ada {len(inside)} unit bernama “{name}”. Isi juga kolom Perangkat Daerah.")
        return self._nearest(name, key, home)

    def _variants(self, key: str) -> list[str]:
        """The key, and without the region or the office written behind it: `puskesmas ciruas dinas kesehatan`."""
        found = [key, _REGION.sub("", key)]
        found += [key.removesuffix(f" {office}") for office in self._offices if key.endswith(f" {office}")]
        return list(dict.fromkeys(found))

    def _nearest(self, name: str, key: str, home: UnitRow | None) -> UnitMatch:
        inside = [
            other for other, units in self._by_key.items()
            if not home or any(unit.path.startswith(home.path) for unit in units)
        ]  # fmt: skip
        near, ratio = nearest(key, inside)
        candidates = [unit for unit in self._by_key.get(near, []) if not home or unit.path.startswith(home.path)]
        meant = candidates if ratio >= NEAR else self._cut_short(key) if not home else []
        if len(meant) == 1:
            self.slips[_scoped(home, key)] = meant[0].pk
            return UnitMatch(meant[0], warning=f"Unit “{name}” dibaca sebagai “{meant[0].name}”.")
        if outside := self._by_key.get(key, []) if home else []:
            return UnitMatch(error=f"Unit “{name}” milik {self._opd_name(outside[0])}, bukan {home.name}.")
        closest = candidates[0] if candidates and ratio >= SIMILAR else None
        return self._propose(name, key, home, closest)

    def _cut_short(self, key: str) -> list[UnitRow]:
        """Offices whose name goes on where the key ends: `dinas pendidikan` for Dinas Pendidikan dan Kebudayaan."""
        if " " not in key or kind_of_name(key) == "KECAMATAN":
            return []
        longer = [office for office in self._offices if office.startswith(f"{key} ")]
        found = {unit.pk: unit for office in longer for unit in self._by_key[office] if unit.pk == unit.opd_id}
        return list(found.values())

    def _propose(
        self, name: str, key: str, home: UnitRow | None, closest: UnitRow | None, opd_key: str = ""
    ) -> UnitMatch:
        kind = kind_of_name(key) or ("UPTD" if home or opd_key else "DINAS")
        if home is None and not opd_key:
            home = self._usual_home(kind)
        proposal = Proposal(
            key=_scoped(home, key) if home else f"{opd_key}|{key}" if opd_key else key,
            name=name[:160],
            kind=kind if home is None or kind not in TOP_KINDS else "UPTD",
            opd_pk=home.opd_id if home else None,
            opd_key=opd_key,
            nearest_pk=closest.pk if closest else None,
            nearest_name=closest.name if closest else "",
        )
        if chosen := self.choices.get(proposal.key):
            return UnitMatch(self.units[chosen])
        if not self._may_propose:
            remark = f"Unit “{name}” belum terdata; sementara didata di {home.name}." if home else ""
            return UnitMatch(home, warning=remark, error="" if home else f"Unit “{name}” belum terdata.")
        self.proposals[proposal.key] = proposal
        near = f" Nama terdekat: “{closest.name}”." if closest else ""
        return UnitMatch(
            proposal=proposal, warning=f"Unit “{name}” belum terdata dan diusulkan sebagai unit baru.{near}"
        )

    def _usual_home(self, kind: str) -> UnitRow | None:
        """Schools belong to the education office and health centres to the health office, when there is just one."""
        office = USUAL_HOMES.get(kind)
        found = {
            unit.pk: unit for key, units in self._by_key.items() for unit in units if office and key.startswith(office)
        }
        tops = [unit for unit in found.values() if unit.opd_id == unit.pk]
        return tops[0] if len(tops) == 1 else None

    def _under_proposal(self, unit: str, key: str, above: UnitMatch) -> UnitMatch:
        if above.proposal is None:
            return above
        match, office = self._propose(unit, key, None, None, opd_key=above.proposal.key), above.proposal
        if match.proposal is None:
            return match
        near = f" Nama terdekat “{office.name}”: “{office.nearest_name}”." if office.nearest_name else ""
        remark = f"Unit “{unit}” dan Perangkat Daerah “{office.name}” belum terdata; keduanya diusulkan baru.{near}"
        return replace(match, warning=remark)

    def _inside(self, key: str, home: UnitRow) -> bool:
        return any(unit.path.startswith(home.path) for unit in self._by_key.get(key, []))

    def _within_scope(self, match: UnitMatch) -> UnitMatch:
        if self._only and match.unit and not match.unit.path.startswith(self._only.path):
            return UnitMatch(error=f"Unit “{match.unit.name}” bukan bagian dari {self._only.name}.")
        return match

    def _opd_name(self, unit: UnitRow) -> str:
        return self.units[unit.opd_id].name if unit.opd_id in self.units else unit.name


def kind_of_name(key: str) -> str:
    """The kind a unit's folded name tells, or "": `dinas kesehatan` is a DINAS."""
    return next((code for pattern, code in _KINDS if re.search(pattern, key)), "")


def _letters(key: str) -> str:
    """A key without spaces: `kecamatan contoh sari` is written like `kecamatan contohsari`."""
    return key.replace(" ", "")


def _scoped(home: UnitRow | None, key: str) -> str:
    """Names repeat between Perangkat Daerah: an alias learned in one does not speak for another."""
    return f"{home.pk}|{key}" if home else key
