"""Roles: given and revoked with reasons, by date, over a part of the tree; the next request already follows."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.permissions import Permission
from netralitas.access.scopes import roles_of, scope_of
from netralitas.accounts.actions import roles
from netralitas.accounts.models import RoleAssignment
from netralitas.audit.catalogue import sentence_of
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.models import Opd, Staff, StaffStatus
from tests.cast import make_account, make_staff

pytestmark = pytest.mark.django_db


def give(user, role, unit=None, *, by, **more):
    today = timezone.localdate()
    about = {"letter_number": "800/12/2026", "starts_on": today, "ends_on": today + timedelta(days=60)} | more
    return roles.give_role(user=user, role=role, unit=unit, by=by, **about)


def fresh(user):
    return user.__class__.objects.get(pk=user.pk)


# --- reach


def test_operator_opd_reaches_the_opd_and_its_units(budi, dinas_a, sekolah_a, dinas_b):
    assert [budi.has_perm(Permission.STAFF_EDIT, unit) for unit in (dinas_a, sekolah_a, dinas_b)] == [True, True, False]
    assert set(Opd.objects.visible_to(budi)) == {dinas_a, sekolah_a}


def test_operator_unit_reaches_one_unit_only(siti_user, dinas_a, sekolah_a, by):
    give(siti_user, "operator_unit", sekolah_a, by=by)
    user = fresh(siti_user)

    assert [user.has_perm(Permission.SIGNER_VIEW, unit) for unit in (sekolah_a, dinas_a)] == [True, False]
    assert not user.has_perm(Permission.STAFF_EDIT)


def test_permission_over_a_person_is_that_of_the_unit(budi, rina, siti):
    assert budi.has_perm(Permission.STAFF_VIEW, siti)
    assert not rina.has_perm(Permission.STAFF_VIEW, siti)
    assert siti not in Staff.objects.visible_to(rina)


def test_unit_named_alike_in_front_is_not_inside(dinas_a, by):
    """Paths are compared by whole steps: 000001/ does not hold 0000012/."""
    other = Opd(name="x", path=dinas_a.path.rstrip("/") + "9/", pk=999)
    user = make_account("Operator", "operator_opd", dinas_a)

    assert not user.has_perm(Permission.STAFF_VIEW, other)


def test_unknown_permission_and_no_role_are_refused(siti_user, sekda):
    assert not siti_user.has_perm("staff.view")
    assert not sekda.has_perm("staff.burn")
    assert siti_user.has_perm(Permission.PLEDGE_SIGN)
    assert not sekda.has_perm(Permission.PLEDGE_SIGN)


def test_permissions_of_a_request_cost_one_query(budi, dinas_a, django_assert_num_queries):
    user = fresh(budi)
    with django_assert_num_queries(1):
        for permission in Permission:
            scope_of(user, permission)
        roles_of(user)
        assert user.role_label == "Operator OPD"


def test_superuser_has_no_permission_of_the_trade(db):
    from netralitas.access.models import User

    root = User.objects.create_superuser("akar", "x" * 20)
    assert [p for p in Permission if root.has_perm(p)] == []


# --- time


def test_role_begins_and_ends_by_itself(siti_user, dinas_a, by):
    today = timezone.localdate()
    give(
        siti_user,
        "operator_opd",
        dinas_a,
        by=by,
        starts_on=today + timedelta(days=2),
        ends_on=today + timedelta(days=4),
    )

    held = []
    for days in range(7):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            held.append(fresh(siti_user).has_perm(Permission.STAFF_EDIT))
    assert held == [False, False, True, True, True, False, False]


@pytest.mark.parametrize("status", [StaffStatus.RETIRED, StaffStatus.MOVED_OUT, StaffStatus.DECEASED])
def test_role_ends_with_service(budi, status):
    Staff.objects.filter(account_link__user=budi).update(status=status)

    assert not fresh(budi).has_perm(Permission.STAFF_VIEW)


def test_open_session_follows_at_the_next_request(admin_sistem, sign_in, by):
    second = make_account("Admin Dua", "admin_sistem")
    client = sign_in(second)
    assert client.get("/akun/").status_code == 200

    roles.revoke_role(assignment=second.role_assignments.get(), reason="pindah tugas", by=by)

    assert client.get("/akun/").headers["Location"].startswith("/masuk/")
    assert not fresh(second).has_perm(Permission.ACCOUNT_EDIT)


def test_without_the_epoch_the_session_would_live_on(sign_in, by, monkeypatch):
    """Negative control: what ends the session is the epoch; the permission is gone all the same."""
    second = make_account("Admin Dua", "admin_sistem")
    client = sign_in(second)
    monkeypatch.setattr(roles, "end_sessions", lambda user: None)

    roles.revoke_role(assignment=second.role_assignments.get(), reason="x", by=by)

    assert client.get("/kata-sandi/").status_code == 200
    assert client.get("/akun/").status_code == 403


def test_new_role_ends_the_session_too(siti_user, sign_in, dinas_a, by):
    client = sign_in(siti_user)
    give(siti_user, "operator_opd", dinas_a, by=by)

    assert client.get("/kata-sandi/").status_code == 302


# --- refusals


TODAY = timezone.localdate


@pytest.mark.parametrize(
    ("role", "has_unit", "more", "word"),
    [
        ("operator_opd", False, {}, "memerlukan unit"),
        ("bakesbangpol", True, {}, "seluruh pemda"),
        ("pegawai", False, {}, "Pilih peran"),
        ("raja", False, {}, "Pilih peran"),
        ("operator_opd", True, {"letter_number": " "}, "nomor surat tugas"),
        ("operator_unit", True, {"ends_on": None}, "tanggal akhir"),
        ("sekda", False, {"ends_on": "before"}, "mendahului"),
        ("sekda", False, {"ends_on": "past"}, "sudah lewat"),
    ],
)
def test_role_is_refused_in_words(siti_user, dinas_a, by, role, has_unit, more, word):
    today = timezone.localdate()
    if more.get("ends_on") == "before":
        more = {"ends_on": today - timedelta(days=1)}
    if more.get("ends_on") == "past":
        more = {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}

    with pytest.raises(DomainError) as refusal:
        give(siti_user, role, dinas_a if has_unit else None, by=by, **more)
    assert word in refusal.value.message
    assert not RoleAssignment.objects.exists()
    assert not Event.objects.exists()


def test_nobody_gives_or_takes_the_own_role(admin_sistem):
    me = Actor.of_user(admin_sistem)

    with pytest.raises(DomainError):
        give(admin_sistem, "bakesbangpol", by=me)
    with pytest.raises(DomainError):
        roles.revoke_role(assignment=admin_sistem.role_assignments.get(), reason="x", by=me)


def test_same_role_twice_is_refused_but_a_successor_term_is_not(siti_user, dinas_a, by):
    later = timezone.localdate() + timedelta(days=61)
    give(siti_user, "operator_opd", dinas_a, by=by)

    with pytest.raises(DomainError):
        give(siti_user, "operator_opd", dinas_a, by=by)
    give(
        siti_user,
        "operator_opd",
        dinas_a,
        by=by,
        starts_on=later,
        ends_on=later + timedelta(days=30),
    )
    assert RoleAssignment.objects.count() == 2


def test_role_for_a_disabled_account_or_a_closed_unit_is_refused(siti_user, dinas_a, by):
    dinas_a.closed_on = timezone.localdate()
    with pytest.raises(DomainError):
        give(siti_user, "operator_opd", dinas_a, by=by)
    siti_user.is_active = False
    siti_user.save()
    with pytest.raises(DomainError):
        give(siti_user, "sekda", by=by)


def test_revoking_twice_is_refused(budi, by):
    assignment = budi.role_assignments.get()
    roles.revoke_role(assignment=assignment, reason="", by=by)

    with pytest.raises(DomainError):
        roles.revoke_role(assignment=assignment, reason="", by=by)


def test_events_read_as_sentences(siti_user, dinas_a, by):
    assignment = give(siti_user, "operator_opd", dinas_a, by=by)
    roles.revoke_role(assignment=assignment, reason="mutasi", by=by)

    given, revoked = (sentence_of(event) for event in Event.objects.order_by("pk"))
    assert "memberi peran Operator OPD (Dinas Pendidikan) kepada Siti Aminah, mulai" in given
    assert "mencabut peran Operator OPD (Dinas Pendidikan) dari Siti Aminah: mutasi." in revoked


# --- screens


def test_admin_gives_and_revokes_on_screen(admin_sistem, sign_in, dinas_a):
    siti = make_account("Siti", staff=make_staff("Siti", dinas_a))
    client = sign_in(admin_sistem)
    today = timezone.localdate()
    sent = {
        "role": "operator_opd", "unit": dinas_a.public_id, "letter_number": "800/1", "starts_on": f"{today}",
        "ends_on": f"{today + timedelta(days=30)}",
    }  # fmt: skip

    assert client.post(f"/akun/{siti.username}/peran/", sent).headers["Location"] == f"/akun/{siti.username}/"
    assignment = siti.role_assignments.get()
    assert b"800/1" in client.get(f"/akun/{siti.username}/").content
    path = f"/akun/{siti.username}/peran/{assignment.public_id}/cabut/"
    assert b"Cabut peran Operator OPD" in client.get(path).content
    assert siti.role_assignments.get().revoked_at is None  # asking is not doing
    assert client.post(path, {"reason": "selesai"}).status_code == 302
    assert siti.role_assignments.get().revoked_at is not None
    assert client.post(path, {"reason": "lagi"}).status_code == 404


def test_refusal_on_screen_keeps_what_was_typed(admin_sistem, sign_in, siti_user):
    sent = {"role": "operator_opd", "letter_number": "800/77", "starts_on": f"{timezone.localdate()}"}
    answer = sign_in(admin_sistem).post(f"/akun/{siti_user.username}/peran/", sent)

    assert answer.status_code == 200
    assert b"memerlukan unit" in answer.content
    assert b"800/77" in answer.content


@pytest.mark.parametrize("who", ["siti_user", "budi", "kesbang", "sekda", "bkpsdm", "inspektur"])
def test_only_admins_manage_roles(request, sign_in, who, admin_sistem):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(f"/akun/{admin_sistem.username}/peran/").status_code == 403
    assert client.post(f"/akun/{admin_sistem.username}/peran/", {}).status_code == 403
    assert client.get("/akun/tidak-ada/").status_code == 403


def test_stranger_signs_in_first(admin_sistem):
    assert Client().get(f"/akun/{admin_sistem.username}/").headers["Location"].startswith("/masuk/?next=")
