"""All kinds of papers of a case."""

from sanctions.letters import decisions, examinations, summonses, teams, tracks

ALL = (*teams.KINDS, *summonses.KINDS, *examinations.KINDS, *tracks.KINDS, *decisions.KINDS)
