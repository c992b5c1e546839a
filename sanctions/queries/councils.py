"""What is still missing before an ethics council may be set up."""

from sanctions.models import CasePerson, CaseRole

SMALLEST = 3  # members, an odd number; from memory (facts.md 4.2), to be confirmed: docs/hukum.md


def gaps_of(person: CasePerson) -> list[str]:
    """What keeps the council from being formed, as sentences; empty when nothing does. Three queries."""
    gaps = []
    if person.is_sekda:
        gaps.append("Perkara Sekretaris Daerah ditangani majelis bentukan gubernur: teruskan ke gubernur.")
    if not person.allegations.filter(withdrawal__isnull=True).exists():
        gaps.append("Catat dahulu dugaan perbuatannya.")
    members = person.case.assignments.standing().filter(role=CaseRole.COUNCIL)
    answers = list(members.values_list("declaration__has_conflict", flat=True))
    if None in answers:
        gaps.append("Masih ada anggota majelis yang belum menyatakan bebas benturan kepentingan.")
    if True in answers:
        gaps.append("Ada anggota majelis dengan benturan kepentingan: akhiri penugasannya dan tunjuk pengganti.")
    free = answers.count(False)
    if free < SMALLEST or free % 2 == 0:
        gaps.append(f"Anggota majelis harus ganjil dan paling sedikit {SMALLEST} orang; sekarang {free}.")
    return gaps
