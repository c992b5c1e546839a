"""Documents to make files of, and papers small enough to be quick."""

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from netralitas.documents import codes, drawings
from netralitas.documents.actions.register import register
from netralitas.documents.models import Document
from netralitas.documents.sealing import choosing
from netralitas.documents.sealing.base import Sealed
from netralitas.ledger import vault

_serial = count(1)


@pytest.fixture
def make_document(db) -> Callable[..., Document]:
    """A registered document with the facts given, and facts for the public."""

    def make(**changes: Any) -> Document:
        row_key, key = vault.new_key()
        defaults = {
            "kind": Document.Kind.PAKTA, "number": f"IKR/2026/{next(_serial):06d}", "code": codes.new_code(),
            "facts": {"match": {"name": "siti aminah", "number": "198504122010012002"}},
            "public_facts": {
                "paper": "Pakta Integritas Netralitas", "name": "S*** A*****", "opd": "Dinas Pendidikan",
                "campaign": "Ikrar Netralitas Pilkada 2026", "signed_on": "23 Oktober 2026",
            },
            "issued_at": timezone.now(),
        }  # fmt: skip
        with transaction.atomic():
            return register(row_key=row_key, key=key, **{**defaults, **changes})

    return make


@pytest.fixture
def quick_render(monkeypatch) -> list[dict]:
    """Rendering that costs nothing and remembers the facts it saw; the seal is a word at the end."""
    seen: list[dict] = []

    def render(document: Document, facts: dict) -> bytes:
        seen.append(facts)
        return b"%PDF-1.7 " + repr(sorted(facts.items())).encode() + str(len(seen)).encode()

    monkeypatch.setattr(drawings, "render", render)
    monkeypatch.setattr(choosing, "current", lambda revoked=frozenset(): WordSealer())
    return seen


class WordSealer:
    """Stands for the seal where a test is about the making of files only."""

    name, is_remote, is_by_hand, footer = "uji", False, False, ""

    def make_ready(self) -> None:
        """Always."""

    def seal(self, content: bytes, *, at: datetime) -> Sealed:
        """The bytes with a word behind."""
        return Sealed(content + b" sealed", "f" * 64, self.name, at)
