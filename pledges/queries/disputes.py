"""Disputed signatures: who may see which, and what is known of how a signature came about."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from netralitas.access.scopes import Scope
from netralitas.accounts.models import LinkReveal, Visit
from netralitas.accounts.queries.devices import device_name
from netralitas.jobs.models import Message
from netralitas.ledger import vault
from netralitas.registry.models import StaffEvent
from netralitas.ui import formats
from pledges.models import Campaign, Dispute, Signature
from pledges.queries import mine

_CONTACTS = {"email": "surel", "phone": "nomor HP"}
_NETWORKS = {"slow-2g": "2G", "2g": "2G", "3g": "3G", "4g": "4G", "5g": "5G"}


@dataclass(frozen=True)
class Circumstances:
    """How a signature came about, as far as the portal knows: facts in words, and dated happenings around it."""

    facts: tuple[tuple[str, str], ...]
    happenings: tuple[tuple[datetime, str], ...]


def disputes() -> QuerySet[Dispute]:
    """Every disputed signature with person, unit, paper and state; one query."""
    related = ("signature__staff__unit", "signature__unit__opd", "signature__campaign", "signature__document",
               "signature__void", "ruling")  # fmt: skip
    sealed = ("signature__facts_ciphertext", "signature__document__facts_ciphertext")
    return Dispute.objects.with_state().select_related(*related).defer(*sealed)


def recorded_at(scope: Scope) -> QuerySet[Dispute]:
    """Those said before an operator inside a scope; what persons said by themselves is not for operators."""
    rows = disputes().exclude(identity_card="")
    return rows if scope.is_all else rows.filter(signature__in=Signature.objects.within(scope).values("pk"))


def disputable(rows: QuerySet[Signature]) -> QuerySet[Signature]:
    """Those among a person's own signatures that may still be called somebody else's."""
    return recordable(rows).filter(dispute__isnull=True)


def recordable(rows: QuerySet[Signature]) -> QuerySet[Signature]:
    """Those an operator may look up; disputed ones are among them, so that none tells by missing."""
    return rows.valid().exclude(campaign__state=Campaign.State.ARCHIVED)


def circumstances(signature: Signature) -> Circumstances:
    """What is known of one signature, unsealed for the check of a dispute; six queries."""
    evidence = _evidence(signature)
    seconds = evidence.get("seconds_on_text")
    facts = [
        ("Cara pengenalan", mine.way_of(signature)),
        ("Tanda tangan", str(signature.get_method_display())),
        ("Perangkat", device_name(evidence["agent"]) if evidence.get("agent") else ""),
        ("Dipakai pula oleh", _others_on(signature)),
        ("Jaringan", _NETWORKS.get(evidence.get("network", ""), "")),
        ("Membaca naskah", f"{formats.number(seconds)} detik" if seconds is not None else ""),
    ]
    happenings = [(signature.signed_at, "Ikrar tercatat"), *_around(signature)]
    return Circumstances(tuple(fact for fact in facts if fact[1]), tuple(sorted(happenings)))


def _evidence(signature: Signature) -> dict[str, object]:
    """The private circumstances; empty when they were erased lawfully."""
    try:
        return vault.unseal(signature.facts_ciphertext, vault.open_key(signature.row_key))["private"]["evidence"]
    except vault.Erased:
        return {}


def _others_on(signature: Signature) -> str:
    if not signature.device_key:
        return ""
    others = Visit.objects.filter(device_key=signature.device_key).exclude(staff=signature.staff_id)
    count = others.values("staff").distinct().count()
    return f"{formats.number(count)} orang lain di portal ini" if count else "tidak ada orang lain"


def _around(signature: Signature) -> list[tuple[datetime, str]]:
    """Links handed on, visits, contacts changed, and notices sent, each with its time."""
    staff, at = signature.staff_id, signature.signed_at
    found = [
        (one.at, f"Tautan pribadi dilihat {one.by_label} ({one.way})")
        for one in LinkReveal.objects.filter(link__staff=staff)
    ]
    for visit in Visit.objects.filter(staff=staff).order_by("-pk")[:20]:
        same = "perangkat yang sama" if visit.device_key == signature.device_key else "perangkat lain"
        found.append((visit.opened_at, f"Kunjungan lewat {visit.get_way_in_display()}, {same}"))
    changed = StaffEvent.objects.filter(staff=staff, changes__has_any_keys=list(_CONTACTS))
    for row in changed.order_by("-pk")[:20]:
        what = " dan ".join(word for name, word in _CONTACTS.items() if name in row.changes)
        found.append((row.recorded_at, f"{what.capitalize()} diubah {row.by_label}"))
    keys = [signature.public_id, signature.obligation.public_id]
    for mail in Message.objects.filter(recipient_key__in=keys, sent_at__isnull=False, created_at__lte=at):
        found.append((mail.sent_at, "Surel tautan terkirim"))
    return found
