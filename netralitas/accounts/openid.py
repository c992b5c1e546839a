"""Single sign-on by OpenID Connect: authorization code with PKCE, state and nonce, ID tokens verified by PyJWT.

Knows the protocol, not the portal: who the person is, is decided in actions/sso.py. Settings: docs/operasi.md.
"""

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

import jwt
from django.conf import settings
from django.utils.crypto import constant_time_compare

from netralitas.errors import DomainError

TIMEOUT_SECONDS = 5
_ALGORITHMS = ["RS256", "PS256", "ES256"]  # never "none", never a shared secret
_LEEWAY_SECONDS = 30
_MOST_BYTES = 512 * 1024
_KEEP_SECONDS = 300

DOWN = "Server SSO sedang tidak menjawab. Coba beberapa menit lagi, atau masuk dengan kata sandi."
DOUBTFUL = (
    "Jawaban server SSO tidak dapat dipercaya, jadi tidak dipakai. Coba sekali lagi; bila berulang, beri tahu admin."
)


class _NoRedirects(HTTPRedirectHandler):
    """The provider's own addresses answer themselves, or not at all."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class Provider:
    """What the provider says of itself under /.well-known/openid-configuration."""

    issuer: str
    authorization: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool


@dataclass(frozen=True)
class Attempt:
    """The secrets of one sign-in on its way: kept in the session, good for one answer."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Attempt":
        """Fresh ones, 256 bits each."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


_kept: dict[str, tuple[float, Provider, jwt.PyJWKClient]] = {}


def is_on() -> bool:
    """Whether a provider is set."""
    return bool(settings.OIDC["issuer"])


def provider() -> Provider:
    """The provider, asked once in five minutes; refuses when it is down or gives another issuer's name."""
    return _known()[0]


def address_of(found: Provider, attempt: Attempt, return_to: str, *, is_again: bool) -> str:
    """Where the browser is sent; `is_again` asks the provider to sign the person in anew."""
    digest = hashlib.sha256(attempt.verifier.encode()).digest()
    asked = {
        "response_type": "code", "client_id": settings.OIDC["client_id"], "redirect_uri": return_to,
        "scope": settings.OIDC["scope"], "state": attempt.state, "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), "code_challenge_method": "S256",
    }  # fmt: skip
    if is_again:
        asked |= {"prompt": "login", "max_age": "0"}
    return f"{found.authorization}{'&' if '?' in found.authorization else '?'}{urlencode(asked)}"


def claims_for(code: str, attempt: Attempt, return_to: str) -> dict[str, Any]:
    """What the provider says of the person: the verified ID token, with userinfo for what it leaves out."""
    found, keys = _known()
    tokens = _redeemed(found, code, attempt, return_to)
    claims = _verified(keys, str(tokens.get("id_token", "")), attempt.nonce)
    if found.userinfo and not claims.get(settings.OIDC["nip_claim"]) and tokens.get("access_token"):
        told = _asked(Request(found.userinfo, headers={"Authorization": f"Bearer {tokens['access_token']}"}))  # noqa: S310
        if told.get("sub") == claims["sub"]:
            claims = told | claims
    return claims


def has_second_factor(claims: dict[str, Any]) -> bool:
    """Whether the provider asked for a second factor, in the words (`amr`, `acr`) that the setting names."""
    methods = claims.get("amr")
    said = {str(claims.get("acr", "")), *map(str, methods if isinstance(methods, list) else [])}
    return bool(said & set(settings.OIDC["factor_values"]))


def _known() -> tuple[Provider, jwt.PyJWKClient]:
    issuer = settings.OIDC["issuer"]
    kept = _kept.get(issuer)
    if kept is None or time.monotonic() - kept[0] > _KEEP_SECONDS:
        found = _discovered(issuer)
        kept = _kept[issuer] = (time.monotonic(), found, jwt.PyJWKClient(found.keys, timeout=TIMEOUT_SECONDS))
    return kept[1], kept[2]


def _discovered(issuer: str) -> Provider:
    told = _asked(Request(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))  # noqa: S310
    methods = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    try:
        found = Provider(
            told["issuer"], told["authorization_endpoint"], told["token_endpoint"], told["jwks_uri"],
            told.get("userinfo_endpoint", ""), "client_secret_basic" in methods,
        )  # fmt: skip
    except KeyError:
        raise _doubtful() from None
    places = (found.authorization, found.token, found.keys, found.userinfo or found.keys)
    if found.issuer != issuer or not all(_is_safe(place) for place in places):
        raise _doubtful()
    return found


def _redeemed(found: Provider, code: str, attempt: Attempt, return_to: str) -> dict[str, Any]:
    client, secret = settings.OIDC["client_id"], settings.OIDC["client_secret"]
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": return_to}
    sent["code_verifier"] = attempt.verifier
    headers = {"Accept": "application/json"}
    if secret and found.takes_basic:
        pair = f"{quote(client, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        sent |= {"client_id": client} | ({"client_secret": secret} if secret else {})
    return _asked(Request(found.token, data=urlencode(sent).encode(), headers=headers))  # noqa: S310


def _verified(keys: jwt.PyJWKClient, token: str, nonce: str) -> dict[str, Any]:
    client = settings.OIDC["client_id"]
    try:
        key = keys.get_signing_key_from_jwt(token)
        claims = jwt.decode(
            token, key, algorithms=_ALGORITHMS, audience=client, issuer=settings.OIDC["issuer"],
            leeway=_LEEWAY_SECONDS, options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )  # fmt: skip
    except jwt.PyJWKClientConnectionError as error:
        raise _down() from error
    except (jwt.PyJWTError, ValueError) as error:
        raise _doubtful() from error
    audience = claims["aud"]
    is_mine = audience == client or audience == [client] or claims.get("azp") == client
    if not is_mine or not constant_time_compare(str(claims["nonce"]), nonce):
        raise _doubtful()
    return claims


def _asked(request: Request) -> dict[str, Any]:
    """The provider's JSON; a provider that refuses is doubtful, one that does not answer is down."""
    opener: OpenerDirector = build_opener(_NoRedirects)
    if not _is_safe(request.full_url):
        raise _doubtful()
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            told = json.loads(answer.read(_MOST_BYTES))
    except HTTPError as error:
        with error:
            is_down = error.code >= 500
        raise (_down() if is_down else _doubtful()) from error
    except (URLError, TimeoutError, OSError) as error:
        raise _down() from error
    except (ValueError, RecursionError) as error:
        raise _doubtful() from error
    if not isinstance(told, dict):
        raise _doubtful()
    return told


def _is_safe(address: str) -> bool:
    """HTTPS, or the machine itself (a provider beside the portal, and tests)."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"})


def _down() -> DomainError:
    return DomainError(DOWN, code="mati")


def _doubtful() -> DomainError:
    return DomainError(DOUBTFUL, code="ragu")
