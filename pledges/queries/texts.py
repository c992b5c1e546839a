"""Pledge texts: which one holds, how it reads with its placeholders filled, and its canonical bytes."""

import hashlib
import re
from dataclasses import dataclass

from netralitas.ledger.canonical import canonical
from netralitas.registry.queries.pemda import current_pemda
from pledges.models import Campaign, PledgeText

PLACEHOLDERS = {
    "nama_pemilihan": "nama pemilihan, mis. Pemilihan Bupati dan Wakil Bupati",
    "tahun": "tahun pemilihan",
    "nama_pemda": "nama pemerintah daerah",
    "sebutan_pegawai": "Pegawai ASN, Pegawai Non-ASN, atau Aparatur Pemerintah Desa",
}
ADDRESSED_AS = {
    PledgeText.Audience.ASN: "Pegawai ASN",
    PledgeText.Audience.NON_ASN: "Pegawai Non-ASN",
    PledgeText.Audience.VILLAGE: "Aparatur Pemerintah Desa",
}
WORDING = (
    "title", "preamble_kami", "preamble_saya", "points", "closing_kami", "closing_saya", "sanction_clause",
)  # fmt: skip

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]+)\}")


@dataclass(frozen=True)
class FilledText:
    """A text as it is read: placeholders filled, in one voice. `sanction` is empty in the voice *kami*."""

    title: str
    preamble: str
    points: tuple[str, ...]
    closing: str
    sanction: str


def current_text(campaign: Campaign, audience: str) -> PledgeText | None:
    """The text an audience signs now: its highest frozen version; one query."""
    return PledgeText.objects.filter(campaign=campaign, audience=audience).frozen().newest_first().first()


_frozen: dict[str, PledgeText] = {}  # a few versions a campaign, and they never change


def frozen_text(public_id: str) -> PledgeText | None:
    """A text in use now or before, as it was frozen; one query, the next time none."""
    text = _frozen.get(public_id) or PledgeText.objects.frozen().filter(public_id=public_id).first()
    if text is not None:
        _frozen[public_id] = text
    return text


def current_texts(campaign: Campaign) -> dict[str, PledgeText]:
    """The text each audience signs now, by audience; one query."""
    rows = PledgeText.objects.filter(campaign=campaign).frozen().order_by("version")
    return {text.audience: text for text in rows}


def drafts(campaign: Campaign) -> dict[str, PledgeText]:
    """The draft of each audience, by audience; one query."""
    return {text.audience: text for text in PledgeText.objects.filter(campaign=campaign, frozen_at__isnull=True)}


def fill(text: PledgeText, campaign: Campaign, voice: str = "saya") -> FilledText:
    """The text with its placeholders filled, in the voice *saya* (for signing) or *kami* (for reading aloud)."""
    values = text.placeholder_values or values_of(campaign, text.audience)
    is_signed = voice == "saya"
    return FilledText(
        title=_filled(text.title, values),
        preamble=_filled(text.preamble_saya if is_signed else text.preamble_kami, values),
        points=tuple(_filled(point[voice], values) for point in text.points),
        closing=_filled(text.closing_saya if is_signed else text.closing_kami, values),
        sanction=_filled(text.sanction_clause, values) if is_signed else "",
    )


def values_of(campaign: Campaign, audience: str) -> dict[str, str]:
    """What the placeholders stand for now; a frozen text keeps its own."""
    return {
        "nama_pemilihan": campaign.election.name,
        "tahun": str(campaign.election.year),
        "nama_pemda": current_pemda().name,
        "sebutan_pegawai": ADDRESSED_AS[PledgeText.Audience(audience)],
    }


def unknown_placeholders(wording: str) -> list[str]:
    """Words in braces that look like placeholders but are none; other braces are plain text."""
    return [word for word in _PLACEHOLDER.findall(wording) if word not in PLACEHOLDERS]


def canonical_body(text: PledgeText) -> str:
    """RFC 8785 JSON of all a signer relies on: the wording in both voices, and what the placeholders stand for."""
    return canonical(
        {
            "v": 1,
            "text": text.public_id,
            "audience": text.audience,
            "version": text.version,
            "revision": text.revision,
            "placeholders": text.placeholder_values,
            **{name: getattr(text, name) for name in WORDING},
        }
    )


def sha256_of(text: PledgeText) -> str:
    """SHA-256 of the canonical body, 64 hex digits."""
    return hashlib.sha256(canonical_body(text).encode()).hexdigest()


def _filled(wording: str, values: dict[str, str]) -> str:
    """One pass, so that braces inside a value stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), wording)
