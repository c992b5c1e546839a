"""Which office's kop stands on the papers of a case."""

from netralitas.access.roles import BKPSDM, PENANGAN_ITDA
from netralitas.registry.models import Opd
from sanctions.models import Case, Lead
from sanctions.queries.offices import office_units


def keeping_office(case: Case) -> Opd | None:
    """The Perangkat Daerah of those who keep the case; None while nobody with a person behind the account does.

    Two queries.
    """
    role = BKPSDM if case.lead == Lead.BKPSDM else PENANGAN_ITDA
    rows = Opd.objects.filter(pk__in=office_units(role.code)).select_related("opd", "parent", "kind")
    return rows.order_by("path").first()
