"""Stamping: exactly what WeasyPrint prints, or not at all."""

import logging
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from netralitas.documents import papers, rendering
from netralitas.documents.stamper import Unstampable, compiling, plans, press, proof, stamping
from netralitas.documents.stamper.pictures import grey
from tests.documents import people
from tests.pledges import pdf_tools


@pytest.fixture
def press_anew():
    press.forget()
    yield
    press.forget()


def laid_out(facts: dict, pictures: dict) -> bytes:
    """As WeasyPrint alone prints it."""
    return rendering.pdf(papers.sheet_of("pakta", facts, pictures))


def both(facts: dict) -> tuple[bytes, bytes]:
    pictures = papers.paper("pakta").draw(facts)
    stamped = press.stamped("pakta", facts, pictures)
    assert stamped, press.refused()
    return stamped, laid_out(facts, pictures)


def written(content: bytes, folder: Path) -> Path:
    path = folder / "pakta.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", people.ORDINARY)
def test_stamped_page_has_the_pixels_and_the_text_of_weasyprint(name):
    ours, theirs = both(people.ORDINARY[name]())

    proof.compare(ours, theirs)
    assert ours != theirs


def test_stamped_file_is_archival_whole_and_embeds_its_fonts(tmp_path):
    facts = people.facts()
    path = written(both(facts)[0], tmp_path)

    pdf_tools.run("qpdf", "--check", path)
    assert all(is_embedded for _, is_embedded in pdf_tools.fonts(path))
    assert path.stat().st_size < 60_000
    with pikepdf.open(path) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")
        assert str(opened.Root.Lang) == "id"
        assert opened.docinfo["/Title"] == metadata["dc:title"] == f"Pakta Integritas Netralitas {facts['number']}"
        assert opened.docinfo["/CreationDate"] == "D:20261023003512Z"
        assert metadata["xmp:CreateDate"] == "2026-10-23T00:35:12Z"
        kop = opened.pages[0].Resources.XObject["/kop"]
        assert kop.Subtype == "/Form"
        assert not opened.attachments


def test_same_facts_give_the_same_bytes_whoever_came_before(press_anew):
    other = people.facts(name="Ahmad Fauzi", lines=["DINAS KESEHATAN"])
    first = press.stamped("pakta", people.facts())
    press.forget()
    press.stamped("pakta", other)

    assert press.stamped("pakta", people.facts()) == first


@pytest.mark.parametrize("change", ["shifted", "other letter", "moved picture"])
def test_proof_catches_a_spoiled_print(change):
    """Negative control: the smallest faults are seen."""
    facts = people.facts()
    pictures = papers.paper("pakta").draw(facts)
    ready = press.prepared("pakta", facts, pictures)
    spoiled = {"shifted": _shifted, "other letter": _relettered, "moved picture": _moved}[change](ready.plan)
    ours = stamping.file_of(spoiled, ready.split, ready.lines, pictures)

    with pytest.raises(proof.Unequal):
        proof.compare(ours, laid_out(facts, pictures))


def _spoiled(plan: plans.Plan, change) -> plans.Plan:
    return replace(plan, page=plans.Pieces([change(part) for part in plan.page.parts]))


def _shifted(plan):
    """One centred line stands 8/1000 em to the right."""
    return _spoiled(
        plan, lambda part: replace(part, left=part.left + 0.12) if isinstance(part, plans.CentreHole) else part
    )


def _relettered(plan):
    """A full stop where a comma was, in the constant words."""
    return _spoiled(plan, lambda part: part.replace(b"000f", b"0011", 1) if isinstance(part, bytes) else part)


def _moved(plan):
    def change(part):
        if not isinstance(part, plans.PictureHole) or part.name != "ink":
            return part
        return replace(part, frame=replace(part.frame, x=part.frame.x + 0.5))

    return _spoiled(plan, change)


@pytest.mark.parametrize("name", people.ODD)
def test_odd_persons_go_the_plain_way_and_are_counted(name, press_anew, tmp_path):
    facts = people.ODD[name]()
    content = rendering.render("pakta", facts)

    assert press.counted["plain"] == 1
    assert sum(press.refused().values()) == 1
    assert content == laid_out(facts, papers.paper("pakta").draw(facts))
    assert pdf_tools.page_count(written(content, tmp_path)) == 1


def test_plan_that_fails_its_proof_is_not_used(press_anew, monkeypatch, caplog):
    def fail(ours: bytes, theirs: bytes) -> None:
        raise proof.Unequal("pixels")

    monkeypatch.setattr(proof, "compare", fail)
    with caplog.at_level(logging.WARNING):
        assert press.stamped("pakta", people.facts()) is None

    assert press.refused() == {"not proven: pixels": 1}
    assert "cannot be stamped" in caplog.text


def test_paper_whose_lines_are_set_otherwise_is_refused(press_anew, monkeypatch):
    """A template that changes what is computed (here: letter case) is served plainly."""
    monkeypatch.setattr(compiling, "_make_text_hole", _refusing)

    assert press.stamped("pakta", people.facts()) is None
    assert rendering.render("pakta", people.facts()).startswith(b"%PDF")


def _refusing(*args: object) -> None:
    raise Unstampable("text 3 is not set as computed")


def test_pages_of_many_units_share_one_plan(press_anew):
    for number in range(12):
        assert press.stamped("pakta", people.facts(lines=["DINAS PENDIDIKAN", f"SD NEGERI CIRUAS {number}"]))

    assert len(press._plans) == 1


def test_letters_that_melt_together_and_kern_are_set_as_weasyprint_does():
    names = ("Syafi’i Affandi", "Raffi Fjord AVATAR", "Yulfitri T. Wakil", "L’Avare Té", "Ffion Ruffles")
    for name in names:
        ours, theirs = both(people.facts(name=name))
        proof.compare(ours, theirs)


def test_picture_with_alpha_is_not_taken():
    for picture in (b"GIF89a", people.transparent_picture()):
        with pytest.raises(Unstampable):
            grey(picture, is_smooth=True)


def test_server_without_poppler_prints_the_plain_way(press_anew, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")

    assert press.stamped("pakta", people.facts()) is None
    assert "pdftotext is missing" in str(press.refused())
