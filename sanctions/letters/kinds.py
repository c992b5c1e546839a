"""All kinds of papers of a case, and of a report that is none."""

from sanctions.letters import decisions, examinations, reports, summonses, teams, tracks

ALL = (*teams.KINDS, *summonses.KINDS, *examinations.KINDS, *tracks.KINDS, *decisions.KINDS)
EVERY = (*ALL, *reports.KINDS)
