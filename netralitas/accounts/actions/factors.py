"""Adding, removing and checking second factors and recovery codes."""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.throttling import GrowingDelay, attempt, forgive
from netralitas.accounts import events
from netralitas.accounts.actions.sessions import end_sessions
from netralitas.accounts.models import Factor, RecoveryCode
from netralitas.accounts.queries import passkeys, totp
from netralitas.accounts.queries.factors import owes_factor
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.keys import keyed_hash
from netralitas.ledger.clock import database_seconds

TRIES_PER_PERSON = GrowingDelay("second-factor", free=5, first=30, longest=3600)
CODES = 10
_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789"
_CODE_LENGTH = 10  # 49 bits

WRONG_CODE = "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."
NOT_PROVED = "Kunci sandi (passkey) belum terbukti. Coba lagi, atau pakai kode."


@transaction.atomic
def add_app(*, user: User, secret: bytes, code: str, by: Actor) -> list[str]:
    """Connect an authenticator app whose present code is `code`, in place of an earlier one; other sessions end.

    Answers fresh recovery codes with the first factor, else nothing. *Refuses* a code that does not fit.
    *Records* accounts.factor_added.
    """
    step = totp.matching_step(secret, totp.plain_code(code), database_seconds())
    if step is None:
        raise DomainError("Kode belum cocok. Pastikan jam HP otomatis, lalu isi kode yang sedang tampil.")
    is_first = not Factor.objects.select_for_update().filter(user=user).exists()
    Factor.objects.filter(user=user, kind=Factor.Kind.TOTP).delete()
    factor = Factor.objects.create(
        user=user,
        kind=Factor.Kind.TOTP,
        label="Aplikasi autentikator",
        secret_ciphertext=totp.sealed(secret),
        last_step=step,
    )
    return _added(factor, is_first, by)


@transaction.atomic
def add_passkey(
    *, user: User, site: passkeys.Site, state: dict[str, Any], answer: dict[str, Any], label: str, by: Actor
) -> list[str]:
    """Add the passkey that the browser just made; other sessions end.

    Answers fresh recovery codes with the first factor, else nothing. *Refuses* an answer that proves nothing.
    *Records* accounts.factor_added.
    """
    try:
        credential, count = passkeys.created(site, state, answer)
    except passkeys.NotProved:
        raise DomainError("Kunci sandi (passkey) belum terbentuk. Coba sekali lagi.") from None
    is_first = not Factor.objects.select_for_update().filter(user=user).exists()
    label = label.strip()[:60] or "Kunci sandi"
    factor = Factor.objects.create(
        user=user, kind=Factor.Kind.PASSKEY, label=label, credential=credential, sign_count=count
    )
    return _added(factor, is_first, by)


@transaction.atomic
def remove_factor(*, factor: Factor, by: Actor) -> None:
    """Take a factor away; other sessions end, and with the last factor the recovery codes go.

    *Refuses* the last factor of an account that must have one. *Records* accounts.factor_removed.
    """
    user = User.objects.select_for_update().get(pk=factor.user_id)
    others = Factor.objects.filter(user=user).exclude(pk=factor.pk)
    if not others.exists():
        if owes_factor(user):
            raise DomainError("Akun dengan peran harus mempunyai faktor kedua. Tambahkan yang baru dahulu.")
        RecoveryCode.objects.filter(user=user).delete()
    Factor.objects.filter(pk=factor.pk).delete()
    _changed(events.FACTOR_REMOVED, user, by, factor=f"{factor.get_kind_display()} “{factor.label}”")


@transaction.atomic
def renew_codes(*, user: User, by: Actor) -> list[str]:
    """Make ten new recovery codes, the only time they can be read; earlier ones die.

    *Refuses* an account without a factor. *Records* accounts.codes_renewed.
    """
    if not Factor.objects.filter(user=user).exists():
        raise DomainError("Kode cadangan dibuat setelah ada faktor kedua.")
    codes = _new_codes(user)
    _tell_owner(user)
    audit.record(events.CODES_RENEWED, by=by, subject=user, account=user.display_name)
    return codes


@transaction.atomic
def forget_factors(*, user: User, by: Actor) -> None:
    """Take all factors and codes away, for whoever lost them; a reset by two persons calls this.

    *Refuses* nothing. *Records* accounts.factor_removed.
    """
    Factor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    _changed(events.FACTOR_REMOVED, user, by, factor="semua faktor kedua dan kode cadangan")


def prove_by_code(*, user: User, code: str, by: Actor) -> str:
    """Accept the six digits of the app or a recovery code, each only once; answers which it was, in words.

    *Refuses* a wrong or used code, and too many tries for one person. *Records* accounts.factor_passed or _failed.
    """
    _count_try(user)
    typed = totp.plain_code(code)
    is_app = len(typed) == totp.DIGITS and typed.isdigit()
    with transaction.atomic():
        if way := _by_app(user, typed) if is_app else _by_recovery_code(user, typed):
            return _passed(user, way, by)
    raise _failed(user, WRONG_CODE, by)


def prove_by_passkey(
    *, user: User, site: passkeys.Site, state: dict[str, Any], answer: dict[str, Any], by: Actor
) -> str:
    """Accept a passkey of the account; answers its kind in words.

    *Refuses* what proves nothing, and too many tries for one person. *Records* accounts.factor_passed or _failed.
    """
    _count_try(user)
    with transaction.atomic():
        known = list(Factor.objects.select_for_update().filter(user=user, kind=Factor.Kind.PASSKEY))
        try:
            factor, count = passkeys.proved(site, state, answer, known)
        except passkeys.NotProved:
            factor = None
        else:
            Factor.objects.filter(pk=factor.pk).update(sign_count=count, last_used_at=timezone.now())
            return _passed(user, "kunci sandi", by)
    raise _failed(user, NOT_PROVED, by)


def _by_app(user: User, code: str) -> str:
    factor = Factor.objects.select_for_update().filter(user=user, kind=Factor.Kind.TOTP).first()
    if factor is None:
        return ""
    step = totp.matching_step(totp.unsealed(factor.secret_ciphertext), code, database_seconds())
    if step is None or step <= factor.last_step:  # seen before, or older than one seen: single use
        return ""
    Factor.objects.filter(pk=factor.pk).update(last_step=step, last_used_at=timezone.now())
    return "aplikasi autentikator"


def _by_recovery_code(user: User, code: str) -> str:
    unused = RecoveryCode.objects.filter(user=user, code_hash=_hash(user, code), used_at=None)
    if not unused.update(used_at=timezone.now()):
        return ""
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    if user.email:
        jobs.send("accounts/recovery_used", recipient_type="access.user", recipient_key=user.username, left=left)
    return f"kode cadangan, sisa {left}"


def _count_try(user: User) -> None:
    if wait := attempt(TRIES_PER_PERSON, user.username):
        length = f"{wait} detik" if wait < 90 else f"{round(wait / 60)} menit"
        raise DomainError(f"Terlalu banyak kode yang keliru. Coba lagi dalam {length}.", code="tunggu")


def _passed(user: User, way: str, by: Actor) -> str:
    forgive(TRIES_PER_PERSON, user.username)
    audit.record(events.FACTOR_PASSED, by=Actor.of_user(user, by.request_id), subject=user, way=way)
    return way


def _failed(user: User, sentence: str, by: Actor) -> DomainError:
    audit.record(events.FACTOR_FAILED, by=Actor.of_user(user, by.request_id), subject=user)
    return DomainError(sentence, code="tidak_cocok")


def _added(factor: Factor, is_first: bool, by: Actor) -> list[str]:
    codes = _new_codes(factor.user) if is_first else []
    _changed(events.FACTOR_ADDED, factor.user, by, factor=f"{factor.get_kind_display()} “{factor.label}”")
    return codes


def _changed(event: Any, user: User, by: Actor, **details: str) -> None:
    end_sessions(user)
    _tell_owner(user)
    audit.record(event, by=by, subject=user, account=user.display_name, **details)


def _tell_owner(user: User) -> None:
    if user.email:
        jobs.send("accounts/factor_changed", recipient_type="access.user", recipient_key=user.username)


def _new_codes(user: User) -> list[str]:
    codes = ["".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH)) for _ in range(CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash(user, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hash(user: User, code: str) -> str:
    return keyed_hash(f"{user.username}:{code}", "recovery-code")
