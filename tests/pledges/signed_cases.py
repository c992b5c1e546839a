"""Obligations and signatures with registered papers, made without the sign page."""

from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from netralitas.accounts.models import WayIn
from netralitas.documents import codes
from netralitas.documents.actions.register import register
from netralitas.ledger import vault
from netralitas.registry.models import Staff
from pledges import certificates
from pledges.models import Campaign, Obligation, PledgeText, Signature
from tests.pledges import paper_cases

_serial = count(1)


def make_obligation(staff: Staff, campaign: Campaign, **fields: Any) -> Obligation:
    """The person's duty, without its event and counters."""
    defaults = {
        "unit": staff.unit, "recap_unit": staff.unit.recap_unit, "category": staff.category,
        "audience": "asn" if staff.is_asn else "non_asn",
    }  # fmt: skip
    return Obligation.objects.create(campaign=campaign, staff=staff, **{**defaults, **fields})


def make_signature(staff: Staff, campaign: Campaign, text: PledgeText, at: datetime | None = None) -> Signature:
    """A signature with its registered document, without ledger and counters."""
    number = next(_serial)
    signed_at = at or paper_cases.SIGNED_AT
    obligation = make_obligation(staff, campaign, state=Obligation.State.SIGNED)
    code = codes.new_code()
    facts, public = paper_cases.facts_of(staff, campaign, text, number=f"IKR/2026/{number:06d}", code=code)
    with transaction.atomic():
        row_key, key = vault.new_key()
        document = register(
            kind=certificates.KIND, number=f"IKR/2026/{number:06d}", code=code, facts=facts, public_facts=public,
            row_key=row_key, key=key, issued_at=signed_at,
        )  # fmt: skip
        return Signature.objects.create(
            obligation=obligation, campaign=campaign, staff=staff, revision=1, text=text, unit=staff.unit,
            document=document, ledger_seq=number, signed_at=signed_at, way_in=WayIn.UNIT_LINK,
            method=Signature.Method.DRAWN, ink_sha256="0" * 64, row_key=row_key, facts_ciphertext=b"",
            form_key=f"uji-{number}", form_sha256="0" * 64,
        )  # fmt: skip
