"""What belongs into the file of a case (berkas perkara), in order: persons, their papers, decisions, evidence."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from netralitas.documents import rendering
from netralitas.documents.letters import kind_of
from netralitas.documents.models import Document, Letter
from netralitas.documents.queries import files
from netralitas.documents.queries.letters import of_subject
from netralitas.documents.uploads import keeping
from netralitas.ui import formats
from sanctions import dossier_papers as papers
from sanctions.letters import ABOUT_PERSON
from sanctions.letters.reports import ABOUT_REPORT
from sanctions.models import Case, CasePerson, Examination, Exhibit

_ENDINGS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg"}


@dataclass(frozen=True)
class Source:
    """One piece of the file: what it is called, and how to get it; raises DomainError when it is gone."""

    title: str
    number: str
    day: str
    load: Callable[[], bytes]
    exhibit: Exhibit | None = None  # then looking at it is a link of its chain


def sources(case: Case) -> list[Source]:
    """Everything in order; some queries for each person."""
    found = [Source("Penugasan dan riwayat perkara", "", "", lambda: rendering.pdf(papers.timeline(case)))]
    for report in case.reports.order_by("pk"):
        for letter in of_subject(ABOUT_REPORT, report.public_id).filter(document__isnull=False).order_by("pk"):
            found += _of_letter(letter, report.number)
    for person in case.persons.select_related("staff", "case", "unit__opd").order_by("pk"):
        found += _of_person(person)
    for exhibit in Exhibit.objects.of_case(case).select_related("viewing_copy").order_by("pk"):
        found.append(_of_exhibit(exhibit))
    return found


def ending_of(content: bytes) -> str:
    """The ending of a file's name, by its first bytes."""
    return next((ending for head, ending in _ENDINGS.items() if content.startswith(head)), ".txt")


def _of_person(person: CasePerson) -> Iterator[Source]:
    name = person.staff.full_name
    yield Source(f"Data terlapor {name}", "", "", lambda: rendering.pdf(papers.person_record(person)))
    letters = list(of_subject(ABOUT_PERSON, person.public_id).filter(document__isnull=False).order_by("pk"))
    for letter in letters:
        yield from _of_letter(letter, name)
    written = Counter(letter.kind for letter in letters if letter.state != Letter.State.VOIDED)
    yield from _hearings(person, name, written)
    if "lhp" not in written and (lhp := person.investigation_reports.filter(frozen_at__isnull=False).last()):
        yield Source(f"LHP {name} (catatan portal)", lhp.number, formats.day(lhp.dated_on),
                     lambda: rendering.pdf(papers.record_of("lhp", person)))  # fmt: skip
    for decision in person.decisions.exclude(scan_name="").order_by("pk"):
        yield Source(f"{decision.get_kind_display()} {name} (pindaian)", decision.number,
                     formats.day(decision.dated_on), partial(_scan, decision.scan_name))  # fmt: skip


def _hearings(person: CasePerson, name: str, written: Counter[str]) -> Iterator[Source]:
    """Closed BAPs, the first and further ones, of which there are fewer letters than hearings."""
    closed = person.examinations.filter(frozen_at__isnull=False).select_related("step").order_by("pk")
    hearings: dict[str, list[Examination]] = {"bap": [], "bap_tambahan": []}
    for held in closed:
        hearings[held.transition].append(held)
    for code, rows in hearings.items():
        if len(rows) <= written[code]:
            continue
        for held in rows:
            yield Source(f"{held} {name} (catatan portal)", held.step.document_number, formats.day(held.held_on),
                         partial(_record, code, person, held))  # fmt: skip


def _record(code: str, person: CasePerson, held: Examination) -> bytes:
    return rendering.pdf(papers.record_of(code, person, held=held))


def _of_letter(letter: Letter, name: str) -> Iterator[Source]:
    mark = " (dibatalkan)" if letter.state == Letter.State.VOIDED else ""
    title, day = f"{kind_of(letter.kind).label} {name}{mark}", formats.day(letter.date) if letter.date else ""
    yield Source(title, letter.full_number, day, partial(_issued, letter))
    scan = letter.scans.order_by("-pk").first()
    if scan is not None:
        yield Source(f"{title}, pindaian bertanda tangan", letter.full_number, day, partial(_scan, scan.scan_name))


def _of_exhibit(exhibit: Exhibit) -> Source:
    def unseen() -> bytes:
        raise LookupError  # the action looks, so that the chain tells of it

    return Source(f"Bukti {exhibit.number}: {exhibit.title}", f"SHA-256 {exhibit.sha256[:16]}…",
                  formats.day(exhibit.received_at), unseen, exhibit)  # fmt: skip


def _issued(letter: Letter) -> bytes:
    """The sealed file, or the same facts laid out when it is not stored yet."""
    document = Document.objects.select_related("row_key", "file").get(pk=letter.document_id)
    if hasattr(document, "file"):
        with files.opened(document.file) as stored:
            return stored.read()
    return rendering.render(document.kind, document.facts())


def _scan(name: str) -> bytes:
    return keeping.read_copy(name)[0]
