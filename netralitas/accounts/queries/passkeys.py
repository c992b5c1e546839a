"""The two halves of a passkey's ceremony (WebAuthn), as pure functions over python-fido2.

`state` is what must be kept in the session between the halves; options and answers are the browser's own JSON.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from netralitas.access.models import User
from netralitas.accounts.models import Factor

# what a made-up answer can set off in the library's readers of JSON, CBOR, keys and signatures
_MALFORMED = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, EOFError, RecursionError,
    NotImplementedError, UnsupportedAlgorithm, InvalidSignature, struct.error,
)  # fmt: skip


@dataclass(frozen=True)
class Site:
    """Where the ceremony takes place: scheme and host with port, as the browser's address bar shows them."""

    scheme: str
    host: str

    @property
    def name(self) -> str:
        """The host without its port: a passkey belongs to it and to no other."""
        return self.host.rsplit(":", 1)[0] if not self.host.endswith("]") else self.host

    @property
    def can_use_passkeys(self) -> bool:
        """Browsers know passkeys over HTTPS or on the machine itself, and under a name, not an IP address."""
        return self.name == "localhost" or (self.scheme == "https" and not self.name.replace(".", "").isdigit())

    def server(self) -> Fido2Server:
        """The other side of the ceremony; only this very origin is accepted."""
        origin = f"{self.scheme}://{self.host}"
        party = PublicKeyCredentialRpEntity(name="Portal Netralitas", id=self.name)
        return Fido2Server(party, verify_origin=lambda claimed: claimed == origin)


class NotProved(ValueError):
    """The browser's answer does not prove the passkey."""


def creation_options(site: Site, user: User, factors: Sequence[Factor]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(options, state) for making a passkey; those the account has already are left out by the browser."""
    owner = PublicKeyCredentialUserEntity(
        name=user.email or user.display_name, id=user.username.encode(), display_name=user.display_name
    )
    options, state = site.server().register_begin(
        owner,
        [credential_of(factor) for factor in factors],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options), state


def created(site: Site, state: dict[str, Any], answer: dict[str, Any]) -> tuple[bytes, int]:
    """(credential, sign count) of the new passkey; raises NotProved."""
    try:
        facts = site.server().register_complete(state, RegistrationResponse.from_dict(answer))
    except _MALFORMED as error:
        raise NotProved from error
    return bytes(facts.credential_data), facts.counter


def request_options(site: Site, factors: Sequence[Factor]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(options, state) for proving one of these passkeys."""
    options, state = site.server().authenticate_begin(
        [credential_of(factor) for factor in factors], user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options), state


def proved(site: Site, state: dict[str, Any], answer: dict[str, Any], factors: Sequence[Factor]) -> tuple[Factor, int]:
    """(which passkey, its new sign count); raises NotProved, also for a passkey that counted backwards: a copy."""
    by_id = {credential_of(factor).credential_id: factor for factor in factors}
    try:
        response = AuthenticationResponse.from_dict(answer)
        used = site.server().authenticate_complete(state, [credential_of(f) for f in factors], response)
        count = response.response.authenticator_data.counter
    except _MALFORMED as error:
        raise NotProved from error
    factor = by_id[used.credential_id]
    if factor.sign_count and count <= factor.sign_count:
        raise NotProved("counted backwards")
    return factor, count


def credential_of(factor: Factor) -> AttestedCredentialData:
    """The public half as the library wants it."""
    return AttestedCredentialData(bytes(factor.credential))
