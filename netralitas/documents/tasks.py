"""What the documents room does by itself."""

from netralitas.access.actors import SYSTEM
from netralitas.documents import runs
from netralitas.documents.actions import files
from netralitas.jobs import api as jobs


@jobs.every(minutes=1)
@jobs.task("documents.render_due")
def render_due() -> None:
    """Make the files that are due; goes on in a new turn while more wait, so that other light work gets its own."""
    if files.render_due(by=SYSTEM):
        jobs.enqueue("documents.render_due")


@jobs.every(hours=6)
@jobs.task("documents.sweep_runs")
def sweep_runs() -> None:
    """Delete parts of print runs that nobody will finish."""
    runs.drop_abandoned_parts()
