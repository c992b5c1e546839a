"""Canonical bytes: one form for one meaning, whatever order or composition it came in."""

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netralitas.ledger.canonical import canonical, leaf_hash, sha256_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(texts, values, max_size=6)


def composed(value: object) -> object:
    """The value with every string in NFC."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        return {composed(key): composed(item) for key, item in value.items()}
    return value


@settings(deadline=None)
@given(bodies)
def test_canonical_form_means_the_same_and_is_its_own_canonical_form(body):
    text = canonical(body)

    # strict=False: a duplicate key after composition keeps the last in both
    assert json.loads(text) == composed(body)
    assert canonical(json.loads(text)) == text


@settings(deadline=None)
@given(bodies)
def test_canonical_form_does_not_know_the_order_of_insertion(body):
    distinct = {composed(key): value for key, value in body.items()}

    assert canonical(dict(reversed(distinct.items()))) == canonical(distinct)


def test_keys_stand_in_utf16_order_as_rfc_8785_wants():
    keys = ["€", "\r", "1", "😀", "\x80", "ö", "\uffee"]

    assert list(json.loads(canonical(dict.fromkeys(keys, 1)))) == ["\r", "1", "\x80", "ö", "€", "😀", "\uffee"]


def test_strings_are_escaped_as_rfc_8785_wants():
    assert canonical({"a": "€$\u000f\nA'B\"\\/\u007f"}) == '{"a":"€$\\u000f\\nA\'B\\"\\\\/\u007f"}'


def test_two_compositions_of_a_name_are_one():
    assert canonical({"name": "Ame\u0301lie"}) == canonical({"name": "Am\u00e9lie"})


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1, 2}, object()])
def test_value_without_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical({"x": [value]})


@settings(deadline=None)
@given(st.binary(min_size=16, max_size=16), texts)
def test_leaf_is_the_hash_of_rfc_6962_over_the_salted_commitment(salt, body):
    commitment = hashlib.sha256(salt + body.encode()).digest()

    assert leaf_hash(salt, body) == hashlib.sha256(bytes([0]) + commitment).digest()


def test_hash_is_written_as_the_log_writes_it():
    assert sha256_text(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
