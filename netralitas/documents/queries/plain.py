"""How many issued papers could not be stamped, and why."""

from datetime import datetime

from django.db.models import Count, QuerySet

from netralitas.documents.models import Drawing


def reasons_since(moment: datetime) -> dict[str, int]:
    """Papers made since a moment by the stamper's reason, "" for the stamped ones; one query."""
    return reasons_among(Drawing.objects.filter(document__rendition__rendered_at__gte=moment))


def reasons_among(drawings: QuerySet[Drawing]) -> dict[str, int]:
    """These papers by the stamper's reason, "" for the stamped ones; one query."""
    rows = drawings.order_by().values_list("plain_reason").annotate(count=Count("pk"))
    return dict(rows)
