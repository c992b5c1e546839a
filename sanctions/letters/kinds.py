"""All kinds of papers of a case."""

from sanctions.letters import decisions, examinations, summonses

ALL = (*summonses.KINDS, *examinations.KINDS, *decisions.KINDS)
