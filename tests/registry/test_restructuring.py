"""When the law rearranges offices: names, parents, mergers, splits, closing and reopening, with history and ground."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import opd, restructuring, transfers
from netralitas.registry.imports.units import UnitFinder
from netralitas.registry.models import Assignment, Opd, OpdEvent, StaffEvent, Transfer
from tests.cast import make_staff, make_unit

pytestmark = pytest.mark.django_db

GROUND = {"on": date(2026, 1, 5), "reason": "penataan kelembagaan", "legal_basis": "Perda Nomor 3 Tahun 2026"}


@pytest.fixture
def merged(dinas_a, sekolah_a, dinas_b, siti, by):
    """Dinas Pendidikan merged into Dinas Kesehatan."""
    Assignment.objects.create(staff=siti, unit=dinas_a, title="Kepala", starts_on=date(2025, 1, 1))
    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)
    dinas_a.refresh_from_db()
    return dinas_a


def test_merge_takes_staff_and_subunits_along_and_closes(merged, sekolah_a, dinas_b, siti):
    sekolah_a.refresh_from_db()
    siti.refresh_from_db()

    assert (merged.closed_on, merged.successor) == (GROUND["on"], dinas_b)
    assert (sekolah_a.parent, sekolah_a.opd, sekolah_a.recap_unit) == (dinas_b, dinas_b, dinas_b)
    assert siti.unit == dinas_b
    assert StaffEvent.objects.get(staff=siti, kind="moved").effective_on == GROUND["on"]
    assert Assignment.objects.get(unit=merged).ends_on == GROUND["on"]


def test_merge_is_written_down_on_both_sides_with_its_ground(merged, dinas_b):
    chapters = OpdEvent.objects.filter(kind="merged")

    assert {event.unit for event in chapters} == {merged, dinas_b}
    assert {event.legal_basis for event in chapters} == {GROUND["legal_basis"]}
    assert Event.objects.filter(event="registry.units_merged").count() == 1


def test_the_old_name_means_the_successor(merged, dinas_b):
    assert UnitFinder().find("", "Dinas Pendidikan").unit.pk == dinas_b.pk


def test_a_subunit_of_the_old_office_is_still_found_in_old_files(merged, sekolah_a):
    assert UnitFinder().find("SD Negeri Ciruas 1", "Dinas Pendidikan").unit.pk == sekolah_a.pk


def test_open_proposals_follow_and_those_between_both_are_withdrawn(dinas_a, dinas_b, siti, by):
    other = make_unit("Dinas Sosial")
    inner = Transfer.objects.create(staff=siti, from_unit=dinas_a, to_unit=dinas_b, proposed_by="uji")
    outer = transfers.propose(staff=make_staff("Joko", other), to_unit=dinas_a, by=by)

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    inner.refresh_from_db()
    outer.refresh_from_db()
    assert (inner.state, outer.state, outer.to_unit) == ("withdrawn", "proposed", dinas_b)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"legal_basis": " "}, "dasar hukumnya"), ({"reason": ""}, "alasan"), ({"on": None}, "belum tiba")],
)
def test_merge_refuses_without_ground_or_before_its_day(dinas_a, dinas_b, by, changes, sentence):
    ground = GROUND | changes
    ground["on"] = ground["on"] or timezone.localdate() + timedelta(days=1)

    with pytest.raises(DomainError, match=sentence):
        restructuring.merge(dinas_a, into=dinas_b, by=by, **ground)

    assert not Opd.objects.get(pk=dinas_a.pk).closed_on


def test_merge_refuses_itself_its_own_subunit_and_closed_ones(merged, dinas_b, sekolah_a, by):
    for unit, into in ((dinas_b, dinas_b), (dinas_b, sekolah_a), (dinas_b, merged), (merged, dinas_b)):
        with pytest.raises(DomainError, match="Belum ada yang berubah"):
            restructuring.merge(unit, into=into, by=by, **GROUND)


def test_merge_leaves_nothing_when_the_audit_fails(dinas_a, dinas_b, siti, by, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(restructuring, "record", fail)

    with pytest.raises(RuntimeError):
        restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    siti.refresh_from_db()
    assert siti.unit == dinas_a


def test_split_forms_a_unit_with_what_was_chosen(dinas_a, sekolah_a, siti, by):
    stays = make_staff("Joko", dinas_a)

    new = restructuring.split(
        dinas_a, code="1.99", name="Dinas Kebudayaan", children=[sekolah_a], staff=[siti], by=by, **GROUND
    )

    sekolah_a.refresh_from_db()
    assert (new.kind, new.parent, sekolah_a.opd) == (dinas_a.kind, None, new)
    assert [person.unit.name for person in (type(siti).objects.get(pk=pk) for pk in (siti.pk, stays.pk))] == [
        "Dinas Kebudayaan", "Dinas Pendidikan",
    ]  # fmt: skip
    assert OpdEvent.objects.filter(kind="split").count() == 2


def test_split_refuses_strangers_and_nothing(dinas_a, dinas_b, sekolah_a, by):
    for children, staff in (([], []), ([], [make_staff("Ani", dinas_b)]), ([dinas_b], [])):
        with pytest.raises(DomainError, match="Belum ada yang berubah"):
            restructuring.split(dinas_a, code="9", name="Baru", children=children, staff=staff, by=by, **GROUND)


def test_close_refuses_while_somebody_is_there(dinas_a, siti, by):
    with pytest.raises(DomainError, match="Masih ada pegawai"):
        opd.close(dinas_a, by=by, **GROUND)


def test_reopen_brings_the_unit_back_empty(merged, by):
    restructuring.reopen(merged, by=by, **GROUND)

    merged.refresh_from_db()
    assert (merged.closed_on, merged.successor, merged.staff.count()) == (None, None, 0)
    assert UnitFinder().find("", "Dinas Pendidikan").unit.pk == merged.pk
    with pytest.raises(DomainError, match="tidak ditutup"):
        restructuring.reopen(merged, by=by, **GROUND)


def test_rename_keeps_the_old_name_for_search_and_import(dinas_a, bkpsdm, sign_in, by):
    opd.edit(dinas_a, name="Dinas Dikbud", by=by, **GROUND)

    assert UnitFinder().find("", "Dinas Pendidikan").unit.pk == dinas_a.pk
    page = sign_in(bkpsdm).get(reverse("registry:units"), {"cari": "pendidikan"}).content.decode()
    assert "Dinas Dikbud" in page


def seen_in(page):
    """What the page that asks sends along, so that the change follows only what was told."""
    return {"sudah_diperiksa": re.search(r'name="sudah_diperiksa" value="(\w+)"', page)[1]}


def test_the_pages_ask_in_numbers_before_they_merge(dinas_a, dinas_b, siti, bkpsdm, sign_in):
    client, address = sign_in(bkpsdm), reverse("registry:unit-merge", args=[dinas_a.public_id])
    answers = {"into": dinas_b.pk, "on": "2026-01-05", "reason": "penataan", "legal_basis": "Perda 3/2026"}

    asked = client.post(address, answers).content.decode()
    assert "1 pegawai di unit ini" in asked
    assert not Opd.objects.get(pk=dinas_a.pk).closed_on
    done = client.post(address, answers | seen_in(asked), follow=True).content.decode()

    assert "Unit ini sudah ditutup" in done
    told = client.get(reverse("registry:unit-history", args=[dinas_a.public_id])).content.decode()
    assert "Digabung" in told
    assert "Perda 3/2026" in told
    assert "Dinas Pendidikan" in client.get(reverse("registry:units"), {"keadaan": "tutup"}).content.decode()


@pytest.mark.parametrize("name", ["rename", "move", "split", "close", "reopen"])
def test_each_change_has_a_page(dinas_a, siti, bkpsdm, sign_in, name):
    page = sign_in(bkpsdm).get(reverse(f"registry:unit-{name}", args=[dinas_a.public_id]))

    assert "Lihat Akibatnya" in page.content.decode()


def test_split_page_carries_the_choices_to_the_end(dinas_a, sekolah_a, siti, bkpsdm, sign_in):
    client, address = sign_in(bkpsdm), reverse("registry:unit-split", args=[dinas_a.public_id])
    answers = {"name": "Dinas Kebudayaan", "code": "1.99", "children": [sekolah_a.pk], "staff": [siti.pk],
               "on": "2026-01-05", "reason": "penataan", "legal_basis": "Perda 3/2026"}  # fmt: skip

    asked = client.post(address, answers).content.decode()
    client.post(address, answers | seen_in(asked))

    assert "1 sub-unit dan 1 pegawai ikut" in asked
    assert asked.count('type="hidden" name="staff"') == 1
    siti.refresh_from_db()
    assert siti.unit.name == "Dinas Kebudayaan"
