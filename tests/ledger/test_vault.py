"""Row keys: what was sealed opens again, with its own key only, and not after the key is gone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.ledger import vault
from netralitas.ledger.models import RowKey


@pytest.mark.django_db
def test_sealed_value_opens_with_the_stored_key():
    row_key, key = vault.new_key()

    sealed = vault.seal({"nama": "Siti Aminah", "nip": "198504122010012001"}, key)

    assert b"Siti" not in sealed
    assert b"19850412" not in bytes(RowKey.objects.get().wrapped)
    opened = vault.open_key(RowKey.objects.get(pk=row_key.pk))
    assert vault.unseal(sealed, opened) == {"nama": "Siti Aminah", "nip": "198504122010012001"}


@pytest.mark.django_db
def test_sealed_value_does_not_open_with_another_key():
    _, mine = vault.new_key()
    _, other = vault.new_key()

    with pytest.raises(Exception) as refusal:  # noqa: PT011 whatever the cipher raises, but not the value
        vault.unseal(vault.seal("rahasia", mine), other)
    assert "rahasia" not in str(refusal.value)


def test_erased_row_says_so():
    with pytest.raises(vault.Erased) as refusal:
        vault.open_key(None)

    assert "dihapus" in refusal.value.message


values = st.recursive(st.text(max_size=9) | st.integers(), lambda v: st.lists(v) | st.dictionaries(st.text(), v))


@settings(deadline=None)
@given(values)
def test_any_value_comes_back_as_it_was(value):
    key = bytes(32)

    assert vault.unseal(vault.seal(value, key), key) == value
