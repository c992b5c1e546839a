"""Personal links by e-mail: who can be sent one now, who not and why, and what became of the last one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from netralitas.access.scopes import Scope
from netralitas.accounts.models import PersonalLink, WayIn
from netralitas.accounts.queries.contacts import contact_of
from netralitas.accounts.queries.links import is_usable, personal_address
from netralitas.jobs.models import Message
from netralitas.registry.models import Opd, Staff
from netralitas.ui import formats
from pledges.models import Campaign, Obligation

RECIPIENT = "pledges.obligation"
READY, NO_ADDRESS, SHARED_ADDRESS, WAITING, TODAY = "siap", "tanpa", "bersama", "menunggu", "hari_ini"
NEXT = {
    READY: "Akan dikirimi",
    TODAY: "Sudah dikirimi hari ini",
    WAITING: "Masih menunggu terkirim",
    NO_ADDRESS: "Tidak punya surel; serahkan lembar tautan",
    SHARED_ADDRESS: "Surelnya dipakai lebih dari satu orang; serahkan lembar tautan",
}


@dataclass(frozen=True)
class Amounts:
    """How many persons of a unit with its sub-units would get a mail now, and how many not for which reason."""

    ready: int
    today: int
    waiting: int
    no_address: int
    shared_address: int
    signed: int

    @property
    def without_own(self) -> int:
        """Those missing who have no address that is theirs alone."""
        return self.no_address + self.shared_address


@dataclass(frozen=True)
class Letter:
    """The mail to one person: where to, and its words with the link, derived this moment."""

    address: str
    words: dict[str, str]


def with_mail(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Obligations with `mail_state` and `mail_at` of the last link mailed ("" and None: never)."""
    last = Message.objects.filter(recipient_type=RECIPIENT, recipient_key=OuterRef("public_id")).order_by("-pk")
    return rows.annotate(
        mail_state=Coalesce(Subquery(last.values("state")[:1]), Value("")),
        mail_at=Subquery(last.annotate(at=Coalesce("sent_at", "created_at")).values("at")[:1]),
    )


def missing(campaign: Campaign, unit: Opd, scope: Scope) -> QuerySet[Obligation]:
    """Who has not signed under a unit inside a scope, each with `mailing`: whether a mail would go now, or why not."""
    rows = Obligation.objects.filter(campaign=campaign).within(scope).under(unit).missing()
    return _with_mailing(rows)


def amounts(campaign: Campaign, unit: Opd, scope: Scope) -> Amounts:
    """Two queries."""
    found = dict(missing(campaign, unit, scope).order_by().values_list("mailing").annotate(Count("pk")))
    signed = Obligation.objects.filter(campaign=campaign).within(scope).under(unit).signed().count()
    return Amounts(
        found.get(READY, 0), found.get(TODAY, 0), found.get(WAITING, 0), found.get(NO_ADDRESS, 0),
        found.get(SHARED_ADDRESS, 0), signed,
    )  # fmt: skip


def ready_ids(campaign: Campaign, unit: Opd, scope: Scope) -> list[int]:
    """Obligations whose person would be sent a mail now; one query."""
    return list(missing(campaign, unit, scope).filter(mailing=READY).order_by("pk").values_list("pk", flat=True))


def still_ready(pks: list[int]) -> list[str]:
    """Public ids of those among a few obligations who may still be sent a mail; one query."""
    rows = _with_mailing(Obligation.objects.filter(pk__in=pks).missing()).filter(mailing=READY)
    return list(rows.order_by("pk").values_list("public_id", flat=True))


def is_possible(campaign: Campaign) -> bool:
    """Whether a personal link would open the sign page now."""
    return campaign.is_open() and WayIn.PERSONAL_LINK in campaign.ways_in


def letter(public_id: str) -> Letter | None:
    """The mail about one obligation; None when it is not needed any more or would reach a stranger. Three queries."""
    rows = Obligation.objects.missing().filter(public_id=public_id)
    row = rows.select_related("campaign", "staff__unit__opd").first()
    if row is None or not is_possible(row.campaign):
        return None
    link = PersonalLink.objects.filter(staff=row.staff).first()
    if link is None or not is_usable(link) or _is_shared(row.staff):
        return None
    closes_at = row.campaign.closes_at
    words = {
        "name": row.staff.full_name,
        "campaign": row.campaign.title,
        "until": f"{formats.weekday(closes_at)}, pukul {formats.clock(closes_at)}",
        "link": personal_address(link),
        "operator": str(contact_of(row.staff.unit)),
    }
    return Letter(row.staff.email, words)


def _with_mailing(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """At most one mail a day; an address of several persons is nobody's own contact (product.md 4.3)."""
    mails = Message.objects.filter(recipient_type=RECIPIENT, recipient_key=OuterRef("public_id"))
    return rows.annotate(address=Lower(F("staff__email"))).annotate(
        mailing=Case(
            When(address="", then=Value(NO_ADDRESS)),
            When(address__in=shared_addresses(), then=Value(SHARED_ADDRESS)),
            When(Exists(mails.filter(state=Message.State.QUEUED)), then=Value(WAITING)),
            When(Exists(mails.filter(state=Message.State.SENT, sent_at__gte=midnight())), then=Value(TODAY)),
            default=Value(READY),
            output_field=CharField(),
        )
    )


def shared_addresses() -> QuerySet:
    """E-mail addresses of several persons in small letters, nobody's own contact; to be used inside a query."""
    present = Staff.objects.present().exclude(email="").annotate(address=Lower("email"))
    return present.order_by().values("address").annotate(count=Count("pk")).filter(count__gt=1).values("address")


def _is_shared(staff: Staff) -> bool:
    return Staff.objects.present().filter(email__iexact=staff.email).exclude(pk=staff.pk).exclude(email="").exists()


def midnight() -> datetime:
    """The beginning of today in the pemda's zone; no query."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
