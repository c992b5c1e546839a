"""Roles in code: the printed matrix is current, and what each role must never be able to do."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from netralitas.access.management.commands import role_matrix
from netralitas.access.permissions import Permission
from netralitas.access.roles import ROLES, ScopeKind

VERBS = {"edit", "import", "import_all", "open", "state", "review", "reveal", "issue"}
CHANGES = {permission for permission in Permission if permission.value.split(".")[1] in VERBS}


def test_matrix_in_docs_is_current():
    call_command("role_matrix", check=True)


def test_outdated_matrix_is_noticed(monkeypatch, tmp_path):
    stale = tmp_path / "peran.md"
    stale.write_text("# lama")
    monkeypatch.setattr(role_matrix, "PATH", stale)

    with pytest.raises(CommandError):
        call_command("role_matrix", check=True)
    call_command("role_matrix", verbosity=0)
    call_command("role_matrix", check=True)


@pytest.mark.parametrize("code", [code for code, role in ROLES.items() if role.is_read_only])
def test_read_only_roles_change_nothing(code):
    assert ROLES[code].permissions & CHANGES == frozenset()


def test_sekda_sees_no_names():
    names = {Permission.STAFF_VIEW, Permission.SIGNER_VIEW, Permission.MISSING_VIEW, Permission.STAFF_EXPORT}

    assert ROLES["sekda"].permissions & names == frozenset()
    assert ROLES["ajudan"].permissions & names == frozenset()
    assert ROLES["admin_sistem"].permissions & names == frozenset()


def test_nobody_gives_roles_and_reads_the_audit():
    """Who could cover a misdeed must not be who looks for it."""
    assert [r.code for r in ROLES.values() if {Permission.ACCOUNT_EDIT, Permission.AUDIT_VIEW} <= r.permissions] == []


def test_reach_of_roles():
    assert {r.code for r in ROLES.values() if r.scope is ScopeKind.OPD} == {"operator_opd", "kepala_opd"}
    assert {r.code for r in ROLES.values() if r.scope is ScopeKind.UNIT} == {"operator_unit"}
    assert {r.code for r in ROLES.values() if r.scope is ScopeKind.OWN} == {"pegawai"}
