"""Setting, changing and recovering a password: always by its owner, never seen or chosen by an operator."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.access.models import User
from netralitas.access.throttling import GrowingDelay, Limit, attempt, forgive, hit
from netralitas.accounts import events
from netralitas.accounts.actions.signins import forget_tries
from netralitas.accounts.models import Activation, StaffLink, Visit
from netralitas.accounts.queries.activations import activation_by_code
from netralitas.accounts.queries.factors import is_privileged
from netralitas.accounts.queries.signins import same_name, sign_in_names, user_named
from netralitas.accounts.queries.visits import came_by_own_link
from netralitas.audit import actions as audit
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.registry.models import Staff

ACTIVATION_LIFE = timedelta(hours=72)
RESET_LIFE = timedelta(hours=2)
RESETS_PER_NAME = Limit("reset-name", 3, 3600)
RESETS_PER_ADDRESS = Limit("reset-address", 60, 3600)
TRIES_PER_CODE = GrowingDelay("activation-code", free=5, first=30, longest=3600)

GONE = "Kode atau tautan ini sudah dipakai atau sudah lewat 72 jam. Mintalah yang baru."
BY_TWO = (
    "Akun dengan peran yang sudah dipakai tidak dibuka lagi dengan lembar dari satu orang. Pakai “Lupa kata sandi” ke "
    "surelnya, atau ajukan pemulihan untuk disetujui orang kedua."
)
ONLY_BY_OWN_LINK = (
    "Kata sandi hanya dapat dibuat lewat tautan pribadi yang dibuka sendiri di HP sendiri. "
    "Untuk akun dengan peran, pakai aktivasi dari admin sistem."
)


def request_reset(*, name: str, address: str, by: Actor) -> None:
    """Ask for a way back in by the account's own e-mail; what happens next looks the same for an unknown name.

    *Refuses* nothing aloud; too many requests are dropped. *Records* accounts.activation_made when a message goes out.
    """
    is_welcome = hit(RESETS_PER_ADDRESS, address) and hit(RESETS_PER_NAME, same_name(name))
    user = user_named(name)
    jobs.enqueue("accounts.send_reset", username=user.username if user and is_welcome else "", request_id=by.request_id)


@transaction.atomic
def make_activation(*, user: User, way: Activation.Way, by: Actor, life: timedelta = ACTIVATION_LIFE) -> Activation:
    """Give the owner one way to set a password, ending earlier ones; by e-mail the message leaves after the commit.

    *Refuses* a locked account, e-mail without an address, and a letter for an account with a role that is in use:
    whoever prints it could take it over. *Records* accounts.activation_made.
    """
    if not user.is_active:
        raise DomainError("Akun ini dikunci. Buka dahulu kuncinya.")
    if way == Activation.Way.EMAIL and not user.email:
        raise DomainError("Akun ini belum mempunyai surel. Cetak lembar aktivasi.")
    if way == Activation.Way.LETTER and user.has_usable_password() and is_privileged(user):
        raise DomainError(BY_TWO, code="dua_orang")
    now = timezone.now()
    Activation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    activation = Activation.objects.create(user=user, way=way, made_at=now, made_by=by.label, expires_at=now + life)
    if way == Activation.Way.EMAIL:
        template = "accounts/password_reset" if life == RESET_LIFE else "accounts/account_activation"
        jobs.send(template, recipient_type="access.user", recipient_key=user.username, activation=activation.public_id)
    audit.record(
        events.ACTIVATION_MADE, by=by, subject=user, account=user.display_name, way=str(Activation.Way(way).label)
    )
    return activation


def find_by_code(*, name: str, code: str, by: Actor) -> Activation:
    """Tell which activation letter a person holds, by sign-in name and printed code.

    *Refuses* a wrong pair with one sentence, and too many tries for one name. *Records* only counts of tries.
    """
    if attempt(TRIES_PER_CODE, same_name(name)):
        raise DomainError("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.", code="tunggu")
    activation = activation_by_code(user_named(name), code)
    if activation is None:
        raise DomainError("NIP/surel atau kode aktivasi tidak cocok, atau kodenya sudah dipakai atau lewat 72 jam.")
    forgive(TRIES_PER_CODE, same_name(name))
    return activation


@transaction.atomic
def set_by_activation(*, activation: Activation, password: str, by: Actor) -> User:
    """Set the password by a one-time activation; open sessions of the account end.

    *Refuses* an activation used, expired or replaced. *Records* accounts.password_set.
    """
    fresh = Activation.objects.select_for_update().get(pk=activation.pk)
    if fresh.used_at is not None or fresh.expires_at <= timezone.now():
        raise DomainError(GONE, code="aktivasi_habis")
    fresh.used_at = timezone.now()
    fresh.save(update_fields=["used_at"])
    user = User.objects.select_for_update().get(pk=fresh.user_id, is_active=True)
    _write(user, password)
    actor = Actor.of_user(user, by.request_id)
    way = f"aktivasi lewat {Activation.Way(fresh.way).label.lower()}"
    audit.record(events.PASSWORD_SET, by=actor, subject=user, account=user.display_name, way=way)
    return user


@transaction.atomic
def set_in_visit(*, visit: Visit, password: str, by: Actor) -> User:
    """Let a person who came by the own personal link make a password; the account is made only now.

    *Refuses* a unit link, a shared phone, a link handed over by an operator, an account that has a password already
    or holds a role: there the personal link would be a way round. *Records* accounts.password_set.
    """
    if not came_by_own_link(visit):
        raise DomainError(ONLY_BY_OWN_LINK, code="bukan_tautan_pribadi")
    staff = Staff.objects.select_for_update(of=("self",)).select_related("unit").get(pk=visit.staff_id)
    link = StaffLink.objects.select_for_update().filter(staff=staff).select_related("user").first()
    if link and (link.user.has_usable_password() or not link.user.is_active or link.user.role_assignments.exists()):
        raise DomainError(f"Akun sudah ada. {ONLY_BY_OWN_LINK}", code="akun_ada")
    user = link.user if link else User(display_name=staff.full_name, email=staff.email)
    _write(user, password)
    if link is None:
        StaffLink.objects.create(user=user, staff=staff)
    audit.record(
        events.PASSWORD_SET, by=by, subject=user, opd_id=staff.unit.opd_id, account=user.display_name,
        way="tautan pribadi",
    )  # fmt: skip
    return user


@transaction.atomic
def change(*, user: User, password: str, by: Actor) -> User:
    """Change the own password; every other session of the account ends.

    *Refuses* nothing: the form has asked for the old one. *Records* accounts.password_changed.
    """
    fresh = User.objects.select_for_update().get(pk=user.pk)
    _write(fresh, password)
    audit.record(events.PASSWORD_CHANGED, by=by, subject=fresh, account=fresh.display_name)
    return fresh


def _write(user: User, password: str) -> None:
    """Hash and save, end the sessions, forget old tries, tell the owner."""
    is_new = user.pk is None
    user.set_password(password)
    user.save()
    if is_new:
        return
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    for name in sign_in_names(user):
        forget_tries(name)
    if user.email:
        jobs.send("accounts/password_changed", recipient_type="access.user", recipient_key=user.username)
