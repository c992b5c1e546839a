"""Signing in by password: one answer and one cost for known and unknown names, growing delays, no lock-out."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth import authenticate
from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.throttling import GrowingDelay, Limit, attempt, forgive, hit, is_open
from netralitas.accounts import events
from netralitas.accounts.actions.sessions import list_session, unlist_session
from netralitas.accounts.queries.signins import same_name
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.keys import keyed_hash

# From all addresses together ten tries in a quarter of an hour, 36 in a day: no further limit per address is needed.
TRIES_PER_NAME = GrowingDelay("login-name", free=5, first=15, longest=3600)
TRIES_PER_KNOWN_DEVICE = Limit("login-known-device", 10, 15 * 60)
WRONG_TRIES_PER_ADDRESS = Limit("login-address", 300, 15 * 60)  # 500 colleagues behind one address mistype 25 times

# A hash keeps a core busy for 25 ms: more than two at once in a process would push the signers aside.
_HASHING_AT_ONCE, _PATIENCE_SECONDS = 2, 1.0
_hashing = BoundedSemaphore(_HASHING_AT_ONCE)

WRONG = (
    "NIP/surel atau kata sandi tidak cocok. Periksa kembali, atau pakai “Lupa kata sandi”. "
    "Untuk ikrar, tautan pribadi sudah cukup."
)
BUSY = "Banyak yang sedang masuk bersamaan. Tunggu beberapa detik, lalu tekan Masuk sekali lagi."


def check(*, name: str, password: str, address: str, known_device: str, by: Actor) -> User:
    """Answer who this is, or refuse; a try is counted before the password is looked at.

    `known_device` is the key of a device on which this name signed in before ("" otherwise): it keeps working
    while a stranger tries elsewhere. *Refuses* a wrong pair, too many tries, a crowd. *Records* accounts.signin_failed;
    what follows a right pair is `enter`.
    """
    subject = same_name(name)
    _count_try(subject, address, known_device)
    with _a_place_at_the_hasher():
        user = authenticate(None, username=name, password=password)
    if user is None:
        hit(WRONG_TRIES_PER_ADDRESS, address)
        audit.record(events.SIGN_IN_FAILED, by=by, mark=keyed_hash(subject, "signin")[:8])
        raise DomainError(WRONG, code="tidak_cocok")
    return user


@transaction.atomic
def enter(*, user: User, name: str, session_key: str, device: str, way: str, by: Actor) -> None:
    """Note that an account came in on a device, and forget its tries.

    *Refuses* nothing. *Records* accounts.account_entered.
    """
    forget_tries(same_name(name))
    list_session(user=user, session_key=session_key, device=device, way=way)
    audit.record(events.SIGNED_IN, by=Actor.of_user(user, by.request_id), subject=user, way=way)


@transaction.atomic
def sign_out(*, user: User, session_key: str | None, by: Actor) -> None:
    """Note that an account left its device. *Refuses* nothing. *Records* accounts.account_left."""
    unlist_session(session_key)
    audit.record(events.SIGNED_OUT, by=by, subject=user)


def forget_tries(subject: str) -> None:
    """Let a name start afresh after a success or a new password."""
    forgive(TRIES_PER_NAME, subject)


def _count_try(subject: str, address: str, known_device: str) -> None:
    if known_device:
        if not hit(TRIES_PER_KNOWN_DEVICE, f"{subject}@{known_device}"):
            raise DomainError(_wait_sentence(TRIES_PER_KNOWN_DEVICE.seconds), code="tunggu")
        return
    if not is_open(WRONG_TRIES_PER_ADDRESS, address):
        raise DomainError(_wait_sentence(WRONG_TRIES_PER_ADDRESS.seconds), code="tunggu")
    if wait := attempt(TRIES_PER_NAME, subject):
        raise DomainError(_wait_sentence(wait), code="tunggu")


def _wait_sentence(seconds: int) -> str:
    length = f"{seconds} detik" if seconds < 90 else f"{round(seconds / 60)} menit"
    return (
        f"Terlalu banyak percobaan untuk nama ini. Coba lagi dalam {length}, pakai “Lupa kata sandi”, "
        "atau buka tautan pribadi Bapak/Ibu."
    )


@contextmanager
def _a_place_at_the_hasher() -> Iterator[None]:
    if not _hashing.acquire(timeout=_PATIENCE_SECONDS):
        raise DomainError(BUSY, code="ramai")
    try:
        yield
    finally:
        _hashing.release()
