"""What the sign page shows, and what stands in the way of signing: asked by the page and by the action alike."""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.db import connection
from django.db.models import QuerySet

from netralitas.accounts.models import WayIn
from netralitas.ledger.clock import SECONDS_SQL, pretended_seconds
from netralitas.prepared import Prepared
from netralitas.registry.models import Staff
from netralitas.registry.models.staff import OUT_STATUSES
from netralitas.ui import formats
from pledges.models import Campaign, Obligation, Signature

State = Obligation.State


@dataclass(frozen=True)
class Hindrance:
    """Why somebody cannot sign now, in a heading and a sentence with the next step; `code` for the action's refusal."""

    code: str
    title: str
    message: str


@dataclass(frozen=True)
class Rule:
    """One line of *boleh / tidak boleh* with its legal basis ("" where none is needed)."""

    sentence: str
    basis: str
    topic: str


@dataclass(frozen=True)
class Conduct:
    """What an audience must not do, what it may do, and the rules behind it; social media comes first."""

    forbidden: tuple[Rule, ...]
    allowed: tuple[Rule, ...]
    basis: tuple[str, ...]


READ_ONLY = Hindrance(
    "hanya_lihat", "Masa tanda tangan tautan ini berakhir",
    "Tautan ini tinggal untuk melihat riwayat dan sertifikat. Bila masih perlu menandatangani, hubungi operator.",
)  # fmt: skip
NO_TEXT = Hindrance("tanpa_naskah", "Naskah belum tersedia", "Naskah ikrar belum tersedia. Hubungi operator.")


_own_obligation = Prepared(
    lambda staff_id, public_id: (
        Obligation.objects.filter(staff_id=staff_id, campaign__public_id=public_id)
        .exclude(campaign__state="draft")
        .select_related("campaign__election")
    ),
    -1,
    "?kegiatan",
)


def campaign_of(person: Staff, public_id: str) -> tuple[Campaign | None, Obligation | None]:
    """A started campaign and the person's obligation in it, if any; one query, two when there is no obligation."""
    if obligation := _own_obligation.first(person.pk, public_id):
        return obligation.campaign, obligation
    return Campaign.objects.started().select_related("election").filter(public_id=public_id).first(), None


def signature_for(obligation: Obligation) -> Signature | None:
    """The signature the obligation asks for now (its present revision), without its sealed facts; one query.

    One more when it was signed under a row merged into this person's.
    """
    own = _light(Signature.objects.filter(obligation=obligation, revision=obligation.revision)).first()
    return own or signature_of_merged(obligation)


def signature_of_merged(obligation: Obligation) -> Signature | None:
    """The valid signature of a row merged into this person's, in the same campaign; one query."""
    rows = Signature.objects.valid().filter(campaign=obligation.campaign_id, staff__merged_into=obligation.staff_id)
    return _light(rows).order_by("-signed_at").first()


def own_signatures(person: Staff) -> QuerySet[Signature]:
    """The person's signatures with campaign, unit, paper and file, without what is sealed; one query.

    Those of every row of one identity.
    """
    related = ("obligation", "campaign", "unit__opd", "document__file", "document__rendition", "document__voidance")
    rows = Signature.objects.filter(staff__in=Staff.objects.of_one_identity(person))
    return _light(rows).select_related(*related)


def draft_name(obligation: Obligation, revision: int) -> str:
    """Under which name a phone keeps an unsent signature: another person's or an older text's is never mixed up."""
    return f"{obligation.public_id}-{revision}"


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds at the moment of signing, by the database: the rules are judged by it and the log's entry names it."""

    at: datetime
    text: str | None  # public id of the text in force
    roster_seq: int | None  # number in the evidence log of the roster the person's OPD signs under
    prev: int | None  # number in the evidence log of the person's last signature
    is_form_used: bool


def moment_of(obligation: Obligation, opd_id: int | None, form_key: str) -> Moment:
    """Asked inside the signing transaction, under the obligation's lock; one query."""
    clock = SECONDS_SQL[connection.vendor] if (pretended := pretended_seconds()) is None else str(pretended)
    of_campaign, staff_id = obligation.campaign_id, obligation.staff_id
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {clock}, "  # noqa: S608  nothing of a request stands in it
            "(SELECT public_id FROM pledges_pledgetext WHERE campaign_id = %s AND audience = %s"
            " AND frozen_at IS NOT NULL ORDER BY version DESC LIMIT 1), "
            "(SELECT max(ledger_seq) FROM pledges_rostersnapshot WHERE campaign_id = %s AND opd_id = %s), "
            "(SELECT max(ledger_seq) FROM pledges_signature WHERE staff_id = %s), "
            "EXISTS (SELECT 1 FROM pledges_signature WHERE form_key = %s)",
            [of_campaign, obligation.audience, of_campaign, opd_id, staff_id, form_key],
        )
        seconds, *rest = cursor.fetchone()
    return Moment(datetime.fromtimestamp(seconds, UTC), *rest)


def hindrance(
    campaign: Campaign, obligation: Obligation | None, person: Staff, way_in: WayIn, now: datetime
) -> Hindrance | None:
    """The first thing that stands in the way of signing, or None; no query."""
    if obligation is None or obligation.state in {State.EXCLUDED, State.MOVED}:
        return _not_obliged()
    if obligation.state == State.SIGNED_PAPER:
        message = f"Ikrar Bapak/Ibu sudah tercatat pada {formats.day(obligation.state_at)} di lembar basah."
        return Hindrance("sudah_basah", "Sudah (tanda tangan basah)", f"{message} Tidak perlu mengulang.")
    if person.status in OUT_STATUSES:
        status = person.get_status_display().lower()
        message = f"Bapak/Ibu tercatat {status}, sehingga tidak termasuk wajib. Bila keliru, hubungi operator."
        return Hindrance("tidak_aktif", "Tidak termasuk wajib", message)
    return _closed(campaign, now) or _wrong_door(campaign, way_in)


def _not_obliged() -> Hindrance:
    message = "Bapak/Ibu tidak ada di daftar wajib kegiatan ini. Bila seharusnya ada, hubungi operator."
    return Hindrance("tidak_wajib", "Tidak termasuk wajib", message)


def _closed(campaign: Campaign, now: datetime) -> Hindrance | None:
    if campaign.is_open(now):
        return None
    if campaign.state == Campaign.State.OPEN and now < campaign.opens_at:
        message = f"Kegiatan ini dibuka {_day_and_hour(campaign.opens_at)}. Silakan kembali pada waktu itu."
        return Hindrance("belum_dibuka", "Belum dibuka", message)
    ask = "Bila Bapak/Ibu belum sempat menandatangani, hubungi operator."
    if campaign.state == Campaign.State.OPEN:
        message = f"Batas waktu kegiatan ini {_day_and_hour(campaign.closes_at)}. {ask}"
        return Hindrance("lewat_batas", "Lewat batas waktu", message)
    return Hindrance("ditutup", "Kegiatan sudah ditutup", f"Kegiatan ini sudah ditutup. {ask}")


def _day_and_hour(moment: datetime) -> str:
    return f"{formats.weekday(moment)}, pukul {formats.clock(moment)}"


def _wrong_door(campaign: Campaign, way_in: WayIn) -> Hindrance | None:
    if way_in in campaign.ways_in:
        return None
    accepted = " atau ".join(str(WayIn(way).label).lower() for way in campaign.ways_in)
    message = f"Kegiatan ini ditandatangani melalui {accepted}. Mintalah kepada operator."
    return Hindrance("cara_lain", "Gunakan cara masuk lain", message)


def _light(rows: QuerySet) -> QuerySet:
    return rows.select_related("void", "document").defer("facts_ciphertext", "document__facts_ciphertext")


@lru_cache(maxsize=8)
def conduct_for(audience: str) -> Conduct:
    """*Boleh / tidak boleh* for an audience, from catalogues/boleh_tidak_boleh.csv; no query."""
    path = Path(__file__).parents[1] / "catalogues" / "boleh_tidak_boleh.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if audience in row["untuk"].split()]
    by_stance = {
        stance: tuple(Rule(row["kalimat"], row["dasar"], row["lingkup"]) for row in rows if row["sikap"] == stance)
        for stance in ("tidak", "boleh", "dasar")
    }
    return Conduct(by_stance["tidak"], by_stance["boleh"], tuple(rule.sentence for rule in by_stance["dasar"]))
