"""Who must sit on the team of examiners, and what is still missing before an examination may begin."""

from sanctions.models import CasePerson, CaseRole, Element, Level, Track
from sanctions.transitions import TEAM_ROLES

_HEAVY = frozenset({Level.HEAVY, Level.DISMISSAL})
_ELEMENTS = {
    Element.SUPERIOR: "atasan langsung", Element.OVERSIGHT: "unsur pengawasan", Element.PERSONNEL: "unsur kepegawaian",
}  # fmt: skip


def must_have_team(person: CasePerson) -> bool:
    """Whether a heavy level is likely, so that a full team is compulsory (facts.md 4.2 no. 2); one query."""
    if person.track != Track.DISCIPLINE:
        return False
    acts = person.allegations.filter(withdrawal__isnull=True)
    return acts.filter(act__normal_level__in=_HEAVY).exists() or acts.filter(impact="negara").exists()


def missing_elements(person: CasePerson) -> list[str]:
    """Elements the standing, declared team lacks, in words; one query."""
    team = person.case.assignments.in_force().filter(role__in=TEAM_ROLES)
    present = set(team.values_list("element", flat=True))
    return [words for element, words in _ELEMENTS.items() if element not in present]


def gaps_of(person: CasePerson) -> list[str]:
    """What keeps the examination from beginning, as sentences; empty when nothing does. About five queries."""
    gaps = []
    if person.is_sekda:
        gaps.append("Perkara Sekretaris Daerah diperiksa oleh tim bentukan gubernur: teruskan ke gubernur.")
    if not person.allegations.filter(withdrawal__isnull=True).exists():
        gaps.append("Catat dahulu dugaan perbuatannya.")
    standing = person.case.assignments.standing().filter(role__in=TEAM_ROLES)
    if standing.filter(declaration__isnull=True).exists():
        gaps.append("Masih ada anggota tim yang belum menyatakan bebas benturan kepentingan.")
    if standing.filter(declaration__has_conflict=True).exists():
        gaps.append("Ada anggota tim dengan benturan kepentingan: akhiri penugasannya dan tunjuk pengganti.")
    if must_have_team(person):
        if lacking := missing_elements(person):
            gaps.append(f"Tingkat berat mungkin dijatuhkan, jadi tim wajib lengkap. Belum ada: {', '.join(lacking)}.")
        if not standing.filter(role=CaseRole.CHAIR, declaration__has_conflict=False).exists():
            gaps.append("Tim belum punya ketua.")
    elif not standing.filter(declaration__has_conflict=False).exists():
        gaps.append("Tugaskan sedikitnya satu pemeriksa.")
    return gaps
