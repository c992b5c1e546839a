"""Which pieces of text the pledge room's papers show, for holding a file's text against the record."""

from typing import Any

from netralitas.documents.shown import register_shown
from pledges.certificates import KIND
from pledges.piagam import KIND as PIAGAM


def pakta(facts: dict[str, Any]) -> list[str]:
    """Everything on the Pakta that belongs to this person, this text and this moment."""
    return [
        *facts["title"],
        facts["number"],
        facts["code"],
        *(value for _, value in facts["identity"]),
        *facts["points"],
        facts["sanction"],
        *facts["closing"],
        facts["place_and_date"],
        facts["signer"]["name"],
        facts["signer"]["number"],
        facts["typed_name"],
        facts["note"],
    ]


def piagam(facts: dict[str, Any]) -> list[str]:
    """Everything on the sertifikat that belongs to this person, this official and this moment."""
    shown = facts["piagam"]
    official = shown["official"]
    return [
        *shown["title"], shown["statement"], facts["number"], facts["code"],
        *(value for _, value in facts["identity"]), *official["lines"], official["name"], official["rank"],
        official["number"], facts["place_and_date"], facts["signer"]["name"], facts["typed_name"], facts["note"],
    ]  # fmt: skip


register_shown(KIND, pakta)
register_shown(PIAGAM, piagam)
