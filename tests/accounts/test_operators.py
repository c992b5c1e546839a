"""Operators: two per OPD, their end dates, serah terima in one step, and roles that end with a move."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.scopes import EVERYTHING
from netralitas.accounts.actions import operators, roles
from netralitas.accounts.models import HandOver, RoleAssignment, StaffLink
from netralitas.accounts.queries.operators import ending_soon, names_at
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.jobs.testing import run_all
from netralitas.registry.models import Transfer
from netralitas.ui import formats
from tests.cast import make_account, make_staff

pytestmark = pytest.mark.django_db


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def give(user, unit, by, *, role="operator_opd", ends=60, starts=0) -> RoleAssignment:
    return roles.give_role(
        user=user, role=role, unit=unit, letter_number="800/1", starts_on=today(starts), ends_on=today(ends), by=by
    )


def hand_over(assignment, successor, by, **other) -> HandOver:
    facts = {"email": "", "letter_number": "800/2", "ends_on": today(90)} | other
    return operators.hand_over(assignment=assignment, successor=successor, **facts, by=by)


@pytest.fixture
def third(dinas_a):
    return make_account("Cici Ketiga", staff=make_staff("Cici Ketiga", dinas_a))


@pytest.fixture
def second(dinas_a, by):
    user = make_account("Dodi Kedua", staff=make_staff("Dodi Kedua", dinas_a))
    give(user, dinas_a, by)
    return user


# --- how many


def test_third_operator_is_refused_by_name(budi, second, third, dinas_a, by):
    with pytest.raises(DomainError) as refusal:
        give(third, dinas_a, by)

    assert "sudah mempunyai 2 operator" in refusal.value.message
    assert "Budi Santoso, Dodi Kedua" in refusal.value.message


def test_number_is_a_setting(budi, second, third, dinas_a, by, settings):
    settings.OPERATORS_PER_OPD = 3

    assert give(third, dinas_a, by)


def test_successor_term_and_units_and_leavers_do_not_count(budi, second, third, dinas_a, sekolah_a, by):
    assert give(third, sekolah_a, by, role="operator_unit")
    assert give(third, sekolah_a, by)  # an operator over a part is another place
    roles.revoke_role(assignment=second.role_assignments.get(), reason="cuti", by=by)
    assert give(third, dinas_a, by)


def test_term_after_the_others_end_is_welcome(second, third, dinas_a, by):
    fourth = make_account("Evi", staff=make_staff("Evi", dinas_a))
    give(fourth, dinas_a, by)

    assert give(third, dinas_a, by, starts=61, ends=120)


def test_operator_from_another_opd_is_refused(rina, dinas_a, by):
    with pytest.raises(DomainError):
        give(rina, dinas_a, by)


# --- stale privilege


def test_moved_operator_loses_the_role_at_the_next_request(budi, dinas_b, sign_in):
    client = sign_in(budi)
    assert client.get("/pegawai/").status_code == 200

    staff = budi.staff_link.staff
    staff.unit = dinas_b
    staff.save()

    assert client.get("/pegawai/").status_code == 403
    assert names_at(dinas_b) == []


def test_move_within_the_opd_changes_nothing(budi, sekolah_a, sign_in):
    staff = budi.staff_link.staff
    staff.unit = sekolah_a
    staff.save()

    assert sign_in(budi).get("/pegawai/").status_code == 200


def test_retired_operator_loses_the_role_at_the_next_request(budi, sign_in):
    client = sign_in(budi)
    staff = budi.staff_link.staff
    staff.status = "pensiun"
    staff.save()

    assert client.get("/pegawai/").status_code == 403


# --- serah terima


def test_hand_over_in_one_step(budi, siti, dinas_a, dinas_b, sign_in, by):
    Transfer.objects.create(staff=siti, from_unit=dinas_a, to_unit=dinas_b, proposed_by="uji")
    still_open = sign_in(budi)
    made = hand_over(budi.role_assignments.get(), siti, by, email="siti@contoh.go.id")

    new = StaffLink.objects.get(staff=siti).user
    assert made.old.user == budi
    assert made.old.revoked_at
    assert still_open.get("/pegawai/").status_code == 302  # out at once
    assert names_at(dinas_a) == [new.display_name]
    assert new.activations.get().way == "surel"
    assert ["Mutasi yang belum diterima atau disanggah", 1] in [list(pair) for pair in made.open_work]
    told = list(Event.objects.values_list("event", flat=True))
    assert told.count("accounts.role_handed_over") == told.count("accounts.role_revoked") == 1


def test_hand_over_when_the_opd_is_full(budi, second, third, dinas_a, by):
    made = hand_over(budi.role_assignments.get(), third.staff_link.staff, by)

    assert made.new.user == third
    assert names_at(dinas_a) == ["Cici Ketiga", "Dodi Kedua"]


@pytest.mark.parametrize("fault", ["same person", "revoked", "no letter", "past", "no operator"])
def test_hand_over_is_refused_whole(budi, third, kepala_a, by, fault):
    assignment = (kepala_a if fault == "no operator" else budi).role_assignments.get()
    successor = budi.staff_link.staff if fault == "same person" else third.staff_link.staff
    other = {"no letter": {"letter_number": " "}, "past": {"ends_on": today(-1)}}.get(fault, {})
    if fault == "revoked":
        roles.revoke_role(assignment=assignment, reason="x", by=by)
    before = Event.objects.count()

    with pytest.raises(DomainError):
        hand_over(assignment, successor, by, **other)
    assert Event.objects.count() == before
    assert not HandOver.objects.exists()
    assert fault == "revoked" or budi.role_assignments.get().revoked_at is None


def test_own_role_is_not_handed_over_by_oneself(budi, third):
    with pytest.raises(DomainError):
        hand_over(budi.role_assignments.get(), third.staff_link.staff, Actor.of_user(budi))


# --- screens


def test_list_says_whose_time_runs_out(budi, rina, admin_sistem, sign_in):
    RoleAssignment.objects.filter(user=rina).update(ends_on=today(5))
    client = sign_in(admin_sistem)
    page = client.get("/operator/?akhir=segera").content.decode()

    assert ending_soon(EVERYTHING) == 1
    assert "1 operator berakhir dalam 14 hari" in page
    assert "Rina Marlina" in page.split("<tbody>")[1]
    assert "Budi" not in page.split("<tbody>")[1]
    assert client.get("/operator/?unduh=xlsx").headers["Content-Type"].endswith("sheet")


def test_hand_over_on_screen_ends_with_a_sheet(budi, siti, admin_sistem, sign_in):
    client = sign_in(admin_sistem)
    path = f"/operator/{budi.role_assignments.get().public_id}/serah-terima/"
    assert "Pekerjaan yang masih terbuka" in client.get(path).content.decode()
    sent = {"nip": siti.nip, "letter_number": "800/9", "ends_on": f"{today(30)}"}
    sheet = client.get(client.post(path, sent).headers["Location"]).content.decode()

    assert "Yang menyerahkan" in sheet
    assert "Pegawai yang belum menandatangani: <strong>0</strong>" in sheet
    assert "Budi Santoso" in sheet
    assert "Siti Aminah" in sheet
    assert "800/9" in sheet
    assert siti.nip not in sheet
    assert client.get(path).status_code == 404  # done is done


@pytest.mark.parametrize(
    ("sent", "word"),
    [
        ({"nip": "123"}, "belum ada di data pegawai"),
        ({}, "Wajib diisi."),
        ({"nip": "rina"}, "belum ada di data pegawai"),
    ],
)
def test_bad_hand_over_keeps_everything(budi, rina, admin_sistem, sign_in, sent, word):
    sent = {key: rina.staff_link.staff.nip if value == "rina" else value for key, value in sent.items()}
    path = f"/operator/{budi.role_assignments.get().public_id}/serah-terima/"
    answer = sign_in(admin_sistem).post(path, sent | {"letter_number": "800/7", "ends_on": f"{today(30)}"})

    assert answer.status_code == 200
    assert "800/7" in answer.content.decode()
    assert word in answer.content.decode()
    assert not HandOver.objects.exists()


# --- before the end


@pytest.mark.parametrize(("days", "told"), [(15, 0), (14, 1), (3, 1), (0, 1), (-1, 0)])
def test_operator_is_told_before_the_surat_tugas_ends(second, by, days, told):
    second.email = "dodi@contoh.example"
    second.save()
    RoleAssignment.objects.filter(user=second).update(starts_on=today(-30), ends_on=today(days))

    assert operators.remind_ending(by=by) == told
    assert operators.remind_ending(by=by) == 0  # once a step


def test_operator_is_told_twice_and_then_no_more(second, by):
    second.email = "dodi@contoh.example"
    second.save()
    RoleAssignment.objects.filter(user=second).update(ends_on=today(10))

    counts = []
    for day in range(12):
        with time_machine.travel(timezone.now() + timedelta(days=day), tick=False):
            counts.append(operators.remind_ending(by=by))

    assert sum(counts) == 2
    assert [day for day, count in enumerate(counts) if count] == [0, 7]
    assert Event.objects.filter(event="accounts.endings_told").count() == 2


def test_operator_with_a_next_surat_tugas_is_left_alone(second, dinas_a, by):
    second.email = "dodi@contoh.example"
    second.save()
    RoleAssignment.objects.filter(user=second).update(ends_on=today(5))
    give(second, dinas_a, by, starts=6, ends=90)

    assert operators.remind_ending(by=by) == 0


def test_reminder_reaches_the_own_address_with_date_and_unit(second, by, mailoutbox):
    second.email = "dodi@contoh.example"
    second.save()
    RoleAssignment.objects.filter(user=second).update(ends_on=today(5))

    operators.remind_ending(by=by)
    run_all("jobs.deliver")

    assert [message.to for message in mailoutbox] == [["dodi@contoh.example"]]
    assert formats.day(today(5)) in mailoutbox[0].body
    assert "Serah Terima" in mailoutbox[0].body
