"""Changing one person: creation, edits, standing, transfers; order of names."""

from datetime import date

import pytest

from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import staff as actions
from netralitas.registry.actions import transfers
from netralitas.registry.models import Staff, StaffCategory, StaffEvent, Transfer
from tests.cast import make_nip

pytestmark = pytest.mark.django_db
NIK = "9901014503900001"


def new_person(unit, by, name="Dewi Contohwati", **fields):
    fields = {"category": StaffCategory.PNS, "nip": make_nip()} | fields
    return actions.create(unit=unit, by=by, name=name, **fields)


def test_create_writes_history_and_audit(by, dinas_a):
    person = new_person(dinas_a, by, front_title="Dr.", back_title="M.Si.")

    assert person.full_name == "Dr. Dewi Contohwati, M.Si."
    assert person.events.get().kind == StaffEvent.Kind.CREATED
    assert Event.objects.filter(event="registry.staff_created", opd_id=dinas_a.pk).count() == 1


def test_create_refuses_a_known_nip_and_names_the_unit(by, dinas_a, dinas_b):
    nip = make_nip()
    new_person(dinas_a, by, nip=nip)

    with pytest.raises(DomainError, match="Dinas Pendidikan"):
        new_person(dinas_b, by, nip=nip)

    assert Staff.objects.count() == 1


def test_nik_is_kept_encrypted_and_shown_masked(by, dinas_a):
    person = new_person(dinas_a, by, category=StaffCategory.HONORER, nip=None, nik=NIK)

    person.refresh_from_db()
    assert person.nik == NIK
    assert person.nik_masked == "9901••••••••0001"
    assert NIK.encode() not in bytes(person.nik_ciphertext)
    assert NIK not in str(list(Event.objects.values())) + str(list(StaffEvent.objects.values()))


def test_a_second_person_with_the_same_nik_is_refused(by, dinas_a):
    new_person(dinas_a, by, category=StaffCategory.HONORER, nip=None, nik=NIK)

    with pytest.raises(DomainError, match="NIK ini sudah terdata"):
        new_person(dinas_a, by, category=StaffCategory.HONORER, nip=None, nik=NIK)


def test_edit_keeps_old_and_new_value(by, dinas_a):
    person = new_person(dinas_a, by, golongan="III/a")

    actions.edit(person, golongan="III/b", by=by)

    assert person.events.last().changes == {"golongan": ["III/a", "III/b"]}


def test_status_change_needs_a_ground(by, dinas_a):
    person = new_person(dinas_a, by)

    with pytest.raises(DomainError, match="dasar"):
        actions.change_status(person, status="pensiun", on=date(2026, 12, 1), reason="  ", by=by)


def test_order_of_names_follows_post_and_rank(by, dinas_a):
    clerk = new_person(dinas_a, by, "Ayu", golongan="III/a")
    teacher = new_person(dinas_a, by, "Beni", golongan="III/d")
    head = new_person(dinas_a, by, "Cici", golongan="IV/c", eselon="II.b")
    contract = new_person(dinas_a, by, "Adi", category=StaffCategory.PPPK, golongan="IX")
    honorary = new_person(dinas_a, by, "Aan", category=StaffCategory.HONORER, nip=None, nik=NIK)

    assert list(Staff.objects.in_order()) == [head, teacher, clerk, contract, honorary]


def test_transfer_moves_the_person_only_when_accepted(by, dinas_a, dinas_b):
    person = new_person(dinas_a, by)

    proposal = transfers.propose(staff=person, to_unit=dinas_b, by=by)
    person.refresh_from_db()
    assert person.unit == dinas_a

    transfers.accept(proposal, by=by)
    person.refresh_from_db()
    assert person.unit == dinas_b
    assert person.events.last().kind == StaffEvent.Kind.MOVED


def test_transfer_is_settled_once(by, dinas_a, dinas_b):
    proposal = transfers.propose(staff=new_person(dinas_a, by), to_unit=dinas_b, by=by)
    transfers.dispute(proposal, by=by)

    with pytest.raises(DomainError, match="sudah diselesaikan"):
        transfers.accept(proposal, by=by)


def test_the_same_proposal_twice_is_one(by, dinas_a, dinas_b):
    person = new_person(dinas_a, by)

    first = transfers.propose(staff=person, to_unit=dinas_b, by=by)
    second = transfers.propose(staff=person, to_unit=dinas_b, by=by)

    assert first == second
    assert Transfer.objects.count() == 1
