"""Passkeys without a browser: whatever an answer holds, it is proved or it gets a sentence, never an error."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netralitas.accounts.queries import passkeys
from netralitas.accounts.queries.passkeys import NotProved, Site

SITE = Site("http", "localhost:8000")
STATE = {"challenge": base64.urlsafe_b64encode(b"x" * 32).decode().rstrip("="), "user_verification": "preferred"}
bits = st.binary(max_size=200).map(lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="))
client_data = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["webauthn.create", "webauthn.get", "lain"]),
        "challenge": st.just(STATE["challenge"]) | st.text(max_size=20),
        "origin": st.just("http://localhost:8000") | st.text(max_size=20),
    }
).map(lambda facts: base64.urlsafe_b64encode(json.dumps(facts).encode()).decode().rstrip("="))
scraps = st.none() | st.integers() | st.text(max_size=8) | bits
anything = st.recursive(
    scraps, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner), max_leaves=6
)
answers = st.dictionaries(st.sampled_from(["id", "rawId", "type", "response"]), anything) | st.fixed_dictionaries(
    {
        "id": bits, "rawId": bits, "type": st.just("public-key"),
        "response": st.fixed_dictionaries(
            {"clientDataJSON": client_data, "attestationObject": bits, "authenticatorData": bits, "signature": bits}
        ),
    }
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers)
def test_made_up_answers_prove_nothing(answer):
    with pytest.raises(NotProved):
        passkeys.created(SITE, STATE, answer)
    with pytest.raises(NotProved):
        passkeys.proved(SITE, STATE, answer, [])


def test_another_origin_is_another_site():
    assert Site("https", "netralitas.contoh.go.id:8443").name == "netralitas.contoh.go.id"
    assert Site("https", "netralitas.contoh.go.id").server().rp.id == "netralitas.contoh.go.id"
