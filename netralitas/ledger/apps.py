"""App configuration of the ledger room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger room; its package docstring says what lives here."""

    name = "netralitas.ledger"
    label = "ledger"
