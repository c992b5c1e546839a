"""The weekly reports kept so far, and how they are arranged."""

from django.db.models import QuerySet

from netralitas.dashboards.models import WeeklyPlan, WeeklyReport
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.mondays import content_of
from netralitas.ledger.clock import database_time
from pledges.models import Campaign


def plan() -> WeeklyPlan:
    """The arrangement in force, or the usual one before anybody changed it; one query."""
    return WeeklyPlan.objects.first() or WeeklyPlan()


def reports_of(campaign: Campaign) -> QuerySet[WeeklyReport]:
    """Every report of a campaign, the last first."""
    return WeeklyReport.objects.filter(campaign=campaign).newest_first()


def last_report(campaign: Campaign) -> WeeklyReport | None:
    """The report by schedule before now, else the last one frozen by hand; one query.

    By schedule first: the rise of a week is not cut short because somebody froze a report on Thursday.
    """
    return reports_of(campaign).order_by("-is_scheduled", "-taken_at", "-pk").first()


def report_now(campaign: Campaign) -> Report:
    """The report as it would be frozen at this moment."""
    before = last_report(campaign)
    return Report(content_of(campaign, database_time(), before.content if before else None))
