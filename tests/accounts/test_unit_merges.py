"""Merging a unit takes its operators along and ends its head's role, exactly as the page said beforehand."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import roles
from netralitas.accounts.models import RoleAssignment
from netralitas.accounts.queries.unit_roles import foretell
from netralitas.audit.models import Event
from netralitas.errors import DomainError
from netralitas.registry.actions import restructuring
from netralitas.registry.models import Opd
from tests.cast import User, make_account, make_staff, make_unit
from tests.registry.test_restructuring import seen_in

pytestmark = pytest.mark.django_db

GROUND = {"on": date(2026, 1, 5), "reason": "penataan", "legal_basis": "Perda 3/2026"}


def make_operator(name: str, unit: Opd, by: Actor, role: str = "operator_opd") -> User:
    """Somebody of the unit with a surat tugas for another month."""
    user = make_account(name, staff=make_staff(name, unit))
    last = timezone.localdate() + timedelta(days=30)
    roles.give_role(user=user, role=role, unit=unit, letter_number="800/1", starts_on=timezone.localdate(),
                    ends_on=last, by=by)  # fmt: skip
    return user


def places(user: User) -> list[Opd]:
    """Where an account holds a role today."""
    return [row.unit for row in RoleAssignment.objects.in_force().filter(user=user).select_related("unit")]


def test_operator_goes_along_with_the_same_letter(dinas_a, dinas_b, by):
    operator = make_operator("Dewi", dinas_a, by)

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    old, new = RoleAssignment.objects.filter(user=operator).order_by("pk")
    assert old.revoked_at
    assert new.unit == dinas_b
    assert (new.letter_number, new.ends_on) == (old.letter_number, old.ends_on)
    fresh = User.objects.get(pk=operator.pk)
    assert fresh.has_perm(Permission.STAFF_EDIT, dinas_b)
    told = Event.objects.filter(event__startswith="accounts.role_").order_by("pk").values_list("event", flat=True)
    assert list(told) == ["accounts.role_given", "accounts.role_revoked", "accounts.role_given"]


def test_head_of_the_merged_unit_is_no_head_of_the_other(dinas_a, dinas_b, by):
    head = make_account("Kepala A", "kepala_opd", dinas_a, make_staff("Kepala A", dinas_a))

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    assert places(head) == []
    assert not User.objects.get(pk=head.pk).has_perm(Permission.COMPLETION_STATE, dinas_b)


def test_operators_beyond_the_number_of_one_office_end(dinas_a, dinas_b, by):
    there = make_operator("Lama", dinas_b, by)
    first, second = make_operator("Satu", dinas_a, by), make_operator("Dua", dinas_a, by)
    said = foretell(dinas_a, dinas_b)

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    assert [places(one) for one in (there, first, second)] == [[dinas_b], [dinas_b], []]
    assert "Satu (Operator OPD): perannya pindah ke Dinas Kesehatan" in said[0]
    assert "Dua (Operator OPD): perannya berakhir; Dinas Kesehatan sudah akan mempunyai 2 operator (Lama)." in said[1]


@pytest.mark.parametrize("why", ["locked", "same role", "stranger", "no letter"])
def test_role_that_could_not_be_given_ends(dinas_a, sekolah_a, dinas_b, by, why):
    operator = make_operator("Dewi", sekolah_a, by, "operator_unit")
    row = RoleAssignment.objects.filter(user=operator)
    if why == "locked":
        User.objects.filter(pk=operator.pk).update(is_active=False)
    elif why == "same role":
        RoleAssignment.objects.create(user=operator, role="operator_unit", unit=dinas_b, given_by="uji")
    elif why == "stranger":
        person = operator.staff_link.staff
        person.unit = make_unit("Dinas Sosial")
        person.save()
    else:
        row.update(letter_number="")

    assert "berakhir" in foretell(sekolah_a, dinas_b)[0]
    restructuring.merge(sekolah_a, into=dinas_b, by=by, **GROUND)

    assert row.filter(given_by=by.label, revoked_at=None).count() == 0


def test_roles_below_the_merged_unit_stay_where_they_are(dinas_a, sekolah_a, dinas_b, by):
    operator = make_operator("Dewi", sekolah_a, by, "operator_unit")

    restructuring.merge(dinas_a, into=dinas_b, by=by, **GROUND)

    assert places(operator) == [sekolah_a]
    assert User.objects.get(pk=operator.pk).has_perm(Permission.LINK_ISSUE, Opd.objects.get(pk=sekolah_a.pk))


def test_nobody_widens_the_own_reach(dinas_a, dinas_b, by):
    operator = make_operator("Dewi", dinas_a, by)

    with pytest.raises(DomainError, match="Peran sendiri"):
        restructuring.merge(dinas_a, into=dinas_b, by=Actor.of_user(operator), **GROUND)

    assert places(operator) == [dinas_a]


def test_role_given_after_the_page_asked_is_told_before_it_moves(dinas_a, dinas_b, bkpsdm, sign_in, by):
    make_operator("Dewi", dinas_a, by)
    client, address = sign_in(bkpsdm), reverse("registry:unit-merge", args=[dinas_a.public_id])
    answers = {"into": dinas_b.pk, "on": "2026-01-05", "reason": "penataan", "legal_basis": "Perda 3/2026"}
    asked = client.post(address, answers).content.decode()
    late = make_operator("Eko", dinas_a, by)

    again = client.post(address, answers | seen_in(asked)).content.decode()
    assert "Dewi (Operator OPD): perannya pindah ke Dinas Kesehatan" in asked
    assert "Eko" not in asked
    assert "Eko (Operator OPD): perannya pindah ke Dinas Kesehatan" in again
    assert places(late) == [dinas_a]
    client.post(address, answers | seen_in(again))

    assert places(late) == [dinas_b]


def test_page_asks_again_for_another_target(dinas_a, dinas_b, bkpsdm, sign_in):
    other = make_unit("Dinas Sosial")
    client, address = sign_in(bkpsdm), reverse("registry:unit-merge", args=[dinas_a.public_id])
    answers = {"into": dinas_b.pk, "on": "2026-01-05", "reason": "penataan", "legal_basis": "Perda 3/2026"}
    asked = client.post(address, answers).content.decode()

    client.post(address, answers | {"into": other.pk} | seen_in(asked))

    assert not Opd.objects.get(pk=dinas_a.pk).closed_on
