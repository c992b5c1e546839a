"""Campaign, texts and persons from the shortest to the longest, and the facts of their papers."""

import math
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from netralitas.accounts.models import WayIn
from netralitas.documents import codes
from netralitas.registry.models import Opd, Staff
from pledges import catalogues, certificates
from pledges.models import Campaign, Election, PledgeText, Signature

SIGNED_AT = datetime(2026, 10, 23, 0, 35, 12, tzinfo=UTC)  # 07.35 WIB
CODE = "7K2M9P4QXW3T8RVJ5NBH6GF1"[:23]
CODE = next(CODE + s for s in codes.ALPHABET if codes.is_valid(CODE + s))


def wave(width: int = 640, height: int = 240) -> dict[str, Any]:
    """A signature-like line with a dot."""
    stroke = []
    for i in range(90):
        x = 40 + 6 * i
        y = height / 2 + 70 * math.sin(i / 4) * math.cos(i / 17) - i / 3
        stroke += [round(x), round(min(max(y, 0), height)), 14 * i]
    flourish = [v for i in range(40) for v in (60 + 13 * i, round(200 - 20 * math.sin(i / 6)), 1500 + 8 * i)]
    return {"v": 1, "w": width, "h": height, "s": [stroke, flourish, [500, 60, 2300]]}


def make_campaign(**fields: Any) -> Campaign:
    """An open campaign of a Pilkada."""
    election = Election.objects.create(
        kind=Election.Kind.PILKADA, name=fields.pop("election_name", "Pemilihan Bupati dan Wakil Bupati"), year=2026
    )
    now = timezone.now()
    defaults = {
        "code": f"K{Campaign.objects.count() + 1}", "title": "Ikrar Netralitas Pilkada 2026",
        "state": Campaign.State.OPEN,
        "opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=14),
        "basis_letter": "SE Sekretaris Daerah Nomor 800/3109-BKPSDM/2026",
    }  # fmt: skip
    return Campaign.objects.create(election=election, **{**defaults, **fields})


def make_text(campaign: Campaign, audience: str = "asn", **fields: Any) -> PledgeText:
    """The catalogue's text of an audience."""
    wording = tomllib.loads((Path(catalogues.__path__[0]) / "texts.toml").read_text())[audience]
    wording.pop("note")
    points = [{"kami": point["kami"], "saya": point.get("saya", point["kami"])} for point in wording.pop("points")]
    version = PledgeText.objects.filter(campaign=campaign, audience=audience).count() + 1
    sha256 = "3fa9c1d2" + "0" * 56
    defaults = {"version": version, "points": points, "sha256": sha256, "frozen_at": timezone.now(), **wording}
    return PledgeText.objects.create(campaign=campaign, audience=audience, **{**defaults, **fields})


def facts_of(staff: Staff, campaign: Campaign, text: PledgeText, **changes: Any) -> tuple[dict, dict]:
    """The frozen facts of one signature."""
    defaults = {
        "code": CODE, "way_in": WayIn.UNIT_LINK, "is_shared_device": False, "is_via_operator": False,
        "method": Signature.Method.DRAWN, "ink": wave(), "typed_name": "",
    }  # fmt: skip
    issued = {"number": "IKR/2026/000123", "signed_at": SIGNED_AT}
    issued |= {name: changes.pop(name) for name in issued if name in changes}
    draft = certificates.pakta_draft(staff=staff, campaign=campaign, text=text, **{**defaults, **changes})
    return draft.issued(**issued)


def school_kop(unit: Opd) -> None:
    """Three long lines under the pemda's name, as schools have."""
    unit.letterhead = [
        "DINAS PENDIDIKAN DAN KEBUDAYAAN", "KOORDINATOR WILAYAH KECAMATAN CIRUAS", "SEKOLAH DASAR NEGERI CIRUAS 1",
    ]  # fmt: skip
    unit.address = "Jalan Raya Serang–Jakarta Km. 10, Desa Ranjeng, Ciruas 42182, surel sdn.ciruas1@contoh.go.id"
    unit.phone = "(0254) 123456"
    unit.save()
