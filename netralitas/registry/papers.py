"""Papers of the registry that are no documents of the register: reports for the desk."""

from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from netralitas.documents.papers import Sheet
from netralitas.registry.models import Difference, Reconciliation
from netralitas.registry.queries.pemda import current_pemda
from netralitas.registry.queries.reconciliations import OpdLine

SHOWN = 400  # more rows belong into the workbook


def reconciliation_sheet(run: Reconciliation, lines: list[OpdLine], rows: QuerySet[Difference]) -> Sheet:
    """The report of a comparison, F4: counts per Perangkat Daerah, then findings up to `SHOWN`."""
    shown = list(islice(rows, SHOWN + 1))
    context: dict[str, Any] = {
        "run": run,
        "pemda_name": current_pemda().name,
        "lines": lines,
        "kinds": Difference.Kind.labels,
        "sums": [sum(line.counts[at] for line in lines) for at in range(len(Difference.Kind.labels))],
        "rows": shown[:SHOWN],
        "is_cut": len(shown) > SHOWN,
        "now": timezone.now(),
    }
    return Sheet("papers/reconciliation.html", "papers/reconciliation.css", context, size="F4")
