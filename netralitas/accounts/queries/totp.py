"""Codes of authenticator apps: RFC 6238 with SHA-1, six digits, thirty seconds, one step of tolerance each way."""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

from netralitas.keys import data_key, decrypt, encrypt

PERIOD, DIGITS, TOLERANCE = 30, 6, 1
ISSUER = "Portal Netralitas"


def new_secret() -> bytes:
    """160 random bits, as the standard advises."""
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    """The six digits of one time step (RFC 4226, section 5.3)."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: bytes, code: str, seconds: int) -> int | None:
    """The time step, near the Unix time `seconds`, whose code this is; every step is compared, whatever fits."""
    now = seconds // PERIOD
    steps = range(now - TOLERANCE, now + TOLERANCE + 1)
    fitting = [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), code.encode())]
    return fitting[-1] if fitting else None


def written(secret: bytes) -> str:
    """The secret as one types it into an app that cannot scan, in fours."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def setup_address(secret: bytes, account: str) -> str:
    """What the QR says to the app; `account` tells the entries of several portals apart."""
    facts = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": ISSUER}, quote_via=quote)
    return f"otpauth://totp/{quote(ISSUER)}:{quote(account)}?{facts}"


def sealed(secret: bytes) -> bytes:
    """The secret as it may be stored."""
    return encrypt(secret, data_key("totp"))


def unsealed(ciphertext: bytes) -> bytes:
    """The reverse of `sealed`."""
    return decrypt(ciphertext, data_key("totp"))


def plain_code(code: str) -> str:
    """A typed code as it is compared: without spaces and dashes, in small letters."""
    return "".join(code.split()).replace("-", "").casefold()
