"""Changing the tree: placing, moving, closing, heads."""

from datetime import date

import pytest

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import assignments, opd
from netralitas.registry.models import Opd, OpdEvent, OpdKind
from netralitas.registry.queries.heads import head_on, head_title
from tests.cast import make_staff

pytestmark = pytest.mark.django_db


def new_unit(code, name, kind, by, parent=None, **fields):
    return opd.create(code=code, name=name, kind=OpdKind.objects.get(code=kind), parent=parent, by=by, **fields)


def test_create_places_a_subunit_under_its_opd(by):
    dinas = new_unit("2.01", "Dinas Pendidikan", "DINAS", by)
    school = new_unit("2.01.01", "SD Negeri 1", "SEKOLAH", by, dinas)

    assert school.path.startswith(dinas.path)
    assert school.opd == dinas
    assert school.recap_unit == dinas
    assert Event.objects.filter(event="registry.unit_created").count() == 2
    assert OpdEvent.objects.filter(unit=school, kind="created").exists()


def test_create_refuses_a_code_in_use(by):
    new_unit("2.01", "Dinas Pendidikan", "DINAS", by)

    with pytest.raises(DomainError, match=r"2\.01 sudah dipakai"):
        new_unit("2.01", "Dinas Lain", "DINAS", by)


def test_create_leaves_nothing_when_the_audit_fails(by, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(opd, "record", fail)

    with pytest.raises(RuntimeError):
        new_unit("2.01", "Dinas Pendidikan", "DINAS", by)

    assert not Opd.objects.filter(code="2.01").exists()


def test_a_unit_with_its_own_recap_row_counts_apart(by):
    dinkes = new_unit("2.02", "Dinas Kesehatan", "DINAS", by)
    rsud = new_unit("2.02.90", "RSUD Contoh", "RSUD", by, dinkes, has_recap_row=True)
    ward = new_unit("2.02.90.1", "Instalasi Gawat Darurat", "UPTD", by, rsud)

    assert rsud.recap_unit == rsud
    assert ward.recap_unit == rsud
    assert ward.opd == dinkes


def test_edit_of_the_recap_row_reaches_the_subtree(by):
    dinkes = new_unit("2.02", "Dinas Kesehatan", "DINAS", by)
    rsud = new_unit("2.02.90", "RSUD Contoh", "RSUD", by, dinkes)
    ward = new_unit("2.02.90.1", "Instalasi Gawat Darurat", "UPTD", by, rsud)

    opd.edit(rsud, has_recap_row=True, by=by)

    ward.refresh_from_db()
    assert ward.recap_unit == rsud


def test_edit_without_difference_writes_nothing(by):
    dinas = new_unit("2.01", "Dinas Pendidikan", "DINAS", by)
    before = Event.objects.count()

    opd.edit(dinas, name="Dinas Pendidikan", by=by)

    assert Event.objects.count() == before


def test_move_takes_the_subtree_along(by):
    first = new_unit("2.01", "Dinas Pendidikan", "DINAS", by)
    second = new_unit("2.02", "Dinas Kesehatan", "DINAS", by)
    middle = new_unit("2.01.01", "Korwil", "KORWIL", by, first)
    leaf = new_unit("2.01.01.01", "SD Negeri 1", "SEKOLAH", by, middle)

    opd.move(middle, parent=second, by=by)

    leaf.refresh_from_db()
    assert leaf.path.startswith(second.path)
    assert leaf.opd == second


def test_move_refuses_a_parent_inside_itself(by):
    dinas = new_unit("2.01", "Dinas Pendidikan", "DINAS", by)
    school = new_unit("2.01.01", "SD Negeri 1", "SEKOLAH", by, dinas)

    with pytest.raises(DomainError, match="bawah dirinya"):
        opd.move(dinas, parent=school, by=by)


def test_close_refuses_while_people_work_there(by, dinas_a, siti):
    with pytest.raises(DomainError, match="Masih ada pegawai"):
        opd.close(dinas_a, on=date(2026, 11, 1), by=by)


def test_assign_head_ends_the_head_before(by, dinas_a):
    first, second = make_staff("Hasan", dinas_a), make_staff("Ratna", dinas_a)
    assignments.assign_head(staff=first, unit=dinas_a, starts_on=date(2026, 1, 1), by=by)

    assignments.assign_head(staff=second, unit=dinas_a, starts_on=date(2026, 6, 1), kind="plt", by=by)

    assert head_on(dinas_a, date(2026, 5, 31)).staff == first
    assert head_on(dinas_a, date(2026, 6, 1)).staff == second
    assert str(head_on(dinas_a, date(2026, 6, 1))).startswith("Plt. Kepala")


def test_assign_head_refuses_a_date_before_the_present_head(by, dinas_a):
    first, second = make_staff("Hasan", dinas_a), make_staff("Ratna", dinas_a)
    assignments.assign_head(staff=first, unit=dinas_a, starts_on=date(2026, 6, 1), by=by)

    with pytest.raises(DomainError, match="sudah tercatat"):
        assignments.assign_head(staff=second, unit=dinas_a, starts_on=date(2026, 6, 1), by=by)


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("DINAS", "Dinas Pendidikan", "Kepala Dinas Pendidikan"),
        ("KECAMATAN", "Kecamatan Contohsari", "Camat Contohsari"),
        ("SETDA", "Sekretariat Daerah", "Sekretaris Daerah"),
        ("ITDA", "Inspektorat Daerah", "Inspektur"),
    ],
)
def test_head_title_reads_as_on_paper(by, kind, name, title):
    assert head_title(new_unit("9.99", name, kind, by)) == title
